"""The photos of an entry: real files through the page, and who is served which."""

import io
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from PIL import Image

from exhibitions.models import Entry, Status
from products.models import MOST_PHOTOS, Photo
from products.photos import take
from tests.factories import make_entry, make_photo, rw_of
from tests.products.pictures import HEIC, encoded, fields

from .factories import found, messages_of, rows_of, summary_of, title_of

NOT_A_PHOTO = "Berkas ini bukan foto yang dapat dipakai. Pilih foto JPEG, PNG, WebP, atau HEIC."


@pytest.fixture
def draft(phone, gelar_melong, rw_melong_5):
    """An entry of RW 05 Melong without a photo."""
    entry = make_entry(gelar_melong, rw_melong_5.rw)
    entry.product.photos.all().delete()
    return entry


@pytest.fixture
def submitted(op_melong, phone, gelar_melong, rw_melong_5):
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


def picture(name="IMG_0001.JPG", colour=(36, 59, 107)):
    file = io.BytesIO()
    Image.new("RGB", (96, 64), colour).save(file, "JPEG")
    return SimpleUploadedFile(name, file.getvalue(), "image/jpeg")


def pictures(count):
    return [picture(f"{n}.jpg", (n * 20, 90, 200)) for n in range(count)]


def send(phone, entry, *files, **options):
    return phone.post(f"/usulan/{entry.pk}/foto/", {"image": list(files)}, **options)


def shown(entry):
    return Photo.objects.shown().filter(product=entry.product).count()


def files_on_disk():
    return sorted(path.name for path in Path(site.MEDIA_ROOT).rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("IMG_1.JPG", encoded(fields(), "JPEG")),
        ("tangkapan layar.png", encoded(fields(), "PNG")),
        ("wa.webp", encoded(fields(), "WEBP")),
        ("IMG_2.HEIC", HEIC),
        ("tanpa-akhiran", encoded(fields(), "JPEG")),
    ],
)
def test_a_photo_of_each_kind_becomes_files_of_the_entry(phone, draft, name, content):
    answer = send(phone, draft, SimpleUploadedFile(name, content), follow=True)

    photo = draft.product.photos.get()
    served = [phone.get(f"/usulan/{draft.pk}/foto/{photo.pk}/{name}/") for name in photo.renditions]
    images = [Image.open(io.BytesIO(file.getvalue())) for file in served]
    assert messages_of(answer) == [("ok", "1 foto ditambahkan.")]
    assert [(image.format, image.size) for image in images] == [("JPEG", (96, 64)), ("WEBP", (96, 64))]
    assert [file.headers["Content-Type"] for file in served] == ["image/jpeg", "image/webp"]
    assert [(len(image.getexif()), image.info.get("icc_profile")) for image in images] == [(0, None)] * 2


def test_several_come_at_once(phone, draft):
    answer = send(phone, draft, *pictures(3), follow=True)

    assert messages_of(answer) == [("ok", "3 foto ditambahkan.")]
    assert found(answer, r"<h2>(\d dari \d foto)</h2>") == ["3 dari 8 foto"]


def test_a_bad_one_among_several_costs_the_others_nothing_and_is_named(phone, draft):
    bad = SimpleUploadedFile("<b>daftar.pdf", b"%PDF-1.7 daftar", "image/jpeg")

    page = send(phone, draft, picture(), bad, picture("b.jpg", (9, 9, 9)))

    assert page.status_code == 200
    assert title_of(page) == "Kesalahan: Foto produk - OPOR Kota Cimahi"
    assert messages_of(page) == [("ok", "2 foto ditambahkan.")]
    assert summary_of(page) == [("#id_image", f"Pilih foto: <b>daftar.pdf: {NOT_A_PHOTO}")]
    assert found(page, r"<h2>(\d dari \d foto)</h2>") == ["2 dari 8 foto"]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ([], "Pilih foto dahulu."),
        ([SimpleUploadedFile("kosong.jpg", b"")], "kosong.jpg: Berkas foto kosong."),
    ],
)
def test_nothing_sent_is_said(phone, draft, files, told):
    page = send(phone, draft, *files)

    assert [sentence.split(" Pilih foto lain")[0] for _, sentence in summary_of(page)] == [
        f"Pilih foto: {told}"
    ]
    assert shown(draft) == 0


