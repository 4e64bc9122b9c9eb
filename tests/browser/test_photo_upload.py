"""Sending photos from a phone: made smaller on the way, and through a network that comes and goes."""

import time

import pytest
from PIL import Image

from exhibitions.views import photos as views
from products.gallery import take_all
from products.models import Photo
from tests.factories import PASSWORD, jpeg, make_entry
from tests.products.pictures import HEIC, encoded, exif, scene

from .conftest import Visitor
from .lines import Line

SENT = "1 foto ditambahkan."


@pytest.fixture
def entry(gelar_melong, rw_melong_5, op_melong):
    entry = make_entry(gelar_melong, rw_melong_5.rw)
    entry.product.photos.all().delete()
    return entry


@pytest.fixture
def phone(visit, entry, rw_melong_5):
    """The RW's phone on the page of the photos of its entry."""
    visitor = visit()
    visitor.sign_in(rw_melong_5).goto(f"/usulan/{entry.pk}/foto/")
    return visitor


def choose(page, content, name="IMG_0001.JPG", kind="image/jpeg"):
    page.locator("input[name=image]").set_input_files({"name": name, "mimeType": kind, "buffer": content})


def send(page):
    page.get_by_role("button", name="Kirim foto").click()


def heard(page, words):
    page.locator("[data-photo-words]").get_by_text(words).wait_for()


def uploads(page):
    """The sizes of what is sent, as it goes out."""
    sizes = []
    page.on(
        "request",
        lambda request: (
            request.method == "POST" and sizes.append(int(request.header_value("content-length")))
        ),
    )
    return sizes


def shown(entry):
    return list(Photo.objects.shown().of_product(entry.product))


def wait_for_picture(page):
    """Asked again and again: a waiting function would be an eval, which the site's policy refuses."""
    deadline = time.monotonic() + 10
    while not page.evaluate("document.querySelector('.photo-grid img').complete"):
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def forgive_the_network(phone):
    """A request that the network lost is written to the console, as it should be."""
    phone.complaints[:] = [text for text in phone.complaints if "net::ERR_" not in text]


def test_a_photo_of_12_megapixels_is_sent_small_and_upright_in_one_try(phone, entry):
    page, content = phone.page, encoded(scene(4000, 3000), "JPEG", quality=95, exif=exif(6))
    sizes = uploads(page)

    choose(page, content)
    send(page)
    page.get_by_text(SENT).wait_for()

    (photo,) = shown(entry)
    assert (photo.width, photo.height, photo.slot) == (1280, 1707, Photo.Slot.FRONT)
    assert len(sizes) == 1
    assert sizes[0] < len(content) / 3
    phone.look("foto-terkirim")


@pytest.fixture
def line(site):
    line = Line(site)
    yield line
    line.close()


def test_an_upload_that_loses_the_network_ends_by_itself_when_it_is_back(
    chromium, line, tmp_path, entry, rw_melong_5, monkeypatch
):
    arrived = []
    monkeypatch.setattr(views, "take_all", lambda *told: arrived.append(told) or take_all(*told))
    phone = Visitor(chromium, line.address, tmp_path)
    page = phone.sign_in(rw_melong_5)
    page.goto(f"/usulan/{entry.pk}/foto/")
    choose(page, encoded(Image.effect_noise((1500, 1000), 90), "JPEG", quality=90))
    before = line.sent
    send(page)
    heard(page, "Mengirim foto")
    page.wait_for_timeout(1500)

    page.context.set_offline(True)
    line.cut()
    sent = line.sent - before
    heard(page, "Menunggu sinyal.")
    page.wait_for_timeout(2000)
    line.mend()
    page.context.set_offline(False)
    page.get_by_text(SENT).wait_for(timeout=60_000)

    assert sent > 50_000
    assert (len(arrived), len(shown(entry))) == (1, 1)
    forgive_the_network(phone)
    phone.leave()


