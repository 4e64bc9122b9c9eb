"""Entering a product: a maker, a product and an entry in one act, and editing them later."""

from django.db import IntegrityError, transaction

from products import consents
from products.models import Business, Product

from .locks import lock_for_share
from .models import Abstention, Action, Entry, EntryStep, Exhibition
from .refusals import AlreadyEntered, RegistrationClosed

BUSINESS_FIELDS = {
    "business_name": "name",
    "owner_name": "owner_name",
    "phone": "phone",
    "workers_total": "workers_total",
    "workers_from_rw": "workers_from_rw",
}
PRODUCT_FIELDS = ("name", "category", "subcategory", "main_material", "price", "unit", "description")


def live_entry(exhibition, rw):
    """The RW's live entry, or None; so where there is no exhibition or no RW."""
    return Entry.objects.live().of(exhibition, rw).first() if exhibition and rw else None


def register(rw, exhibition, by, values, on_behalf=False):
    """Start the RW's entry as a draft; AlreadyEntered names the live one, however many try at once.

    `values`: the cleaned fields of the entry form, any of them empty. `exhibition` is None while no edition is open.
    """
    if exhibition is None:
        raise RegistrationClosed(
            "Belum ada edisi yang dibuka. Pendaftaran mulai setelah Pemerintah Kota membukanya."
        )
    try:
        with transaction.atomic():
            locked = lock_for_share(Exhibition.objects.filter(pk=exhibition.pk))
            closed = locked.why_closed_to(by)
            if closed:
                raise RegistrationClosed(closed)
            return start_draft(rw, exhibition, by, values, on_behalf)
    except IntegrityError as error:
        entry = live_entry(exhibition, rw)
        if entry is None or error.__cause__.diag.constraint_name != "entry_one_live_per_rw":
            raise
        raise AlreadyEntered(entry) from error


def start_draft(rw, exhibition, by, values, on_behalf):
    business = Business.objects.create(rw=rw, **business_values(values))
    product = Product.objects.create(rw=rw, business=business, **product_values(values))
    entry = Entry.objects.create(
        exhibition=exhibition, rw=rw, product=product, on_behalf=on_behalf, created_by=by
    )
    write_consent(product, values, by)
    Abstention.objects.filter(exhibition=exhibition, rw=rw).delete()
    EntryStep.objects.write(entry, Action.START, by, was="")
    return entry


def edit(entry, by, values):
    """Write the form's fields to maker, product and consent; a submitted entry gets a further version."""

    def apply():
        product = entry.product
        Business.objects.filter(pk=product.business_id).update(**business_values(values))
        Product.objects.filter(pk=product.pk).update(**product_values(values))
        write_consent(product, values, by)

    entry.change(by, apply)


def says_the_same(entry, values):
    """Whether the form holds what this draft was started with, as after a second click."""
    kept = values_of(entry)
    return all(kept[name] == value for name, value in values.items() if name in kept)


def values_of(entry):
    """The entry's maker and product as the fields of the form."""
    product = entry.product
    values = {name: getattr(product.business, field) for name, field in BUSINESS_FIELDS.items()}
    values |= {field: getattr(product, field) for field in PRODUCT_FIELDS}
    return values | {"consent": product.has_consent}


def write_consent(product, values, by):
    if values.get("consent"):
        consents.record(product, values.get("owner_name") or "", by)
    else:
        consents.withdraw(product)


def business_values(values):
    return {field: values[name] for name, field in BUSINESS_FIELDS.items() if name in values}


def product_values(values):
    return {field: values[field] for field in PRODUCT_FIELDS if field in values}
