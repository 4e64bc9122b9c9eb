"""The whole way of one product, by real people's browsers: register, verify, score, rank."""

import pytest
from django.utils import timezone

from curation.panels import seat
from exhibitions.models import Entry, Exhibition, Status
from tests.factories import make_entry, rw_of

from .conftest import DESK
from .registering import Counter, tell

ADVICE = "Tepi mudah terurai: kelim semua tepi."
OTHERS = {6: "Sarung bantal jumputan", 8: "Kerudung ecoprint"}
STRENGTH = "Motif daunnya jelas sampai urat terkecil."


def score(page, value):
    for fieldset in page.locator("fieldset.keys").all():
        fieldset.locator(f"input[value='{value}'] + label").click()
    page.locator("[name=strength]").fill(STRENGTH)
    page.locator("[name=advice]").fill(ADVICE)
    page.get_by_role("button", name="Kirim dan lanjut").click()
    page.get_by_text("terkirim pukul").wait_for()


@pytest.fixture
def neighbours(gelar_melong, melong, op_melong, rw_melong_6, kurator_1, pemkot):
    """Two verified products of other RW, a curator's seat in each panel, and no day set yet."""
    for number, name in OTHERS.items():
        make_entry(gelar_melong, rw_of(melong, number), status=Status.VERIFIED, name=name)
    for panel in gelar_melong.panels.all():
        seat(panel, kurator_1, pemkot)


def hold_today(exhibition):
    Exhibition.objects.filter(pk=exhibition.pk).update(held_on=timezone.localdate())


def test_a_product_is_registered_verified_scored_and_ranked(
    visit, neighbours, gelar_melong, rw_melong_5, op_melong, kurator_1, pemkot
):
    the_rw_registers(visit(), rw_melong_5)
    entry = Entry.objects.get(rw=rw_melong_5.rw)
    assert (entry.status, entry.versions.count(), entry.product.photos.count()) == (Status.SUBMITTED, 1, 1)

    the_operator_verifies(visit(DESK), op_melong)
    entry.refresh_from_db()
    assert entry.status == Status.VERIFIED

    hold_today(gelar_melong)
    the_operator_starts_scoring(visit(DESK), op_melong, gelar_melong)
    the_curator_scores(visit(), kurator_1)
    assert rows_of_the_ranking(visit(DESK), pemkot) == [
        "Tas belanja kain perca",
        *sorted(OTHERS.values(), reverse=True),
    ]


def the_rw_registers(phone, user):
    phone.sign_in(user)
    phone.look("rw-kosong")
    tell(Counter(phone.page))


def the_operator_verifies(desk, user):
    page = desk.sign_in(user)
    desk.look("op-antrean")
    page.get_by_role("link", name="Tas belanja kain perca").click()
    desk.look("op-verifikasi")
    page.get_by_role("button", name="Terima usulan").click()
    page.get_by_text("diterima.").wait_for()


def the_operator_starts_scoring(desk, user, exhibition):
    page = desk.sign_in(user)
    page.goto(f"/hari-gelar/{exhibition.pk}/")
    desk.look("op-hari-gelar")
    page.goto(f"/hari-gelar/{exhibition.pk}/buka/")
    desk.look("op-buka-penilaian")
    page.locator("main form button").last.click()
    page.wait_for_url(f"**/hari-gelar/{exhibition.pk}/")


def the_curator_scores(phone, user):
    page = phone.sign_in(user)
    phone.look("kurator-daftar")
    page.get_by_role("link", name="Tas belanja kain perca").click()
    phone.look("kurator-lembar")
    score(page, 5)
    for name in OTHERS.values():
        page.goto("/kurasi/")
        page.get_by_role("link", name=name).click()
        score(page, 3)
    page.goto("/kurasi/nilai/")
    phone.look("kurator-nilai")


def rows_of_the_ranking(desk, user):
    page = desk.sign_in(user)
    desk.look("pemkot-rekap")
    page.goto("/peringkat/melong/")
    desk.look("pemkot-peringkat")
    cells = page.locator("table.table").first.locator("tbody th[scope=row]").all_inner_texts()
    return [
        next(name for name in ("Tas belanja kain perca", *OTHERS.values()) if name in cell) for cell in cells
    ]
