"""Who serves each RW of a kelurahan, and how far each account has come."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch

from kelurahan.models import RW, Kelurahan
from kelurahan.templatetags.indonesia import pukul

from .models import Duty, Invitation, User


@dataclass(frozen=True)
class Standing:
    """`sign` is the status class of the look; `until` the end of an open link."""

    sign: str
    label: str
    invitation: Invitation | None = None


@dataclass(frozen=True)
class Post:
    """One of the two duties of an RW, and who holds it now (None: nobody)."""

    rw: RW
    duty: Duty
    officer: User | None = None

    @property
    def standing(self):
        return self.officer and standing_of(self.officer)


def with_pending():
    return Prefetch("invitations", Invitation.objects.pending(), to_attr="pending_invitations")


def standing_of(officer):
    """For an account loaded with `with_pending()`."""
    pending = next(iter(officer.pending_invitations), None)
    still_open = pending if pending and pending.is_open else None
    if not officer.is_active:
        return Standing("void", "Nonaktif")
    if officer.has_usable_password():
        return Standing("verified", "Aktif", still_open)
    if still_open:
        return Standing("submitted", f"Diundang, berlaku sampai {pukul(pending.expires_at)}", pending)
    if pending:
        return Standing("returned", "Undangan kedaluwarsa")
    return Standing("none", "Belum diundang")


def posts_of(kelurahan):
    """[(RW, [Post, Post])] by number: ketua and pendamping, held or not."""
    officers = User.objects.active().officers().of_kelurahan(kelurahan).prefetch_related(with_pending())
    held = {(officer.rw_id, officer.duty): officer for officer in officers}
    return [
        (rw, [Post(rw, duty, held.get((rw.pk, duty))) for duty in Duty])
        for rw in RW.objects.filter(kelurahan=kelurahan).order_by("number")
    ]


def coverage_of(territory):
    """Each kelurahan of a kota or kecamatan, with `rws`, and `served`: RW in which somebody has signed in."""
    signed_in_once = Exists(User.objects.active().officers().activated().filter(rw=OuterRef("rw")))
    return (
        Kelurahan.objects.within(territory)
        .annotate(rws=Count("rw", distinct=True), served=Count("rw", filter=signed_in_once, distinct=True))
        .alphabetical()
    )


def waiting_slips(kelurahan):
    """The accounts of a kelurahan with an open link, by RW and duty, each with its `pending_invitations`."""
    return (
        User.objects.active()
        .officers()
        .of_kelurahan(kelurahan)
        .filter(invitations__in=Invitation.objects.open())
        .prefetch_related(with_pending())
        .order_by("rw__number", "duty")
    )


def never_invited(kelurahan):
    """Accounts that have never been active and have no open link."""
    return (
        User.objects.active()
        .officers()
        .of_kelurahan(kelurahan)
        .never_activated()
        .exclude(invitations__in=Invitation.objects.open())
        .order_by("rw__number", "duty")
    )


def summary_of(posts):
    """How many RW there are, are served by an active account, wait for an invited one, and have no account."""
    signs = [{post.standing.sign for post in pair if post.officer} for _, pair in posts]
    served = sum("verified" in found for found in signs)
    empty = sum(not found for found in signs)
    return {"rws": len(posts), "served": served, "empty": empty, "waiting": len(posts) - served - empty}
