"""Who sees which entries; the operator on behalf of an RW."""

import pytest
from django.utils import timezone

from accounts.models import Role
from exhibitions.models import Entry, Exhibition, Status
from tests.factories import exhibition_of, make_edition, make_entry, make_user, rw_of

from .factories import (
    found,
    html,
    newest_entry,
    rows_of,
    summary_of,
    typed,
    values_on,
    without_tokens,
)

NOWHERE = "99999999999999999999"


@pytest.fixture
def people(request):
    """The cast, made before any entry makes the accounts it needs."""
    names = ["rw_melong_5", "rw_melong_6", "rw_utama_1", "op_melong", "op_utama", "other_city_staff"]
    return {name: request.getfixturevalue(name) for name in names}


@pytest.fixture
def everywhere(people, gelar_melong, gelar_utama, edition, cipageran, other_melong, bandung):
    """{name: id} of entries of every kind of place and status; `past` belongs to a closed edition."""
    melong, utama = gelar_melong.kelurahan, gelar_utama.kelurahan
    elsewhere = exhibition_of(make_edition(bandung, people["other_city_staff"]), other_melong)
    make_user("op-bandung", Role.OPERATOR, other_melong)
    make_user("rw-bandung", Role.RW, rw_of(other_melong, 5))
    entries = {
        "withdrawn": make_entry(gelar_melong, rw_of(melong, 5), status=Status.WITHDRAWN),
        "melong_5": make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED),
        "melong_6": make_entry(gelar_melong, rw_of(melong, 6), "kriya", name="Kursi rotan"),
        "utama_1": make_entry(gelar_utama, rw_of(utama, 1), status=Status.VERIFIED),
        "cipageran_22": make_entry(
            exhibition_of(edition, cipageran), rw_of(cipageran, 22), status=Status.SUBMITTED
        ),
        "bandung": make_entry(elsewhere, rw_of(other_melong, 5), status=Status.SUBMITTED),
    }
    return {name: entry.pk for name, entry in entries.items()}


@pytest.fixture
def past(people, cimahi, melong, utama, cipageran, pemkot):
    """An entry of RW 05 Melong in an edition that is closed."""
    edition = make_edition(cimahi, pemkot, year=2025, name="OPOR 2025")
    entry = make_entry(exhibition_of(edition, melong), rw_of(melong, 5), status=Status.SUBMITTED)
    edition.closed_at, edition.closed_by = timezone.now(), edition.opened_by
    edition.save()
    return entry


@pytest.mark.parametrize(
    ("person", "seen"),
    [
        ("op_melong", {"withdrawn", "melong_5", "melong_6"}),
        ("op_utama", {"utama_1"}),
        ("lurah_melong", {"withdrawn", "melong_5", "melong_6"}),
        ("camat_selatan", {"withdrawn", "melong_5", "melong_6", "utama_1"}),
        ("camat_utara", {"cipageran_22"}),
        ("pemkot", {"withdrawn", "melong_5", "melong_6", "utama_1", "cipageran_22"}),
    ],
)
def test_the_list_holds_the_open_edition_of_the_own_territory(
    request, past, everywhere, client_of, person, seen
):
    page = client_of(request.getfixturevalue(person)).get("/usulan/")

    assert set(rows_of(page)) == {everywhere[name] for name in seen}
    assert found(page, r'<p class="quiet">(\d+ usulan)') == [f"{len(seen)} usulan"]


def test_an_rw_sees_its_own_live_entry_and_what_came_before(past, everywhere, client_of, rw_melong_5):
    page = client_of(rw_melong_5).get("/usulan/")

    assert found(page, r'<h2><a href="/usulan/(\d+)/"') == [str(everywhere["melong_5"])]
    assert rows_of(page) == [everywhere["withdrawn"], past.pk]


def test_filters_and_search_narrow_the_list_and_its_count(everywhere, client_of, pemkot):
    expected = {
        "?kategori=kriya": {"melong_6"},
        "?status=diajukan": {"melong_5", "cipageran_22"},
        "?kelurahan=utama": {"utama_1"},
        "?kecamatan=cimahi-utara": {"cipageran_22"},
        "?q=ROTAN": {"melong_6"},
        "?q=cirendeu&kelurahan=utama": {"utama_1"},
        "?q=%25": set(),
        "?kategori=kriya&kelurahan=utama": set(),
    }
    desk = client_of(pemkot)

    pages = {query: desk.get(f"/usulan/{query}") for query in expected}

    seen = {query: set(rows_of(page)) for query, page in pages.items()}
    counts = {query: found(page, r'<p class="quiet">(\d+ usulan[^<]*)') for query, page in pages.items()}
    assert seen == {query: {everywhere[name] for name in names} for query, names in expected.items()}
    assert counts == {
        query: [f"{len(names)} usulan sesuai saringan."] if names else [] for query, names in expected.items()
    }


