"""Everything that is stored about a maker, in words a maker can read: the copy that may be asked for at any time.

People who recorded something are named by their role, not by their name: the copy is about the maker. What curators
gave is not in it: it reaches the maker by the letter, once the result is published.
"""

from django.utils import timezone

from accounts.phones import spelled
from kelurahan.templatetags.indonesia import pukul, rupiah, tanggal
from products import consents
from products.erasing import with_merged
from products.models import Business, MakerLink, MakerRequest, Need, Permit, Photo, Product, SoldAt

from .models import Entry, EntryStep, EntryVersion
from .shown_facts import category_names, chosen, sections_of


def copy_of(business):
    """A dict of texts, numbers, lists and dicts, ready to be written as JSON."""
    ids, categories = with_merged(business), category_names()
    products = Product.objects.filter(business__in=ids).select_related(
        "category", "subcategory", "rw__kelurahan"
    )
    return {
        "Tentang": "Salinan semua data yang tersimpan di OPOR tentang satu pelaku usaha.",
        "Dibuat": pukul(timezone.now()),
        "Pelaku usaha": [maker(one) for one in makers(ids)],
        "Legalitas": [permit(one) for one in Permit.objects.filter(business__in=ids).select_related("file")],
        "Produk": [product(one) for one in products.order_by("pk")],
        "Usulan": [entry(one, ids, categories) for one in entries_of(products)],
        "Permintaan": [request(one) for one in MakerRequest.objects.filter(business__in=ids).order_by("pk")],
        "Tautan pribadi": [link(one) for one in MakerLink.objects.filter(business__in=ids).order_by("pk")],
    }


def makers(ids):
    return Business.objects.filter(pk__in=ids).select_related("rw__kelurahan").order_by("pk")


def maker(business):
    return {
        "Nomor": business.pk,
        "Nama usaha": business.name,
        "Nama pemilik": business.owner_name,
        "Nomor HP": spelled(business.phone),
        "Alamat tempat usaha": business.address,
        "Tempat produksi": f"{business.rw.label} {business.rw.kelurahan}",
        "Mulai usaha": business.year_started,
        "Jumlah pekerja": business.workers_total,
        "Pekerja warga RW": business.workers_from_rw,
        "Pekerja warga Cimahi": business.workers_from_cimahi,
        "Pekerja perempuan": business.workers_women,
        "Pekerja laki-laki": business.workers_men,
        "Penjualan sebulan": business.get_turnover_display(),
        "Dicatat": pukul(business.created_at),
    }


def permit(one):
    return {
        "Jenis": one.get_kind_display(),
        "Keadaan": one.get_state_display(),
        "Nomor": one.number,
        "Berlaku sampai": tanggal(one.expires_on),
        "Berkas": "Ada" if one.file else "Tidak ada",
        "Sudah dicocokkan operator": pukul(one.verified_at),
    }


def product(one):
    return product_facts(one) | {
        "Persetujuan": [consent(given) for given in one.consents.for_history()],
        "Foto": [photo(taken) for taken in Photo.objects.of_product(one).order_by("pk")],
    }


def product_facts(one):
    return {
        "Nama produk": one.name,
        "RW": f"{one.rw.label} {one.rw.kelurahan}",
        "Kategori": one.category.name if one.category else "",
        "Jenis": one.subcategory.name if one.subcategory else "",
        "Bahan utama": one.main_material,
        "Harga": rupiah(one.price),
        "Satuan": one.unit,
        "Uraian": one.description,
        "Cerita dan ciri khas": one.story,
        "Bahan lain": one.materials,
        "Porsi bahan lokal": one.get_local_share_display(),
        "Limbah yang dimanfaatkan": one.waste_used,
        "Cara membuat": one.technique,
        "Kapasitas sebulan": one.capacity,
        "Kemasan": one.packaging,
        "Dijual di": chosen(SoldAt.choices, one.sold_at),
        "Butuh bantuan": chosen(Need.choices, one.needs),
        "Dicatat": pukul(one.created_at),
    }


def consent(given):
    return {
        "Jenis": given.get_kind_display(),
        "Yang disetujui": consents.text_of(given),
        "Nama yang menyetujui": given.owner_name,
        "Cara": given.get_medium_display(),
        "Dicatat": pukul(given.recorded_at),
        "Dicatat oleh": given.recorded_by.role_label,
        "Ditarik": pukul(given.withdrawn_at),
    }


def photo(taken):
    return {
        "Yang terlihat": taken.get_slot_display(),
        "Keterangan": taken.description,
        "Ukuran": f"{taken.width} x {taken.height}",
        "Ditambahkan": pukul(taken.added_at),
        "Dihapus": pukul(taken.removed_at),
        "Berkas": taken.plain,
    }


def entries_of(products):
    return (
        Entry.objects.filter(product__in=products)
        .select_related("exhibition__edition", "exhibition__kelurahan", "exhibition__kecamatan", "product")
        .order_by("pk")
    )


def entry(one, ids, categories):
    versions = EntryVersion.objects.filter(entry=one).select_related("facts").order_by("n")
    steps = EntryStep.objects.filter(entry=one).select_related("by", "note")
    return {
        "Nomor": one.number,
        "Produk": one.product.name,
        "Gelar": f"{one.exhibition}, {one.exhibition.edition}",
        "Status": one.get_status_display(),
        "Kehadiran": one.get_attendance_display(),
        "Stan": one.stand,
        "Versi yang diajukan": [
            version(each, categories) for each in versions if each.shown_facts.get("maker_id") in ids
        ],
        "Riwayat": [step(each) for each in steps],
    }


def version(one, categories):
    rows = [row for section in sections_of(one.shown_facts, categories) for row in section.rows if row.words]
    return {"Versi": one.n, "Disimpan": pukul(one.at)} | {row.label: row.words for row in rows}


def step(one):
    return {
        "Langkah": one.get_action_display(),
        "Waktu": pukul(one.at),
        "Oleh": one.by.role_label if one.by else one.by_name,
        "Alasan": one.reason,
        "Catatan": list(one.comments.values()),
    }


def request(one):
    return {
        "Jenis": one.get_kind_display(),
        "Isi": one.text,
        "Dikirim": pukul(one.at),
        "Jawaban": one.answer,
        "Dijawab": pukul(one.answered_at),
    }


def link(one):
    return {"Dibuat": pukul(one.created_at), "Dicabut": pukul(one.revoked_at)}
