"""The owner's consent: its text by version, recording it, withdrawing it."""

from django.utils import timezone

from .models import Consent

TEXTS = {
    1: (
        "Pemilik usaha setuju produk ini diusulkan RW, dinilai kurator, dan datanya disimpan Pemerintah Kota "
        "untuk program OPOR. Persetujuan dapat ditarik kapan saja lewat RW atau kelurahan."
    ),
}
CURRENT = max(TEXTS)


def current_text():
    return TEXTS[CURRENT]


def record(product, owner_name, by):
    """Write the consent to registration once; a second call while it is in force changes nothing."""
    Consent.objects.get_or_create(
        product=product,
        kind=Consent.Kind.REGISTRATION,
        withdrawn_at=None,
        defaults={"text_version": CURRENT, "owner_name": owner_name, "recorded_by": by},
    )


def withdraw(product):
    Consent.objects.filter(product=product, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())
