"""Photos that look alike."""

from django.db.models import BigIntegerField, F, Func

from .models import Photo


class DifferingBits(Func):
    """How many of 64 bits differ between two signed numbers (Hamming distance); `bit_count` is PostgreSQL 14's."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = BigIntegerField()


def similar_photos(photo, within=8):
    """Shown photos of other products of the same kota that look like this one, the most alike first.

    `within`: the most bits that may differ, 0-64, of the difference hash of `photo_child.likeness_of`. 0 is the same
    picture, scaled or encoded again; up to 8 the same scene (of other dimensions, light or packing) is likely; from
    about 10 on chance finds neighbours, and two unrelated pictures differ in 32 on average (Krawetz, "Kind of Like
    That", 2013; measured on the demo's drawings in docs/adr/0010). `bits` of each result says how many differ.
    A photo without likeness, such as a blank sheet, is like none. A hint for a person, never a decision.

    Only the photos of the kota are compared, by way of its RW and their products, so the cost does not grow with
    other kota in the database.
    """
    if photo.likeness is None:
        return Photo.objects.none()
    return (
        Photo.objects.shown()
        .filter(product__rw__kelurahan__kota=photo.product.rw.kelurahan.kota_id)
        .exclude(product=photo.product_id)
        .annotate(bits=DifferingBits(F("likeness"), photo.likeness))
        .filter(bits__lte=within)
        .select_related("product__rw__kelurahan", "product__business")
        .order_by("bits", "pk")
    )
