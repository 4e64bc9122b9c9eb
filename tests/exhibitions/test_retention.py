"""What is kept long enough goes: a day before its time nothing does, on the day itself all of it."""

from datetime import timedelta
from io import StringIO

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from accounts.invitations import make_link
from accounts.models import AuditEvent, ImportDraft, Invitation, Notice
from exhibitions.models import Edition, Entry, Status
from exhibitions.retention import SCHEDULE, apply_schedule
from products.models import Business, Consent, MakerLink, PrivateFile, Product
from tests.factories import make_entry, make_import_draft, rw_of

from .makers import NAME, PHONE, WORDS, make_known_maker, places_with

NOW = timezone.now() + timedelta(days=3000)
RULES = {rule.slug: rule for rule in SCHEDULE}


def ago(days):
    return NOW - timedelta(days=days)


def done(slug, dry_run=False):
    """How many rows of this kind were due at NOW."""
    return {rule.slug: number for rule, number in apply_schedule(NOW, dry_run)}[slug]


def make_invitation(people, when):
    link = make_link(people["rw_melong_5"], people["pemkot"])
    Invitation.objects.filter(pk=link.pk).update(created_at=when - timedelta(days=3), expires_at=when)


def make_upload(people, when):
    draft = make_import_draft(people["melong"], people["op_melong"])
    ImportDraft.objects.filter(pk=draft.pk).update(made_at=when)


def make_attempt(people, when):
    for model, more in (
        (AccessAttempt, {"failures_since_start": 1}),
        (AccessFailureLog, {}),
        (AccessLog, {}),
    ):
        attempt = model.objects.create(username="seseorang", ip_address="10.0.0.1", **more)
        model.objects.filter(pk=attempt.pk).update(attempt_time=when)


def make_session(people, when):
    Session.objects.create(session_key=str(when.timestamp()), session_data="x", expire_date=when)


def make_notice(people, when):
    notice = Notice.objects.create(
        recipient=people["rw_melong_5"],
        kind=Notice.Kind.REMINDER,
        title="Kabar",
        text="Isi",
        sent_by=people["pemkot"],
    )
    Notice.objects.filter(pk=notice.pk).update(at=when)


def close_edition(people, when):
    Edition.objects.update(closed_at=when, closed_by=people["pemkot"])


def make_old(model):
    model.objects.update(created_at=ago(5000))


def make_draft(people, when):
    make_known_maker(people["gelar"], rw_of(people["melong"], 5), people["op_melong"], status=Status.DRAFT)
    close_edition(people, when)


def make_closed(people, when):
    make_known_maker(people["gelar"], rw_of(people["melong"], 5), people["op_melong"])
    make_old(Business)
    make_old(Product)
    close_edition(people, when)


MAKE = {
    "draf": make_draft,
    "kontak": make_closed,
    "undangan": make_invitation,
    "impor": make_upload,
    "masuk": make_attempt,
    "sesi": make_session,
    "kabar": make_notice,
}


@pytest.fixture
def people(rw_melong_5, op_melong, pemkot, melong, gelar_melong):
    return {
        "rw_melong_5": rw_melong_5,
        "op_melong": op_melong,
        "pemkot": pemkot,
        "melong": melong,
        "gelar": gelar_melong,
    }


def test_every_rule_that_ends_is_tried_at_its_boundary():
    assert set(MAKE) == {slug for slug, rule in RULES.items() if rule.days is not None}


@pytest.mark.parametrize("slug", MAKE)
def test_a_day_too_early_nothing_is_due(slug, people):
    MAKE[slug](people, ago(RULES[slug].days - 1))

    assert done(slug) == 0


@pytest.mark.parametrize("slug", MAKE)
def test_on_its_day_it_is_due_once(slug, people):
    MAKE[slug](people, ago(RULES[slug].days))
    number = 3 if slug == "masuk" else 1

    assert [done(slug), done(slug)] == [number, 0]


@pytest.mark.parametrize("slug", MAKE)
def test_a_dry_run_counts_and_changes_nothing(slug, people):
    MAKE[slug](people, ago(RULES[slug].days))
    number = 3 if slug == "masuk" else 1

    assert [done(slug, dry_run=True), done(slug, dry_run=True)] == [number, number]


def test_contact_and_papers_go_while_name_and_what_was_submitted_stay(people):
    make_closed(people, ago(730))
    entry = Entry.objects.get()
    version = entry.newest_version().facts.text

    done("kontak")

    maker = Business.objects.get()
    assert (maker.phone, maker.address, maker.turnover, maker.owner_name) == ("", "", "", NAME)
    assert Entry.objects.get().newest_version().facts.text == version
    assert MakerLink.objects.pending().count() == 0
    assert PrivateFile.objects.filter(erased_at__isnull=True).count() == 0
    assert Consent.objects.in_force().filter(owner_name="").count() == 0
    event = AuditEvent.objects.get(action="maker_contact_erased")
    assert (event.by, event.subject_id, event.detail) == (None, maker.pk, {"reason": "retensi"})


def test_a_maker_of_an_open_edition_keeps_the_contact(people):
    make_closed(people, ago(2000))
    Edition.objects.update(closed_at=None, closed_by=None)

    assert (done("kontak"), Business.objects.get().phone) == (0, PHONE)


def test_a_draft_never_sent_goes_with_its_maker(people):
    make_draft(people, ago(365))

    done("draf")

    assert (places_with(*WORDS), Business.objects.get().erased_at is None) == (set(), False)


def test_what_was_submitted_once_is_no_draft(people):
    make_entry(people["gelar"], rw_of(people["melong"], 5), status=Status.SUBMITTED)
    close_edition(people, ago(3000))

    assert done("draf") == 0


def test_the_command_says_per_kind_what_it_did(people):
    make_session(people, timezone.now() - timedelta(days=1))
    lines = {}
    for verb, options in (("would be erased", {"dry_run": True}), ("erased", {})):
        out = StringIO()
        call_command("apply_retention", stdout=out, **options)
        lines[verb] = out.getvalue().splitlines()

    assert [line for line in lines["would be erased"] if line.startswith("sesi")] == [
        f"sesi: 1 would be erased ({RULES['sesi'].kept})"
    ]
    assert [line.partition(":")[0] for line in lines["erased"]] == [
        slug for slug, rule in RULES.items() if rule.days is not None
    ]
    assert Session.objects.count() == 0
