"""Erasing what tells who a maker is, of makers and products. Rows stay, so that what was judged can be counted."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models.functions import Now

from accounts.forgetting import forget

from .models import Business, Consent, MakerLink, MakerRequest, Permit, Photo, PrivateFile, Product
from .private_files import discard

ERASED_PRODUCT = "Produk dihapus"
EMPTY_PRODUCT = dict.fromkeys(
    ("unit", "description", "story", "main_material", "materials", "waste_used", "technique", "packaging"), ""
) | {"name": ERASED_PRODUCT, "needs": []}
EMPTY_CONTACT = {"phone": "", "address": "", "turnover": ""}


def with_merged(business):
    """The ids of a maker and of all that were ever merged into it."""
    found, newest = {business.pk}, [business.pk]
    while newest:
        newest = list(Business.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        found.update(newest)
    return found


def erase_products(products):
    """Texts, photos and the owner's name on consents go; category, price and what was chosen from lists stay."""
    ids = list(products.values_list("pk", flat=True))
    Product.objects.filter(pk__in=ids).update(**EMPTY_PRODUCT, erased_at=Now())
    hide_photos(Photo.objects.filter(product__in=ids))
    given = Consent.objects.filter(product__in=ids)
    forget(Consent, given.values_list("pk", flat=True))
    empty_files(PrivateFile.objects.filter(consent__in=given))


def hide_photos(photos):
    """Their files go; the rows stay, since versions name them. No other row names the files of a photo."""
    files = [photo.file_name(name) for photo in photos for name in photo.renditions]
    photos.filter(removed_at__isnull=True).update(removed_at=Now())
    photos.update(description="", likeness=None)
    delete_at_commit(files)


def empty_files(papers):
    """Their content goes; the rows stay, since rows that are written once point to them."""
    names = list(papers.filter(erased_at__isnull=True).values_list("file", flat=True))
    PrivateFile.objects.filter(file__in=names).update(erased_at=Now())
    delete_at_commit(names)


def delete_at_commit(names):
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))


def erase_makers(makers):
    """Names, contact, permits and requests; the number of workers and the RW stay."""
    ids = list(makers.values_list("pk", flat=True))
    Business.objects.filter(pk__in=ids).update(name="", owner_name="", **EMPTY_CONTACT, erased_at=Now())
    erase_permits(Permit.objects.filter(business__in=ids))
    MakerLink.objects.pending().filter(business__in=ids).update(revoked_at=Now())
    MakerRequest.objects.filter(business__in=ids).update(text="", answer="")


def erase_permits(permits):
    """Which kinds were held stays; number, date and paper go."""
    papers = list(PrivateFile.objects.filter(permit__in=permits))
    permits.update(number="", expires_on=None, file=None)
    for paper in papers:
        discard(paper)


def forget_contact(makers):
    """How to reach them, and their papers; who they are stays with what they showed."""
    ids = list(makers.values_list("pk", flat=True))
    Business.objects.filter(pk__in=ids).update(**EMPTY_CONTACT)
    erase_permits(Permit.objects.filter(business__in=ids))
    empty_files(PrivateFile.objects.filter(consent__product__business__in=ids))
    MakerLink.objects.pending().filter(business__in=ids).update(revoked_at=Now())
    MakerRequest.objects.filter(business__in=ids).update(text="", answer="")
