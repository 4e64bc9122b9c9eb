"""Permits and signed sheets with their papers, by the acts that production uses."""

import io

from products import consents, private_files
from products.gallery import files_of_failure_removed
from products.models import Consent, Permit

from .papers import pdf


def make_paper(by, content=None):
    with files_of_failure_removed() as files:
        return private_files.keep(private_files.take(io.BytesIO(content or pdf())), by, files)


def make_permit(business, by, kind=Permit.Kind.NIB, state=Permit.State.HELD, with_paper=False, **values):
    """A permit of the maker; a held NIB has its number unless told otherwise."""
    if kind == Permit.Kind.NIB and state == Permit.State.HELD:
        values = {"number": "1234567890123"} | values
    paper = make_paper(by) if with_paper else None
    return Permit.objects.create(business=business, kind=kind, state=state, file=paper, **values)


def sign_on_paper(product, by, kind=Consent.Kind.PUBLICATION):
    consents.record(product, kind, "Euis Komariah", by, paper=make_paper(by))
    return Consent.objects.in_force().get(product=product, kind=kind)
