"""Makers and products that may be the same, for a member of staff who merges them."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, Value
from django.db.models.functions import Lower

from .models import Business, Product

LIKE = 0.5
MOST = 10


def makers_alike(business):
    """Standing makers of the same kota with a similar name or the same phone, the most alike first; at most ten.

    Names are compared by their trigrams (pg_trgm): the number of shared ones over that of all, from 0 to 1.
    """
    name = business.name.lower()
    alike = Q(lower_name__trigram_similar=name, degree__gte=LIKE)
    if business.phone:
        alike |= Q(phone=business.phone)
    return (
        Business.objects.standing()
        .not_erased()
        .filter(rw__kelurahan__kota=business.rw.kelurahan.kota_id)
        .exclude(pk=business.pk)
        .annotate(lower_name=Lower("name"), degree=TrigramSimilarity(Lower("name"), Value(name)))
        .filter(alike)
        .select_related("rw__kelurahan")
        .order_by("-degree", "pk")[:MOST]
    )


def others_standing(business, user):
    """All that this maker may be merged into."""
    return Business.objects.visible_to(user).standing().not_erased().exclude(pk=business.pk)


def products_of_the_rw(product):
    """The other standing products of its RW, newest first."""
    return (
        Product.objects.standing()
        .of_rw(product.rw)
        .filter(erased_at__isnull=True)
        .exclude(pk=product.pk)
        .select_related("business", "category")
        .newest_first()
    )
