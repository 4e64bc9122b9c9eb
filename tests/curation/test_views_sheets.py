"""The curator's list and sheet: who sees what, and that nothing typed is ever lost."""

import pytest
from django.db import connection
from django.utils import timezone

from curation.models import SheetRevision
from exhibitions.models import Entry
from tests.exhibitions.factories import (
    html,
    messages_of,
    summary_of,
    title_of,
    values_on,
    without_tokens,
)
from tests.factories import make_sent_sheet, sheet_of

from .factories import (
    counted,
    marked_on,
    notices_of,
    post_sheet,
    revisions_of,
    typed,
)


def number_of(sheet):
    return SheetRevision.objects.filter(sheet=sheet).latest("n").pk


def status_by_role(client_of, people, url, method="get"):
    return {person.username: getattr(client_of(person), method)(url).status_code for person in people}


@pytest.fixture
def everybody(rw_melong_5, op_melong, lurah_melong, pemkot, admin, kurator_1, kurator_3):
    return [rw_melong_5, op_melong, lurah_melong, pemkot, admin, kurator_1, kurator_3]


def test_only_curators_come_to_the_list_and_only_the_assigned_one_to_a_sheet(
    client_of, everybody, sheet, kurator_1, kurator_3
):
    on_list = status_by_role(client_of, everybody, "/kurasi/")
    on_sheet = status_by_role(client_of, everybody, f"/lembar/{sheet.pk}/")

    curators = {kurator_1.username, kurator_3.username}
    assert on_list == {person.username: 200 if person.username in curators else 403 for person in everybody}
    assert on_sheet == {
        person.username: {kurator_1.username: 200, kurator_3.username: 404}.get(person.username, 403)
        for person in everybody
    }


@pytest.mark.parametrize("act", ["", "kirim/"])
def test_nobody_writes_on_a_sheet_of_another(client_of, everybody, sheet, kurator_1, act):
    others = [person for person in everybody if person != kurator_1]

    statuses = {post_sheet(client_of(person), sheet, act).status_code for person in others}

    assert statuses == {403, 404}
    sheet.refresh_from_db()
    assert (sheet.draft, sheet.revisions_sent) == ({}, 0)


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_a_sheet_that_does_not_exist_looks_like_one_of_another(
    client_of, kurator_1, kurator_3, entries, sheet, pk
):
    other = sheet_of(entries[0], kurator_3)

    missing, foreign = (client_of(kurator_1).get(f"/lembar/{key}/") for key in (pk, other.pk))

    assert (missing.status_code, foreign.status_code) == (404, 404)
    assert without_tokens(missing) == without_tokens(foreign)


def test_a_sheet_shows_no_value_chosen_and_every_descriptor(client_of, sheet, kurator_1):
    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    criteria = sheet.panel.rubric.content()
    assert " checked" not in html(page)
    assert html(page).count('class="keys__input"') == 5 * len(criteria)
    assert [html(page).count(level) > 0 for one in criteria for level in one["levels"]] == [True] * 5 * len(
        criteria
    )


def test_a_sheet_shows_verified_facts_beside_their_criteria_and_nothing_of_the_maker(
    client_of, sheet, kurator_1
):
    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    for shown in ("6 pekerja, 4 warga RW", "Rp185.000 per lembar", "Bahan utama: Katun primisima"):
        assert shown in html(page)
    for hidden in ("Euis Komariah", "81200000005", "Rumah 05"):
        assert hidden not in html(page)


def test_a_sheet_shows_the_product_as_it_was_verified(client_of, sheet, kurator_1, entries):
    product = entries[0].product
    product.name, product.price = "Nama lain", 1
    product.save()

    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    assert title_of(page) == "Tanpa nomor stan: Selendang RW 05 - OPOR Kota Cimahi"
    assert "Rp185.000" in html(page)


def test_a_sheet_of_erased_data_can_still_be_opened(client_of, sheet, kurator_1):
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_exhibitions_versionfacts(%s)", [sheet.entry.verified_version.facts.pk])

    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    assert "Data produk sudah dihapus" in html(page)


def test_a_draft_may_be_incomplete_and_stands_on_the_page_again(client_of, sheet, kurator_1):
    client = client_of(kurator_1)

    answer = client.post(
        f"/lembar/{sheet.pk}/", {"n": "0", "mutu": "3", "note_mutu": "Rapi 🧵", "advice": "Kelim."}
    )

    page = client.get(answer.url)
    shown = values_on(page)
    assert (answer.status_code, answer.url) == (302, f"/lembar/{sheet.pk}/")
    assert (shown["mutu"], shown["note_mutu"], shown["advice"], shown["n"]) == ("3", "Rapi 🧵", "Kelim.", "1")
    assert [(kind, words[:21]) for kind, words in messages_of(page)] == [("ok", "Draf tersimpan pukul ")]
    assert SheetRevision.objects.count() == 0


