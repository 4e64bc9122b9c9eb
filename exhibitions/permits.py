"""Permits as part of an entry: telling of one, comparing it with its paper, what runs out and what is missing."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from kelurahan.ordering import by_name
from products import permits
from products.gallery import files_of_failure_removed
from products.models import Permit

from .models import Entry
from .models.statuses import SUBMITTED_AND_LATER
from .refusals import EntryMoved

Kind = Permit.Kind
CHANGED = "Isian legalitas ini berubah sejak halaman dibuka. Periksa lagi isinya."


@dataclass(frozen=True)
class PermitRow:
    """One kind of permit on the page of an entry; `permit` is None while nobody said anything about it."""

    kind: str
    label: str
    permit: Permit | None


def rows_of(entry):
    """(rows in front, folded rows) of all kinds: in front stands what fits the product and what was told already.

    Reads the prefetched permits of the maker.
    """
    told = {permit.kind: permit for permit in entry.product.business.permits.all()}
    fitting = permits.fitting_kinds(entry.product)
    order = [*fitting, *(kind for kind in Kind if kind not in fitting)]
    rows = [PermitRow(kind.value, kind.label, told.get(kind)) for kind in order]
    front = [row for row in rows if row.kind in fitting or (row.permit and row.permit.state != "belum")]
    return front, [row for row in rows if row not in front]


def permit_of(entry, kind):
    """The permit of that kind as it is stored, or an unsaved one with nothing told; None for an unknown kind."""
    if kind not in Kind.values:
        return None
    business = entry.product.business
    stored = Permit.objects.select_related("file").filter(business=business, kind=kind).first()
    return stored or Permit(business=business, kind=kind)


def change(entry, by, kind, values, taken=None):
    """Write what is told of a permit. Every submitted entry of this maker that can still change gets its version.

    The permit is the maker's, not the entry's: without that, another entry would stay verified on other facts. What
    is closed keeps its version: it was judged so. `taken`: a file from products.private_files.take.
    """
    with files_of_failure_removed() as files, transaction.atomic():

        def write():
            permits.write(entry.product.business, kind, values, by, files, taken)

        for other in others_open_to(entry, by):
            write = within_change(other, by, write)
        entry.change(by, write)


def within_change(entry, by, apply):
    return lambda: entry.change(by, apply)


def others_open_to(entry, by):
    """Submitted entries of the same maker elsewhere, as of another exhibition or after makers were merged."""
    submitted = Entry.objects.filter(
        product__business=entry.product.business_id, status__in=SUBMITTED_AND_LATER
    ).exclude(pk=entry.pk)
    return [
        other
        for other in submitted.select_related("exhibition__edition").order_by("pk")
        if not other.why_closed_to(by)
    ]


def verify(permit, seen, by):
    if not permits.verify(permit, seen, by):
        raise EntryMoved(CHANGED)


def unverify(permit, seen):
    if not permits.unverify(permit, seen):
        raise EntryMoved(CHANGED)


def entries_within_reach(user):
    """Live entries of the open edition that this person sees."""
    return Entry.objects.visible_to(user).current().live()


def running_out(user):
    """Held permits that expire within 90 days or have expired, the most urgent first, each with `entry_id`."""
    entries = entries_within_reach(user)
    newest = entries.filter(product__business=OuterRef("business")).order_by("-pk")
    return (
        Permit.objects.expiring_before(permits.last_day_soon())
        .filter(business__in=entries.values("product__business"))
        .annotate(entry_id=Subquery(newest.values("pk")[:1]))
        .order_by("expires_on", "pk")
    )


def without_nib(user):
    """Entries whose maker holds no NIB: for a micro business of low risk it is all the papers needed (PP 7/2021)."""
    held = Permit.objects.held().filter(business=OuterRef("product__business"), kind=Kind.NIB)
    return (
        entries_within_reach(user)
        .exclude(product__business__name="")
        .filter(~Exists(held))
        .for_list()
        .prefetch_related("product__business__permits")
        .order_by(by_name("rw__kelurahan__name"), "rw__number", "pk")
    )


def with_entries(page_of_permits):
    """[(permit, entry)] of the permits on a page, in two queries whatever their number."""
    entries = Entry.objects.for_list().in_bulk([permit.entry_id for permit in page_of_permits])
    return [(permit, entries[permit.entry_id]) for permit in page_of_permits]


def nib_state(entry):
    """In words; reads the prefetched permits."""
    states = {permit.kind: permit.get_state_display() for permit in entry.product.business.permits.all()}
    return states.get(Kind.NIB, "Belum diisi")
