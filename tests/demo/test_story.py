"""The default demo: who is there and what they find to do."""

import pytest
from django.contrib.auth.hashers import check_password
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import DemoMark, Role, User
from curation.models import (
    Assignment,
    Panel,
    PanelState,
    Result,
    ScoreSheet,
    Seat,
)
from curation.panels import reason_against_opening
from demo import seeding
from demo.people import PASSWORD
from exhibitions.coverage import rws_without_entry
from exhibitions.models import (
    Abstention,
    Action,
    Entry,
    Exhibition,
    Status,
)
from kelurahan.models import RW, Kelurahan

from .rows import every_row

pytestmark = pytest.mark.usefixtures("demo")


def exhibition_in(slug):
    return Exhibition.objects.select_related("edition", "kelurahan").get(kelurahan__slug=slug)


def entries_with(status):
    return Entry.objects.for_page().filter(status=status)


def test_280_of_312_rw_have_a_live_entry():
    live = Entry.objects.live().count()

    assert (live, RW.objects.count()) == (280, 312)


def test_there_are_entries_in_every_status_that_an_act_leads_to():
    counts = Entry.objects.counts_by_status()

    assert set(counts) == set(Status.values) - {Status.REPLACED}


def test_the_accounts_are_those_the_instructions_name():
    slugs = Kelurahan.objects.values_list("slug", flat=True)
    expected = {f"rw-{rw.kelurahan.slug}-{rw.number:02d}" for rw in RW.objects.select_related("kelurahan")}
    expected |= {f"{role}-{slug}" for role in ("op", "op2", "lurah") for slug in slugs}
    expected |= {f"camat-{slug}" for slug in ("cimahi-selatan", "cimahi-tengah", "cimahi-utara")}
    expected |= {f"kurator-{number}" for number in range(1, 19)} | {"pemkot", "pemkot-2", "admin"}

    assert set(User.objects.values_list("username", flat=True)) == expected


def test_every_account_is_marked_and_shares_one_hash_of_the_password():
    hashes = set(User.objects.filter(is_demo=True).values_list("password", flat=True))

    assert not User.objects.filter(is_demo=False).exists()
    assert [check_password(PASSWORD, kept) for kept in hashes] == [True]


def test_every_account_has_a_phone_of_its_own():
    phones = User.objects.exclude(phone="").values_list("phone", flat=True)

    assert len(set(phones)) == User.objects.count()


def test_only_admin_may_use_the_admin_site():
    assert list(User.objects.filter(is_staff=True).values_list("username", "role")) == [("admin", Role.STAFF)]


@pytest.mark.parametrize("number", range(1, 7))
@pytest.mark.parametrize("slug", ["melong", "utama"])
def test_todays_curators_have_sheets_sent_begun_and_untouched(number, slug):
    own = ScoreSheet.objects.filter(
        assignment__curator__username=f"kurator-{number}",
        assignment__panel__exhibition__kelurahan__slug=slug,
        assignment__panel__state=PanelState.OPEN,
    )

    counts = own.aggregate(
        sent=Count("pk", filter=Q(revisions_sent__gt=0)),
        begun=Count("pk", filter=Q(revisions_sent=0) & ~Q(draft={})),
        untouched=Count("pk", filter=Q(draft={})),
    )

    assert counts["sent"] >= 1
    assert counts["begun"] >= 1
    assert counts["untouched"] >= 2


def test_an_rw_without_entry_can_still_register_in_at_least_six_kelurahan():
    open_to_rw = []
    for exhibition in Exhibition.objects.select_related("edition"):
        rw = rws_without_entry(exhibition).filter(abstains=False).first()
        account = rw and User.objects.get(rw=rw)
        if account and exhibition.takes_changes_from(account):
            open_to_rw.append(exhibition)

    assert len(open_to_rw) >= 6
    assert [exhibition.held_on for exhibition in open_to_rw].count(None) == 1