def test_a_complete_sheet_is_sent_with_a_receipt_on_the_next_sheet_of_the_panel(
    client_of, scoring, entries, kurator_1
):
    Entry.objects.filter(pk=entries[1].pk).update(stand=7)
    first, second = (sheet_of(entry, kurator_1) for entry in entries[:2])
    client = client_of(kurator_1)

    answer = post_sheet(client, second, "kirim/")

    sent = SheetRevision.objects.get(sheet=second)
    (notice,) = notices_of(client.get(answer.url))
    at = timezone.localtime(sent.received_at)
    assert answer.url == f"/lembar/{first.pk}/?terkirim={sent.pk}"
    assert notice == f"Lembar stan 07 terkirim pukul {at:%H.%M} WIB, nomor {sent.pk}."


def test_the_next_sheet_is_the_next_stand_and_then_round_again(client_of, scoring, entries, kurator_1):
    for entry, stand in zip(entries, (1, 2, 3), strict=True):
        Entry.objects.filter(pk=entry.pk).update(stand=stand)
    sheets = [sheet_of(entry, kurator_1) for entry in entries]
    client = client_of(kurator_1)

    ways = [
        post_sheet(client, sheet, "kirim/").url.split("?")[0] for sheet in (sheets[1], sheets[2], sheets[0])
    ]

    assert ways == [f"/lembar/{sheets[2].pk}/", f"/lembar/{sheets[0].pk}/", "/kurasi/"]


def test_the_receipt_of_another_curator_is_not_shown(client_of, scoring, entries, kurator_1, kurator_3):
    sent = make_sent_sheet(entries[0], kurator_3)
    client = client_of(kurator_1)

    pages = [client.get(f"/kurasi/?terkirim={raw}") for raw in (number_of(sent), "x", "9" * 30, "-1", "\x00")]

    assert [notices_of(page) for page in pages] == [[]] * 5


def test_an_incomplete_sheet_is_kept_as_a_draft_and_comes_back_with_what_is_missing(
    client_of, sheet, kurator_1
):
    client = client_of(kurator_1)

    page = post_sheet(client, sheet, "kirim/", mutu=None, desain="2", advice="")

    assert page.status_code == 200
    assert title_of(page)[:10] == "Kesalahan:"
    assert [link for link, _ in summary_of(page)] == ["#id_mutu_0", "#id_note_desain", "#id_advice"]
    shown, stored = values_on(page), sheet_of(sheet.entry, kurator_1)
    assert (shown["desain"], shown["strength"]) == ("2", typed(sheet)["strength"])
    assert (stored.draft["values"]["desain"], stored.draft_n, shown["n"]) == (2, 1, "1")
    assert SheetRevision.objects.count() == 0


@pytest.mark.parametrize("value", ["1", "2"])
def test_a_low_value_needs_its_note_before_sending(client_of, sheet, kurator_1, value):
    client = client_of(kurator_1)

    without = post_sheet(client, sheet, "kirim/", kesiapan=value)
    sheet.refresh_from_db()
    with_note = post_sheet(client, sheet, "kirim/", kesiapan=value, note_kesiapan="Baru dua contoh.")

    assert [link for link, _ in summary_of(without)] == ["#id_note_kesiapan"]
    assert with_note.status_code == 302
    assert revisions_of(sheet) == [(1, False, "layar")]


def ascii_start(given):
    return ascii(given)[:20]


BAD = [
    {"mutu": "0"},
    {"mutu": "6"},
    {"mutu": "x"},
    {"mutu": "3.0"},
    {"mutu": "٣"},
    {"advice": "a" * 501},
    {"strength": "a" * 1_000_000},
    {"note_desain": "a" * 301},
    {"advice": "a\x00b"},
]


@pytest.mark.parametrize("act", ["", "kirim/"])
def test_what_cannot_be_taken_is_a_form_error_and_nothing_is_saved(client_of, sheet, kurator_1, act):
    client = client_of(kurator_1)

    pages = [post_sheet(client, sheet, act, **bad) for bad in BAD]

    sheet.refresh_from_db()
    assert [(page.status_code, len(summary_of(page))) for page in pages] == [(200, 1)] * len(BAD)
    assert {values_on(page)["kesiapan"] for page in pages} == {"4"}
    assert (sheet.draft, sheet.draft_n, sheet.revisions_sent) == ({}, 0, 0)


