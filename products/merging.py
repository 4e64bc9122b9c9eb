"""Two rows that are the same maker, or the same product of an RW: one goes on, the other leads to it.

Nothing is deleted. What entries need to follow is the caller's: see exhibitions/merging.py.
"""

from django.utils import timezone

from accounts import audit

from . import maker_links
from .models import MOST_PHOTOS, Business, Consent, MakerRequest, Permit, Photo, Product

ITSELF = "Pilih data yang lain: data ini tidak dapat digabung dengan dirinya sendiri."
MOVED = "Salah satu data ini baru saja digabung atau dihapus. Muat ulang halamannya."
OTHER_KOTA = "Data ini milik kota lain, jadi tidak dapat digabung."
OTHER_RW = "Produk dari RW yang berbeda tidak dapat digabung."


class MergeRefused(Exception):
    """`reason` is a sentence for the member of staff who tried."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def lock_both(model, pk, into_pk):
    """Both rows FOR UPDATE, in the order of their ids: of A into B and B into A at once, one finds the other done."""
    if pk == into_pk:
        raise MergeRefused(ITSELF)
    rows = model.objects.select_for_update(of=["self"]).for_page().filter(pk__in=[pk, into_pk]).order_by("pk")
    found = {row.pk: row for row in rows if row.merged_into_id is None and row.erased_at is None}
    if len(found) != len({pk, into_pk}):
        raise MergeRefused(MOVED)
    return found[pk], found[into_pk]


def merge_makers(business, into, by):
    """Products, permits and requests move to `into`; the kinds of permits that both have stay with each.

    The caller holds a transaction, and the locks of the entries.
    """
    business, into = lock_both(Business, business.pk, into.pk)
    if business.rw.kelurahan.kota_id != into.rw.kelurahan.kota_id:
        raise MergeRefused(OTHER_KOTA)
    Product.objects.filter(business=business).update(business=into)
    both = sorted(kinds_of(business) & kinds_of(into))
    Permit.objects.filter(business=business).exclude(kind__in=both).update(business=into)
    MakerRequest.objects.filter(business=business).update(business=into)
    maker_links.revoke(business)
    Business.objects.filter(pk=business.pk).update(merged_into=into)
    audit.record(by, "maker_merged", business, into=into.pk, kept_permits=both)


def kinds_of(business):
    return set(business.permits.values_list("kind", flat=True))


def merge_products(product, into, by):
    """Photos and consents move to `into`, which keeps its own consent of a kind that both have.

    The caller holds a transaction and the locks of the entries, and points those of `product` to `into`.
    """
    product, into = lock_both(Product, product.pk, into.pk)
    if product.rw_id != into.rw_id:
        raise MergeRefused(OTHER_RW)
    hidden = move_photos(product, into)
    kinds = move_consents(product, into, by)
    Product.objects.filter(pk=product.pk).update(merged_into=into)
    audit.record(by, "product_merged", product, into=into.pk, consents=kinds, hidden_photos=hidden)


def move_photos(product, into):
    """All go with their entries' versions; what `into` shows already, or has no place for, is hidden. How many."""
    shown = Photo.objects.shown().of_product(into)
    digests = set(shown.values_list("digest", flat=True))
    too_many = []
    for photo in Photo.objects.shown().of_product(product).order_by("pk"):
        if photo.digest in digests or len(digests) >= MOST_PHOTOS:
            too_many.append(photo.pk)
        digests.add(photo.digest)
    Photo.objects.filter(pk__in=too_many).update(removed_at=timezone.now())
    Photo.objects.of_product(product).update(product=into)
    return len(too_many)


def move_consents(product, into, by):
    """What is in force, as it was given: a row for `into`, while the old one is withdrawn and stays. The kinds moved.

    A consent is never changed, so it cannot change its product. What the owner took back from `into` since it was
    given to the other does not come back this way.
    """
    held = list(Consent.objects.filter(product=into))
    moved = []
    for consent in Consent.objects.in_force().filter(product=product).order_by("pk"):
        old = consent.pk
        if not any(said_later(other, consent) for other in held):
            consent.pk, consent.product = None, into
            consent.save(force_insert=True)
            moved.append(consent.kind)
        Consent.objects.filter(pk=old).update(withdrawn_at=timezone.now(), withdrawn_by=by)
    return moved


def said_later(other, consent):
    """Whether `other` is in force for the same, or was taken back after `consent` was given."""
    return other.kind == consent.kind and (other.in_force or other.withdrawn_at >= consent.recorded_at)
