"""How an open link reaches its person: as text, as a prepared WhatsApp message, as a QR code."""

from dataclasses import dataclass
from urllib.parse import quote

import segno
from django.urls import reverse
from django.utils.safestring import SafeString

from kelurahan.templatetags.indonesia import pukul

from .invitation_codes import code_of

FIRST_TIME = "Anda diundang memakai OPOR {kota} sebagai {post}."
LOST = "Ini tautan untuk membuat kata sandi baru di OPOR {kota}, akun {post}."
MESSAGE = (
    "Yth. {name},\n\n{opening}\n\nBuka tautan ini di HP Anda, lalu buat kata sandi:\n{link}\n\n"
    "Nama akun: {username}\nBerlaku sampai {until}.\n\n"
    "Tautan ini hanya untuk Anda. Jangan diteruskan kepada siapa pun."
)


@dataclass(frozen=True)
class Share:
    officer: object
    invitation: object
    link: str
    whatsapp: str
    qr: str


def share_of(request, officer, invitation):
    path = reverse("accounts:invitation_accept", args=[code_of(invitation)])
    link = request.build_absolute_uri(path)
    return Share(officer, invitation, link, whatsapp_url(officer, invitation, link), qr_of(link))


def whatsapp_url(officer, invitation, link):
    if not officer.phone:
        return ""
    return f"https://wa.me/{officer.phone.removeprefix('+')}?text={quote(message(officer, invitation, link))}"


def message(officer, invitation, link):
    opening = LOST if officer.has_usable_password() else FIRST_TIME
    post = f"{officer.post_label} {officer.rw.kelurahan}"
    return MESSAGE.format(
        name=officer.name,
        opening=opening.format(kota=officer.own_kota, post=post),
        link=link,
        username=officer.username,
        until=pukul(invitation.expires_at),
    )


def qr_of(link):
    """Black on white with its quiet zone, at night too: a camera wants it so. Made of digits and our own address."""
    code = segno.make_qr(link, error="m")
    return SafeString(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))
