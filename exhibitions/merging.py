"""Merging two makers, or two products of an RW, together with the entries that rest on them."""

from django.db import transaction

from products import merging
from products.merging import MergeRefused

from .models import Entry
from .refusals import EntryRefused

STARTED = "Usulan {number} dari pelaku usaha yang digabung tidak dapat diubah lagi: {reason}"
BOTH_LIVE = "Kedua produk sedang diusulkan ({numbers}). Salah satu usulan harus ditarik atau selesai sebelum digabung."
WRONG_WAY = (
    "Produk yang digabung sedang diusulkan ({numbers}). "
    "Pertahankan produk itu, dan gabungkan yang lain ke dalamnya."
)


def merge_makers(business, into, by):
    """MergeRefused while scoring of a live entry of `business` has started.

    Live entries of both follow as after any change of their maker: a further version, and back to *diajukan*.
    """

    def act():
        merging.merge_makers(business, into, by)

    with transaction.atomic():
        for entry in entries_to_follow(business, into, by):
            act = within_change(entry, by, act)
        carry_out(act)


def entries_to_follow(business, into, by):
    """Those under way that still change. Of `into` what is closed keeps its version: it was judged so."""
    entries = Entry.objects.under_way().of_makers([business.pk, into.pk])
    open_ones = []
    for entry in entries.select_related("exhibition__edition", "product").order_by("pk"):
        closed = entry.why_closed_to(by)
        if closed and entry.product.business_id == business.pk:
            raise MergeRefused(STARTED.format(number=entry.number, reason=closed))
        if not closed:
            open_ones.append(entry)
    return open_ones


def merge_products(product, into, by):
    """Entries of `product` that are over show `into` from now on; MergeRefused while one of them is under way."""

    def act():
        merging.merge_products(product, into, by)
        refuse_under_way(product, into)
        Entry.objects.filter(product=product).update(product=into)

    with transaction.atomic():
        for entry in Entry.objects.under_way().filter(product=into).select_related("exhibition__edition"):
            if not entry.why_closed_to(by):
                act = within_change(entry, by, act)
        carry_out(act)


def refuse_under_way(product, into):
    live = list(Entry.objects.under_way().filter(product__in=[product.pk, into.pk]).order_by("pk"))
    if any(entry.product_id == product.pk for entry in live):
        sentence = BOTH_LIVE if any(entry.product_id == into.pk for entry in live) else WRONG_WAY
        raise MergeRefused(sentence.format(numbers=", ".join(entry.number for entry in live)))


def within_change(entry, by, act):
    return lambda: entry.change(by, act)


def carry_out(act):
    """What an entry refuses is a reason not to merge."""
    try:
        act()
    except EntryRefused as refused:
        raise MergeRefused(refused.reason) from refused
