"""The facts of a product as one version freezes them: plain values, so that they compare and serialise."""

import json
import unicodedata

MATERIAL = ("maker", "owner", "maker_id", "name", "category", "workers_total", "workers_from_rw")


def facts_of(product):
    """A dict of str, int and None; `photos` is a list of {"id", "digest"}."""
    business = product.business
    return {
        "name": product.name,
        "category": product.category.slug if product.category else None,
        "subcategory": product.subcategory.name if product.subcategory else None,
        "main_material": product.main_material,
        "price": product.price,
        "unit": product.unit,
        "description": product.description,
        "maker_id": business.pk,
        "maker": business.name,
        "owner": business.owner_name,
        "workers_total": business.workers_total,
        "workers_from_rw": business.workers_from_rw,
        "photos": [{"id": photo.pk, "digest": photo.digest} for photo in product.shown_photos],
        "consent": product.has_consent,
    }


def facts_text(facts):
    """Canonical JSON: sorted keys, no spaces, NFC. The same facts give the same text on every machine."""
    text = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def parse_facts(text):
    return json.loads(text)


def is_material_change(before, after):
    """Whether a change needs the operator's eyes again: maker, product name, category or workers."""
    return any(before[key] != after[key] for key in MATERIAL)


REQUIRED = (
    ("business_name", lambda product: product.business.name, "nama usaha"),
    ("owner_name", lambda product: product.business.owner_name, "nama pemilik"),
    ("phone", lambda product: product.business.phone, "nomor HP pemilik"),
    ("name", lambda product: product.name, "nama produk"),
    ("category", lambda product: product.category_id, "kategori"),
    ("subcategory", lambda product: product.subcategory_id, "jenis produk"),
    ("main_material", lambda product: product.main_material, "bahan utama"),
    ("price", lambda product: product.price, "harga"),
    ("unit", lambda product: product.unit, "satuan harga"),
    ("workers_total", lambda product: product.business.workers_total, "jumlah pekerja"),
    ("workers_from_rw", lambda product: product.business.workers_from_rw is not None, "pekerja warga RW"),
    ("description", lambda product: product.description, "uraian produk"),
    ("image", lambda product: product.shown_photos, "paling sedikit satu foto"),
    ("consent", lambda product: product.has_consent, "persetujuan pemilik"),
)


def missing_facts(product):
    """[(form field, words)] for what is needed to submit and not there yet, in the order of the form."""
    return [(field, words) for field, value, words in REQUIRED if not value(product)]
