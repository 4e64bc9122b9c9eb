"""Legalitas: telling of a permit."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.formats import date_format

from exhibitions.forms.permits import day_of
from exhibitions.models import Status
from products import permits
from products.models import Permit, PrivateFile
from tests.factories import make_entry, make_scoring
from tests.products.permit_factories import make_permit

from .acts import newest_step, stored
from .factories import found, html, messages_of, summary_of, values_on
from .permit_cast import (  # noqa: F401 - fixtures are asked for by name
    HALAL_WARNING,
    NIB,
    entry,
    food,
    kinds_on,
    permit,
    send,
    upload,
    verified,
)


def test_a_permit_is_told_with_number_date_and_file(phone, entry):
    answer = send(phone, entry, expires_on="31-12-2030", file=upload())

    told = permit()
    assert messages_of(answer) == [("ok", "Legalitas disimpan.")]
    assert (told.state, told.number, told.expires_on, told.file.added_by) == (
        "ada",
        NIB,
        date(2030, 12, 31),
        entry.created_by,
    )


def test_the_list_puts_what_fits_the_product_in_front(phone, entry):
    assert kinds_on(phone.get(f"/usulan/{entry.pk}/legalitas/")) == [
        ["nib", "merek", "sni"],
        ["pirt", "bpom", "halal", "tkdn", "lainnya"],
    ]


def test_food_is_asked_for_halal_pirt_and_bpom_first(phone, food):
    assert kinds_on(phone.get(f"/usulan/{food.pk}/legalitas/")) == [
        ["nib", "halal", "pirt", "bpom"],
        ["merek", "sni", "tkdn", "lainnya"],
    ]


def test_what_was_told_stands_in_front_whatever_it_is(phone, entry):
    make_permit(entry.product.business, entry.created_by, kind="tkdn", state="proses")

    assert kinds_on(phone.get(f"/usulan/{entry.pk}/legalitas/"))[0] == ["nib", "merek", "sni", "tkdn"]


@pytest.mark.parametrize(
    "written", ["1234567890123", "1234 5678 90123", "1234.5678.90123", " 1234-5678-90123 "]
)
def test_a_nib_may_be_written_with_spaces_and_dots(phone, entry, written):
    send(phone, entry, number=written)

    assert permit().number == NIB


@pytest.mark.parametrize(("written", "count"), [("123", 3), ("12345678901234", 14), ("123456789012O", 13)])
def test_a_nib_of_another_shape_is_said_at_the_field_and_stays_there(phone, entry, written, count):
    page = send(phone, entry, number=written, expires_on="1 mei 2030")

    told = f"NIB: NIB terdiri dari 13 angka; yang tertulis {count}. Periksa lagi angkanya."
    assert (summary_of(page), Permit.objects.count()) == ([("#id_number", told)], 0)
    assert values_on(page) == {"state": "ada", "number": written, "expires_on": "1 mei 2030", "file": ""}


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31-12-2030", date(2030, 12, 31)),
        ("1/2/2030", date(2030, 2, 1)),
        ("01.02.2030", date(2030, 2, 1)),
        ("31 Desember 2030", date(2030, 12, 31)),
        ("5 agustus 2030", date(2030, 8, 5)),
        ("5 Okt. 2030", date(2030, 10, 5)),
    ],
)
def test_a_day_is_read_as_papers_write_it(phone, entry, written, day):
    send(phone, entry, expires_on=written)

    assert permit().expires_on == day


@pytest.mark.parametrize(
    "written", ["besok", "31-02-2030", "12-2030", "31 foo 2030", "31-13-2030", "0-1-2030"]
)
def test_what_is_no_day_is_said_and_stays(phone, entry, written):
    page = send(phone, entry, expires_on=written)

    told = "Berlaku sampai: Tulis tanggalnya seperti 31-12-2027 atau 31 Desember 2027."
    assert summary_of(page) == [("#id_expires_on", told)]
    assert values_on(page)["expires_on"] == written


def date_format_months():
    """As papers of this country name them."""
    return [date_format(date(2030, month, 1), "F").lower() for month in range(1, 13)]


def test_every_month_is_known_by_its_name():
    names = date_format_months()

    months = [day_of("1", name, "2030").month for name in names]

    assert months == list(range(1, 13))


def test_a_year_far_away_is_doubted(phone, entry):
    assert summary_of(send(phone, entry, expires_on="1-1-0203")) == [
        ("#id_expires_on", "Berlaku sampai: Periksa tahunnya.")
    ]


def test_a_permit_that_has_run_out_is_kept_with_a_warning(phone, entry):
    day = timezone.localdate() - timedelta(days=1)

    answer = send(phone, entry, expires_on=f"{day:%d-%m-%Y}")

    assert messages_of(answer)[1] == (
        "warning",
        "Masa berlakunya sudah lewat. Tanyakan cara memperpanjang kepada operator kelurahan.",
    )
    assert permit().expires_on == day


@pytest.mark.parametrize("typed", [{"number": NIB}, {"expires_on": "1-1-2030"}, {"file": upload()}])
def test_details_typed_beside_another_state_are_not_lost(phone, entry, typed):
    page = send(phone, entry, **{"state": "proses", "number": "", **typed})

    told = "Nomor, tanggal, atau berkas baru diisi. Pilih Sudah ada, atau kosongkan isian itu."
    assert summary_of(page) == [("#id_state_0", f"Keadaannya sekarang: {told}")]
    assert Permit.objects.count() == 0


def test_a_permit_that_is_no_longer_held_loses_what_was_stored(phone, entry):
    send(phone, entry, expires_on="1-1-2030", file=upload())

    send(phone, entry, state="belum", expires_on="01-01-2030")

    told = permit()
    assert (told.state, told.number, told.expires_on, told.file) == ("belum", "", None, None)


def test_nothing_chosen_is_said(phone, entry):
    page = send(phone, entry, state="", number="")

    assert summary_of(page) == [("#id_state_0", "Keadaannya sekarang: Pilih salah satu.")]


def test_a_bad_file_is_said_at_its_field_and_the_rest_stays(phone, entry):
    page = send(phone, entry, file=upload(b"halo", "nib.exe"))

    told = "Berkas ini bukan foto atau PDF. Foto saja dokumennya, atau pilih berkas PDF."
    assert summary_of(page) == [("#id_file", f"Foto atau PDF dokumennya: {told}")]
    assert (values_on(page)["number"], PrivateFile.objects.count()) == (NIB, 0)


def test_an_empty_file_leaves_no_row(phone, entry):
    page = send(phone, entry, file=SimpleUploadedFile("nib.pdf", b""))

    assert summary_of(page) == [("#id_file", "Foto atau PDF dokumennya: Berkas kosong. Pilih berkas lain.")]
    assert PrivateFile.objects.count() == 0


def test_the_stored_file_stays_until_it_is_removed(phone, entry):
    send(phone, entry, file=upload())
    send(phone, entry)
    kept = permit().file

    send(phone, entry, removes_file="on")

    assert (kept is not None, permit().file) == (True, None)


def test_the_form_opens_with_what_is_stored(phone, entry):
    send(phone, entry, expires_on="31-12-2030")

    page = phone.get(f"/usulan/{entry.pk}/legalitas/nib/")

    assert values_on(page) == {"state": "ada", "number": NIB, "expires_on": "31-12-2030", "file": ""}


def test_no_state_is_chosen_beforehand(phone, entry):
    assert "state" not in values_on(phone.get(f"/usulan/{entry.pk}/legalitas/halal/"))


def test_an_unknown_kind_is_not_found(phone, entry):
    assert phone.get(f"/usulan/{entry.pk}/legalitas/ktp/").status_code == 404


def test_a_change_sends_a_verified_entry_back_to_the_operator(phone, verified):
    answer = send(phone, verified)

    entry = stored(verified)
    assert messages_of(answer) == [
        ("ok", "Legalitas disimpan. Operator kelurahan memeriksa usulan ini lagi.")
    ]
    assert (entry.status, entry.versions.count()) == (Status.SUBMITTED, 2)
    assert entry.newest_version().shown_facts["permits"] == [{"kind": "nib", "state": "ada", "number": NIB}]
    assert newest_step(entry)[0] == "ubah"


def test_saying_again_that_there_is_none_leaves_a_verified_entry_as_it_is(phone, verified):
    send(phone, verified, state="belum", number="")

    assert (stored(verified).status, verified.versions.count()) == (Status.VERIFIED, 1)


def test_a_change_takes_the_operator_s_verification_away(phone, entry, op_melong):
    told = make_permit(entry.product.business, op_melong)
    permits.verify(told, told.changed_at, op_melong)

    send(phone, entry, number="9999999999999")

    assert permit().is_verified is False


def test_another_submitted_entry_of_the_maker_gets_its_version_too(
    phone, verified, gelar_melong, rw_melong_6
):
    other = make_entry(gelar_melong, rw_melong_6.rw, status=Status.VERIFIED)
    other.product.__class__.objects.filter(pk=other.product_id).update(business=verified.product.business)

    send(phone, verified)

    facts = [stored(entry).newest_version().shown_facts["permits"] for entry in (verified, other)]
    assert facts == [[{"kind": "nib", "state": "ada", "number": NIB}]] * 2
    assert (stored(other).status, newest_step(other)[3]) == (Status.SUBMITTED, verified.created_by)


def test_another_entry_whose_scoring_has_started_keeps_what_was_judged(
    phone, verified, gelar_utama, rw_utama_1, op_utama, kurator_1, pemkot
):
    other = make_entry(gelar_utama, rw_utama_1.rw, status=Status.VERIFIED)
    other.product.__class__.objects.filter(pk=other.product_id).update(business=verified.product.business)
    make_scoring(gelar_utama, [kurator_1], pemkot)

    send(phone, verified)

    assert (stored(other).status, other.versions.count()) == (Status.VERIFIED, 1)
    assert stored(verified).status == Status.SUBMITTED


def test_a_change_that_comes_too_late_is_refused_and_the_text_stays(phone, verified, kurator_1, pemkot):
    make_scoring(verified.exhibition, [kurator_1], pemkot)

    page = send(phone, verified, file=upload())

    assert summary_of(page) == [("", "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi.")]
    assert (values_on(page)["number"], Permit.objects.count(), PrivateFile.objects.count()) == (NIB, 0, 0)


def test_two_clicks_write_one_permit_and_one_version(phone, verified):
    for _ in range(2):
        send(phone, verified, file=upload())

    assert (Permit.objects.count(), verified.versions.count(), PrivateFile.objects.count()) == (1, 2, 1)


def test_the_parts_of_the_entry_lead_here_and_say_whether_anything_is_told(phone, entry):
    def state():
        page = phone.get(f"/usulan/{entry.pk}/ubah/")
        return found(page, r'<li class="task" id="legalitas">.*?task__state">(.*?)</p>')

    before = state()
    send(phone, entry, state="belum", number="")

    assert (before, state()) == (["Belum"], ["Terisi"])


@pytest.mark.parametrize(("category", "warned"), [("kuliner", True), ("tpt", False)])
@pytest.mark.parametrize("path", ["/usulan/{}/legalitas/", "/usulan/{}/", "/verifikasi/{}/"])
def test_food_without_halal_is_warned_of_wherever_it_is_looked_at(
    client_of, op_melong, gelar_melong, rw_melong_5, path, category, warned
):
    entry = make_entry(gelar_melong, rw_melong_5.rw, category=category, status=Status.SUBMITTED)
    desk = client_of(op_melong)

    before = html(desk.get(path.format(entry.pk))).count(HALAL_WARNING)
    make_permit(entry.product.business, op_melong, kind="halal")
    after = html(desk.get(path.format(entry.pk))).count(HALAL_WARNING)

    assert (before, after) == (int(warned), 0)


def test_food_without_halal_is_submitted_and_accepted_all_the_same(food, op_melong):
    food.accept(op_melong, version_seen=1)

    assert stored(food).status == Status.VERIFIED
