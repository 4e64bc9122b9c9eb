"""Products of an RW that wait without an entry (*cadangan*), and putting one in the place of an entry."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from products.models import Consent, Photo, Product

from .locks import lock_for_share
from .models import Action, Entry, EntryStep, Exhibition
from .registration import already_entered, make_product


def spares_of(rw):
    """The standing products of an RW that no entry ever named, newest first."""
    named = Entry.objects.filter(product=OuterRef("pk"))
    products = Product.objects.standing().of_rw(rw).filter(~Exists(named))
    return products.select_related("business", "category", "rw").newest_first()


def add_spare(rw, by, values):
    with transaction.atomic():
        return make_product(rw, by, values)


def drop_spare(product):
    """Remove a spare that holds nothing anybody must keep; whether it did."""
    with transaction.atomic():
        spare = spares_of(product.rw).select_for_update(of=["self"]).filter(pk=product.pk).first()
        if spare is None or holds_records(spare):
            return False
        business = spare.business
        spare.delete()
        if not business.product_set.exists() and not business.permits.exists():
            business.delete()
        return True


def holds_records(product):
    return Photo.objects.filter(product=product).exists() or Consent.objects.filter(product=product).exists()


def replace_entry(entry, by, reason, product):
    """End an entry in favour of another product of its RW; the new draft names it and takes over its stand.

    `product` None: one that is still to be told.
    """
    try:
        with transaction.atomic():
            lock_for_share(Exhibition.objects.filter(pk=entry.exhibition_id))
            stand = Entry.objects.values_list("stand", flat=True).get(pk=entry.pk)
            entry.replace(by, reason)
            successor = Entry.objects.create(
                exhibition_id=entry.exhibition_id,
                rw=entry.rw,
                product=product or make_product(entry.rw, by, {}),
                replaces=entry,
                stand=stand,
                on_behalf=by.rw_id is None,
                created_by=by,
            )
            EntryStep.objects.write(successor, Action.START, by, was="")
            return successor
    except IntegrityError as error:
        raise already_entered(error, entry.exhibition, entry.rw) from error