def test_no_filter_opens_another_territory(everywhere, client_of, op_melong):
    desk = client_of(op_melong)
    queries = ["kelurahan=utama", "kecamatan=cimahi-utara", "q=Selendang", "kategori=tpt", "status=diajukan"]

    seen = [pk for query in queries for pk in rows_of(desk.get(f"/usulan/?{query}"))]

    assert set(seen) == {everywhere[name] for name in ("withdrawn", "melong_5", "melong_6")}


def test_a_value_that_is_not_understood_filters_nothing(everywhere, client_of, op_melong):
    desk = client_of(op_melong)
    queries = ["halaman=abc", "halaman=-3", "halaman=999", "kategori=%00", "q=%00", "status=x", "halaman=%00"]

    shown = [len(rows_of(desk.get(f"/usulan/?{query}"))) for query in queries]

    assert shown == [3] * len(queries)


@pytest.mark.parametrize("person", ["lurah_melong", "camat_selatan", "pemkot"])
def test_who_only_reads_finds_no_button_and_may_change_nothing(request, everywhere, client_of, person):
    desk = client_of(request.getfixturevalue(person))
    pk = everywhere["melong_5"]

    page = desk.get(f"/usulan/{pk}/")
    answers = [
        desk.get(f"/usulan/{pk}/{form}/").status_code
        for form in ("ubah", "pelaku", "periksa", "tarik", "foto")
    ]
    answers += [
        desk.post(f"/usulan/{pk}/{act}/", typed("usaha")).status_code
        for act in ("ubah/harga", "tarik", "ajukan")
    ]
    answers += [desk.post("/usulan/baru/", typed("usaha")).status_code, desk.get("/usulan/baru/").status_code]

    assert page.status_code == 200
    assert found(page, r"<main.*?(<form|class=\"button)") == []
    assert answers == [403] * 10
    assert Entry.objects.get(pk=pk).status == Status.SUBMITTED


def paths_of(pk):
    own_forms = ("ubah/harga", "pelaku", "tarik", "foto")
    forms = ["baru", "tidak-mengusulkan/5", *(f"{pk}/{page}" for page in own_forms)]
    acts = [f"{pk}/ajukan", f"{pk}/foto/1/hapus"]
    pages = ["", f"{pk}", f"{pk}/ubah", f"{pk}/periksa", f"{pk}/terkirim", f"{pk}/foto/1/besar"]
    return [("get", path) for path in forms + pages] + [("post", path) for path in forms + acts]


def test_a_curator_comes_to_none_of_these_pages(everywhere, client_of, kurator_1):
    phone = client_of(kurator_1)

    answers = {
        (method, path): getattr(phone, method)(f"/usulan/{path}/".replace("//", "/")).status_code
        for method, path in paths_of(everywhere["melong_5"])
    }

    assert answers == dict.fromkeys(answers, 403)
    assert len(answers) == 20


@pytest.mark.parametrize(
    "person", ["rw_melong_6", "op_utama", "lurah_utama", "camat_utara", "other_city_staff"]
)
def test_an_entry_of_others_answers_as_one_that_does_not_exist(
    request, everywhere, client_of, utama, settings, person
):
    settings.OPOR_KOTA = "32.73" if person == "other_city_staff" else "32.77"
    who = (
        make_user("lurah-utama", Role.VIEWER, utama)
        if person == "lurah_utama"
        else request.getfixturevalue(person)
    )
    desk = client_of(who)
    for method, path in paths_of(everywhere["melong_5"])[5:]:
        if "baru" in path or "mengusulkan" in path or not path:
            continue
        foreign = getattr(desk, method)(f"/usulan/{path}/")
        missing = getattr(desk, method)(f"/usulan/{path}/".replace(str(everywhere["melong_5"]), NOWHERE))

        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert without_tokens(foreign) == without_tokens(missing)


def test_an_operator_enters_on_behalf_and_it_is_said_wherever_the_entry_stands(
    client_of, op_melong, rw_melong_5, gelar_melong
):
    desk, phone = client_of(op_melong), client_of(rw_melong_5)

    desk.post("/usulan/baru/", typed("usaha", rw=str(rw_melong_5.rw_id)))

    entry = newest_entry()
    assert (entry.rw, entry.on_behalf, entry.created_by) == (rw_melong_5.rw, True, op_melong)
    mark = "Dibuat operator atas nama RW"
    assert html(desk.get(f"/usulan/{entry.pk}/")).count(mark) == 1
    assert html(phone.get(f"/usulan/{entry.pk}/")).count(mark) == 1
    assert html(phone.get("/usulan/")).count(mark) == 1
    assert html(desk.get("/usulan/")).count("dibuat operator") == 1


