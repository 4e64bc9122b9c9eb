"""Importing a list of officers: a draft that is looked at, then applied whole or not at all."""

from django.utils import timezone

from kelurahan.models import RW

from . import audit
from .import_plans import CHANGED, NEW, SAME, make_plan, may_be_applied, readable
from .models import ImportDraft, User
from .officers import create_officer, retire, unless_phone_taken
from .tables import TableRefused

NOTHING_FILLED = "Belum ada nama dan nomor HP yang diisi. Isi tabelnya, lalu unggah lagi."


class PlanChanged(Exception):
    """Accounts changed since the plan was shown; the draft holds the new plan."""


class NothingToApply(Exception):
    """The plan has wrong rows, or changes nothing."""


class AlreadyApplied(Exception):
    """By an earlier click."""


def make_draft(table, kelurahan, by):
    """The dry run of a table, kept until it is applied; drafts older than a day are thrown away."""
    rows, unfilled = readable(table)
    if not rows:
        raise TableRefused(NOTHING_FILLED)
    ImportDraft.objects.outdated().delete()
    notes = {"unfilled": unfilled, "ignored": table.ignored}
    return ImportDraft.objects.create(
        by=by, kelurahan=kelurahan, rows=rows, plan=make_plan(kelurahan, rows), notes=notes
    )


def apply_draft(draft, by):
    """Write what was shown, and forget the rows; {"baru": n, "berubah": n, "tidak berubah": n}.

    AlreadyApplied for a second click, PlanChanged if somebody edited meanwhile, NothingToApply while rows are wrong.
    """
    plan = unless_phone_taken(lambda: apply_now(draft, by))
    if plan is None:
        raise PlanChanged
    return {
        outcome: sum(planned["outcome"] == outcome for planned in plan) for outcome in (NEW, CHANGED, SAME)
    }


def apply_now(draft, by):
    """The plan that was applied; None, and the draft shows the plan of today, if that is another one."""
    kept = ImportDraft.objects.select_for_update(of=("self",)).select_related("kelurahan").get(pk=draft.pk)
    if kept.applied_at is not None:
        raise AlreadyApplied
    rws = locked_rws(kept.kelurahan)
    plan = make_plan(kept.kelurahan, kept.rows)
    if plan != kept.plan:
        ImportDraft.objects.filter(pk=kept.pk).update(plan=plan)
        return None
    if not may_be_applied(plan):
        raise NothingToApply
    write(plan, rws, by)
    audit.record(by, "import_applied", kept.kelurahan, rows=len(plan))
    ImportDraft.objects.filter(pk=kept.pk).update(applied_at=timezone.now(), rows=[], plan=[])
    return plan


def locked_rws(kelurahan):
    rws = RW.objects.filter(kelurahan=kelurahan).select_for_update(no_key=True, of=("self",)).order_by("pk")
    return {rw.pk: rw for rw in rws.select_related("kelurahan__kota")}


def write(plan, rws, by):
    """Numbers are freed first, so that two people of the list may swap theirs."""
    holders = User.objects.in_bulk([planned["holder"] for planned in plan if planned["outcome"] == CHANGED])
    for planned in plan:
        if planned.get("replaces"):
            retire(holders[planned["holder"]], by, "replaced")
    User.objects.active().filter(pk__in=holders).update(phone="")
    for planned in plan:
        if planned["outcome"] == NEW or planned.get("replaces"):
            officer = create_officer(rws[planned["rw"]], planned["duty"], planned["name"], planned["phone"])
            audit.record(by, "imported", officer, duty=planned["duty"], replaced=planned["holder"])
        elif planned["outcome"] == CHANGED:
            correct_by_plan(planned, holders[planned["holder"]], by)


def correct_by_plan(planned, holder, by):
    values = {"name": planned["name"], "phone": planned["phone"]}
    User.objects.filter(pk=holder.pk).update(**values)
    changed = [field for field, value in values.items() if getattr(holder, field) != value]
    audit.record(by, "corrected", holder, fields=changed)
