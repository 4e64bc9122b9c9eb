"""The operator's queue, the decisions, and who only reads them."""

import pytest
from django.utils import timezone

from exhibitions.models import Action, Entry, Status
from exhibitions.registration import edit
from tests.factories import entry_values, exhibition_of, make_entry, make_scoring, rw_of

from .factories import (
    found,
    html,
    messages_of,
    rows_of,
    summary_of,
    timeline_of,
    title_of,
    values_on,
    without_tokens,
)

NOWHERE = "99999999999999999999"
SEEN = {"version": "1", "status": Status.SUBMITTED.value}
ACTS = {
    "terima": SEEN,
    "kembalikan": SEEN | {"kembali-reason": "Foto gelap."},
    "tidak-memenuhi": SEEN | {"tolak-reason": "Dibuat di luar RW."},
}


@pytest.fixture
def entry(desk, gelar_melong, rw_melong_5):
    """Submitted by RW 05 Melong and waiting for a decision."""
    return make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)


@pytest.fixture
def queue(entry, gelar_melong, gelar_utama, edition, cipageran, op_utama, rw_melong_6):
    """{name: id}: entries of every status in Melong, one waiting in each of two other kelurahan."""
    melong = gelar_melong.kelurahan
    make_entry(gelar_melong, rw_of(melong, 8))  # a draft stands in no queue
    entries = {
        "waiting": entry,
        "returned": make_entry(gelar_melong, rw_of(melong, 6), status=Status.RETURNED),
        "verified": make_entry(gelar_melong, rw_of(melong, 1), status=Status.VERIFIED),
        "utama": make_entry(gelar_utama, rw_of(gelar_utama.kelurahan, 1), status=Status.SUBMITTED),
        "cipageran": make_entry(
            exhibition_of(edition, cipageran), rw_of(cipageran, 22), status=Status.SUBMITTED
        ),
    }
    return {name: each.pk for name, each in entries.items()}


def decision_of(entry):
    step = entry.steps.last()
    return step.action, step.by.username, step.was, step.became, step.reason


@pytest.mark.parametrize(
    ("person", "waiting", "counts"),
    [
        ("op_melong", ["waiting"], ["1", "1", "1", "0"]),
        ("op_utama", ["utama"], ["1", "0", "0", "0"]),
        ("lurah_melong", ["waiting"], ["1", "1", "1", "0"]),
        ("camat_selatan", ["waiting", "utama"], ["2", "1", "1", "0"]),
        ("camat_utara", ["cipageran"], ["1", "0", "0", "0"]),
        ("pemkot", ["waiting", "utama", "cipageran"], ["3", "1", "1", "0"]),
    ],
)
def test_the_queue_and_its_counts_are_those_of_the_own_territory(
    request, queue, client_of, person, waiting, counts
):
    page = client_of(request.getfixturevalue(person)).get("/verifikasi/")

    assert rows_of(page, "verifikasi") == [queue[name] for name in waiting]
    assert found(page, r'class="tabs__count">(\d+)<') == counts


def test_the_tabs_show_each_status_and_an_unknown_one_the_waiting(queue, desk):
    tabs = {
        "menunggu": ["waiting"],
        "perbaikan": ["returned"],
        "terverifikasi": ["verified"],
        "tidak-memenuhi": [],
        "%00": ["waiting"],
        "x&halaman=abc": ["waiting"],
    }

    shown = {tab: rows_of(desk.get(f"/verifikasi/?antrean={tab}"), "verifikasi") for tab in tabs}

    assert shown == {tab: [queue[name] for name in names] for tab, names in tabs.items()}


def test_the_longest_waiting_stand_first(desk, entry, gelar_melong):
    second = make_entry(gelar_melong, rw_of(gelar_melong.kelurahan, 1), status=Status.SUBMITTED)
    Entry.objects.filter(pk=entry.pk).update(submitted_at=timezone.now())
    Entry.objects.filter(pk=second.pk).update(submitted_at=timezone.now() - timezone.timedelta(days=1))

    assert rows_of(desk.get("/verifikasi/"), "verifikasi") == [second.pk, entry.pk]