def test_a_text_in_place_of_a_file_is_no_photo(phone, draft):
    page = phone.post(f"/usulan/{draft.pk}/foto/", {"image": "foto"})

    assert summary_of(page) == [("#id_image", "Pilih foto: Pilih foto dahulu.")]


def test_a_product_has_at_most_eight_and_the_rest_is_not_even_decoded(phone, draft, rw_melong_5, monkeypatch):
    for _ in range(MOST_PHOTOS - 1):
        make_photo(draft.product, rw_melong_5)
    decoded = []
    monkeypatch.setattr("products.gallery.take", lambda upload: decoded.append(upload.name) or take(upload))

    page = send(phone, draft, picture("1.jpg"), picture("2.jpg", (1, 1, 1)))

    told = "Pilih foto: Satu produk paling banyak 8 foto. Hapus satu foto dahulu."
    assert (messages_of(page), summary_of(page)) == ([("ok", "1 foto ditambahkan.")], [("#id_image", told)])
    assert (shown(draft), decoded) == (MOST_PHOTOS, ["1.jpg"])


def test_the_same_picture_twice_stays_one(phone, draft):
    send(phone, draft, picture("a.jpg"))
    before = files_on_disk()
    page = send(phone, draft, picture("b.jpg"))

    told = "Pilih foto: Foto yang sama sudah ada, jadi tidak ditambahkan lagi."
    assert summary_of(page) == [("#id_image", told)]
    assert (shown(draft), files_on_disk()) == (1, before)


def test_photos_of_a_submitted_entry_make_one_version_however_many(phone, submitted):
    send(phone, submitted, *pictures(3))

    assert [version.n for version in submitted.versions.order_by("n")] == [1, 2]
    assert len(submitted.newest_version().shown_facts["photos"]) == 4


def test_the_last_photo_of_a_submitted_entry_stays(phone, submitted):
    photo = submitted.product.photos.get()

    answer = phone.post(f"/usulan/{submitted.pk}/foto/{photo.pk}/hapus/", follow=True)

    assert messages_of(answer) == [("error", "Belum lengkap: paling sedikit satu foto.")]
    assert (shown(submitted), submitted.versions.count()) == (1, 1)


def test_a_removed_photo_leaves_the_page_and_stays_in_the_version_that_shows_it(
    phone, submitted, rw_melong_5
):
    first = submitted.product.photos.get()
    send(phone, submitted, picture(), follow=True)

    answer = phone.post(f"/usulan/{submitted.pk}/foto/{first.pk}/hapus/", follow=True)

    assert messages_of(answer) == [("ok", "Foto dihapus dari usulan.")]
    assert found(answer, r'<img\s+src="/usulan/\d+/foto/(\d+)/\d+.jpg/"') == [
        str(Photo.objects.shown().get().pk)
    ]
    kept = phone.get(f"/usulan/{submitted.pk}/foto/{first.pk}/64.jpg/")
    assert (kept.status_code, kept.getvalue()[:2]) == (200, b"\xff\xd8")


def test_photos_sent_too_late_are_refused_before_they_are_decoded(phone, submitted, edition, monkeypatch):
    edition.closed_at, edition.closed_by = "2026-01-01T00:00Z", edition.opened_by
    edition.save()
    monkeypatch.setattr("products.gallery.take", lambda upload: pytest.fail("decoded"))

    page = send(phone, submitted, picture())

    told = "Pilih foto: OPOR 2026 sudah selesai: usulan tidak dapat diubah lagi."
    assert summary_of(page) == [("#id_image", told)]


def test_a_failure_of_the_database_leaves_no_file(phone, draft, monkeypatch):
    def fail(**values):
        raise DatabaseError

    send(phone, draft, picture())
    before = files_on_disk()
    monkeypatch.setattr("products.gallery.Photo.objects.create", fail)
    phone.raise_request_exception = False

    answer = send(phone, draft, picture("b.jpg", (200, 1, 1)))

    assert answer.status_code == 500
    assert files_on_disk() == before


def test_a_change_refused_at_the_end_leaves_no_file(phone, submitted, monkeypatch):
    def refuse(self, by, before):
        raise DatabaseError

    before = files_on_disk()
    monkeypatch.setattr(Entry, "_follow_change", refuse)
    phone.raise_request_exception = False

    send(phone, submitted, *pictures(2))

    assert (files_on_disk(), shown(submitted)) == (before, 1)


