"""Whether the same maker, product or photo stands somewhere else in the city already, for the operator to look at.

Names are compared by their trigrams (pg_trgm), which forgive spelling and order: similarity is the number of shared
ones over that of all, from 0 to 1. Photos are compared by how many of the 64 bits of their likeness differ
(Hamming distance; see `photo_child.likeness_of`): 0 is the same picture, scaled or encoded again; up to 8 the same
scene is likely; from about 10 on chance finds neighbours, and two unrelated pictures differ in 32 on average
(Krawetz, "Kind of Like That", 2013; measured on the demo's drawings in docs/adr/0010). A hint, never a decision.
"""

from dataclasses import dataclass

from django.db import connection

from accounts.permissions import is_operator
from kelurahan.models import RW

from .models.statuses import SIGNS, Status

MOST = 5
LIKE_MAKER, LIKE_PRODUCT, LIKE_PHOTO_BITS = 0.5, 0.6, 8
REASONS = {
    "phone": "nomor HP sama",
    "maker": "nama usaha mirip",
    "product": "nama produk mirip",
    "photo": "foto mirip",
}
# `asked` is read first: with the threshold it sets for this one statement the index hands over a fifth of the names it
# would by the usual one. What is found does not depend on it.
QUERY = """
WITH asked AS MATERIALIZED (
    SELECT lower(%(maker)s) AS maker, lower(%(product)s) AS product,
        set_config('pg_trgm.similarity_threshold', %(like_maker)s::text, true)
), alike AS (
    SELECT 'phone' AS why, 1::real AS degree, id, NULL::bigint AS product_id FROM products_business
    WHERE phone = %(phone)s AND phone <> ''
    UNION ALL
    SELECT 'maker', similarity(lower(name), asked.maker), id, NULL FROM asked
    JOIN products_business ON lower(name) %% asked.maker
    WHERE similarity(lower(name), asked.maker) >= %(like_maker)s
    UNION ALL
    SELECT 'product', similarity(lower(name), asked.product), business_id, id FROM asked
    JOIN products_product ON lower(name) %% asked.product
    WHERE similarity(lower(name), asked.product) >= %(like_product)s
        AND category_id IS NOT DISTINCT FROM %(category)s AND rw_id <> %(rw)s
    UNION ALL
    SELECT 'photo', 1 - min(bit_count((photo.likeness # own)::bit(64))) / 64.0, product.business_id, product.id
    FROM kelurahan_kelurahan kelurahan JOIN kelurahan_rw rw ON rw.kelurahan_id = kelurahan.id
    JOIN products_product product ON product.rw_id = rw.id JOIN products_photo photo ON photo.product_id = product.id
    JOIN unnest(%(likenesses)s::bigint[]) own ON bit_count((photo.likeness # own)::bit(64)) <= %(like_photo)s
    WHERE kelurahan.kota_id = %(kota)s AND photo.removed_at IS NULL
    GROUP BY product.id
), placed AS (
    SELECT alike.why, alike.degree, business.name AS maker, newest.*, rw.number, kelurahan.id AS kelurahan_id,
        kelurahan.name AS kelurahan, row_number() OVER (
            PARTITION BY CASE alike.why WHEN 'phone' THEN 'maker' ELSE alike.why END
            ORDER BY alike.degree DESC, newest.id DESC
        ) AS place
    FROM alike
    JOIN products_business business ON business.id = alike.id
    JOIN LATERAL (
        SELECT entry.id, entry.status, product.name AS product
        FROM products_product product JOIN exhibitions_entry entry ON entry.product_id = product.id
        WHERE product.business_id = business.id AND product.merged_into_id IS NULL
            AND product.id = coalesce(alike.product_id, product.id) AND entry.submitted_at IS NOT NULL
        ORDER BY entry.id DESC LIMIT 1
    ) newest ON true
    JOIN kelurahan_rw rw ON rw.id = business.rw_id
    JOIN kelurahan_kelurahan kelurahan ON kelurahan.id = rw.kelurahan_id
    WHERE business.id <> %(own)s AND business.merged_into_id IS NULL AND kelurahan.kota_id = %(kota)s
)
SELECT why, id, maker, product, status, number, kelurahan_id, kelurahan FROM placed
WHERE place <= %(most)s ORDER BY degree DESC, why, id DESC
"""


@dataclass(frozen=True)
class Double:
    """An entry alike. `entry_id` is None where the viewer has no reach; phone and address are not known here."""

    why: list
    entry_id: int | None
    maker: str
    product: str
    status: Status
    place: str

    @property
    def reasons(self):
        return ", ".join(REASONS[why] for why in self.why)

    @property
    def sign(self):
        return SIGNS[self.status]


def doubles_of(entry, user):
    """[Double]: at most five by their maker, product and photo each, the most alike first; in one query.

    Only what was submitted once: an unfinished draft of somebody else is nobody's to see.
    """
    product, business = entry.product, entry.product.business
    asked = {
        "maker": business.name,
        "phone": business.phone,
        "product": product.name,
        "category": product.category_id,
        "own": business.pk,
        "rw": entry.rw_id,
        "kota": entry.rw.kelurahan.kota_id,
        "likenesses": [photo.likeness for photo in product.shown_photos if photo.likeness is not None],
        "like_maker": LIKE_MAKER,
        "like_product": LIKE_PRODUCT,
        "like_photo": LIKE_PHOTO_BITS,
        "most": MOST,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY, asked)
        rows = cursor.fetchall()
    found = {}
    for why, pk, *rest in rows:
        found.setdefault(pk, ([], rest))[0].append(why)
    return [double_of(pk, why, *rest, user) for pk, (why, rest) in found.items()]


def ask_for_attention(doubles):
    """Whether any is more than a photo alike: pictures of the same kind of thing often are."""
    return any(double.why != ["photo"] for double in doubles)


def double_of(pk, why, maker, product, status, number, kelurahan_id, kelurahan, user):
    reached = not is_operator(user) or kelurahan_id == user.kelurahan_id
    place = f"{RW(number=number).label} Kelurahan {kelurahan}"
    return Double(why, pk if reached else None, maker, product, Status(status), place)
