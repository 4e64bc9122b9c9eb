"""Saving and submitting a score sheet: nothing typed is lost, nothing is counted twice."""

import json
import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from accounts.commitments import commitment, new_salt
from exhibitions.locks import lock_for_share

from .models import Panel, PanelState, RevisionText, Rubric, ScoreSheet, SheetRevision
from .refusals import NewerDraft, ScoringLocked, SheetIncomplete
from .results import refresh_result
from .scoring import sheet_points

NEEDS_NOTE_UP_TO = 2


@dataclass(frozen=True)
class Receipt:
    """What the curator is told: revision `n` and its `number`, whether it came after closing or is a repeated send."""

    n: int
    number: int
    late: bool
    repeated: bool


def tidy(draft):
    """The draft without empty parts, so that two that say the same compare equal."""
    return {part: value for part, value in draft.items() if value}


def problems_of(draft, content):
    """{field: what is missing} of a draft against the rubric's content; empty when it can be submitted."""
    values, notes = draft.get("values", {}), draft.get("notes", {})
    problems = {}
    for criterion in content:
        code = criterion["code"]
        if code not in values:
            problems[code] = "Pilih nilai 1 sampai 5."
        elif values[code] <= NEEDS_NOTE_UP_TO and not notes.get(code):
            problems[f"note_{code}"] = f"Nilai {values[code]} perlu catatan: tulis sebabnya."
    if not draft.get("strength"):
        problems["strength"] = "Tulis satu kekuatan."
    if not draft.get("advice"):
        problems["advice"] = "Tulis satu saran."
    return problems


def loses_something(stored, draft):
    """Whether writing `draft` over `stored` would drop or change something that stands there."""
    for part in ("values", "notes"):
        if any(draft.get(part, {}).get(code) != kept for code, kept in stored.get(part, {}).items()):
            return True
    return any(stored.get(part) and draft.get(part) != stored[part] for part in ("strength", "advice"))


def refuse_stale(sheet, draft, seen):
    """NewerDraft when the page was opened before the newest save. `seen` None: a page that does not say."""
    if seen == sheet.draft_n or draft == sheet.draft:
        return
    if seen is None and not loses_something(sheet.draft, draft):
        return
    raise NewerDraft(sheet)


def refuse_locked(panel):
    closed = panel.why_closed_to_sheets
    if closed:
        raise ScoringLocked(f"{closed} Isian Anda tidak disimpan: hubungi operator kelurahan.")


def save_draft(sheet, draft, seen):
    """Keep a draft; `seen` is the count of saves the page was made from.

    Raises NewerDraft when another tab or phone saved something else meanwhile, ScoringLocked once no sheet is taken.
    """
    draft = tidy(draft)
    if draft == sheet.draft:
        return
    refuse_locked(sheet.panel)
    refuse_stale(sheet, draft, seen)
    try:
        with transaction.atomic():
            freeze_rubric(sheet.panel.rubric, draft)
            write_header(sheet, draft=draft, draft_is_sent=False)
    except NewerDraft as newer:
        if newer.sheet.draft != draft:
            raise


def submit(sheet, draft, seen, by, source=SheetRevision.Source.SCREEN):
    """Insert the next revision and bring the result up to date.

    Sending again what was stored answers its Receipt, whatever happened to sheet and panel since. Raises
    SheetIncomplete, NewerDraft, ScoringLocked. After closing the revision is stored as late and undecided.
    """
    draft = tidy(draft)
    try:
        return insert_revision(sheet, draft, seen, by, source)
    except (NewerDraft, ScoringLocked):
        stored = ScoreSheet.objects.for_page().get(pk=sheet.pk)
        revision = revision_sent_before(stored, draft, seen)
        if revision is None:
            raise
        return repeated_receipt(revision)


def revision_sent_before(sheet, draft, seen):
    """The revision that an earlier send of this draft stored, or None for a draft that is new.

    A page that has seen the newest save and sends an older content means it anew.
    """
    if is_newest_sent(sheet, draft):
        return newest_revision(sheet)
    if seen is None or seen >= sheet.draft_n:
        return None
    values, text = values_in_order(draft, sheet.panel.rubric.content()), revision_text(draft)
    return sheet.revisions.filter(values=values, texts__text=text).order_by("-n").first()


def is_newest_sent(sheet, draft):
    return sheet.draft_is_sent and draft == sheet.draft


def newest_revision(sheet):
    return sheet.revisions.get(n=sheet.revisions_sent)


def repeated_receipt(revision):
    return Receipt(revision.n, revision.pk, revision.late, repeated=True)


def insert_revision(sheet, draft, seen, by, source):
    with transaction.atomic():
        freeze_rubric(sheet.panel.rubric, draft)
        content = sheet.panel.rubric.content()
        problems = problems_of(draft, content)
        if problems:
            raise SheetIncomplete(problems)
        panel = lock_for_share(Panel.objects.filter(pk=sheet.panel.pk))
        refuse_locked(panel)
        if is_newest_sent(sheet, draft):
            return repeated_receipt(newest_revision(sheet))
        refuse_stale(sheet, draft, seen)
        return write_revision(
            sheet, draft, content, late=panel.state == PanelState.CLOSED, by=by, source=source
        )


def write_revision(sheet, draft, content, late, by, source):
    first = sheet.points is None
    values = values_in_order(draft, content)
    counting = {"has_late": True} if late else counting_fields(draft, content, values)
    write_header(sheet, draft=draft, draft_is_sent=True, revisions_sent=F("revisions_sent") + 1, **counting)
    salt, text = new_salt(), revision_text(draft)
    revision = SheetRevision.objects.create(
        sheet=sheet,
        n=sheet.revisions_sent + 1,
        values=values,
        text_commitment=commitment(salt, text),
        source=source,
        late=late,
        by=by,
    )
    RevisionText.objects.create(revision=revision, text=text, salt=salt)
    if not late:
        refresh_result(sheet.entry.pk, first_of_sheet=first)
    return Receipt(revision.n, revision.pk, late, repeated=False)


def values_in_order(draft, content):
    return [draft["values"][criterion["code"]] for criterion in content]


def counting_fields(draft, content, values):
    weights = {criterion["code"]: criterion["weight"] for criterion in content}
    return {"values": values, "points": sheet_points(draft["values"], weights), "has_late": False}


def write_header(sheet, **fields):
    """The conditional UPDATE that decides between two tabs; the loser is shown what the winner stored."""
    written = ScoreSheet.objects.filter(pk=sheet.pk, draft_n=sheet.draft_n).update(
        draft_n=F("draft_n") + 1, draft_at=Now(), **fields
    )
    if not written:
        raise NewerDraft(ScoreSheet.objects.for_page().get(pk=sheet.pk))


def revision_text(draft):
    """Canonical JSON of a revision's free text, so that its commitment can be checked later."""
    texts = {part: draft[part] for part in ("strength", "advice")} | {"notes": draft.get("notes", {})}
    text = json.dumps(texts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return unicodedata.normalize("NFC", text)


def freeze_rubric(rubric, draft):
    """The first draft value of a category freezes its rubric with a snapshot of itself."""
    if rubric.is_frozen or not draft.get("values"):
        return
    locked = Rubric.objects.select_for_update(of=["self"]).get(pk=rubric.pk)
    if not locked.is_frozen:
        locked.snapshot = {"criteria": locked.content(), "bands": locked.bands}
        locked.frozen_at = timezone.now()
        locked.save(update_fields=["snapshot", "frozen_at"])
    rubric.snapshot, rubric.frozen_at = locked.snapshot, locked.frozen_at