def test_what_belongs_to_a_closed_edition_stands_in_no_queue(desk, entry, edition):
    edition.closed_at, edition.closed_by = timezone.now(), edition.opened_by
    edition.save()

    page = desk.get("/verifikasi/")

    assert rows_of(page, "verifikasi") == []
    assert found(page, r'class="tabs__count">(\d+)<') == ["0"] * 4


def test_an_accepted_entry_is_verified_in_the_version_that_was_seen(desk, entry):
    sent = values_on(desk.get(f"/verifikasi/{entry.pk}/"))

    answer = desk.post(f"/verifikasi/{entry.pk}/terima/", sent, follow=True)

    entry.refresh_from_db()
    assert answer.redirect_chain == [("/verifikasi/", 302)]
    assert messages_of(answer) == [("ok", f"Usulan {entry.number} ({entry}) diterima.")]
    assert (entry.status, entry.verified_version.n) == (Status.VERIFIED, 1)
    assert decision_of(entry) == (Action.ACCEPT, "op-melong", Status.SUBMITTED, Status.VERIFIED, "")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"version": "1"},
        SEEN | {"version": "x"},
        SEEN | {"version": "99999999999"},
        SEEN | {"status": "x"},
    ],
)
def test_a_form_that_does_not_say_what_its_page_showed_decides_nothing(desk, entry, sent):
    page = desk.post(f"/verifikasi/{entry.pk}/terima/", sent)

    told = "Halaman ini tidak terkirim utuh. Periksa lagi isinya, lalu putuskan."
    assert (page.status_code, summary_of(page)) == (200, [("", told)])
    assert Entry.objects.get().status == Status.SUBMITTED


def test_a_version_that_was_not_seen_is_not_accepted(desk, entry, rw_melong_5):
    edit(entry, rw_melong_5, entry_values(price=1))

    page = desk.post(f"/verifikasi/{entry.pk}/terima/", SEEN)

    entry.refresh_from_db()
    told = "Isi usulan berubah sejak halaman ini dibuka. Periksa lagi isinya, lalu putuskan."
    assert (page.status_code, summary_of(page)) == (409, [("", told)])
    assert (entry.status, values_on(page)["version"]) == (Status.SUBMITTED, "2")


@pytest.mark.parametrize("act", ["kembalikan", "tidak-memenuhi"])
def test_a_decision_on_an_older_version_keeps_its_text_and_shows_the_new_one(desk, entry, rw_melong_5, act):
    edit(entry, rw_melong_5, entry_values(price=1))

    page = desk.post(f"/verifikasi/{entry.pk}/{act}/", ACTS[act])

    told = "Isi usulan berubah sejak halaman ini dibuka. Periksa lagi isinya, lalu putuskan."
    typed = {name: value for name, value in ACTS[act].items() if name not in SEEN}
    kept = values_on(page)
    assert (page.status_code, summary_of(page)) == (409, [("", told)])
    assert {name: kept[name] for name in typed} == typed
    assert (kept["version"], Entry.objects.get().status) == ("2", Status.SUBMITTED)


@pytest.mark.parametrize(
    ("act", "field", "action", "status", "said"),
    [
        ("kembalikan", "kembali", Action.RETURN, Status.RETURNED, "dikembalikan untuk perbaikan"),
        ("tidak-memenuhi", "tolak", Action.REFUSE, Status.INELIGIBLE, "dinyatakan tidak memenuhi syarat"),
    ],
)
def test_a_decision_against_an_entry_says_who_and_why(
    desk, entry, rw_melong_5, client_of, act, field, action, status, said
):
    reason = "Foto gelap.\r\nAmbil ulang di luar ruangan."

    answer = desk.post(f"/verifikasi/{entry.pk}/{act}/", SEEN | {f"{field}-reason": reason}, follow=True)

    entry.refresh_from_db()
    assert messages_of(answer) == [("ok", f"Usulan {entry.number} ({entry}) {said}.")]
    assert decision_of(entry) == (
        action,
        "op-melong",
        Status.SUBMITTED,
        status,
        "Foto gelap.\nAmbil ulang di luar ruangan.",
    )
    for page in (f"/verifikasi/{entry.pk}/", f"/usulan/{entry.pk}/"):
        shown = timeline_of((desk if "verifikasi" in page else client_of(rw_melong_5)).get(page))
        assert shown[0] == (action.label, "Op Melong", "Foto gelap. Ambil ulang di luar ruangan.")


