"""A sheet on its page after closing, lock and the end of the edition."""

import pytest

from curation.editions import close_edition
from curation.models import Panel, SheetRevision
from curation.panels import close_scoring
from tests.exhibitions.factories import found, html
from tests.factories import make_sent_sheet, sheet_of

from .factories import lock, notices_of, post_sheet, revisions_of, typed


def test_a_sheet_sent_after_closing_is_stored_as_late_and_its_receipt_says_so(
    client_of, panel, sheet, entries, kurator_1, kurator_3, op_melong
):
    make_sent_sheet(entries[0], kurator_3, 4)
    close_scoring(panel, op_melong)
    client = client_of(kurator_1)

    answer = post_sheet(client, sheet, "kirim/", value=1)

    page = client.get(answer.url)
    entries[0].result.refresh_from_db()
    assert revisions_of(sheet) == [(1, True, "layar")]
    assert "diterima pukul" in notices_of(page)[0]
    assert "sesudah penilaian ditutup" in notices_of(page)[0]
    assert (entries[0].result.sheets, entries[0].result.points_sum) == (1, 400)
    assert sheet_of(entries[0], kurator_1).state == ("late", "Perlu diputus operator")


@pytest.mark.parametrize("act", ["", "kirim/"])
def test_a_locked_panel_answers_409_with_what_was_typed_and_stores_nothing(
    client_of, panel, sheet, kurator_1, act
):
    lock(panel)

    page = post_sheet(client_of(kurator_1), sheet, act, advice="Kelim semua tepi tas.")

    sheet.refresh_from_db()
    assert page.status_code == 409
    assert "Kelim semua tepi tas." in html(page)
    assert (sheet.draft, SheetRevision.objects.count()) == ({}, 0)


@pytest.mark.parametrize("state", ["ditutup", "dikunci"])
def test_a_send_whose_answer_was_lost_is_answered_with_its_receipt_after_closing_and_lock(
    client_of, panel, sheet, kurator_1, state
):
    client, sent = client_of(kurator_1), typed(sheet)
    first = client.post(f"/lembar/{sheet.pk}/kirim/", sent)
    Panel.objects.filter(pk=panel.pk).update(state=state)

    again = client.post(f"/lembar/{sheet.pk}/kirim/", sent)

    receipt, *_ = notices_of(client.get(again.url))
    assert (again.status_code, again.url) == (302, first.url)
    assert receipt.startswith("Lembar tanpa nomor stan terkirim pukul")
    assert revisions_of(sheet) == [(1, False, "layar")]


def test_other_content_after_the_lock_is_answered_409_with_what_was_typed(client_of, panel, sheet, kurator_1):
    client, sent = client_of(kurator_1), typed(sheet)
    client.post(f"/lembar/{sheet.pk}/kirim/", sent)
    lock(panel)

    page = client.post(f"/lembar/{sheet.pk}/kirim/", sent | {"mutu": "5", "advice": "Ganti kainnya."})

    shown = found(page, r"<dd>(.*?)</dd>")
    assert (page.status_code, shown[0], shown[-1]) == (409, "5", "Ganti kainnya.")
    assert revisions_of(sheet) == [(1, False, "layar")]


def test_a_sheet_of_a_closed_edition_is_only_read(client_of, panel, entries, edition, kurator_1, pemkot):
    sheet = make_sent_sheet(entries[0], kurator_1)
    panel.exhibition.panels.update(state="ditutup")
    close_edition(edition, pemkot)

    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    assert '<form class="sheet"' not in html(page)
    assert notices_of(page) == ["OPOR 2026 sudah ditutup. Lembar ini hanya dapat dibaca."]


def test_a_locked_sheet_is_only_read(client_of, panel, entries, kurator_1):
    sheet = make_sent_sheet(entries[0], kurator_1)
    lock(panel)

    page = client_of(kurator_1).get(f"/lembar/{sheet.pk}/")

    assert '<form class="sheet"' not in html(page)
    assert "Motif daunnya jelas sampai urat terkecil." in html(page)