@pytest.mark.parametrize("text", ["\x00", "🧵", "a" * 1_000_000, "<script>", ""], ids=ascii_start)
def test_no_field_breaks_the_page(client_of, sheet, kurator_1, text):
    client, fields = client_of(kurator_1), ("n", "mutu", "strength", "advice", "note_mutu", "lain")

    statuses = {post_sheet(client, sheet, "kirim/", **{field: text}).status_code for field in fields}

    assert statuses <= {200, 302, 409}


def test_a_second_tab_gets_both_versions_and_can_send_its_own(client_of, sheet, kurator_1):
    client = client_of(kurator_1)
    post_sheet(client, sheet, mutu="5", advice="Dari tab pertama.")

    page = post_sheet(client, sheet, "kirim/", mutu="3", advice="Dari tab kedua.")

    assert page.status_code == 409
    assert marked_on(page) == ["5", "Dari tab pertama.", "3", "Dari tab kedua."]
    stored = sheet_of(sheet.entry, kurator_1)
    assert (stored.draft["advice"], stored.revisions_sent) == ("Dari tab pertama.", 0)
    again = client.post(f"/lembar/{sheet.pk}/kirim/", values_on(page))
    assert again.status_code == 302
    sheet.refresh_from_db()
    assert (sheet.draft["advice"], sheet.values[0]) == ("Dari tab kedua.", 3)


def test_the_older_draft_of_two_tabs_is_not_written_over_the_newer(client_of, sheet, kurator_1):
    client = client_of(kurator_1)
    post_sheet(client, sheet, advice="Dari tab pertama.")

    page = post_sheet(client, sheet, advice="Dari tab kedua.")

    assert page.status_code == 409
    assert f'action="/lembar/{sheet.pk}/"' in html(page)
    assert sheet_of(sheet.entry, kurator_1).draft["advice"] == "Dari tab pertama."


def test_a_sender_that_does_not_say_what_it_saw_is_taken_while_nothing_is_lost(client_of, sheet, kurator_1):
    client = client_of(kurator_1)
    client.post(f"/lembar/{sheet.pk}/", {"mutu": "4"})

    more = client.post(f"/lembar/{sheet.pk}/", {"mutu": "4", "desain": "3"})
    less = client.post(f"/lembar/{sheet.pk}/", {"desain": "3"})

    assert (more.status_code, less.status_code) == (302, 409)
    assert sheet_of(sheet.entry, kurator_1).draft == {"values": {"mutu": 4, "desain": 3}}


def test_a_double_click_leads_to_the_same_receipt_and_one_revision(client_of, sheet, kurator_1):
    client = client_of(kurator_1)

    first, second = (post_sheet(client, sheet, "kirim/", n=0) for _ in range(2))

    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert revisions_of(sheet) == [(1, False, "layar")]


def test_line_ends_alone_make_no_further_revision(client_of, sheet, kurator_1):
    client = client_of(kurator_1)

    for seen, ends in enumerate(("\n", "\r\n")):
        post_sheet(client, sheet, "kirim/", n=seen, advice=f"Kelim tepinya.{ends}Setrika lagi.")

    sheet.refresh_from_db()
    assert (len(revisions_of(sheet)), sheet.draft["advice"]) == (1, "Kelim tepinya.\nSetrika lagi.")


def test_what_was_changed_after_sending_is_a_further_revision(client_of, sheet, kurator_1):
    client = client_of(kurator_1)
    post_sheet(client, sheet, "kirim/")
    sheet.refresh_from_db()

    post_sheet(client, sheet, "kirim/", value=5)

    sheet.refresh_from_db()
    assert revisions_of(sheet) == [(1, False, "layar"), (2, False, "layar")]
    assert set(sheet.values) == {5}


def test_saving_a_draft_takes_at_most_six_queries(client_of, scoring, entries, kurator_1, kurator_3):
    make_sent_sheet(entries[0], kurator_3)
    client, sheet = client_of(kurator_1), sheet_of(entries[0], kurator_1)
    post_sheet(client, sheet)
    sheet.refresh_from_db()
    fields = typed(sheet, value=3)

    answer, queries = counted(lambda: client.post(f"/lembar/{sheet.pk}/", fields))

    assert answer.status_code == 302
    assert len(queries) <= 6


def test_sending_a_sheet_takes_at_most_eight_queries(client_of, scoring, entries, kurator_1, kurator_3):
    make_sent_sheet(entries[0], kurator_3)
    client, sheet = client_of(kurator_1), sheet_of(entries[0], kurator_1)
    fields = typed(sheet)

    answer, queries = counted(lambda: client.post(f"/lembar/{sheet.pk}/kirim/", fields))

    assert answer.status_code == 302
    assert len(queries) <= 8