@pytest.mark.parametrize(
    ("act", "field", "told"),
    [
        (
            "kembalikan",
            "kembali",
            "Pesan untuk RW: Tulis pesan, atau catatan pada bagian yang perlu diperbaiki.",
        ),
        ("tidak-memenuhi", "tolak", "Alasan: Tulis alasannya, supaya RW tahu apa yang perlu dilakukan."),
    ],
)
def test_a_decision_against_an_entry_needs_its_reason(desk, entry, act, field, told):
    page = desk.post(f"/verifikasi/{entry.pk}/{act}/", SEEN | {f"{field}-reason": " "})

    assert page.status_code == 200
    assert title_of(page) == f"Kesalahan: Verifikasi {entry} - OPOR Kota Cimahi"
    assert summary_of(page) == [(f"#id_{field}-reason", told)]
    assert found(
        page, r'<details class="fold" open>(?:(?!</details>).)*action="/verifikasi/\d+/([\w-]+)/"'
    ) == [act]
    assert Entry.objects.get().status == Status.SUBMITTED


def test_a_reason_that_is_too_long_is_kept(desk, entry):
    long = "a" * 501

    page = desk.post(f"/verifikasi/{entry.pk}/kembalikan/", SEEN | {"kembali-reason": long})

    assert values_on(page)["kembali-reason"] == long
    assert [link for link, _ in summary_of(page)] == ["#id_kembali-reason"]


@pytest.mark.parametrize("act", ACTS)
def test_of_two_operators_the_second_is_told_what_the_first_decided(desk, entry, op2_melong, client_of, act):
    client_of(op2_melong).post(f"/verifikasi/{entry.pk}/tidak-memenuhi/", ACTS["tidak-memenuhi"])

    page = desk.post(f"/verifikasi/{entry.pk}/{act}/", ACTS[act])

    told = (
        "Sementara halaman ini terbuka, usulan ini menjadi Tidak memenuhi syarat "
        "(dinyatakan tidak memenuhi syarat oleh Op2 Melong). Periksa lagi, lalu putuskan."
    )
    typed = [value for name, value in ACTS[act].items() if name not in SEEN]
    assert (page.status_code, summary_of(page)) == (409, [("", told)])
    assert found(page, r"belum tersimpan</h2>.*?<dd>(.*?)</dd>") == typed
    assert decision_of(entry)[:2] == (Action.REFUSE, "op2-melong")
    assert entry.steps.count() == 3


@pytest.mark.parametrize("act", ["kembalikan", "tidak-memenuhi"])
def test_what_another_operator_accepted_meanwhile_is_not_taken_back_unseen(
    desk, entry, op2_melong, client_of, act
):
    client_of(op2_melong).post(f"/verifikasi/{entry.pk}/terima/", SEEN)

    page = desk.post(f"/verifikasi/{entry.pk}/{act}/", ACTS[act])
    again = desk.post(f"/verifikasi/{entry.pk}/{act}/", values_on(page))

    told = (
        "Sementara halaman ini terbuka, usulan ini menjadi Terverifikasi "
        "(usulan diterima oleh Op2 Melong). Periksa lagi, lalu putuskan."
    )
    assert (page.status_code, summary_of(page)) == (409, [("", told)])
    assert (again.status_code, again["Location"]) == (302, "/verifikasi/")
    assert entry.steps.count() == 4


