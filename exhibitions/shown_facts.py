"""Facts in words, part by part: of an entry as it is, of a version as it was, and of two beside each other."""

from dataclasses import dataclass

from accounts.phones import spelled
from kelurahan.templatetags.indonesia import rupiah
from products.models import Category, LocalShare, Need, Permit, SoldAt

from .models.facts import facts_of

NOTHING = "Belum diisi"


@dataclass(frozen=True)
class Row:
    """`words` is empty where nothing is said; `was` differs from it where an older version said otherwise."""

    label: str
    words: str
    was: str = ""
    needed: bool = False

    @property
    def is_shown(self):
        return bool(self.words or self.was or self.needed)

    @property
    def is_changed(self):
        return self.words != self.was


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    rows: list

    @property
    def shown_rows(self):
        return [row for row in self.rows if row.is_shown]


def category_names():
    """{slug: name}, in one query."""
    return dict(Category.objects.values_list("slug", "name"))


def chosen(choices, values):
    """The labels of the chosen values, as one line."""
    labels = dict(choices)
    return ", ".join(labels.get(value, value) for value in values)


def people(number):
    return "" if number is None else f"{number} orang"


def price_words(facts):
    if not facts.get("price"):
        return ""
    return rupiah(facts["price"]) + (f" per {facts['unit']}" if facts.get("unit") else "")


def capacity_words(facts):
    if not facts.get("capacity"):
        return ""
    return f"{facts['capacity']} {facts.get('unit') or 'buah'}"


def permit_words(facts):
    kinds, states = dict(Permit.Kind.choices), dict(Permit.State.choices)
    return ", ".join(
        f"{kinds[permit['kind']]}: {states[permit['state']].lower()}" for permit in facts.get("permits", [])
    )


def photo_words(facts):
    photos = facts.get("photos", [])
    return f"{len(photos)} foto" if photos else ""


# Part -> title -> [(label, how it is read from the facts, whether an entry needs it)].
PARTS = {
    "usaha": ("Pelaku usaha", [("Nama usaha", lambda facts: facts.get("maker"), True)]),
    "produk": (
        "Produk",
        [
            ("Nama produk", lambda facts: facts.get("name"), True),
            ("Kategori", lambda facts: facts.get("category_name"), True),
            ("Bahan utama", lambda facts: facts.get("main_material"), True),
        ],
    ),
    "harga": ("Harga", [("Harga jual", price_words, True)]),
    "pekerja": (
        "Pekerja",
        [
            ("Jumlah pekerja", lambda facts: people(facts.get("workers_total")), True),
            ("Warga RW ini", lambda facts: people(facts.get("workers_from_rw")), True),
        ],
    ),
    "foto": ("Foto", [("Foto", photo_words, True)]),
    "cerita": (
        "Jenis, uraian, dan cerita",
        [
            ("Jenis", lambda facts: facts.get("subcategory"), False),
            ("Uraian", lambda facts: facts.get("description"), False),
            ("Cerita dan ciri khas", lambda facts: facts.get("story"), False),
        ],
    ),
    "bahan": (
        "Bahan dan cara membuat",
        [
            ("Bahan lain", lambda facts: facts.get("materials"), False),
            (
                "Bahan dari Cimahi dan sekitarnya",
                lambda facts: dict(LocalShare.choices).get(facts.get("local_share")),
                False,
            ),
            ("Limbah yang dimanfaatkan", lambda facts: facts.get("waste_used"), False),
            ("Cara membuat", lambda facts: facts.get("technique"), False),
        ],
    ),
    "produksi": (
        "Kapasitas dan kemasan",
        [
            ("Sebulan dapat membuat", capacity_words, False),
            ("Kemasan", lambda facts: facts.get("packaging"), False),
        ],
    ),
    "pasar": (
        "Pasar dan kebutuhan",
        [("Dijual di", lambda facts: chosen(SoldAt.choices, facts.get("sold_at", [])), False)],
    ),
    "pemilik": (
        "Pemilik",
        [
            ("Nama pemilik", lambda facts: facts.get("owner"), False),
            ("Mulai usaha", lambda facts: facts.get("year_started"), False),
        ],
    ),
    "tenaga-kerja": (
        "Rincian pekerja",
        [
            ("Perempuan", lambda facts: people(facts.get("workers_women")), False),
            ("Laki-laki", lambda facts: people(facts.get("workers_men")), False),
            ("Warga Cimahi", lambda facts: people(facts.get("workers_from_cimahi")), False),
        ],
    ),
    "mitra": ("RW mitra", [("RW mitra", lambda facts: facts.get("partner_rw"), False)]),
    "legalitas": ("Legalitas usaha", [("Izin dan merek", permit_words, False)]),
}


def sections_of(facts, categories, before=None):
    """[Section] of a dict of facts; with `before`, an older version's facts, each row also knows what it was."""
    now, then = named(facts, categories), named(before, categories) if before else None
    return [
        Section(slug, title, [row_of(label, read, needed, now, then) for label, read, needed in rows])
        for slug, (title, rows) in PARTS.items()
    ]


def named(facts, categories):
    return facts | {"category_name": categories.get(facts.get("category"), "")}


def row_of(label, read, needed, now, then):
    words = str(read(now) or "")
    return Row(label, words, words if then is None else str(read(then) or ""), needed)


def sections_of_entry(entry):
    """The entry as it is now, with what only those who answer for it may see."""
    return with_private_rows(sections_of(facts_of(entry.product), category_names()), entry)


def with_private_rows(sections, entry):
    """The sections with what no version holds, since nobody judges it: as it stands with the maker now."""
    business = entry.product.business
    private = {
        "usaha": [unchanged("Nomor HP", spelled(business.phone), needed=True)],
        "pasar": [unchanged("Butuh bantuan", chosen(Need.choices, entry.product.needs))],
        "pemilik": [unchanged("Alamat", business.address)],
        "tenaga-kerja": [unchanged("Penjualan sebulan", business.get_turnover_display())],
    }
    return [
        Section(section.slug, section.title, section.rows + private.get(section.slug, []))
        for section in sections
    ]


def unchanged(label, words, needed=False):
    return Row(label, words, words, needed)
