"""The curator's list, and the photos a sheet shows."""

import re

import pytest
from django.core.files.storage import default_storage

from curation.panels import close_scoring
from tests.exhibitions.factories import html
from tests.factories import make_scoring, make_sent_sheet, sheet_of

from .factories import counted, links_of, make_verified


def test_a_list_shows_the_curators_own_sheets_by_panel_and_none_of_the_own_rw(
    client_of, gelar_melong, gelar_utama, melong, utama, entries, kurator_1, kurator_2, kurator_3, pemkot
):
    make_verified(gelar_melong, melong, 1, category="kriya")
    make_verified(gelar_utama, utama, 1)
    make_scoring(gelar_melong, [kurator_1, kurator_2], pemkot)
    make_scoring(gelar_utama, [kurator_3], pemkot)

    lists = [links_of(client_of(curator).get("/kurasi/")) for curator in (kurator_1, kurator_2, kurator_3)]

    assert lists == [
        ["Selendang RW 05", "Selendang RW 06", "Selendang RW 08", "Selendang RW 01"],
        ["Selendang RW 06", "Selendang RW 08", "Selendang RW 01"],
        ["Selendang RW 01"],
    ]


def test_a_list_before_the_day_says_what_will_come_and_from_whom(client_of, kurator_1):
    page = client_of(kurator_1).get("/kurasi/")

    assert "Belum ada lembar untuk Anda" in html(page)
    assert "begitu operator kelurahan membuka penilaian" in html(page)


def test_a_list_counts_what_is_sent_and_leads_to_the_first_sheet_not_sent(
    client_of, scoring, entries, kurator_1
):
    make_sent_sheet(entries[0], kurator_1)

    page = client_of(kurator_1).get("/kurasi/")

    assert "1 dari 3 lembar terkirim" in html(page)
    ways_on = re.findall(r'class="button"\s+href="(.*?)"', html(page))
    assert ways_on == [f"/lembar/{sheet_of(entries[1], kurator_1).pk}/"]


def test_a_list_says_that_a_panel_is_closed_and_offers_no_next_sheet(client_of, panel, kurator_1, op_melong):
    close_scoring(panel, op_melong)

    page = client_of(kurator_1).get("/kurasi/")

    assert "Penilaian panel ini sudah ditutup." in html(page)
    assert "sticky-actions" not in html(page)


def test_a_list_asks_as_many_queries_for_three_sheets_as_for_one(
    client_of, gelar_melong, gelar_utama, melong, utama, kurator_1, pemkot
):
    make_verified(gelar_melong, melong, 1)
    make_verified(gelar_utama, utama, 1, 2)
    make_scoring(gelar_melong, [kurator_1], pemkot)
    client = client_of(kurator_1)
    _, for_one = counted(lambda: client.get("/kurasi/"))
    make_scoring(gelar_utama, [kurator_1], pemkot)

    _, for_three = counted(lambda: client.get("/kurasi/"))

    assert len(for_three) == len(for_one) <= 4


@pytest.mark.parametrize("rendition", ["32.jpg", "64.jpg"])
def test_a_photo_of_the_verified_version_comes_as_a_private_jpeg(client_of, sheet, kurator_1, rendition):
    client, photo = client_of(kurator_1), sheet.photo_ids[0]

    answer = client.get(f"/lembar/{sheet.pk}/foto/{photo}/{rendition}/")

    again = client.get(
        f"/lembar/{sheet.pk}/foto/{photo}/{rendition}/", headers={"If-None-Match": answer["ETag"]}
    )
    assert (answer.status_code, answer["Content-Type"], again.status_code) == (200, "image/jpeg", 304)
    assert (answer["Cache-Control"], answer["Content-Disposition"][:6]) == ("private, no-cache", "inline")
    assert answer.getvalue()[:2] == b"\xff\xd8"


def test_a_photo_is_shown_only_through_the_own_sheet_and_only_if_it_was_verified(
    client_of, scoring, entries, sheet, kurator_1, kurator_3, rw_melong_5
):
    photo, other = sheet.photo_ids[0], sheet_of(entries[1], kurator_1).photo_ids[0]
    foreign = sheet_of(entries[0], kurator_3)
    ways = {
        "another product's": (kurator_1, f"/lembar/{sheet.pk}/foto/{other}/32.jpg/"),
        "another curator's": (kurator_1, f"/lembar/{foreign.pk}/foto/{photo}/32.jpg/"),
        "no such size": (kurator_1, f"/lembar/{sheet.pk}/foto/{photo}/asli/"),
        "no such photo": (kurator_1, f"/lembar/{sheet.pk}/foto/99999999999999999999/32.jpg/"),
        "another role": (rw_melong_5, f"/lembar/{sheet.pk}/foto/{photo}/32.jpg/"),
    }

    statuses = {name: client_of(person).get(url).status_code for name, (person, url) in ways.items()}

    assert statuses == dict.fromkeys(list(ways)[:4], 404) | {"another role": 403}


def test_a_photo_whose_file_is_gone_is_not_found(client_of, sheet, kurator_1):
    photo = sheet.photos().get()
    default_storage.delete(photo.file_name("32.jpg"))

    answer = client_of(kurator_1).get(f"/lembar/{sheet.pk}/foto/{photo.pk}/32.jpg/")

    assert answer.status_code == 404
