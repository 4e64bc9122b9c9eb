"""The default demo: every row is what the acts would have written."""

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.commitments import commitment
from curation.models import (
    Assignment,
    Panel,
    PanelCount,
    PanelState,
    PanelStep,
    Result,
    RevisionText,
    Rubric,
    ScoreSheet,
    Seat,
)
from curation.rankings import ranking_of, standings
from curation.results import refresh_result
from curation.scoring import sheet_points
from curation.sheets import problems_of, revision_text
from exhibitions.models import (
    Action,
    Edition,
    Entry,
    EntryVersion,
    Exhibition,
    Status,
    StepNote,
    VersionFacts,
)
from exhibitions.models.facts import facts_text
from exhibitions.models.statuses import MOVES
from products.models import Photo

pytestmark = pytest.mark.usefixtures("demo")


def entries_with(status):
    return Entry.objects.for_page().filter(status=status)


def test_steps_follow_one_another_in_time_and_lead_to_the_status():
    broken = []
    for entry in Entry.objects.prefetch_related("steps"):
        steps = list(entry.steps.all())
        times = [entry.created_at, *[step.at for step in steps], timezone.now()]
        links = zip(
            ["", *[step.became for step in steps]], [*[step.was for step in steps], entry.status], strict=True
        )
        if times != sorted(times) or any(left != right for left, right in links):
            broken.append(entry.pk)

    assert broken == []


def test_every_step_is_a_move_that_exists():
    moves = set()
    for entry in Entry.objects.prefetch_related("steps"):
        moves |= {(step.action, step.was, step.became) for step in entry.steps.all()}
    known = {(action, was, end) for action, (start, end) in MOVES.items() for was in start}
    known |= {(Action.START, "", Status.DRAFT), (Action.CHANGE, Status.VERIFIED, Status.VERIFIED)}
    known |= {(Action.CHANGE, Status.VERIFIED, Status.SUBMITTED)}

    assert sorted(moves - known) == []


def test_decisions_against_an_entry_have_their_reason():
    against = {Action.RETURN, Action.REFUSE, Action.WITHDRAW}
    steps = [step for entry in Entry.objects.for_page() for step in entry.steps.all()]

    assert [step.pk for step in steps if bool(step.reason) != (step.action in against)] == []


def test_the_newest_version_holds_the_product_as_it_is():
    wrong = []
    for entry in Entry.objects.submitted_once():
        newest = entry.newest_version()
        if newest.facts.text != facts_text(entry.facts_now()):
            wrong.append(entry.pk)

    assert wrong == []


def test_a_verified_entry_points_to_its_newest_version():
    newest = EntryVersion.objects.order_by("entry", "-n").distinct("entry").values("pk")

    assert not entries_with(Status.VERIFIED).exclude(verified_version__in=newest).exists()
    assert entries_with(Status.VERIFIED).filter(verified_version__n=2).count() > 20


def test_a_second_version_differs_where_something_was_mended():
    pairs = [
        [facts.text for facts in VersionFacts.objects.filter(version__entry=entry).order_by("version__n")]
        for entry in Entry.objects.filter(versions__n=2)
    ]

    assert len([texts for texts in pairs if texts[0] != texts[1]]) > len(pairs) / 2


def test_commitments_can_be_opened():
    opened = [(facts.version.commitment, facts) for facts in VersionFacts.objects.select_related("version")]
    opened += [(note.step.note_commitment, note) for note in StepNote.objects.select_related("step")]
    opened += [
        (kept.revision.text_commitment, kept) for kept in RevisionText.objects.select_related("revision")
    ]

    assert [row.pk for digest, row in opened if digest != commitment(row.salt, row.text)] == []


def test_every_photo_has_its_files(demo_media):
    missing = [
        name
        for photo in Photo.objects.all()
        for name in map(photo.file_name, photo.renditions)
        if not (demo_media / name).is_file()
    ]
    stems = Photo.objects.values_list("stem", flat=True)

    assert missing == []
    assert len(set(stems)) == len(stems) > 280


