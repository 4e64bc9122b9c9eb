"""All own values in one grid: revised together, all or nothing."""

import pytest

from curation.editions import close_edition
from curation.models import ScoreSheet
from curation.panels import close_scoring
from tests.exhibitions.factories import html, messages_of, summary_of, values_on
from tests.factories import make_scoring, make_sent_sheet, sheet_of

from .factories import counted, grid_row, lock, make_verified, post_sheet, revisions_of, table_rows

GRID = "/kurasi/nilai/"


@pytest.fixture
def sent(scoring, entries, kurator_1):
    """The first curator's three sheets, sent with 3, 4 and 5 throughout."""
    return [make_sent_sheet(entry, kurator_1, value) for entry, value in zip(entries, (3, 4, 5), strict=True)]


def stored(*sheets):
    return [ScoreSheet.objects.get(pk=sheet.pk).values[0] for sheet in sheets]


def test_the_grid_is_for_curators(client_of, sent, kurator_1, rw_melong_5, op_melong, lurah_melong, pemkot):
    people = (kurator_1, rw_melong_5, op_melong, lurah_melong, pemkot)

    statuses = [client_of(person).get(GRID).status_code for person in people]
    posted = [client_of(person).post(GRID, {}).status_code for person in people]

    assert (statuses, posted) == ([200, 403, 403, 403, 403], [302, 403, 403, 403, 403])


def test_the_grid_shows_own_values_and_leaves_unsent_sheets_blank(
    client_of, scoring, entries, kurator_1, kurator_3
):
    make_sent_sheet(entries[0], kurator_1, 3, mutu=5)
    make_sent_sheet(entries[0], kurator_3, 1)
    post_sheet(client_of(kurator_1), sheet_of(entries[1], kurator_1), value=2)

    page = client_of(kurator_1).get(GRID)

    shown = [value for name, value in values_on(page).items() if name.endswith(("-mutu", "-desain"))]
    rows = table_rows(page)
    assert shown == ["5", "3"]
    assert [row[0].split(" Draf")[0].split(" Belum")[0] for row in rows] == [
        f"Tanpa nomor stan Selendang RW {number}" for number in ("05", "06", "08")
    ]
    assert rows[1][1:] == rows[2][1:] == ["–"] * 7


def test_the_grid_groups_stands_by_category_with_its_own_criteria(
    client_of, gelar_melong, melong, kurator_1, pemkot
):
    entries = [
        *make_verified(gelar_melong, melong, 1),
        *make_verified(gelar_melong, melong, 8, category="kuliner"),
    ]
    make_scoring(gelar_melong, [kurator_1], pemkot)
    sheets = [make_sent_sheet(entry, kurator_1) for entry in entries]

    page = client_of(kurator_1).get(GRID)

    names = values_on(page)
    assert [f"lembar-{sheet.pk}-legalitas" in names for sheet in sheets] == [False, True]


def test_changed_rows_become_revisions_from_the_grid_and_others_stay(client_of, sent, kurator_1, entries):
    fields = grid_row(sent[0], mutu=5) | grid_row(sent[1]) | grid_row(sent[2], mutu=4, desain=3)

    client = client_of(kurator_1)

    answer = client.post(GRID, fields)

    assert messages_of(client.get(answer.url)) == [("ok", "2 lembar dikirim ulang.")]
    assert [revisions_of(sheet)[1:] for sheet in sent] == [
        [(2, False, "tinjauan")],
        [],
        [(2, False, "tinjauan")],
    ]
    assert stored(*sent) == [5, 4, 4]
    assert sheet_of(entries[0], kurator_1).draft["advice"] == sent[0].draft["advice"]
    entries[0].result.refresh_from_db()
    assert entries[0].result.points_sum == 300 + 2 * 25


def test_an_unchanged_grid_sends_nothing(client_of, sent, kurator_1):
    client = client_of(kurator_1)

    answer = client.post(GRID, grid_row(sent[0]) | grid_row(sent[1]))

    assert messages_of(client.get(answer.url)) == [("ok", "Tidak ada nilai yang berubah.")]
    assert [len(revisions_of(sheet)) for sheet in sent] == [1, 1, 1]


def test_a_low_value_without_note_refuses_all_rows_and_links_to_its_sheet(client_of, sent, kurator_1):
    fields = grid_row(sent[0], mutu=2) | grid_row(sent[1], mutu=5)

    page = client_of(kurator_1).post(GRID, fields)

    assert page.status_code == 200
    assert summary_of(page) == [
        (
            f"#baris-{sent[0].pk}",
            "Tanpa nomor stan: Mutu bahan dan pengerjaan: Nilai 2 perlu catatan: tulis sebabnya.",
        )
    ]
    assert f'<a href="/lembar/{sent[0].pk}/">Buka lembarnya</a>' in html(page)
    assert stored(*sent) == [3, 4, 5]
    shown = values_on(page)
    assert (shown[f"lembar-{sent[0].pk}-mutu"], shown[f"lembar-{sent[1].pk}-mutu"]) == ("2", "5")


