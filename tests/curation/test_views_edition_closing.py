"""The page that closes an edition: what is unfinished, the tick, and what can be done afterwards."""

import re

from django.utils import timezone

from curation.editions import close_edition
from curation.models import PanelState
from curation.panels import close_scoring
from exhibitions.models import Edition, Status
from tests.exhibitions.factories import found, html, messages_of, summary_of, without_tokens
from tests.factories import make_edition, make_entry, make_scoring, rw_of

from .factories import counted, notices_of


def close_panels(exhibition, by):
    for panel in exhibition.panels.filter(state=PanelState.OPEN):
        close_scoring(panel, by)


def closing_facts(page):
    """[(what, how many)] of what is unfinished."""
    return list(zip(found(page, r"<dt>(.*?)</dt>"), found(page, r"<dd>(.*?)</dd>"), strict=True))


def test_the_open_edition_alone_offers_its_closing(client_of, edition, cimahi, pemkot):
    close_edition(edition, pemkot)
    new = make_edition(cimahi, pemkot, 2027, "OPOR 2027")

    page = client_of(pemkot).get("/edisi/")

    assert re.findall(r'href="(/edisi/\d+/tutup/)"', html(page)) == [f"/edisi/{new.pk}/tutup/"]


def test_the_page_of_closing_names_what_is_unfinished_and_leads_there(
    client_of, edition, gelar_melong, melong, pemkot
):
    for number, status in ((5, Status.SUBMITTED), (6, Status.DRAFT), (8, Status.VERIFIED)):
        make_entry(gelar_melong, rw_of(melong, number), status=status)

    page = client_of(pemkot).get(f"/edisi/{edition.pk}/tutup/")

    assert closing_facts(page) == [
        ("Gelar belum dinilai", "3 kelurahan"),
        ("Menunggu verifikasi", "1 usulan"),
        ("Draf, belum diajukan", "1 usulan"),
    ]
    assert re.findall(r'facts__action">\s*<a href="([^"]+)"', html(page)) == [
        "/hari-gelar/",
        "/usulan/?status=diajukan",
        "/usulan/?status=draf",
    ]


def test_closing_counts_nothing_of_another_edition(
    client_of, edition, gelar_melong, melong, cimahi, pemkot, other_melong, other_city_staff
):
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    close_edition(edition, pemkot)
    new = make_edition(cimahi, pemkot, 2027, "OPOR 2027")
    bandung = make_edition(other_melong.kota, other_city_staff)
    bandung.exhibitions.get().panels.update(state=PanelState.OPEN)

    page = client_of(pemkot).get(f"/edisi/{new.pk}/tutup/")

    assert closing_facts(page) == [("Gelar belum dinilai", "3 kelurahan")]
    assert "Belum dapat ditutup" not in html(page)


def test_closing_waits_for_a_tick_while_something_is_unfinished(client_of, edition, pemkot):
    client, url = client_of(pemkot), f"/edisi/{edition.pk}/tutup/"

    page = client.post(url)
    answer = client.post(url, {"accepted": "on"})

    assert [link for link, _ in summary_of(page)] == ["#id_accepted"]
    assert (answer.status_code, answer.url) == (302, "/edisi/")
    assert messages_of(client.get(answer.url)) == [("ok", "Edisi OPOR 2026 ditutup.")]
    assert Edition.objects.get().closed_by == pemkot


def test_with_nothing_unfinished_one_click_closes(
    client_of, edition, scoring, gelar_utama, kurator_1, cipageran, pemkot
):
    for exhibition in edition.exhibitions.exclude(pk=scoring.pk):
        make_scoring(exhibition, [kurator_1], pemkot)
    for exhibition in edition.exhibitions.all():
        close_panels(exhibition, pemkot)
    client, url = client_of(pemkot), f"/edisi/{edition.pk}/tutup/"

    page = client.get(url)
    answer = client.post(url)

    assert notices_of(page) == ["Semua gelar sudah dinilai dan semua usulan sudah diputus."]
    assert 'name="accepted"' not in html(page)
    assert (answer.status_code, Edition.objects.get().is_open) == (302, False)


