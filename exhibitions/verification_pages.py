"""What the operator decides by: the newest version part by part, beside the one decided on last.

The checklist has no boxes to tick. Ticks that nobody keeps are soon set in a row without looking; what helps is to find
at each question what the entry says about it, the number to call, and one tap to the place where a lack is noted.
"""

from dataclasses import dataclass
from urllib.parse import quote

from accounts.phones import spelled
from products.models import Consent

from .models.facts import facts_of
from .shown_facts import PARTS, Row, Section, people, price_words, rupiah, sections_of, with_private_rows

CONSENT, PHOTOS = "persetujuan", "foto"
GREETING = (
    "Selamat pagi, saya operator {kelurahan}. Apakah benar {product} diusulkan oleh {rw} dengan nomor ini?"
)
FEWEST_PRICES = 3


def commentable_sections():
    """[(slug, title)] of every part of an entry that can get a comment."""
    titles = [(slug, title) for slug, (title, _) in PARTS.items()]
    place = [slug for slug, _ in titles].index(PHOTOS) + 1
    return [*titles[:place], (CONSENT, "Persetujuan pemilik"), *titles[place:]]


@dataclass(frozen=True)
class Part:
    """A section, the field for a comment on it (None for who only reads) and what was told of it last time."""

    section: Section
    comment: object
    told: str

    @property
    def is_changed(self):
        return any(row.is_changed for row in self.section.rows)


@dataclass(frozen=True)
class Check:
    """A question to the operator, what the entry says about it, and where a comment on it is written."""

    question: str
    words: str
    slug: str
    links: tuple = ()
    is_odd: bool = False


@dataclass(frozen=True)
class Photos:
    now: list
    before: list
    part: Part

    @property
    def differ(self):
        return bool(self.before) and self.now != self.before


def page_of(entry, return_form):
    """The template's context that is the same for everybody who may open the page."""
    version, before = entry.versions_to_compare()
    facts = version.shown_facts or facts_of(entry.product)
    facts_before = before.shown_facts if before else {}
    parts = {part.section.slug: part for part in parts_of(entry, version, facts, before, return_form)}
    photos = parts.pop(PHOTOS)
    shown = [part for part in parts.values() if part.section.shown_rows]
    return {
        "version": version,
        "before": before if facts_before else None,
        "changed": [part for part in shown if part.is_changed],
        "same": [part for part in shown if not part.is_changed],
        "empty": [part for part in parts.values() if not part.section.shown_rows],
        "photos": Photos(photos_of(entry, facts), photos_of(entry, facts_before), photos),
        "checks": checks_of(entry, facts),
    }


def parts_of(entry, version, facts, before, return_form):
    categories = {each.category.slug: each.category.name for each in (version, before) if each}
    sections = with_private_rows(
        sections_of(facts, categories, before.shown_facts if before else None), entry
    )
    place = [section.slug for section in sections].index(PHOTOS) + 1
    sections.insert(place, Section(CONSENT, "Persetujuan pemilik", consent_rows(entry.product)))
    told = told_last(entry)
    return [
        Part(section, return_form[section.slug] if return_form else None, told.get(section.slug, ""))
        for section in sections
    ]


def told_last(entry):
    """{section: comment} of the newest return, also after it was mended."""
    return next((step.comments for step in entry.steps_newest_first if step.comments), {})


def consent_rows(product):
    return [
        unchanged_row(Consent.Kind(kind).label, consent_words(consent))
        for kind, consent in sorted(product.consents_in_force.items())
    ]


def unchanged_row(label, words):
    return Row(label, words, words)


def consent_words(consent):
    return f"{consent.owner_name}, {consent.get_medium_display().lower()}, dicatat {consent.recorded_by.name}"


def photos_of(entry, facts):
    """The photos of a version; those removed since are among the prefetched ones too."""
    known = {photo.pk: photo for photo in entry.product.photos.all()}
    return [known[photo["id"]] for photo in facts.get("photos", []) if photo["id"] in known]


def checks_of(entry, facts):
    business, consent = entry.product.business, entry.product.consents_in_force.get(Consent.Kind.REGISTRATION)
    total, from_rw = facts.get("workers_total"), facts.get("workers_from_rw")
    photos = len(facts.get("photos", []))
    return [
        Check(f"Dibuat di {entry.rw.label}?", business.address or "Alamat belum diisi", "pemilik"),
        Check("Kategorinya tepat?", kind_words(entry, facts), "produk"),
        Check("Fotonya jelas?", f"{photos} foto", PHOTOS, is_odd=not photos),
        Check(
            "Pemilik setuju?",
            consent_words(consent) if consent else "Belum ada persetujuan",
            CONSENT,
            is_odd=consent is None,
        ),
        Check("Nomor HP-nya aktif?", spelled(business.phone) or "Belum diisi", "usaha", call_links(entry)),
        Check("Harganya wajar?", price_check(entry, facts), "harga"),
        Check("Jumlah pekerjanya masuk akal?", workers_words(total, from_rw), "pekerja"),
    ]


def kind_words(entry, facts):
    words = [entry.shown_category.name, facts.get("subcategory"), facts.get("main_material")]
    return ", ".join(filter(None, words))


def workers_words(total, from_rw):
    if total is None:
        return "Belum diisi"
    return people(total) + (f", {from_rw} warga RW" if from_rw is not None else "")


def price_check(entry, facts):
    """The price beside those of its kind: three others at least, so that it is a comparison."""
    prices = entry.prices_alike()
    words = price_words(facts) or "Belum diisi"
    if prices["number"] < FEWEST_PRICES:
        return words
    kind = entry.product.subcategory or entry.shown_category
    lowest, highest = rupiah(prices["lowest"]), rupiah(prices["highest"])
    return f"{words}. {prices['number']} produk lain ({kind}): {lowest} sampai {highest}"


def call_links(entry):
    """[(words, url)]: to call the owner, or to write with the question prepared."""
    phone = entry.product.business.phone
    if not phone:
        return ()
    greeting = GREETING.format(kelurahan=entry.rw.kelurahan, product=entry, rw=entry.rw.label)
    return (
        ("Telepon", f"tel:{phone}"),
        ("WhatsApp", f"https://wa.me/{phone.removeprefix('+')}?text={quote(greeting)}"),
    )