def test_a_photo_is_sent_privately_and_asked_again_each_time(phone, submitted):
    photo = submitted.product.photos.get()

    answer = phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/32.jpg/")
    again = phone.get(
        f"/usulan/{submitted.pk}/foto/{photo.pk}/32.jpg/", headers={"If-None-Match": answer.headers["ETag"]}
    )

    headers = ("Content-Type", "Cache-Control", "X-Content-Type-Options")
    assert [answer.headers[name] for name in headers] == ["image/jpeg", "private, no-cache", "nosniff"]
    assert (answer.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["Cache-Control"] == "private, no-cache"
    assert answer.getvalue()[:2] == b"\xff\xd8"


def test_the_renditions_are_told_apart(phone, submitted):
    photo = submitted.product.photos.get()
    small = phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/32.jpg/")
    large = phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/64.jpg/")
    sizes = [Image.open(io.BytesIO(answer.getvalue())).size for answer in (small, large)]

    assert sizes == [(32, 24), (64, 48)]
    assert small.headers["ETag"] != large.headers["ETag"]
    assert phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/kecil/").status_code == 404


def test_a_file_that_the_photo_does_not_name_is_not_found(phone, submitted):
    photo = submitted.product.photos.get()
    default_storage.save(photo.file_name("asli.jpg"), picture())

    assert phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/asli.jpg/").status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(phone, submitted):
    photo = submitted.product.photos.get()
    default_storage.delete(photo.file_name("32.jpg"))

    assert phone.get(f"/usulan/{submitted.pk}/foto/{photo.pk}/32.jpg/").status_code == 404


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("rw_melong_5", 200),
        ("rw_melong_6", 404),
        ("op_melong", 200),
        ("op_utama", 404),
        ("lurah_melong", 200),
        ("camat_utara", 404),
        ("pemkot", 200),
        ("kurator_1", 403),
    ],
)
def test_a_photo_is_served_to_who_sees_its_entry(request, submitted, client_of, person, status):
    photo = submitted.product.photos.get()

    answer = client_of(request.getfixturevalue(person)).get(f"/usulan/{submitted.pk}/foto/{photo.pk}/32.jpg/")

    assert answer.status_code == status
    assert (answer.getvalue()[:2] == b"\xff\xd8") == (status == 200)


def test_a_photo_is_reached_and_removed_through_its_own_entry_only(
    phone, submitted, gelar_melong, rw_melong_6
):
    other = make_entry(gelar_melong, rw_melong_6.rw, status=Status.SUBMITTED)
    theirs = other.product.photos.get()

    answers = [
        phone.get(f"/usulan/{submitted.pk}/foto/{theirs.pk}/32.jpg/").status_code,
        phone.post(f"/usulan/{submitted.pk}/foto/{theirs.pk}/hapus/").status_code,
        phone.post(f"/usulan/{other.pk}/foto/{theirs.pk}/hapus/").status_code,
        phone.get(f"/usulan/{other.pk}/foto/").status_code,
    ]

    assert answers == [404] * 4
    assert shown(other) == 1


def test_who_only_reads_adds_and_removes_nothing(submitted, client_of, lurah_melong):
    reader, photo = client_of(lurah_melong), submitted.product.photos.get()

    answers = [
        send(reader, submitted, picture()).status_code,
        reader.post(f"/usulan/{submitted.pk}/foto/{photo.pk}/hapus/").status_code,
    ]

    assert (answers, shown(submitted)) == ([403, 403], 1)


def test_the_list_shows_the_first_photo_that_is_not_removed(
    client_of, op_melong, phone, submitted, rw_melong_5
):
    first = submitted.product.photos.get()
    second = make_photo(submitted.product, rw_melong_5)
    phone.post(f"/usulan/{submitted.pk}/foto/{first.pk}/hapus/")

    page = client_of(op_melong).get("/usulan/")

    assert rows_of(page) == [submitted.pk]
    assert found(page, r'src="/usulan/\d+/foto/(\d+)/64.jpg/"') == [str(second.pk)]


def test_the_operator_adds_photos_for_the_rw(client_of, op_melong, rw_melong_5, gelar_melong):
    entry = make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, 5))

    send(client_of(op_melong), entry, picture())

    assert Photo.objects.order_by("-pk").first().added_by == op_melong