def test_open_scoring_is_named_with_its_page_and_nothing_is_closed(client_of, edition, scoring, pemkot):
    close_scoring(scoring.panels.get(category__slug="kriya"), pemkot)
    client, url = client_of(pemkot), f"/edisi/{edition.pk}/tutup/"

    page = client.get(url)
    refused = client.post(url, {"accepted": "on"})

    assert notices_of(page) == [
        "Belum dapat ditutup: penilaian masih dibuka Tutup dahulu penilaian di: Kelurahan Melong : TPT, Kuliner"
    ]
    assert f'<a href="/hari-gelar/{scoring.pk}/">Kelurahan Melong</a>' in html(page)
    assert ">Tutup edisi</button>" not in html(page)
    assert summary_of(refused) == [("", "Masih ada penilaian yang dibuka. Tutup penilaian itu dahulu.")]
    assert Edition.objects.get().is_open


def test_a_second_click_says_the_same_and_leaves_the_first_closing(client_of, edition, pemkot, pemkot_2):
    url = f"/edisi/{edition.pk}/tutup/"
    client_of(pemkot).post(url, {"accepted": "on"})
    before = Edition.objects.get()

    answer = client_of(pemkot_2).post(url, {"accepted": "on"})
    page = client_of(pemkot_2).get(url)

    after = Edition.objects.get()
    assert (answer.status_code, after.closed_at, after.closed_by) == (302, before.closed_at, pemkot)
    assert found(page, r"<h1>(.*?)</h1>") == ["OPOR 2026 sudah ditutup"]
    assert ">Tutup edisi</button>" not in html(page)


def test_an_edition_of_another_kota_cannot_be_closed(client_of, pemkot, other_melong, other_city_staff):
    foreign = make_edition(other_melong.kota, other_city_staff)
    client = client_of(pemkot)

    answers = [client.get(f"/edisi/{pk}/tutup/") for pk in (foreign.pk, 0)]
    posted = client.post(f"/edisi/{foreign.pk}/tutup/", {"accepted": "on"})

    assert [answer.status_code for answer in (*answers, posted)] == [404] * 3
    assert without_tokens(answers[0]) == without_tokens(answers[1])
    assert Edition.objects.get().is_open


def test_the_page_of_closing_asks_as_many_queries_for_three_of_each_as_for_one(
    client_of, edition, melong, gelar_melong, pemkot
):
    client, url = client_of(pemkot), f"/edisi/{edition.pk}/tutup/"
    make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    gelar_melong.panels.update(state=PanelState.OPEN)
    _, for_one = counted(lambda: client.get(url))
    for number, status in ((6, Status.DRAFT), (8, Status.RETURNED)):
        make_entry(gelar_melong, rw_of(melong, number), status=status)
    for exhibition in edition.exhibitions.all():
        exhibition.panels.update(state=PanelState.OPEN)

    _, for_three = counted(lambda: client.get(url))

    assert len(for_three) == len(for_one) <= 6


def test_the_day_of_a_closed_edition_is_only_read(client_of, edition, gelar_melong, pemkot):
    close_edition(edition, pemkot)
    client = client_of(pemkot)

    page = client.get(f"/hari-gelar/{gelar_melong.pk}/")
    refused = client.post(
        f"/hari-gelar/{gelar_melong.pk}/jadwal/", {"held_on": str(timezone.localdate()), "venue": "Aula"}
    )

    assert [act in html(page) for act in ("/jadwal/", "/kurator/", "/buka/", "/stan/")] == [False] * 4
    assert summary_of(refused) == [("", "OPOR 2026 sudah ditutup: tidak ada yang dapat diubah lagi.")]
