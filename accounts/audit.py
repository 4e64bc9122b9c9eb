"""The trail of what people did: `audit.record(by, "invited", user, duty="ketua")`. Any app may write to it.

Rows stay for good, so they hold no personal data: a detail is a code, a number, yes or no, or a list of those.
"""

import re

from .models import AuditEvent

CODE_SHAPE = r"[a-z][a-z0-9_.-]{0,39}"

WORDS = {
    "invited": "Akun dibuat",
    "imported": "Akun dibuat lewat impor",
    "link_made": "Tautan undangan dibuat",
    "activated": "Kata sandi dibuat lewat tautan",
    "corrected": "Data akun diperbaiki",
    "replaced": "Diganti pengurus baru",
    "deactivated": "Akun dinonaktifkan",
    "import_applied": "Impor diterapkan",
    "maker_link_made": "Tautan pribadi pelaku usaha dibuat",
    "consent_withdrawn_by_owner": "Persetujuan ditarik pemilik lewat tautannya",
    "maker_request_answered": "Permintaan pelaku usaha dijawab",
    "maker_merged": "Pelaku usaha digabung",
    "product_merged": "Produk digabung",
    "maker_erased": "Data pelaku usaha dihapus",
    "maker_contact_erased": "Kontak pelaku usaha dihapus",
}


def record(by, action, subject, **detail):
    """Add an event about a saved row of any model; ValueError for a detail that could hold personal data.

    `by` None: a command on the server, or a maker by the link of their own.
    """
    for name, value in detail.items():
        if not is_impersonal(value):
            raise ValueError(f"the audit trail takes codes and numbers, not {name}={value!r}")
    return AuditEvent.objects.create(
        by=by, action=action, subject=subject._meta.label_lower, subject_id=subject.pk, detail=detail
    )


def is_impersonal(value):
    if isinstance(value, list | tuple):
        return all(is_impersonal(part) for part in value)
    if isinstance(value, str):
        return re.fullmatch(CODE_SHAPE, value, re.ASCII) is not None
    return value is None or isinstance(value, bool | int)