@pytest.mark.parametrize("act", ACTS)
def test_a_second_click_sees_the_answer_of_the_first(desk, entry, act):
    answers = [desk.post(f"/verifikasi/{entry.pk}/{act}/", ACTS[act]) for _ in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/verifikasi/")] * 2
    assert entry.steps.count() == 3


@pytest.mark.parametrize("act", ACTS)
def test_once_scoring_has_started_no_decision_is_taken(desk, entry, gelar_melong, kurator_1, pemkot, act):
    make_scoring(gelar_melong, [kurator_1], pemkot)
    before = entry.steps.count()

    page = desk.post(f"/verifikasi/{entry.pk}/{act}/", ACTS[act])

    told = "Penilaian sudah dimulai: keputusan verifikasi tidak dapat diubah lagi."
    assert (page.status_code, summary_of(page)) == (409, [("", told)])
    assert found(page, r'<div class="notice">(.*?)</div>') == [told]
    assert (Entry.objects.get().status, entry.steps.count()) == (Status.SUBMITTED, before)


def test_what_was_verified_can_still_be_returned_but_not_accepted_twice(desk, queue):
    page = desk.get(f"/verifikasi/{queue['verified']}/")

    assert found(page, r'<form method="post"\s+action="/verifikasi/\d+/([\w-]+)/"') == [
        "kembalikan",
        "tidak-memenuhi",
    ]


@pytest.mark.parametrize("person", ["lurah_melong", "camat_selatan", "pemkot"])
def test_who_only_reads_finds_no_button_and_decides_nothing(request, entry, client_of, person):
    reader = client_of(request.getfixturevalue(person))

    page = reader.get(f"/verifikasi/{entry.pk}/")
    answers = [reader.post(f"/verifikasi/{entry.pk}/{act}/", sent).status_code for act, sent in ACTS.items()]

    assert (page.status_code, answers) == (200, [403] * 3)
    assert found(page, r"<main.*?(<form)") == []
    assert Entry.objects.get().status == Status.SUBMITTED


@pytest.mark.parametrize("person", ["rw_melong_5", "kurator_1"])
def test_an_rw_and_a_curator_come_to_none_of_these_pages(request, entry, client_of, person):
    phone = client_of(request.getfixturevalue(person))

    answers = [phone.get(path).status_code for path in ("/verifikasi/", f"/verifikasi/{entry.pk}/")]
    answers += [phone.post(f"/verifikasi/{entry.pk}/{act}/", sent).status_code for act, sent in ACTS.items()]

    assert answers == [403] * 5
    assert Entry.objects.get().status == Status.SUBMITTED


def test_an_entry_of_another_kelurahan_answers_as_one_that_does_not_exist(entry, op_utama, client_of):
    desk = client_of(op_utama)

    pairs = [(desk.get(f"/verifikasi/{pk}/")) for pk in (entry.pk, NOWHERE)]
    pairs += [desk.post(f"/verifikasi/{pk}/terima/", SEEN) for pk in (entry.pk, NOWHERE)]

    assert [answer.status_code for answer in pairs] == [404] * 4
    assert without_tokens(pairs[0]) == without_tokens(pairs[1])
    assert without_tokens(pairs[2]) == without_tokens(pairs[3])


def test_a_draft_is_nobodys_to_decide(desk, gelar_melong, rw_melong_6):
    draft = make_entry(gelar_melong, rw_melong_6.rw)

    answers = [desk.get(f"/verifikasi/{draft.pk}/")]
    answers += [desk.post(f"/verifikasi/{draft.pk}/{act}/", sent) for act, sent in ACTS.items()]

    assert [answer.status_code for answer in answers] == [404] * 4


@pytest.mark.parametrize("act", ACTS)
def test_a_decision_is_no_link(desk, entry, act):
    assert desk.get(f"/verifikasi/{entry.pk}/{act}/").status_code == 405


def test_an_empty_queue_says_what_will_come(desk, gelar_melong):
    page = desk.get("/verifikasi/")

    assert found(page, r'class="empty__title">(.*?)<') == ["Tidak ada yang menunggu"]
    assert html(page).count("Usulan baru dari RW akan tampil di sini.") == 1
