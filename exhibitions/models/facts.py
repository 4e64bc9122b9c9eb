"""The facts of a product as one version freezes them: plain values, so that they compare and serialise."""

import json
import unicodedata

from products.models import Permit

MATERIAL = ("maker", "owner", "maker_id", "name", "category", "workers_total", "workers_from_rw", "permits")


def facts_of(product):
    """A dict of str, int, None and lists of them; `photos` is a list of {"id", "digest"}.

    Phone and address stay out: nobody judges them.
    """
    business = product.business
    return {
        "name": product.name,
        "category": product.category.slug if product.category else None,
        "subcategory": product.subcategory.name if product.subcategory else None,
        "main_material": product.main_material,
        "price": product.price,
        "unit": product.unit,
        "description": product.description,
        "story": product.story,
        "materials": product.materials,
        "local_share": product.local_share,
        "waste_used": product.waste_used,
        "technique": product.technique,
        "capacity": product.capacity,
        "packaging": product.packaging,
        "sold_at": sorted(product.sold_at),
        "partner_rw": str(product.partner_rw) if product.partner_rw else "",
        "maker_id": business.pk,
        "maker": business.name,
        "owner": business.owner_name,
        "workers_total": business.workers_total,
        "workers_from_rw": business.workers_from_rw,
        "workers_from_cimahi": business.workers_from_cimahi,
        "workers_women": business.workers_women,
        "workers_men": business.workers_men,
        "year_started": business.year_started,
        "permits": permits_of(business),
        "photos": [{"id": photo.pk, "digest": photo.digest} for photo in product.shown_photos],
        "consent": product.has_consent,
    }


def permits_of(business):
    """What is held or under way, in the order of the kinds; a permit nobody has is the same as none."""
    permits = {permit.kind: permit for permit in business.permits.all()}
    return [
        {"kind": kind, "state": permits[kind].state, "number": permits[kind].number}
        for kind in Permit.Kind.values
        if kind in permits and permits[kind].state != Permit.State.NONE
    ]


def facts_text(facts):
    """Canonical JSON: sorted keys, no spaces, NFC. The same facts give the same text on every machine."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def parse_facts(text):
    return json.loads(text)


def is_material_change(before, after):
    """Whether a change needs the operator's eyes again: maker, product name, category, workers or permits."""
    return any(before[key] != after[key] for key in MATERIAL)


NEEDED = (
    ("business_name", lambda product: product.business.name, "nama usaha"),
    ("phone", lambda product: product.business.phone, "nomor HP pemilik"),
    ("name", lambda product: product.name, "nama produk"),
    ("category", lambda product: product.category_id, "kategori"),
    ("main_material", lambda product: product.main_material, "bahan utama"),
    ("price", lambda product: product.price, "harga"),
    ("workers_total", lambda product: product.business.workers_total, "jumlah pekerja"),
    ("workers_from_rw", lambda product: product.business.workers_from_rw is not None, "pekerja warga RW"),
    ("image", lambda product: product.shown_photos, "paling sedikit satu foto"),
    ("consent", lambda product: product.has_consent, "persetujuan pemilik"),
)
# On the morning of the exhibition the stand speaks for the rest.
NEEDED_OF_WALK_INS = ("business_name", "name", "category", "image", "consent")


def needed_fields(walk_in=False):
    return NEEDED_OF_WALK_INS if walk_in else tuple(field for field, _, _ in NEEDED)


def missing_facts(product, walk_in=False):
    """[(form field, words)] for what is needed to submit and not there yet, in the order of the form."""
    needed = needed_fields(walk_in)
    return [(field, words) for field, value, words in NEEDED if field in needed and not value(product)]