def test_an_entry_on_behalf_is_marked_in_the_queue_too(client_of, op_melong, rw_melong_5, gelar_melong):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.SUBMITTED, by=op_melong)
    desk = client_of(op_melong)

    assert html(desk.get("/verifikasi/")).count("dibuat operator") == 1
    assert html(desk.get(f"/verifikasi/{entry.pk}/")).count("Dibuat operator atas nama RW") == 1


def test_an_operator_is_offered_the_rw_of_the_own_kelurahan_without_entry(everywhere, client_of, op_melong):
    page = client_of(op_melong).get("/usulan/baru/")

    offered = [label for _, label in page.context["form"].fields["rw"].choices]
    assert offered == ["Pilih RW", "RW 01", "RW 08"]


@pytest.mark.parametrize("value", ["of utama", "", "0", NOWHERE, "x", "\0"])
def test_an_operator_names_no_other_rw(client_of, op_melong, gelar_melong, utama, value):
    sent = typed("usaha", rw=str(rw_of(utama, 1).pk) if value == "of utama" else value)

    page = client_of(op_melong).post("/usulan/baru/", sent)

    assert [link for link, _ in summary_of(page)] == ["#id_rw"]
    assert Entry.objects.count() == 0


def test_an_rw_enters_for_itself_whatever_it_sends(client_of, rw_melong_5, rw_melong_6, gelar_melong):
    client_of(rw_melong_5).post("/usulan/baru/", typed("usaha", rw=str(rw_melong_6.rw_id)))

    assert (newest_entry().rw, newest_entry().on_behalf) == (rw_melong_5.rw, False)


def test_a_second_click_of_the_operator_leads_to_the_entry_of_the_first(client_of, op_melong, gelar_melong):
    desk, sent = client_of(op_melong), typed("usaha", rw=str(rw_of(op_melong.kelurahan, 5).pk))

    answers = [desk.post("/usulan/baru/", sent).headers["Location"] for _ in range(2)]

    entry = Entry.objects.get()
    assert answers == [f"/usulan/{entry.pk}/ubah/produk/"] * 2


def test_the_operator_is_told_when_the_rw_has_entered_meanwhile(
    client_of, op_melong, rw_melong_5, gelar_melong
):
    entry = make_entry(gelar_melong, rw_melong_5.rw, name="Batik tulis")
    sent = typed("usaha", business_name="Lain", maker="baru", rw=str(rw_melong_5.rw_id))

    page = client_of(op_melong).post("/usulan/baru/", sent)

    sentence = "RW 05 sudah punya usulan: Batik tulis. Isian di bawah ini belum disimpan."
    assert (page.status_code, summary_of(page)) == (409, [("", sentence)])
    assert html(page).count(f'href="/usulan/{entry.pk}/"') == 1
    assert values_on(page) == sent


def test_the_rw_without_entry_stand_below_the_list(everywhere, client_of, op_melong):
    page = client_of(op_melong).get("/usulan/")

    assert found(page, r'class="row__main"[^>]*>(RW \d\d)<') == ["RW 01", "RW 08"]
    assert found(page, r'class="status status--(none)"') == ["none", "none"]


@pytest.mark.parametrize("query", ["?rw=x", "?rw=", "?rw=0", f"?rw={NOWHERE}", "?rw=%00"])
def test_the_form_opens_whatever_rw_its_address_names(client_of, op_melong, gelar_melong, query):
    page = client_of(op_melong).get(f"/usulan/baru/{query}")

    assert (page.status_code, values_on(page)["rw"]) == (200, "")


def test_the_form_opens_with_the_rw_that_was_chosen_in_the_list(client_of, op_melong, gelar_melong):
    rw = rw_of(op_melong.kelurahan, 8)

    page = client_of(op_melong).get(f"/usulan/baru/?rw={rw.pk}")

    assert values_on(page)["rw"] == str(rw.pk)


@pytest.mark.parametrize("person", ["op_melong", "lurah_melong", "pemkot", "rw_melong_5"])
def test_the_list_says_what_will_come_where_nothing_is(request, client_of, gelar_melong, person):
    page = client_of(request.getfixturevalue(person)).get("/usulan/")

    expected = "Belum mengusulkan" if person == "rw_melong_5" else "Belum ada usulan"
    assert found(page, r'class="empty__title">(.*?)<') == [expected]


def test_before_an_edition_is_open_the_rw_learns_who_opens_it(client_of, rw_melong_5):
    page = client_of(rw_melong_5).get("/usulan/")

    assert found(page, r'class="empty__title">(.*?)<') == ["Pendaftaran belum dibuka"]
    assert Exhibition.objects.count() == 0
