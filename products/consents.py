"""The owner's consents: their texts by version, recording them, withdrawing them."""

from django.utils import timezone

from .models import Consent

Kind = Consent.Kind
# Kind -> version -> text. A text that was shown once is never changed: a new wording is a new version.
TEXTS = {
    Kind.REGISTRATION: {
        1: (
            "Pemilik usaha setuju produk ini diusulkan RW, dinilai kurator, dan datanya disimpan Pemerintah Kota "
            "untuk program OPOR. Persetujuan dapat ditarik kapan saja lewat RW atau kelurahan."
        ),
    },
    Kind.PUBLICATION: {
        1: "Nama usaha, produk, harga, cerita, dan fotonya boleh tampil di katalog untuk umum.",
    },
    Kind.CONTACT: {
        1: "Nomor HP pemilik boleh tampil di katalog supaya pembeli dapat memesan.",
    },
    Kind.FACES: {
        1: (
            "Orang dewasa yang wajahnya terlihat di foto setuju fotonya dipakai. "
            "Foto dengan wajah anak-anak tidak dipakai."
        ),
    },
}
# The boxes of the form, by field.
KIND_OF_FIELD = {
    "consent": Kind.REGISTRATION,
    "publication": Kind.PUBLICATION,
    "contact": Kind.CONTACT,
    "faces": Kind.FACES,
}


def current_text(kind=Kind.REGISTRATION):
    return TEXTS[kind][current_version(kind)]


def current_version(kind):
    return max(TEXTS[kind])


def text_of(consent):
    """What the owner agreed to, word by word."""
    return TEXTS[consent.kind][consent.text_version]


def record(product, kind, owner_name, by, paper=None):
    """Write a consent once; whether it was. While one is in force a second call changes nothing.

    `paper`: the file of the signed sheet.
    """
    _, made = Consent.objects.get_or_create(
        product=product,
        kind=kind,
        withdrawn_at=None,
        defaults={
            "text_version": current_version(kind),
            "owner_name": owner_name,
            "recorded_by": by,
            "medium": Consent.Medium.PAPER if paper else Consent.Medium.SCREEN,
            "paper": paper,
        },
    )
    return made


def withdraw(product, kind, by):
    """From now on; whether there was one to withdraw. A second call changes nothing.

    `by` None: the owner, by the link of their own.
    """
    return (
        Consent.objects.in_force()
        .filter(product=product, kind=kind)
        .update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_by_owner=by is None)
        > 0
    )


def write(product, given, owner_name, by):
    """`given`: {kind: whether the owner agrees}; kinds that are not named stay as they are."""
    for kind, agrees in given.items():
        if agrees:
            record(product, kind, owner_name, by)
        else:
            withdraw(product, kind, by)
