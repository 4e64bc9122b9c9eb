"""The pages of *usulan susulan*: whom they offer, what they ask, and how a walk-in is confirmed."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from curation.models import Result
from curation.panels import open_scoring
from curation.refusals import CurationRefused
from exhibitions import registration
from exhibitions.models import Entry, Exhibition, Status
from exhibitions.refusals import EntryMoved
from products.models import Category, PrivateFile
from tests.factories import jpeg, make_entry, rw_of
from tests.products.permit_factories import make_paper

from .acts import stored
from .factories import found, html, messages_of, rows_of, summary_of, title_of, values_on
from .walk_in_factories import enter, hold_on, hold_today, make_walk_in

SEEN = {"version": "1", "status": Status.SUBMITTED.value}


@pytest.fixture
def desk(client_of, op_melong, gelar_today):
    return client_of(op_melong)


def typed(**changes):
    values = {
        "name": "Tas belanja kain perca",
        "category": str(Category.objects.get(slug="tpt").pk),
        "business_name": "Jahit Bu Tati",
        "owner_name": "Tati Rohayati",
        "consent": "on",
        "image": SimpleUploadedFile("IMG_1.jpg", jpeg(640, 480), "image/jpeg"),
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def test_the_operator_is_offered_the_rw_that_can_still_come(desk, draft_of_rw_5, gelar_today, op_melong):
    make_walk_in(rw_of(gelar_today.kelurahan, 8), gelar_today, op_melong)

    page = desk.get("/usulan/susulan/")

    assert rows_of(page, "usulan/susulan") == [1, 5, 6]
    assert found(page, r'class="row__sub">(.*?)</p>') == [
        "Produk baru",
        f"Lanjutkan usulan yang belum terkirim: {draft_of_rw_5}",
        "Produk baru",
    ]


def test_the_rows_of_another_kelurahan_are_not_offered(desk, gelar_today, gelar_utama, op_utama, client_of):
    hold_today(gelar_utama)

    assert rows_of(client_of(op_utama).get("/usulan/susulan/"), "usulan/susulan") == [1, 2]
    assert client_of(op_utama).get("/usulan/susulan/8/").status_code == 404


def test_three_drafts_ask_no_more_than_one(
    desk, draft_of_rw_5, gelar_melong, melong, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10) as one:
        desk.get("/usulan/susulan/")
    hold_on(gelar_melong, None)
    for number in (1, 6):
        make_entry(gelar_melong, rw_of(melong, number))
    hold_today(gelar_melong)

    with django_assert_num_queries(len(one)):
        desk.get("/usulan/susulan/")


@pytest.mark.parametrize("path", ["/usulan/", "/hari-gelar/{}/"])
def test_the_button_stands_there_on_the_day_alone(desk, gelar_today, path):
    path = path.format(gelar_today.pk)
    link = r'<a class="[^"]*"\s+href="/usulan/susulan/">(.*?)</a>'

    on_the_day = found(desk.get(path), link)
    hold_on(gelar_today, timezone.localdate() + timedelta(days=1))
    before = found(desk.get(path), link)

    assert (on_the_day, before) == (["Catat usulan susulan"], [])


def test_on_another_day_the_page_says_when(desk, gelar_today):
    hold_on(gelar_today, timezone.localdate() + timedelta(days=1))

    page = desk.get("/usulan/susulan/")

    told = "Usulan susulan hanya dapat dicatat pada hari gelar, sebelum penilaian dimulai."
    assert rows_of(page, "usulan/susulan") == []
    assert html(page).count(told) == 1
    assert desk.get("/usulan/susulan/8/")["Location"] == "/usulan/susulan/"


def test_one_page_enters_a_walk_in(desk, gelar_today):
    answer = desk.post("/usulan/susulan/8/", typed(), follow=True)

    entry = Entry.objects.get()
    assert answer.redirect_chain == [(f"/verifikasi/{entry.pk}/", 302)]
    assert messages_of(answer) == [("ok", f"Usulan susulan {entry.number} dicatat. Tinggal dikonfirmasi.")]
    assert (entry.rw.number, entry.status, entry.product.photos.count()) == (8, Status.SUBMITTED, 1)
    assert found(answer, r'notice__title">(.*?)<') == ["Menunggu konfirmasi akun lain"]


def test_a_second_click_sees_the_first_ones_entry(desk, gelar_today):
    answers = [desk.post("/usulan/susulan/8/", typed()) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == [f"/verifikasi/{Entry.objects.get().pk}/"] * 2


def test_another_product_of_an_rw_that_has_one_is_kept_beside_its_number(desk, gelar_today, rw_8, op_melong):
    first = enter(rw_8, gelar_today, op_melong)

    page = desk.post("/usulan/susulan/8/", typed(name="Gelang manik"))

    told = f"RW 08 sudah punya usulan {first.number}: {first}. Isian ini belum disimpan."
    assert summary_of(page) == [("", told)]
    assert values_on(page)["name"] == "Gelang manik"
    assert Entry.objects.count() == 1


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(desk, gelar_today):
    sent = typed(name="", consent=None, image=None, price="35.000", workers_total="banyak")

    page = desk.post("/usulan/susulan/8/", sent)

    assert title_of(page).startswith("Kesalahan: ")
    assert sorted(link for link, _ in summary_of(page)) == [
        "#id_consent",
        "#id_image",
        "#id_name",
        "#id_workers_total",
    ]
    assert (values_on(page)["business_name"], values_on(page)["price"]) == ("Jahit Bu Tati", "35.000")
    assert found(page, r'<details class="fold" open>\s*<summary>(.*?)<') == ["Tambah bila sempat"]
    assert Entry.objects.count() == 0


def test_a_file_that_is_no_photo_is_refused_at_its_field(desk, gelar_today):
    page = desk.post("/usulan/susulan/8/", typed(image=SimpleUploadedFile("a.jpg", b"<svg/>", "image/jpeg")))

    assert [link for link, _ in summary_of(page)] == ["#id_image"]
    assert Entry.objects.count() == 0


def test_a_form_that_comes_after_scoring_started_keeps_its_text(desk, gelar_today):
    Exhibition.objects.filter(pk=gelar_today.pk).update(state=Exhibition.State.RUNNING)

    page = desk.post("/usulan/susulan/8/", typed())

    assert summary_of(page) == [("", "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi.")]
    assert values_on(page)["name"] == "Tas belanja kain perca"


def test_the_form_goes_on_with_what_the_draft_says(desk, draft_of_rw_5):
    page = desk.get("/usulan/susulan/5/")
    sent = values_on(page) | {"consent": "on"}
    answer = desk.post("/usulan/susulan/5/", sent)

    assert (sent["name"], sent["price"], sent["maker"]) == (
        str(draft_of_rw_5),
        "185.000",
        str(draft_of_rw_5.product.business_id),
    )
    assert answer["Location"] == f"/verifikasi/{draft_of_rw_5.pk}/"
    assert stored(draft_of_rw_5).status == Status.SUBMITTED


@pytest.mark.parametrize("text", ["a\0b", "🧵👵🏽", "x" * 100_000, "<b>'\"{{ x }}"])
def test_no_text_breaks_the_page(desk, gelar_today, text):
    names = ["name", "category", "business_name", "owner_name", "consent", "phone", "price", "workers_total"]

    answers = [desk.post("/usulan/susulan/8/", typed(**{name: text})).status_code for name in names]

    assert set(answers) <= {200, 302}


@pytest.fixture
def walk_in(gelar_today, rw_8, op_melong):
    return enter(rw_8, gelar_today, op_melong)


def test_the_queue_says_to_its_maker_that_a_walk_in_waits_for_another(desk, walk_in, op2_melong, client_of):
    badge = r'class="badge">(.*?)<'
    waits = "menunggu konfirmasi akun lain"

    own, others = desk.get("/verifikasi/"), client_of(op2_melong).get("/verifikasi/")

    assert [found(page, badge) for page in (own, others)] == [["Susulan"]] * 2
    assert [html(page).count(waits) for page in (own, others)] == [1, 0]


def test_another_operator_accepts_it_on_the_usual_page(walk_in, op2_melong, client_of):
    other = client_of(op2_melong)

    sent = values_on(other.get(f"/verifikasi/{walk_in.pk}/"))
    answer = other.post(f"/verifikasi/{walk_in.pk}/terima/", sent)

    assert answer["Location"] == "/verifikasi/"
    assert (stored(walk_in).status, stored(walk_in).confirmed_by) == (Status.VERIFIED, op2_melong)


def test_its_maker_accepts_it_with_the_signed_sheet_alone(desk, walk_in):
    path = f"/verifikasi/{walk_in.pk}/terima/"
    paper = SimpleUploadedFile("lembar.jpg", jpeg(640, 480), "image/jpeg")

    without = desk.post(path, SEEN)
    page = desk.post(path, SEEN | {"signature": paper}, follow=True)

    assert (without.status_code, PrivateFile.objects.count()) == (409, 1)
    assert messages_of(page) == [("ok", f"Usulan {walk_in.number} ({walk_in}) diterima.")]
    assert stored(walk_in).confirmation == PrivateFile.objects.get()


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.7 half"])
def test_a_sheet_that_cannot_be_read_confirms_nothing(desk, walk_in, content):
    sent = SEEN | {"signature": SimpleUploadedFile("lembar.jpg", content)}

    page = desk.post(f"/verifikasi/{walk_in.pk}/terima/", sent)

    assert (page.status_code, [link for link, _ in summary_of(page)]) == (200, ["#id_signature"])
    assert (stored(walk_in).status, PrivateFile.objects.count()) == (Status.SUBMITTED, 0)


def test_a_sheet_kept_for_an_accept_that_is_refused_is_gone(desk, walk_in, settings):
    before = sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())
    paper = SimpleUploadedFile("lembar.jpg", jpeg(640, 480), "image/jpeg")

    page = desk.post(f"/verifikasi/{walk_in.pk}/terima/", SEEN | {"version": "2", "signature": paper})

    assert (page.status_code, PrivateFile.objects.count()) == (409, 0)
    assert sorted(path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()) == before


def test_the_sheet_names_product_maker_rw_and_who_entered_it(desk, walk_in):
    page = desk.get(f"/usulan/{walk_in.pk}/susulan/cetak/")

    facts = dict(zip(found(page, r"<dt>(.*?)</dt>"), found(page, r"<dd>(.*?)</dd>"), strict=True))
    assert (facts["Produk"], facts["Usaha"]) == ("Tas belanja kain perca", "Jahit Bu Tati")
    assert facts["Diusulkan"] == "RW 08 Kelurahan Melong, OPOR 2026"
    assert facts["Dicatat"].startswith("Op Melong, ")
    assert facts["Tanda tangan lurah"] == ""


def test_an_entry_that_came_in_time_has_no_such_sheet(desk, draft_of_rw_5):
    answers = [
        desk.get(f"/usulan/{draft_of_rw_5.pk}/susulan/{page}/").status_code
        for page in ("cetak", "tanda-tangan")
    ]

    assert answers == [404, 404]


@pytest.mark.parametrize(
    ("person", "answer"),
    [("op_melong", 200), ("pemkot", 200), ("lurah_melong", 403), ("op_utama", 404), ("rw_melong_5", 403)],
)
def test_the_signature_is_shown_to_those_who_answer_for_it(
    request, client_of, walk_in, op_melong, person, answer
):
    walk_in.accept(op_melong, version_seen=1, confirmation=make_paper(op_melong))
    reader = client_of(request.getfixturevalue(person))

    response = reader.get(f"/usulan/{walk_in.pk}/susulan/tanda-tangan/")

    assert response.status_code == answer
    if response.streaming:
        list(response)


def test_while_nobody_signed_there_is_no_signature_to_show(desk, walk_in):
    assert desk.get(f"/usulan/{walk_in.pk}/susulan/tanda-tangan/").status_code == 404


def test_the_operator_can_still_correct_a_walk_in_and_the_rw_cannot(walk_in, desk, rw_melong_6, client_of):
    assert desk.get(f"/usulan/{walk_in.pk}/ubah/").status_code == 200
    assert client_of(rw_melong_6).get(f"/usulan/{walk_in.pk}/ubah/").status_code == 404


def test_a_changed_walk_in_is_looked_at_again_before_it_is_accepted(walk_in, op_melong, op2_melong):
    registration.edit(walk_in, op_melong, {"name": "Tas lain"})

    with pytest.raises(EntryMoved):
        walk_in.accept(op2_melong, version_seen=1)


def test_scoring_opens_without_a_walk_in_nobody_confirmed(gelar_today, walk_in, op_melong, kurator_1, pemkot):
    try:
        open_scoring(gelar_today, op_melong)
    except CurationRefused as refused:
        pytest.fail(refused.reason)

    assert Result.objects.count() == 0