def test_who_waits_for_a_signal_is_told_so_and_what_comes_next(phone, entry):
    page = phone.page
    choose(page, jpeg(900, 675))
    page.context.set_offline(True)

    send(page)
    heard(page, "Menunggu sinyal.")

    phone.look("foto-menunggu-sinyal")
    page.context.set_offline(False)
    page.get_by_text(SENT).wait_for()
    assert len(shown(entry)) == 1
    forgive_the_network(phone)


def test_a_photo_whose_answer_was_lost_is_stored_once_and_said_to_be_there(phone, entry):
    page, tries = phone.page, []

    def lose_the_answer(route):
        tries.append(route.request.method)
        if route.request.method == "POST" and tries.count("POST") == 1:
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/foto/", lose_the_answer)
    choose(page, jpeg(900, 675))
    send(page)
    page.get_by_text("Foto sudah tersimpan.").wait_for(timeout=20_000)

    assert tries.count("POST") == 2
    assert len(shown(entry)) == 1
    assert page.locator(".error-summary").count() == 0
    forgive_the_network(phone)


def test_a_refusal_of_the_server_stands_at_the_field(phone, entry):
    page = phone.page
    choose(page, b"%PDF-1.7 daftar", "daftar.pdf", "application/pdf")

    send(page)

    summary = page.locator(".error-summary")
    summary.wait_for()
    assert page.locator("#div_id_image .field__error").count() == 1
    assert summary.evaluate("part => part === document.activeElement")
    phone.look("foto-ditolak")


def test_what_the_browser_cannot_show_is_sent_as_it_is(phone, entry):
    page = phone.page
    sizes = uploads(page)

    choose(page, HEIC, "IMG_2.HEIC", "image/heic")
    send(page)
    page.get_by_text(SENT).wait_for()

    assert len(shown(entry)) == 1
    assert sizes[0] > len(HEIC)


def test_a_chosen_photo_goes_first_when_the_next_page_is_asked_for(phone, entry):
    page = phone.page
    choose(page, jpeg(900, 675))

    page.locator("[data-photo-next]").click()
    page.wait_for_url("**/ubah/persetujuan/")

    assert len(shown(entry)) == 1


def test_who_was_signed_out_is_told_and_loses_no_photo(phone, entry, rw_melong_5):
    page = phone.page
    choose(page, jpeg(900, 675))
    page.context.clear_cookies()

    send(page)
    heard(page, "Anda sudah keluar")
    other = page.context.new_page()
    other.goto("/masuk/")
    other.fill("input[name=username]", rw_melong_5.username)
    other.fill("input[name=password]", PASSWORD)
    other.click("main button[type=submit], main button:not([type])")
    other.wait_for_url(lambda url: "/masuk/" not in url)
    other.close()
    send(page)
    page.get_by_text(SENT).wait_for()

    assert len(shown(entry)) == 1


def test_the_form_works_without_javascript(visit, entry, rw_melong_5):
    visitor = visit(java_script_enabled=False)
    page = visitor.sign_in(rw_melong_5)
    page.goto(f"/usulan/{entry.pk}/foto/")

    choose(page, jpeg(900, 675))
    send(page)
    page.get_by_text(SENT).wait_for()

    assert len(shown(entry)) == 1


def test_a_picture_takes_its_place_before_it_has_come(phone, entry):
    """Width and height hold the place: nothing jumps when the file arrives."""
    page = phone.page
    choose(page, encoded(scene(800, 600), "JPEG"))
    send(page)
    page.get_by_text(SENT).wait_for()
    picture = page.locator(".photo-grid img")

    wait_for_picture(page)
    chosen = picture.evaluate("image => image.currentSrc")
    page.route("**/foto/*/**", lambda route: route.abort())
    here = picture.bounding_box()
    page.reload()

    assert chosen.endswith("/320.webp/")
    assert picture.bounding_box()["height"] == here["height"]
    forgive_the_network(phone)
