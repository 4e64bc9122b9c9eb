"""Entering a product: a maker, a product and an entry in one act, and telling more about them later."""

from django.db import IntegrityError, transaction

from products import consents
from products.models import Business, Product

from .locks import lock_for_share
from .models import Abstention, Action, Entry, EntryStep, Exhibition
from .refusals import AlreadyEntered, EntryMoved, RegistrationClosed

BUSINESS_FIELDS = {
    "business_name": "name",
    **{
        field: field
        for field in (
            "owner_name",
            "phone",
            "address",
            "year_started",
            "workers_total",
            "workers_from_rw",
            "workers_from_cimahi",
            "workers_women",
            "workers_men",
            "turnover",
        )
    },
}
PRODUCT_FIELDS = (
    "name",
    "category",
    "subcategory",
    "main_material",
    "price",
    "unit",
    "description",
    "story",
    "materials",
    "local_share",
    "waste_used",
    "technique",
    "capacity",
    "packaging",
    "sold_at",
    "needs",
    "partner_rw",
)
NOT_OPENED = "Belum ada edisi yang dibuka. Pendaftaran mulai setelah Pemerintah Kota membukanya."


def live_entry(exhibition, rw):
    """The RW's live entry, or None; so where there is no exhibition or no RW."""
    return Entry.objects.live().of(exhibition, rw).first() if exhibition and rw else None


def register(rw, exhibition, by, values, on_behalf=False):
    """Start the RW's entry as a draft; AlreadyEntered names the live one, however many try at once.

    `values`: the cleaned fields of any of the forms, each of them may be missing or empty; `maker`: a maker of the
    RW that is known already. `exhibition` is None while no edition is open.
    """
    if exhibition is None:
        raise RegistrationClosed(NOT_OPENED)
    try:
        with transaction.atomic():
            locked = lock_for_share(Exhibition.objects.filter(pk=exhibition.pk))
            closed = locked.why_closed_to(by)
            if closed:
                raise RegistrationClosed(closed)
            product = make_product(rw, by, values)
            entry = Entry.objects.create(
                exhibition=exhibition, rw=rw, product=product, on_behalf=on_behalf, created_by=by
            )
            Abstention.objects.filter(exhibition=exhibition, rw=rw).delete()
            EntryStep.objects.write(entry, Action.START, by, was="")
            return entry
    except IntegrityError as error:
        raise already_entered(error, exhibition, rw) from error


def already_entered(error, exhibition, rw):
    """The refusal behind a broken constraint, or the error itself."""
    entry = live_entry(exhibition, rw)
    if entry is None or error.__cause__.diag.constraint_name != "entry_one_live_per_rw":
        return error
    return AlreadyEntered(entry)


def make_product(rw, by, values):
    known = values.get("maker")
    business = held(known) if known else Business.objects.create(rw=rw, **business_values(values))
    product = Product.objects.create(rw=rw, business=business, **product_values(values))
    write_consents(product, values, by)
    return product


def held(maker):
    """A known maker that nobody merges into another until the transaction ends; EntryMoved if that has happened."""
    standing = Business.objects.standing().select_for_update().filter(pk=maker.pk).first()
    if standing is None:
        raise EntryMoved(
            f"{maker} baru saja digabung dengan usaha lain. Muat ulang halamannya, lalu pilih lagi."
        )
    return standing


def edit(entry, by, values):
    """Write the named fields to maker, product and consents; a submitted entry gets a further version."""

    def apply():
        product = Product.objects.select_related("subcategory").get(pk=entry.product_id)
        business, changes = business_values(values), product_values(values)
        if business:
            Business.objects.filter(pk=product.business_id).update(**business)
        if changes:
            Product.objects.filter(pk=product.pk).update(**fitting(product, changes))
        write_consents(product, values, by)

    entry.change(by, apply)


def fitting(product, changes):
    """A kind of product that belongs to another category than the new one is dropped."""
    subcategory = changes.get("subcategory", product.subcategory)
    if "category" in changes and subcategory and subcategory.category != changes["category"]:
        return changes | {"subcategory": None}
    return changes


def switch_maker(entry, by, values):
    """Put another maker of the RW, or a new one, in the place of this entry's."""

    def apply():
        known, told = values.get("maker"), business_values(values)
        maker = held(known) if known else Business.objects.create(rw=entry.rw, **told)
        if known and told:
            Business.objects.filter(pk=maker.pk).update(**told)
        Product.objects.filter(pk=entry.product_id).update(business=maker)

    entry.change(by, apply)


def says_the_same(entry, values):
    """Whether the form holds what this draft was started with, as after a second click."""
    if values.get("maker"):
        return entry.product.business_id == values["maker"].pk
    kept = values_of(entry)
    return all(kept[name] == value for name, value in values.items() if name in kept)


def values_of(entry):
    """The entry's maker, product and consents as the fields of the forms."""
    product = entry.product
    values = {name: getattr(product.business, field) for name, field in BUSINESS_FIELDS.items()}
    values |= {field: getattr(product, field) for field in PRODUCT_FIELDS}
    in_force = product.consents_in_force
    return values | {name: kind in in_force for name, kind in consents.KIND_OF_FIELD.items()}


def write_consents(product, values, by):
    given = {kind: values[name] for name, kind in consents.KIND_OF_FIELD.items() if name in values}
    if given:
        owner = values.get("owner_name") or product.business.owner_name or product.business.name
        consents.write(product, given, owner, by)


def business_values(values):
    return {field: values[name] for name, field in BUSINESS_FIELDS.items() if name in values}


def product_values(values):
    return {field: values[field] for field in PRODUCT_FIELDS if field in values}
