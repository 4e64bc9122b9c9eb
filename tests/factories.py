"""Plain functions that make what a test needs, by the same acts as production wherever there is one."""

import hashlib
import secrets
from functools import cache
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.text import slugify
from PIL import Image

from accounts.import_plans import COLUMNS
from accounts.imports import make_draft
from accounts.inbox import tell
from accounts.models import Duty, Notice, Role, User
from accounts.permissions import is_operator
from accounts.tables import read_table
from curation.editions import open_edition
from curation.models import ScoreSheet
from curation.panels import open_scoring, seat
from curation.sheets import submit
from exhibitions.models import Exhibition, Status
from exhibitions.registration import register
from kelurahan.models import RW, Kecamatan, Kelurahan, Kota
from products.gallery import first_empty_slot
from products.models import Category, Photo, Subcategory
from products.models.photos import file_name

PASSWORD = "sandi-untuk-uji"
TERRITORY_FIELDS = {RW: "rw", Kelurahan: "kelurahan", Kecamatan: "kecamatan", Kota: "kota"}
SUBCATEGORIES = {"tpt": "batik", "kriya": "anyaman", "kuliner": "kering"}


def make_kota(code="32.77", name="Cimahi"):
    return Kota.objects.create(code=code, name=name, slug=slugify(name))


def make_kecamatan(kota, number, name):
    return Kecamatan.objects.create(
        kota=kota, code=f"{kota.code}.{number:02d}", name=name, slug=slugify(name)
    )


def make_kelurahan(kecamatan, number, name, rw_numbers=()):
    kelurahan = Kelurahan.objects.create(
        kota=kecamatan.kota,
        kecamatan=kecamatan,
        code=f"{kecamatan.code}.{number}",
        name=name,
        slug=slugify(name),
    )
    RW.objects.bulk_create(RW(kelurahan=kelurahan, number=rw_number) for rw_number in rw_numbers)
    return kelurahan


def rw_of(kelurahan, number):
    return RW.objects.select_related("kelurahan__kecamatan", "kelurahan__kota").get(
        kelurahan=kelurahan, number=number
    )


def make_user(username, role, territory, **fields):
    """An account whose territory stands in the field of its kind; PASSWORD and ketua of its RW unless told."""
    fields = {"name": username.replace("-", " ").title(), "password": PASSWORD} | fields
    if role == Role.RW:
        fields.setdefault("duty", Duty.KETUA)
    return User.objects.create_user(
        username, role=role, **{TERRITORY_FIELDS[type(territory)]: territory}, **fields
    )


def rw_account(rw):
    return User.objects.filter(rw=rw).first() or make_user(
        f"rw-{rw.kelurahan.slug}-{rw.number:02d}", Role.RW, rw
    )


def operator_of(kelurahan):
    return User.objects.filter(kelurahan=kelurahan, role=Role.OPERATOR).first() or make_user(
        f"op-{kelurahan.slug}", Role.OPERATOR, kelurahan
    )


def make_edition(kota, by, year=2026, name="OPOR 2026"):
    """An open edition with its rubrics, an exhibition per kelurahan and a panel per category."""
    return open_edition(kota, year, name, by)


def exhibition_of(edition, kelurahan):
    return Exhibition.objects.select_related("edition", "kelurahan").get(edition=edition, kelurahan=kelurahan)


def entry_values(category="tpt", **changes):
    """The cleaned fields of a complete entry form; `category` None: the one gap is category and subcategory."""
    values = {
        "business_name": "Batik Cirendeu",
        "owner_name": "Euis Komariah",
        "phone": "+6281234567890",
        "workers_total": 6,
        "workers_from_rw": 4,
        "name": "Selendang ecoprint daun jati",
        "category": Category.objects.filter(slug=category).first(),
        "subcategory": Subcategory.objects.filter(slug=SUBCATEGORIES.get(category)).first(),
        "main_material": "Katun primisima",
        "price": 185_000,
        "unit": "lembar",
        "description": "Selendang katun dengan jejak daun jati, dikukus dan dikunci dengan tawas.",
        "consent": True,
    }
    return values | changes