def test_a_low_value_with_the_note_it_already_has_is_taken(client_of, scoring, entries, kurator_1):
    sheet = make_sent_sheet(entries[0], kurator_1, 4, mutu=1)

    answer = client_of(kurator_1).post(GRID, grid_row(sheet, mutu=2))

    assert answer.status_code == 302
    assert stored(sheet) == [2]


@pytest.mark.parametrize("value", ["", "0", "6", "x", "\x00", "a" * 100_000])
def test_a_value_that_cannot_be_taken_refuses_all_rows(client_of, sent, kurator_1, value):
    fields = grid_row(sent[0], mutu=value) | grid_row(sent[1], mutu=5)

    page = client_of(kurator_1).post(GRID, fields)

    assert (page.status_code, len(summary_of(page))) == (200, 1)
    assert stored(*sent) == [3, 4, 5]


def test_a_row_sent_elsewhere_is_named_and_nothing_is_stored_until_it_is_sent_again(
    client_of, sent, kurator_1
):
    fields = grid_row(sent[0], mutu=5) | grid_row(sent[1], mutu=5)
    client = client_of(kurator_1)
    post_sheet(client, sent[0], "kirim/", value=4)

    page = client.post(GRID, fields)

    assert page.status_code == 409
    assert [link for link, _ in summary_of(page)] == [f"#baris-{sent[0].pk}"]
    assert stored(*sent) == [4, 4, 5]
    assert client.post(GRID, values_on(page)).status_code == 302
    assert stored(*sent) == [5, 5, 5]


def test_a_row_only_looked_at_does_not_bring_back_what_was_changed_elsewhere(client_of, sent, kurator_1):
    fields = grid_row(sent[0]) | grid_row(sent[1], mutu=5)
    client = client_of(kurator_1)
    post_sheet(client, sent[0], "kirim/", value=4)

    answer = client.post(GRID, fields)

    assert answer.status_code == 302
    assert stored(*sent) == [4, 5, 5]


def test_a_newer_draft_of_a_row_is_not_sent_unseen(client_of, sent, kurator_1):
    fields = grid_row(sent[0], mutu=5)
    client = client_of(kurator_1)
    post_sheet(client, sent[0], value=3, advice="Draf yang lebih baru.")

    page = client.post(GRID, fields)
    again = client.post(GRID, values_on(page))

    assert (page.status_code, again.status_code) == (409, 409)
    assert len(revisions_of(sent[0])) == 1


def test_nobody_revises_a_sheet_of_another(client_of, sent, kurator_3):
    client_of(kurator_3).post(GRID, grid_row(sent[0], mutu=5))

    assert stored(*sent) == [3, 4, 5]


def test_a_grid_sent_after_closing_is_stored_as_late(client_of, sent, panel, kurator_1, op_melong):
    client, fields = client_of(kurator_1), grid_row(sent[0], mutu=5)
    close_scoring(panel, op_melong)

    answer = client.post(GRID, fields)

    assert messages_of(client.get(answer.url)) == [
        ("ok", "1 lembar dikirim ulang. 1 di antaranya sesudah penilaian ditutup: belum dihitung.")
    ]
    assert revisions_of(sent[0])[1:] == [(2, True, "tinjauan")]
    assert stored(*sent) == [3, 4, 5]


def test_a_grid_sent_after_the_lock_is_answered_409_with_what_was_typed(client_of, sent, panel, kurator_1):
    fields = grid_row(sent[0], mutu=5)
    lock(panel)

    page = client_of(kurator_1).post(GRID, fields)

    assert page.status_code == 409
    assert values_on(page)[f"lembar-{sent[0].pk}-mutu"] == "5"
    assert len(revisions_of(sent[0])) == 1


def test_a_grid_sent_after_the_edition_was_closed_is_answered_409_with_what_was_typed(
    client_of, sent, panel, edition, kurator_1, pemkot
):
    fields = grid_row(sent[0], mutu=5)
    panel.exhibition.panels.update(state="ditutup")
    close_edition(edition, pemkot)

    page = client_of(kurator_1).post(GRID, fields)

    assert page.status_code == 409
    assert values_on(page)[f"lembar-{sent[0].pk}-mutu"] == "5"
    assert len(revisions_of(sent[0])) == 1


def test_the_grid_says_when_there_is_nothing_to_look_through(client_of, kurator_1):
    assert "Belum ada nilai untuk ditinjau" in html(client_of(kurator_1).get(GRID))


def test_the_grid_asks_as_many_queries_for_three_rows_as_for_one(client_of, scoring, entries, kurator_1):
    client = client_of(kurator_1)
    make_sent_sheet(entries[0], kurator_1)
    _, for_one = counted(lambda: client.get(GRID))
    for entry in entries[1:]:
        make_sent_sheet(entry, kurator_1)

    _, for_three = counted(lambda: client.get(GRID))

    assert len(for_three) == len(for_one) <= 4
