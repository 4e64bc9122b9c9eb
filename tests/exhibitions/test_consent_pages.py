"""The owner's consents on the pages of an entry: recording on screen and on paper."""

import pytest

from accounts.models import AuditEvent
from exhibitions import consents as entry_consents
from exhibitions.models import Status
from products import consents
from products.models import PrivateFile
from tests.factories import make_entry
from tests.products.papers import pdf
from tests.products.permit_factories import sign_on_paper

from .acts import stored
from .consent_cast import (  # noqa: F401 - fixtures are asked for by name
    NOTHING_TICKED,
    OWNER,
    Kind,
    bare,
    entry,
    in_force,
    past_deadline,
    send,
    sheet,
    start_scoring,
    states_on,
    withdraw,
)
from .factories import found, html, messages_of, summary_of, timeline_of, values_on

# Recording on screen


def test_the_page_says_what_is_in_force_by_whom_and_when(phone, entry):
    page = phone.get(f"/usulan/{entry.pk}/persetujuan/")

    assert states_on(page) == {
        "registration": "Disetujui",
        "publication": "Tidak ada",
        "contact": "Tidak ada",
        "faces": "Tidak ada",
    }
    assert timeline_of(page) == [
        ("Disetujui: Pendaftaran dan penilaian", OWNER, "Di layar, teks versi 1"),
    ]
    assert html(page).count("Dicatat Rw Melong 05. Teks versi 1.") == 1


def test_what_was_agreed_to_is_shown_by_the_text_of_that_day(phone, entry, monkeypatch):
    agreed = consents.current_text(Kind.REGISTRATION)
    monkeypatch.setitem(consents.TEXTS[Kind.REGISTRATION], 2, "Kata-kata baru.")

    texts = found(phone.get(f"/usulan/{entry.pk}/persetujuan/"), r'<p class="inset">(.*?)</p>')

    assert texts[0] == agreed


def test_no_box_is_ticked_beforehand_and_what_is_in_force_has_none(phone, entry):
    page = phone.get(f"/usulan/{entry.pk}/persetujuan/catat/")

    boxes = found(page, r'type="checkbox" name="(\w+)"')
    assert (boxes, values_on(page)) == (["publication", "contact", "faces"], {"owner_name": OWNER})


def test_each_box_records_its_own_consent(phone, entry, rw_melong_5):
    answer = send(phone, entry, contact="on")

    given = entry.product.consents.get(kind=Kind.CONTACT)
    assert messages_of(answer) == [("ok", "Persetujuan dicatat.")]
    assert in_force(entry) == {Kind.REGISTRATION, Kind.CONTACT}
    assert (given.owner_name, given.recorded_by, given.medium) == (OWNER, rw_melong_5, "layar")


def test_nothing_ticked_is_said_and_the_name_stays(phone, entry):
    page = send(phone, entry, owner_name="Ibu Euis")

    assert (summary_of(page), values_on(page)) == ([("", NOTHING_TICKED)], {"owner_name": "Ibu Euis"})
    assert in_force(entry) == {Kind.REGISTRATION}


def test_a_consent_has_the_name_of_an_owner(phone, entry):
    page = send(phone, entry, owner_name="", contact="on")

    told = "Nama pemilik yang menyetujui: Tulis nama pemiliknya."
    assert summary_of(page) == [("#id_owner_name", told)]
    assert values_on(page) == {"owner_name": "", "contact": "on"}


def test_a_second_click_is_told_and_changes_nothing(phone, entry):
    everything = {"publication": "on", "contact": "on", "faces": "on"}
    send(phone, entry, **everything)

    answer = send(phone, entry, **everything)

    assert messages_of(answer) == [
        ("info", "Persetujuan ini sudah dicatat. Tidak ada yang perlu dicatat lagi.")
    ]
    assert entry.product.consents.count() == 4


def test_consent_to_registration_is_recorded_for_a_draft(phone, bare):
    send(phone, bare, consent="on")

    assert in_force(bare) == {Kind.REGISTRATION}


def test_the_other_consents_leave_a_verified_entry_as_it_is(phone, entry, op_melong):
    entry.accept(op_melong, version_seen=1)

    send(phone, entry, publication="on", contact="on", faces="on")

    assert (stored(entry).status, entry.versions.count()) == (Status.VERIFIED, 1)


@pytest.mark.parametrize("moment", ["after the deadline", "after scoring started", "after withdrawal"])
def test_publication_contact_and_faces_are_recorded_and_withdrawn_at_any_time(
    phone, entry, kurator_1, pemkot, rw_melong_5, moment
):
    if moment == "after the deadline":
        past_deadline(entry)
    elif moment == "after scoring started":
        start_scoring(entry, kurator_1, pemkot)
    else:
        entry.withdraw(rw_melong_5, "Pindah rumah.")

    send(phone, entry, publication="on", contact="on", faces="on")
    given = in_force(entry)
    for kind in ("publication", "contact", "faces"):
        withdraw(phone, entry, kind)

    assert (given, in_force(entry)) == (set(Kind), {Kind.REGISTRATION})


def test_consent_to_registration_is_not_offered_after_the_deadline(phone, bare):
    past_deadline(bare)

    page = phone.get(f"/usulan/{bare.pk}/persetujuan/catat/")

    assert found(page, r'type="checkbox" name="(\w+)"') == ["publication", "contact", "faces"]


def test_a_box_that_was_not_offered_records_nothing(phone, bare):
    past_deadline(bare)

    send(phone, bare, consent="on", contact="on")

    assert in_force(bare) == {Kind.CONTACT}


