"""Whatever comes in a field, a file name or an address: an answer for a person, never an error of the server."""

import pytest
from django import forms

from exhibitions import steps
from exhibitions.fields import ProseField
from exhibitions.models import Abstention, Entry, Status
from tests.factories import make_entry

from .factories import TYPED, step_path, typed

NUL = "Tas\0anyaman"
EMOJI = "Tas 🧵👜 anyaman"
MEGABYTE = "a" * 1_000_000
HOSTILE = {
    "nul": NUL,
    "emoji": EMOJI,
    "megabyte": MEGABYTE,
    "separator": "a\u2028b\u202eb",
    "markup": "<b>'\"&",
}
IDS = ["0", "99999999999999999999", "9223372036854775808", "9223372036854775807"]


@pytest.fixture
def draft(gelar_melong, op_melong, rw_melong_5):
    return make_entry(gelar_melong, rw_melong_5.rw)


@pytest.mark.parametrize("slug", [slug for slug, step in steps.ALL.items() if step.form])
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_field_of_any_page_breaks_the_server(client_of, rw_melong_5, draft, kind, slug):
    phone, form = client_of(rw_melong_5), steps.ALL[slug].form
    usual = typed(slug) if slug in TYPED else {}

    answers = {
        name: phone.post(step_path(draft, slug), usual | {name: HOSTILE[kind]}).status_code
        for name in form.base_fields
    }

    refused = {name for name, status in answers.items() if status == 200}
    free = {name for name, field in form.base_fields.items() if type(field) in (forms.CharField, ProseField)}
    ticks = {name for name, field in form.base_fields.items() if type(field) is forms.BooleanField}
    taken = free | ticks if kind in {"emoji", "separator", "markup"} else ticks
    assert refused == set(form.base_fields) - taken
    assert set(answers.values()) <= {200, 302}


@pytest.mark.parametrize("kind", HOSTILE)
def test_everything_at_once_is_answered_too(client_of, op_melong, gelar_melong, kind):
    sent = dict.fromkeys([*typed("usaha"), "rw", "maker"], HOSTILE[kind])

    answer = client_of(op_melong).post("/usulan/baru/", sent)

    too_much_for_one_page = kind == "megabyte"
    assert (answer.status_code, Entry.objects.count()) == (400 if too_much_for_one_page else 200, 0)


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_reason_breaks_the_server(client_of, rw_melong_5, draft, kind):
    phone, value = client_of(rw_melong_5), HOSTILE[kind]

    answers = [
        phone.post("/usulan/tidak-mengusulkan/5/", {"reason": value, "needs_help": value}).status_code,
        phone.post(f"/usulan/{draft.pk}/foto/", {"image": value}).status_code,
        phone.post(f"/usulan/{draft.pk}/tarik/", {"reason": value}).status_code,
    ]

    assert answers == [200, 200, 200 if kind in ("nul", "megabyte") else 302]
    assert Abstention.objects.count() == 0


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_decision_breaks_the_server(client_of, op_melong, rw_melong_5, gelar_melong, kind):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED)
    desk, value, path = client_of(op_melong), HOSTILE[kind], f"/verifikasi/{entry.pk}/"
    seen, returned = {"version": "1", "status": "diajukan"}, {"version": "1", "status": "perlu perbaikan"}
    readable = kind not in ("nul", "megabyte")

    answers = [
        desk.post(f"{path}terima/", {"version": value, "status": value}).status_code,
        desk.post(f"{path}kategori/", dict.fromkeys(["category", "reason"], value)).status_code,
        desk.post(f"{path}kembalikan/", seen | {"kembali-reason": value, "kembali-foto": value}).status_code,
        desk.post(
            f"{path}tidak-memenuhi/", (returned if readable else seen) | {"tolak-reason": value}
        ).status_code,
    ]

    decided = 302 if readable else 200
    assert answers == [200, 200, decided, decided]


def test_three_hundred_more_fields_change_nothing(client_of, rw_melong_5, draft):
    extra = {f"lain{n}": "x" for n in range(300)}

    answer = client_of(rw_melong_5).post(step_path(draft, "harga"), typed("harga") | extra)

    assert answer.status_code == 302


@pytest.mark.parametrize("person", ["rw_melong_5", "op_melong", "lurah_melong", "pemkot"])
def test_an_id_that_cannot_be_is_not_found(request, client_of, draft, person):
    browser = client_of(request.getfixturevalue(person))
    pages = ["usulan/{}", "usulan/{}/terkirim", "usulan/{}/ubah", "usulan/{}/foto", "usulan/{}/foto/1/kecil"]
    pages += [f"usulan/{draft.pk}/foto/{{}}/kecil", "usulan/{}/tarik"]
    pages += ["usulan/{}/ubah/harga", "usulan/{}/periksa", "usulan/{}/pelaku"]
    pages += [] if person == "rw_melong_5" else ["verifikasi/{}"]

    answers = [browser.get(f"/{page.format(pk)}/").status_code for page in pages for pk in IDS]

    assert answers == [404] * len(pages) * len(IDS)


def test_an_act_on_an_id_that_cannot_be_is_not_found(client_of, op_melong, draft):
    desk = client_of(op_melong)
    acts = ["usulan/{}/ajukan", "usulan/{}/foto/1/hapus", f"usulan/{draft.pk}/foto/{{}}/hapus"]
    acts += [f"verifikasi/{{}}/{act}" for act in ("terima", "kembalikan", "tidak-memenuhi")]

    answers = [desk.post(f"/{act.format(pk)}/").status_code for act in acts for pk in IDS]

    assert answers == [404] * len(acts) * len(IDS)


@pytest.mark.parametrize("pk", ["-1", "1.5", "satu", "1%00"])
def test_what_is_no_number_is_not_found(client_of, op_melong, draft, pk):
    desk = client_of(op_melong)

    assert [desk.get(f"/{app}/{pk}/").status_code for app in ("usulan", "verifikasi")] == [404, 404]
