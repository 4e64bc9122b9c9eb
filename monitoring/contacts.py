"""Ketua and pendamping of RW, as those who write to them need them."""

from urllib.parse import quote

from accounts.models import User


def officers_of(rws):
    """{RW id: [User]} of the active accounts of these RW, ketua first; one query."""
    found = {}
    for officer in User.objects.active().officers().of_rws(rws).order_by("rw", "duty"):
        found.setdefault(officer.rw_id, []).append(officer)
    return found


def whatsapp_url(officer, text=""):
    """A chat with this person, with the text to send; empty without a number."""
    if not officer.phone:
        return ""
    address = f"https://wa.me/{officer.phone.removeprefix('+')}"
    return f"{address}?text={quote(text, safe='')}" if text else address