@cache
def jpeg(width, height):
    file = BytesIO()
    Image.new("RGB", (width, height), (36, 59, 107)).save(file, "JPEG")
    return file.getvalue()


def make_photo(product, by, **fields):
    """A photo as a row with two small files; the way in through `take()` has tests of its own."""
    stem = secrets.token_hex(16)
    for rendition, content in (("32.jpg", jpeg(32, 24)), ("64.jpg", jpeg(64, 48))):
        default_storage.save(file_name(stem, rendition), ContentFile(content))
    values = {
        "slot": first_empty_slot(product.photos.shown()),
        "renditions": ["32.jpg", "64.jpg"],
        "digest": hashlib.sha256(stem.encode()).hexdigest(),
    } | fields
    return Photo.objects.create(product=product, stem=stem, width=64, height=48, added_by=by, **values)


def make_entry(exhibition, rw, category="tpt", status=Status.DRAFT, by=None, **values):
    """A complete entry brought to `status` by its verbs: `by` (the RW's account) enters, the operator decides."""
    by = by or rw_account(rw)
    entry = register(rw, exhibition, by, entry_values(category, **values), on_behalf=is_operator(by))
    make_photo(entry.product, by)
    return bring_to(entry, status, by)


def bring_to(entry, status, by):
    operator = operator_of(entry.rw.kelurahan)
    if status == Status.WITHDRAWN:
        entry.withdraw(by, reason="Perajin pindah rumah.")
    elif status != Status.DRAFT:
        entry.submit(by)
    if status == Status.VERIFIED:
        entry.accept(operator, version_seen=1)
    elif status == Status.RETURNED:
        entry.send_back(operator, reason="Fotonya kurang terang.")
    elif status == Status.INELIGIBLE:
        entry.mark_ineligible(operator, reason="Produk dibuat di luar RW.")
    return entry


def make_scoring(exhibition, curators, by):
    """Seat the curators in every panel and start scoring today; the exhibition as it is now."""
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=timezone.localdate())
    for panel in exhibition.panels.all():
        for curator in curators:
            seat(panel, curator, by)
    open_scoring(exhibition, by)
    exhibition.refresh_from_db()
    return exhibition


def sheet_of(entry, curator):
    return ScoreSheet.objects.for_page().get(assignment__entry=entry, assignment__curator=curator)


def complete_draft(sheet, value=4, **values):
    """What a curator fills in: `value` for every criterion but those named, with the notes low values need."""
    chosen = dict.fromkeys(sheet.panel.rubric.codes, value) | values
    return {
        "values": chosen,
        "notes": {code: "Jahitan tepi lepas." for code, given in chosen.items() if given <= 2},
        "strength": "Motif daunnya jelas sampai urat terkecil.",
        "advice": "Tepi mudah terurai: kelim semua tepi.",
    }


def make_sent_sheet(entry, curator, value=4, **values):
    """The curator's sheet of the entry, submitted; the sheet as it is afterwards."""
    sheet = sheet_of(entry, curator)
    submit(sheet, complete_draft(sheet, value, **values), seen=sheet.draft_n, by=curator)
    return sheet_of(entry, curator)


def make_import_draft(kelurahan, by, *rows):
    """The dry run of a CSV list of officers; without rows, one new pendamping of the first RW."""
    first = RW.objects.filter(kelurahan=kelurahan).order_by("number").first()
    rows = rows or [(str(first.number), "Pak Dadan", "0812-9999-0001", "Pendamping RW")]
    lines = ["RW;Nama;Nomor HP;Peran", *(";".join(row) for row in rows)]
    return make_draft(read_table("\n".join(lines).encode(), COLUMNS), kelurahan, by)


def make_notice(recipient, by, title="RW 05 belum mengusulkan produk", path="/usulan/baru/"):
    tell([recipient], Notice.Kind.REMINDER, title, "Pendaftaran ditutup Rabu.", path, by)
    return Notice.objects.filter(recipient=recipient).latest("pk")