# On paper


def test_the_sheet_names_what_is_signed_and_how_to_take_it_back(phone, entry):
    page = phone.get(f"/usulan/{entry.pk}/persetujuan/cetak/")

    sheet_text = html(page)
    boxes = found(page, r'<span class="paper__box".*?<h2>(.*?)</h2>')
    assert boxes == [kind.label for kind in Kind]
    assert [sheet_text.count(consents.current_text(kind)) for kind in Kind] == [1] * 4
    assert found(page, r"<dd>(.*?)</dd>")[:3] == [
        "Batik Cirendeu",
        "Selendang ecoprint daun jati",
        "RW 05 Kelurahan Melong, OPOR 2026",
    ]
    assert found(page, r"<dt>(.*?)</dt>")[3:] == [
        "Tempat dan tanggal",
        "Nama pemilik",
        "Tanda tangan pemilik",
    ]
    assert sheet_text.count("Pengendali data: Pemerintah Kota Cimahi.") == 1
    assert sheet_text.count("Setiap persetujuan dapat ditarik kapan saja") == 1


def test_a_signed_sheet_is_one_file_for_what_was_ticked_on_it(phone, entry):
    send(phone, entry, "kertas", publication="on", faces="on", paper=sheet())

    given = entry.product.consents.filter(medium="kertas").order_by("pk")
    assert [consent.kind for consent in given] == [Kind.PUBLICATION, Kind.FACES]
    assert len({consent.paper_id for consent in given}) == PrivateFile.objects.count() == 1


def test_a_sheet_without_file_is_asked_for(phone, entry):
    page = send(phone, entry, "kertas", publication="on")

    told = "Foto lembar yang ditandatangani: Pilih foto lembarnya dahulu."
    assert (summary_of(page), in_force(entry)) == ([("#id_paper", told)], {Kind.REGISTRATION})


def test_a_sheet_that_is_no_picture_is_refused_and_the_ticks_stay(phone, entry):
    page = send(phone, entry, "kertas", publication="on", paper=sheet(b"halo"))

    told = "Berkas ini bukan foto atau PDF. Foto saja dokumennya, atau pilih berkas PDF."
    assert summary_of(page) == [("#id_paper", f"Foto lembar yang ditandatangani: {told}")]
    assert (values_on(page)["publication"], PrivateFile.objects.count()) == ("on", 0)


def test_a_sheet_for_what_somebody_else_recorded_meanwhile_leaves_no_file(
    phone, entry, op_melong, monkeypatch
):
    def record_first(upload):
        consents.record(entry.product, Kind.PUBLICATION, OWNER, op_melong)
        return take(upload)

    take = entry_consents.private_files.take
    monkeypatch.setattr("exhibitions.views.consents.take", record_first)

    page = send(phone, entry, "kertas", publication="on", paper=sheet())

    assert summary_of(page) == [("", "Persetujuan ini sudah dicatat. Tidak ada yang perlu dicatat lagi.")]
    assert PrivateFile.objects.count() == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("rw_melong_5", 200),
        ("rw_melong_6", 404),
        ("op_melong", 200),
        ("op_utama", 404),
        ("lurah_melong", 403),
        ("camat_selatan", 403),
        ("pemkot", 200),
        ("kurator_1", 403),
    ],
)
def test_a_signed_sheet_is_opened_by_those_who_answer_for_it(
    request, entry, rw_melong_5, client_of, person, status
):
    given = sign_on_paper(entry.product, rw_melong_5)

    answer = client_of(request.getfixturevalue(person)).get(
        f"/usulan/{entry.pk}/persetujuan/kertas/{given.pk}/"
    )

    assert answer.status_code == status
    assert (answer.getvalue() == pdf()) == (status == 200)


def test_opening_a_signed_sheet_is_noted(phone, entry, rw_melong_5):
    given = sign_on_paper(entry.product, rw_melong_5)

    phone.get(f"/usulan/{entry.pk}/persetujuan/kertas/{given.pk}/").getvalue()

    noted = AuditEvent.objects.about(given.paper).get()
    assert (noted.action, noted.by) == ("paper_opened", rw_melong_5)


def test_a_sheet_is_reached_through_its_own_product_only(phone, entry, gelar_melong, rw_melong_6):
    theirs = make_entry(gelar_melong, rw_melong_6.rw)
    given = sign_on_paper(theirs.product, rw_melong_6)
    on_screen = entry.product.consents.get()

    paths = [
        f"/usulan/{entry.pk}/persetujuan/kertas/{given.pk}/",
        f"/usulan/{entry.pk}/persetujuan/kertas/{on_screen.pk}/",
    ]
    assert [phone.get(path).status_code for path in paths] == [404, 404]


def test_who_only_reads_gets_no_link_to_act_or_to_the_sheet(client_of, lurah_melong, entry, rw_melong_5):
    sign_on_paper(entry.product, rw_melong_5)

    page = client_of(lurah_melong).get(f"/usulan/{entry.pk}/persetujuan/")

    assert found(page, r'href="/usulan/\d+/persetujuan/(\w*/?.*?)"') == []
    assert states_on(page)["publication"] == "Disetujui"


def test_staff_open_the_sheet_and_record_nothing(client_of, pemkot, entry, rw_melong_5):
    given = sign_on_paper(entry.product, rw_melong_5)

    page = client_of(pemkot).get(f"/usulan/{entry.pk}/persetujuan/")

    assert found(page, r'href="/usulan/\d+/persetujuan/(\w*/?.*?)"') == [f"kertas/{given.pk}/"]
