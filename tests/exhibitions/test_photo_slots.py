"""What each photo shows: its slot, the words that stand in for it, and how it is put on a page."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exhibitions.models import Status
from products.models import Photo
from products.photos import PhotoRefused
from tests.factories import make_entry, make_photo
from tests.products.pictures import encoded, fields, scene

from .factories import found, html, messages_of, summary_of
from .test_photo_pages import picture, pictures, send, shown

Slot = Photo.Slot


@pytest.fixture
def draft(gelar_melong, rw_melong_5):
    """An entry of RW 05 Melong without a photo."""
    entry = make_entry(gelar_melong, rw_melong_5.rw, name="Tas perca")
    entry.product.photos.all().delete()
    return entry


@pytest.fixture
def submitted(op_melong, gelar_melong, rw_melong_5):
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED, name="Tas perca")


def picture_of(image):
    return SimpleUploadedFile("IMG_0001.JPG", encoded(image, "JPEG"))


def path(entry, photo=None, act=""):
    return f"/usulan/{entry.pk}/foto/{f'{photo.pk}/{act}/' if photo else ''}"


def slots(entry):
    return [photo.slot for photo in Photo.objects.shown().of_product(entry.product)]


def offered(page):
    """The slot that the form would send, and the one marked among the links."""
    return found(page, r'name="slot" value="(\w+)"') + found(page, r'aria-current="true">(.*?)</a>')


@pytest.mark.parametrize(
    ("filled", "slot", "label"),
    [
        ([], "depan", "Tampak depan"),
        ([Slot.FRONT], "detail", "Detail pengerjaan"),
        ([Slot.FRONT, Slot.PACKAGING], "detail", "Detail pengerjaan"),
        ([Slot.FRONT, Slot.DETAIL, Slot.PACKAGING], "proses", "Proses pembuatan"),
        (
            [Slot.FRONT, Slot.DETAIL, Slot.PACKAGING, Slot.PROCESS, Slot.OTHER],
            "lainnya",
            "Lainnya , sudah ada",
        ),
    ],
)
def test_the_page_offers_the_first_slot_that_is_empty(phone, draft, rw_melong_5, filled, slot, label):
    for number in filled:
        make_photo(draft.product, rw_melong_5, slot=number)

    assert offered(phone.get(path(draft))) == [slot, label]


@pytest.mark.parametrize(
    ("asked", "slot"),
    [("kemasan", "kemasan"), ("lainnya", "lainnya"), ("belakang", "depan"), ("", "depan"), ("%00", "depan")],
)
def test_the_person_may_ask_for_another_slot(phone, draft, asked, slot):
    assert offered(phone.get(f"{path(draft)}?jenis={asked}"))[0] == slot


def test_a_photo_gets_the_slot_its_page_offered(phone, draft):
    phone.post(path(draft), {"image": picture(), "slot": "kemasan"})

    assert slots(draft) == ["kemasan"]


def test_of_several_the_first_gets_the_slot_and_of_the_others_nobody_said(phone, draft):
    phone.post(path(draft), {"image": pictures(3), "slot": "depan"})

    assert slots(draft) == ["depan", "lainnya", "lainnya"]


def test_a_form_without_slot_fills_the_first_empty_one(phone, draft):
    send(phone, draft, picture())
    send(phone, draft, picture("b.jpg", (200, 1, 1)))

    assert slots(draft) == ["depan", "detail"]


def test_a_slot_that_does_not_exist_is_refused_and_nothing_kept(phone, draft):
    page = phone.post(path(draft), {"image": picture(), "slot": "belakang"})

    assert (page.status_code, len(summary_of(page)), shown(draft)) == (200, 1, 0)


def test_the_front_comes_first_wherever_it_was_sent(phone, draft, rw_melong_5):
    detail = make_photo(draft.product, rw_melong_5, slot=Slot.DETAIL)
    front = make_photo(draft.product, rw_melong_5, slot=Slot.FRONT)

    page = phone.get(path(draft))

    assert found(page, r'src="/usulan/\d+/foto/(\d+)/') == [str(front.pk), str(detail.pk)]


@pytest.mark.parametrize(
    ("slot", "description", "words"),
    [
        (Slot.FRONT, "", "Tas perca, tampak depan"),
        (Slot.PROCESS, "", "Tas perca, proses pembuatan"),
        (Slot.DETAIL, "Jahitan tepi, dari dekat", "Jahitan tepi, dari dekat"),
    ],
)
def test_what_stands_in_for_a_photo_is_written_or_follows_from_slot_and_name(
    phone, draft, rw_melong_5, slot, description, words
):
    make_photo(draft.product, rw_melong_5, slot=slot, description=description)

    pages = [phone.get(page) for page in (path(draft), f"/usulan/{draft.pk}/")]

    assert [found(page, r'<img\s[^>]*?alt="(.*?)"') for page in pages] == [[words], [words]]


def test_slot_and_words_can_be_changed(phone, draft, rw_melong_5):
    photo = make_photo(draft.product, rw_melong_5)

    answer = phone.post(
        path(draft, photo, "ubah"), {"slot": "proses", "description": "Bu Iis menjahit"}, follow=True
    )

    photo.refresh_from_db()
    assert (photo.slot, photo.description) == ("proses", "Bu Iis menjahit")
    assert messages_of(answer) == [("ok", "Keterangan foto disimpan.")]


def test_words_taken_away_are_computed_again(phone, draft, rw_melong_5):
    photo = make_photo(draft.product, rw_melong_5, description="Salah tulis")

    phone.post(path(draft, photo, "ubah"), {"slot": "depan", "description": ""})

    assert Photo.objects.get(pk=photo.pk).words_for("Tas perca") == "Tas perca, tampak depan"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"slot": "", "description": "Tepi"}, "Apa yang terlihat?: Pilih apa yang terlihat."),
        ({"slot": "depan", "description": "x" * 201}, "Keterangan foto:"),
        ({"slot": "depan", "description": "a\0b"}, "Keterangan foto:"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(phone, draft, rw_melong_5, sent, told):
    photo = make_photo(draft.product, rw_melong_5, description="Dahulu")

    page = phone.post(path(draft, photo, "ubah"), sent)

    assert [sentence.startswith(told) for _, sentence in summary_of(page)] == [True]
    assert sent["description"] in html(page)
    assert Photo.objects.get(pk=photo.pk).description == "Dahulu"


def test_a_removed_photo_and_one_of_another_entry_are_not_described(
    phone, draft, rw_melong_5, rw_melong_6, gelar_melong
):
    removed = make_photo(draft.product, rw_melong_5)
    Photo.objects.filter(pk=removed.pk).update(removed_at="2026-01-01T00:00Z")
    theirs = make_entry(gelar_melong, rw_melong_6.rw).product.photos.get()
    words = {"slot": "proses", "description": "x"}

    answers = [phone.post(path(draft, photo, "ubah"), words).status_code for photo in (removed, theirs)]

    assert answers == [404, 404]
    assert set(Photo.objects.values_list("description", flat=True)) == {""}


def test_words_that_come_too_late_are_refused_and_stay(phone, submitted, edition):
    edition.closed_at, edition.closed_by = "2026-01-01T00:00Z", edition.opened_by
    edition.save()
    photo = submitted.product.photos.get()

    page = phone.post(path(submitted, photo, "ubah"), {"slot": "proses", "description": "Bu Iis"})

    assert [sentence for _, sentence in summary_of(page)] == [
        "OPOR 2026 sudah selesai: usulan tidak dapat diubah lagi."
    ]
    assert (slots(submitted), "Bu Iis" in html(page)) == (["depan"], True)


def test_words_change_no_version_but_another_first_photo_does(phone, submitted, rw_melong_5):
    first = submitted.product.photos.get()
    submitted.change(rw_melong_5, lambda: make_photo(submitted.product, rw_melong_5))
    second = Photo.objects.get(slot=Slot.DETAIL)
    before = submitted.versions.count()

    phone.post(path(submitted, second, "ubah"), {"slot": "detail", "description": "Jahitan"})
    after_words = submitted.versions.count()
    phone.post(path(submitted, first, "ubah"), {"slot": "proses", "description": ""})

    assert (after_words, submitted.versions.count()) == (before, before + 1)
    assert submitted.newest_version().shown_facts["photos"][0]["id"] == second.pk


def test_a_repeated_photo_that_was_sent_again_is_said_to_be_there(phone, draft):
    send(phone, draft, picture(), follow=True)

    page = phone.post(path(draft), {"image": picture(), "ulang": "1"}, follow=True)

    assert (messages_of(page), summary_of(page)) == ([("ok", "Foto sudah tersimpan.")], [])
    assert shown(draft) == 1


def test_sending_again_hides_no_other_refusal(phone, draft, monkeypatch):
    def refuse(upload):
        raise PhotoRefused("damaged")

    monkeypatch.setattr("products.gallery.take", refuse)

    page = phone.post(path(draft), {"image": picture(), "ulang": "1"})

    assert len(summary_of(page)) == 1


def ways(page):
    """Where the page leads back to, where it leads on to, and the words of that link."""
    back = found(page, r'<a class="back"\s+href="(.*?)"')
    on = re.search(r'href="([^"]*)"\s+data-photo-next>(.*?)</a>', html(page))
    return [*back, *on.groups()]


def test_a_draft_goes_through_its_steps(phone, draft, rw_melong_5):
    step = f"/usulan/{draft.pk}/ubah"
    without = ways(phone.get(path(draft)))
    make_photo(draft.product, rw_melong_5)

    page = phone.get(path(draft))

    assert without == [f"{step}/pekerja/", f"{step}/persetujuan/", "Lanjut tanpa foto dulu"]
    assert ways(page) == [f"{step}/pekerja/", f"{step}/persetujuan/", "Lanjut"]
    assert "Langkah 5 dari 6" in html(page)


def test_who_comes_from_the_check_page_returns_to_it(phone, draft, rw_melong_5):
    photo, check = make_photo(draft.product, rw_melong_5), f"/usulan/{draft.pk}/periksa/"
    told = {"dari": "periksa"}

    answers = [
        phone.post(path(draft), {"image": picture(), **told}),
        phone.post(path(draft, photo, "ubah"), {"slot": "depan", **told}),
        phone.post(path(draft, photo, "hapus"), told),
    ]

    assert ways(phone.get(f"{path(draft)}?dari=periksa"))[:2] == [check, check]
    assert [answer.headers["Location"] for answer in answers] == [f"{path(draft)}?dari=periksa"] * 3


def test_photos_of_what_was_submitted_are_left_for_the_overview(phone, submitted):
    overview = f"/usulan/{submitted.pk}/ubah/#foto"

    page = phone.get(path(submitted))

    assert ways(page) == [overview, overview, "Selesai"]
    assert "Langkah" not in html(page)


def test_what_the_operator_said_of_the_photos_stands_above_them(phone, submitted, op_melong):
    submitted.send_back(op_melong, "Ada yang kurang.", {"foto": "Foto depannya gelap."})

    assert "Foto depannya gelap." in html(phone.get(path(submitted)))


def test_a_photo_comes_in_widths_with_its_size_and_the_first_at_once(phone, draft):
    send(phone, draft, picture_of(scene(1500, 1000)))
    send(phone, draft, picture_of(fields(400, 300)))
    front, second = Photo.objects.order_by("pk")

    page = phone.get(f"/usulan/{draft.pk}/")

    folder = f"/usulan/{draft.pk}/foto"
    widths = ", ".join(f"{folder}/{front.pk}/{width}.webp/ {width}w" for width in (320, 640, 1280))
    assert found(page, r'<source type="image/webp"\s+srcset="(.*?)"') == [
        widths,
        f"{folder}/{second.pk}/320.webp/ 320w, {folder}/{second.pk}/400.webp/ 400w",
    ]
    assert found(page, r'<img\s[^>]*?src="(.*?)"') == [
        f"{folder}/{front.pk}/640.jpg/",
        f"{folder}/{second.pk}/400.jpg/",
    ]
    assert re.findall(r'width="(\d+)"\s+height="(\d+)"\s+alt', html(page)) == [
        ("1280", "853"),
        ("400", "300"),
    ]
    assert len(re.findall(r'alt="[^"]*"\s+loading="lazy"', html(page))) == 1


def test_a_photo_of_an_earlier_release_comes_in_its_jpeg_files(phone, draft, rw_melong_5):
    photo = make_photo(draft.product, rw_melong_5)

    page = phone.get(f"/usulan/{draft.pk}/")

    folder = f"/usulan/{draft.pk}/foto/{photo.pk}"
    assert found(page, r'<img\s[^>]*?srcset="(.*?)"') == [f"{folder}/32.jpg/ 32w, {folder}/64.jpg/ 64w"]
    assert found(page, r"(<source)") == []
