"""What the pages about a maker show: to the maker by the own link, and to Pemkot."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse

from accounts import audit
from accounts.models import AuditEvent
from accounts.sharing import qr_of
from products import consents
from products.alike import makers_alike
from products.maker_links import code_of
from products.models import Consent, MakerRequest, Product

from . import makers_copy
from .consents import end, entries_resting_on
from .models import Entry

Kind = Consent.Kind
EFFECTS = {
    Kind.REGISTRATION: (
        "Usulan produk ini ikut ditarik dan tidak dinilai. "
        "Bila penilaian sudah dimulai, nilai yang sudah diberikan tetap dihitung."
    ),
    Kind.PUBLICATION: "Produk, cerita, fotonya, dan nomor HP langsung tidak tampil lagi untuk umum.",
    Kind.CONTACT: "Nomor HP Anda langsung tidak tampil lagi untuk umum.",
    Kind.FACES: "Foto dengan wajah yang dapat dikenali tidak boleh tampil lagi.",
}
MESSAGE = (
    "Yth. {name},\n\nIni tautan pribadi Anda di OPOR {kota}. Di sana Anda dapat melihat data usaha Anda yang "
    "tersimpan, mengunduh salinannya, menarik persetujuan, atau meminta perbaikan dan penghapusan:\n{link}\n\n"
    "Tautan ini hanya untuk Anda. Jangan diteruskan kepada siapa pun."
)


@dataclass(frozen=True)
class MakerShare:
    """How a maker's link reaches the maker; `whatsapp` is empty without a phone number."""

    link: object
    address: str
    whatsapp: str
    qr: str


def share_of(request, business, link):
    address = request.build_absolute_uri(reverse("exhibitions:own_maker", args=[code_of(link)]))
    return MakerShare(link, address, whatsapp_url(business, address), qr_of(address))


def whatsapp_url(business, address):
    if not business.phone:
        return ""
    name = business.owner_name or business.name
    text = MESSAGE.format(name=name, kota=business.rw.kelurahan.kota, link=address)
    return f"https://wa.me/{business.phone.removeprefix('+')}?text={quote(text)}"


@dataclass(frozen=True)
class OwnConsent:
    kind: str
    label: str
    text: str
    given: Consent
    effect: str


@dataclass(frozen=True)
class OwnProduct:
    """`photos`: how many are shown."""

    product: Product
    rows: list
    consents: list
    entries: list
    photos: int


def rows_of(facts):
    """[(label, words)] of what is told; the rest is left out."""
    return [(label, words) for label, words in facts.items() if words not in ("", None)]


def own_products(business):
    """[OwnProduct] in four queries, whatever their number."""
    entries = Entry.objects.select_related(
        "exhibition__edition", "exhibition__kelurahan", "exhibition__kecamatan"
    )
    products = (
        Product.objects.standing()
        .of_business(business)
        .select_related("category", "subcategory", "rw__kelurahan")
        .prefetch_related("photos", "consents", Prefetch("entry_set", entries.order_by("-pk")))
        .order_by("pk")
    )
    return [own_product(product) for product in products]


def own_product(product):
    given = product.consents_in_force
    return OwnProduct(
        product,
        rows_of(makers_copy.product_facts(product)),
        [own_consent(kind, given[kind]) for kind in Kind if kind in given],
        list(product.entry_set.all()),
        len(product.shown_photos),
    )


def own_consent(kind, given):
    return OwnConsent(kind.value, kind.label, consents.text_of(given), given, EFFECTS[kind])


def own_page(business):
    """The context of the page behind a maker's link."""
    return {
        "business": business,
        "rows": rows_of(makers_copy.maker(business)),
        "permits": list(business.permits.all()),
        "products": own_products(business),
        "requests": list(MakerRequest.objects.of_maker(business).for_list()),
    }


def staff_page(business):
    """The context of the page about a maker for Pemkot."""
    entries = Entry.objects.of_makers([business.pk]).select_related("exhibition__edition", "product")
    products = Product.objects.standing().of_business(business).select_related("category")
    return {
        "maker": business,
        "rows": rows_of(makers_copy.maker(business)),
        "permits": business.permits.order_by("kind"),
        "products": products.newest_first(),
        "entries": entries.newest_first(),
        "alike": makers_alike(business) if business.name else [],
        "merged": business.merged.order_by("pk"),
        "events": [
            (audit.WORDS.get(event.action, event.action), event)
            for event in AuditEvent.objects.about(business)
        ],
        "may_merge": business.merged_into is None and business.erased_at is None,
    }


def withdraw_by_owner(product, kind):
    """Take a consent back by the maker's own link: (whether there was one, whether an entry was withdrawn with it)."""
    with transaction.atomic():
        ended = [end(live, None) for live in entries_resting_on(product.pk, kind)]
        withdrawn = consents.withdraw(product, kind, None)
        if withdrawn:
            audit.record(None, "consent_withdrawn_by_owner", product, kind=kind)
    return withdrawn, any(ended)