def test_sent_sheets_are_complete_and_add_up():
    wrong = []
    for sheet in (
        ScoreSheet.objects.for_page().filter(revisions_sent__gt=0).prefetch_related("revisions__texts")
    ):
        content, revision = sheet.panel.rubric.content(), list(sheet.revisions.all())[-1]
        values = dict(zip(sheet.panel.rubric.codes, revision.values, strict=True))
        same = (sheet.values, sheet.points, sheet.draft["values"], revision.n, revision.texts.text) == (
            revision.values,
            sheet_points(values, sheet.panel.rubric.weights),
            values,
            sheet.revisions_sent,
            revision_text(sheet.draft),
        )
        if problems_of(sheet.draft, content) or not same:
            wrong.append(sheet.pk)

    assert wrong == []


def result_rows():
    return list(Result.objects.order_by("pk").values())


def test_results_equal_a_recount():
    before = result_rows()

    for entry in Entry.objects.filter(result__isnull=False):
        refresh_result(entry.pk, first_of_sheet=False)

    assert result_rows() == before


def test_counts_of_panels_equal_a_recount():
    counted = {
        count.panel_id: (count.entries, count.scored, count.assigned, count.sent)
        for count in PanelCount.objects.filter(assigned__gt=0)
    }

    again = {}
    for panel in Panel.objects.exclude(state=PanelState.PLANNED):
        sheets = ScoreSheet.objects.filter(assignment__panel=panel)
        results = panel.results
        again[panel.pk] = (
            results.count(),
            results.filter(sheets__gt=0).count(),
            sheets.count(),
            sheets.filter(points__isnull=False).count(),
        )

    assert again == counted


def test_closed_panels_hold_the_ranks_of_their_results():
    wrong = []
    for panel in Panel.objects.scored().select_related("rubric"):
        rows = ranking_of(panel, list(panel.results.select_related("entry")))
        for row, standing in standings(rows, panel.quota):
            kept = (row.result.rank, row.result.decided_by, row.result.standing)
            if kept != (row.rank, row.decided_by or "", standing):
                wrong.append(row.result.pk)

    assert wrong == []
    assert Panel.objects.scored().count() == 15


def test_every_closed_exhibition_is_done_and_every_open_one_runs():
    states = set(Panel.objects.values_list("state", "exhibition__state"))

    assert states == {
        (PanelState.PLANNED, Exhibition.State.PLANNED),
        (PanelState.OPEN, Exhibition.State.RUNNING),
        (PanelState.CLOSED, Exhibition.State.DONE),
    }


def test_the_steps_of_a_panel_lead_to_its_state():
    newest = dict(PanelStep.objects.order_by("panel", "pk").values_list("panel", "became"))

    assert newest == dict(Panel.objects.exclude(state=PanelState.PLANNED).values_list("pk", "state"))


def test_every_seated_curator_has_all_sheets_but_those_of_the_own_rw():
    expected = {
        (seat.curator_id, entry.pk)
        for seat in Seat.objects.select_related("panel", "curator").exclude(panel__state=PanelState.PLANNED)
        for entry in Entry.objects.verified().filter(
            exhibition=seat.panel.exhibition_id, category=seat.panel.category_id
        )
        if entry.rw_id != seat.curator.home_rw_id
    }

    assert set(Assignment.objects.values_list("curator", "entry")) == expected


def test_rubrics_are_frozen_with_what_they_say():
    for rubric in Rubric.objects.all():
        frozen, rubric.snapshot = rubric.snapshot, None

        assert frozen == {"criteria": rubric.content(), "bands": rubric.bands}


def test_everything_belongs_to_one_open_edition_of_the_served_kota():
    edition = Edition.objects.get()

    assert (edition.closed_at, edition.kota.code) == (None, settings.OPOR_KOTA)