def test_one_kelurahan_waits_only_for_its_operator_to_open_scoring():
    exhibition = exhibition_in("cigugur-tengah")

    assert exhibition.held_on == timezone.localdate()
    assert exhibition.is_planned
    assert reason_against_opening(exhibition) == ""


def test_the_rw_of_the_instructions_shows_a_verified_textile():
    entry = Entry.objects.get(rw=User.objects.get(username="rw-melong-05").rw)

    assert (entry.status, entry.category.slug, entry.stand is not None) == (Status.VERIFIED, "tpt", True)


def test_rw_abstain_for_each_reason_with_and_without_a_wish_for_help():
    told = set(Abstention.objects.values_list("reason", "needs_help"))

    assert told == {(reason, help_wanted) for reason in Abstention.Reason for help_wanted in (True, False)}


def test_an_rw_that_abstains_has_no_live_entry():
    abstaining = Abstention.objects.values("rw")

    assert not Entry.objects.live().filter(rw__in=abstaining).exists()


def test_an_entry_on_behalf_was_made_by_the_operator_and_verified_by_the_other():
    on_behalf = Entry.objects.filter(on_behalf=True, status=Status.VERIFIED).prefetch_related("steps")
    deciders = {
        (entry.created_by_id, step.by_id)
        for entry in on_behalf
        for step in entry.steps.all()
        if step.action == Action.ACCEPT
    }

    assert deciders != set()
    assert [pair for pair in deciders if pair[0] == pair[1]] == []
    assert set(Entry.objects.filter(on_behalf=True).values_list("created_by__role", flat=True)) == {
        "operator"
    }


def test_what_was_submitted_is_complete_and_drafts_are_not():
    waiting = {entry.pk for status in (Status.SUBMITTED, Status.VERIFIED) for entry in entries_with(status)}
    gaps = {entry.pk for entry in Entry.objects.for_page() if entry.missing()}
    drafts = {entry.pk for entry in entries_with(Status.DRAFT)}

    assert waiting & gaps == set()
    assert drafts - gaps == set()


def test_some_values_are_low_and_some_sheets_were_revised():
    low = ScoreSheet.objects.filter(values__contains=[1]) | ScoreSheet.objects.filter(values__contains=[2])

    assert low.count() > 20
    assert ScoreSheet.objects.filter(revisions_sent=2).count() > 5


def test_closed_panels_show_what_can_happen():
    results = Result.objects.filter(panel__state=PanelState.CLOSED)
    few = Panel.objects.scored().annotate(ranked=Count("results", filter=Q(results__sheets__gt=0)))

    assert results.filter(standing=Result.Standing.TIED).count() >= 2
    assert results.exclude(decided_by="").count() >= 2
    assert results.values("panel", "rank").annotate(n=Count("pk")).filter(rank=1, n=2).count() >= 1
    assert few.filter(ranked__lt=3).count() >= 1
    assert results.filter(entry__attendance=Entry.Attendance.ABSENT, sheets=0).count() >= 1


def test_one_of_todays_curators_lives_in_an_rw_whose_product_the_own_panel_scores():
    curator = User.objects.get(username="kurator-2")
    entry = Entry.objects.live().get(rw=curator.home_rw)

    seated = Seat.objects.filter(
        curator=curator, panel__exhibition=entry.exhibition, panel__category=entry.category
    )

    assert (seated.count(), Assignment.objects.filter(curator=curator, entry=entry).count()) == (1, 0)


def test_a_second_run_with_the_same_options_changes_nothing():
    before = every_row()

    written = seeding.seed()

    assert written is False
    assert every_row() == before


def test_a_run_with_other_options_is_refused():
    with pytest.raises(seeding.OtherDemo):
        seeding.seed(entries=20)


def test_the_database_bears_the_mark():
    assert DemoMark.objects.get().fingerprint == seeding.fingerprint_of(280, scored=False)
