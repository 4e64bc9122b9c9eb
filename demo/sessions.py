"""The days of scoring: panels opened, sheets sent, begun and untouched, panels closed with their ranks."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from accounts.commitments import SALT_BYTES, commitment
from curation.models import Assignment, Panel, PanelState, PanelStep, RevisionText, ScoreSheet, SheetRevision
from curation.panels import assign, create_results, write_standings
from curation.scoring import sheet_points
from curation.sheets import revision_text
from exhibitions.models import Entry, Exhibition

from .judging import (
    begun,
    draft_of,
    values_of,
    with_joint_ranks,
    with_tie_at,
    worth_of,
)
from .places import Place, Stage
from .recounts import recount

OPENED, FIRST_SHEET, CLOSED = 8 * 60, 8 * 60 + 20, 15 * 60
MINUTES_PER_SHEET = (3, 7)
REVISED_LATER = 0.07
# How much of their sheets today's curators have sent.
SENT_TODAY = (0.4, 0.6)
JOINT_RANKS = {("cibeureum", "tpt"), ("karangmekar", "kriya")}
TIE_AT_QUOTA = {("padasuka", "tpt"), ("citeureup", "kriya")}
ABSENT = {("cibeureum", "kriya"), ("citeureup", "tpt")}


@dataclass
class Session:
    """One panel on its day; `everything`: all sheets are sent, nobody stays away."""

    panel: Panel
    place: Place
    days: object
    operator: object
    everything: bool
    sheets: list = field(default_factory=list)
    revisions: list = field(default_factory=list)

    @property
    def key(self):
        return self.place.slug, self.panel.category.slug

    @property
    def is_closed(self):
        return self.place.stage is Stage.CLOSED

    def chance(self, topic):
        return Random(f"opor/session/{topic}/{'/'.join(self.key)}")

    def at(self, minutes):
        return self.days.at(self.place.held, minutes)


def hold(sessions):
    """Score all sessions; the caller has frozen the rubrics and seated the curators."""
    clocks = defaultdict(lambda: FIRST_SHEET)
    for session in sessions:
        record_attendance(session)
        open_panel(session)
        fill_sheets(session, clocks)
    ScoreSheet.objects.bulk_update(
        [sheet for session in sessions for sheet in session.sheets],
        ["uuid", "draft", "draft_n", "draft_at", "draft_is_sent", "revisions_sent", "values", "points"],
    )
    write_revisions([revision for session in sessions for revision in session.revisions])
    recount([session.panel for session in sessions])
    for session in sessions:
        if session.is_closed:
            session.panel.refresh_from_db()
            write_standings(session.panel)
    write_states(sessions)


def open_panel(session):
    create_results(session.panel)
    assign(session.panel)
    Assignment.objects.filter(panel=session.panel).update(created_at=session.at(OPENED))
    Panel.objects.filter(pk=session.panel.pk).update(state=PanelState.OPEN)


def entries_of(session):
    return Entry.objects.verified().filter(
        exhibition=session.panel.exhibition_id, category=session.panel.category_id
    )


def record_attendance(session):
    rng = session.chance("attendance")
    entries = list(entries_of(session).order_by("stand"))
    for entry in entries:
        late = rng.random() < 0.08
        entry.attendance = Entry.Attendance.LATE if late else Entry.Attendance.PRESENT
    if session.key in ABSENT and not session.everything and entries:
        entries[-1].attendance = Entry.Attendance.ABSENT
    Entry.objects.bulk_update(entries, ["attendance"])


def fill_sheets(session, clocks):
    """Every curator goes from stand to stand; `clocks`: {(curator, day): minute of the next sheet}."""
    sheets = sheets_of(session)
    judged = judge(session, sheets)
    by_curator = defaultdict(list)
    for sheet in sheets:
        sheet.uuid = UUID(bytes=Random(f"opor/uuid/{key_of(session, sheet)}").randbytes(16), version=4)
        if sheet.entry.attendance != Entry.Attendance.ABSENT:
            by_curator[sheet.assignment.curator.username].append(sheet)
    for username, own in by_curator.items():
        fill_own(session, own, judged, clocks, username)
    session.sheets = sheets


def sheets_of(session):
    """The panel's sheets, by stand and curator.

    Looked up step by step: all rows are of this transaction, the server has no statistics of them yet, and
    PostgreSQL 15 plans one large join over them at its worst.
    """
    sheets = (
        ScoreSheet.objects.select_related("assignment")
        .filter(assignment__panel=session.panel)
        .prefetch_related(
            "assignment__curator", "assignment__entry__rw", "assignment__entry__verified_version"
        )
    )
    return sorted(sheets, key=lambda sheet: (sheet.entry.stand, sheet.assignment.curator.username))


def key_of(session, sheet):
    return f"{'/'.join(session.key)}/{sheet.entry.rw.number}/{sheet.assignment.curator.username}"


def judge(session, sheets):
    """{entry id: {curator's account: {code: value}}} of all assignments, with the ties the story wants."""
    codes, weights = session.panel.rubric.codes, session.panel.rubric.weights
    judged = defaultdict(dict)
    for sheet in sheets:
        entry, username = sheet.entry, sheet.assignment.curator.username
        place = f"{session.place.slug}-{entry.rw.number:02d}"
        worth = worth_of(place, codes, entry.verified_version.workers_from_rw)
        chance = Random(f"opor/values/{key_of(session, sheet)}")
        judged[entry.pk][username] = values_of(worth, codes, username, chance)
    present = {
        sheet.entry.pk: judged[sheet.entry.pk]
        for sheet in sheets
        if sheet.entry.attendance != Entry.Attendance.ABSENT
    }
    if session.key in JOINT_RANKS and session.is_closed:
        with_joint_ranks(present, weights)
    if session.key in TIE_AT_QUOTA and session.is_closed:
        with_tie_at(present, weights, session.panel.quota)
    return judged


def fill_own(session, sheets, judged, clocks, username):
    rng = Random(f"opor/pace/{'/'.join(session.key)}/{username}")
    sent = len(sheets)
    if not session.is_closed and not session.everything:
        sent = max(1, min(len(sheets) - 2, round(len(sheets) * rng.uniform(*SENT_TODAY))))
    for position, sheet in enumerate(sheets[: sent + 1]):
        clocks[username, session.place.held] += rng.randint(*MINUTES_PER_SHEET)
        at = session.at(clocks[username, session.place.held])
        values = judged[sheet.entry.pk][username]
        if position < sent:
            send(session, sheet, values, at, rng)
        else:
            begin(session, sheet, values, at, rng)


def begin(session, sheet, values, at, rng):
    sheet.draft = begun(draft_of(session.panel.category.slug, values, rng), rng)
    sheet.draft_n, sheet.draft_at = len(sheet.draft["values"]), at


def send(session, sheet, values, at, rng):
    """One revision, now and then a second from the page of all own values."""
    category, codes = session.panel.category.slug, session.panel.rubric.codes
    drafts = [(draft_of(category, values, rng), at, SheetRevision.Source.SCREEN)]
    if rng.random() < REVISED_LATER:
        before = draft_of(category, {**values, codes[0]: max(1, values[codes[0]] - 1)}, rng)
        drafts = [
            (before, at, SheetRevision.Source.SCREEN),
            (drafts[0][0], session.at(CLOSED - 30) if session.is_closed else at, SheetRevision.Source.GRID),
        ]
    for n, (draft, moment, source) in enumerate(drafts, 1):
        session.revisions.append(revision_of(session, sheet, n, draft, moment, source))
    sheet.draft, sheet.draft_at = drafts[-1][:2]
    sheet.draft_n = sheet.revisions_sent = len(drafts)
    sheet.draft_is_sent = True
    sheet.values = [values[code] for code in codes]
    sheet.points = sheet_points(values, session.panel.rubric.weights)


def revision_of(session, sheet, n, draft, at, source):
    """(revision, its texts), unsaved."""
    salt = Random(f"opor/salt/{key_of(session, sheet)}/{n}").randbytes(SALT_BYTES)
    text = revision_text(draft)
    revision = SheetRevision(
        sheet=sheet,
        n=n,
        values=[draft["values"][code] for code in session.panel.rubric.codes],
        text_commitment=commitment(salt, text),
        source=source,
        by=sheet.assignment.curator,
        received_at=at,
    )
    return revision, RevisionText(revision=revision, text=text, salt=salt)


def write_revisions(pairs):
    pairs.sort(key=lambda pair: (pair[0].received_at, pair[0].sheet_id, pair[0].n))
    SheetRevision.objects.bulk_create([revision for revision, _ in pairs])
    RevisionText.objects.bulk_create([texts for _, texts in pairs])


def write_states(sessions):
    steps = []
    for session in sessions:
        steps.append(step_of(session, PanelState.PLANNED, PanelState.OPEN, OPENED))
        if session.is_closed:
            closed = CLOSED + 12 * session.panel.category.position
            steps.append(step_of(session, PanelState.OPEN, PanelState.CLOSED, closed))
    PanelStep.objects.bulk_create(sorted(steps, key=lambda step: step.at))
    for is_closed, panel_state, state in (
        (True, PanelState.CLOSED, Exhibition.State.DONE),
        (False, PanelState.OPEN, Exhibition.State.RUNNING),
    ):
        chosen = [session.panel for session in sessions if session.is_closed == is_closed]
        Panel.objects.filter(pk__in=[panel.pk for panel in chosen]).update(state=panel_state)
        Exhibition.objects.filter(pk__in={panel.exhibition_id for panel in chosen}).update(state=state)


def step_of(session, was, became, minutes):
    return PanelStep(panel=session.panel, was=was, became=became, by=session.operator, at=session.at(minutes))
