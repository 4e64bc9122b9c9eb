"""Starting an entry: its first page, for whom it is made, and who makes the product."""

import pytest

from exhibitions.models import Action, Entry, Exhibition, Status
from products.models import Business, Category, Product
from tests.factories import rw_of

from .factories import messages_of, newest_entry, summary_of, title_of, typed, values_on


@pytest.fixture
def known(rw_melong_5, utama):
    """A maker of RW 05 Melong of an earlier year, and one of another RW that is nobody's business here."""
    Business.objects.create(rw=rw_of(utama, 1), name="Rajut Utama")
    return Business.objects.create(
        rw=rw_melong_5.rw,
        name="Anyaman Pak Udin",
        owner_name="Udin",
        phone="+6281112345",
        workers_total=3,
        workers_from_rw=3,
    )


def makers_on(response):
    form = response.context["form"]
    return [words for _, words in form.fields["maker"].choices] if "maker" in form.fields else []


def test_the_first_page_starts_a_draft_and_leads_to_the_second(phone, rw_melong_5, gelar_melong):
    answer = phone.post("/usulan/baru/", typed("usaha"))

    entry = Entry.objects.get()
    assert answer.headers["Location"] == f"/usulan/{entry.pk}/ubah/produk/"
    assert (entry.exhibition, entry.rw, entry.status) == (gelar_melong, rw_melong_5.rw, Status.DRAFT)
    assert (entry.on_behalf, entry.created_by) == (False, rw_melong_5)
    assert [step.action for step in entry.steps.all()] == [Action.START]


def test_the_operator_starts_one_on_behalf_of_an_rw(client_of, op_melong, gelar_melong):
    rw = rw_of(op_melong.kelurahan, 5)

    client_of(op_melong).post("/usulan/baru/", typed("usaha", rw=str(rw.pk)))

    entry = Entry.objects.get()
    assert (entry.rw, entry.on_behalf, entry.created_by) == (rw, True, op_melong)


def test_to_go_on_later_nothing_needs_to_be_filled_in(phone):
    answer = phone.post("/usulan/baru/", {"business_name": "", "phone": "", "lanjut": "nanti"}, follow=True)

    assert answer.redirect_chain == [("/usulan/", 302)]
    assert messages_of(answer) == [("ok", f"Usulan {newest_entry().number} disimpan sebagai draf.")]


def test_to_go_on_now_maker_and_phone_are_asked_for(phone):
    page = phone.post("/usulan/baru/", {"business_name": "", "phone": ""})

    assert title_of(page) == "Kesalahan: Usulan baru - OPOR Kota Cimahi"
    assert summary_of(page) == [
        ("#id_business_name", "Nama usaha: Isi nama usaha."),
        ("#id_phone", "Nomor HP pemilik: Isi nomor HP pemilik."),
    ]
    assert Entry.objects.count() == 0


def test_what_cannot_be_read_is_asked_again_even_to_go_on_later(phone):
    sent = {"business_name": "Perca Ceria", "phone": "12", "lanjut": "nanti"}

    page = phone.post("/usulan/baru/", sent)

    assert summary_of(page) == [("#id_phone", "Nomor HP pemilik: Tulis nomor HP seperti 0812-3456-7890.")]
    assert values_on(page) == {"business_name": "Perca Ceria", "phone": "12"}


def test_a_second_click_leads_to_the_entry_of_the_first(phone):
    phone.post("/usulan/baru/", typed("usaha"))

    answer = phone.post("/usulan/baru/", typed("usaha"))

    entry = Entry.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/usulan/{entry.pk}/ubah/produk/")
    assert (Business.objects.count(), Product.objects.count()) == (1, 1)


@pytest.mark.parametrize("changes", [{"business_name": "Lain"}, {"business_name": "Lain", "phone": "1"}])
def test_other_text_while_an_entry_is_live_is_kept_beside_a_link_to_it(phone, entry_in, changes):
    entry = entry_in(Status.SUBMITTED)
    sent = typed("usaha", **changes)

    page = phone.post("/usulan/baru/", sent)

    assert page.status_code == 409
    assert page.content.decode().count(f'href="/usulan/{entry.pk}/"') == 1
    kept = values_on(page)
    assert {name: kept[name] for name in sent} == sent
    assert Entry.objects.count() == 1


def test_the_page_for_a_new_entry_leads_to_the_live_one(phone, entry_in):
    entry = entry_in(Status.VERIFIED)

    answer = phone.get("/usulan/baru/")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/usulan/{entry.pk}/")


def test_fields_that_are_not_in_the_form_are_ignored(phone, utama, gelar_utama, op_melong):
    smuggled = {
        "status": Status.VERIFIED,
        "rw": str(rw_of(utama, 1).pk),
        "exhibition": str(gelar_utama.pk),
        "on_behalf": "on",
        "walk_in": "on",
        "verified_version": "1",
        "stand": "7",
        "created_by": str(op_melong.pk),
        "attendance": "hadir",
        "name": "Diselundupkan",
    }

    phone.post("/usulan/baru/", typed("usaha") | smuggled)
    phone.post(f"/usulan/{newest_entry().pk}/ubah/harga/", typed("harga") | smuggled)

    entry = Entry.objects.get()
    assert entry.rw == rw_of(op_melong.kelurahan, 5)
    assert entry.exhibition == Exhibition.objects.get(kelurahan=op_melong.kelurahan)
    assert (entry.status, entry.on_behalf, entry.walk_in) == (Status.DRAFT, False, False)
    assert (entry.verified_version, entry.stand, entry.attendance) == (None, None, "belum")
    assert entry.created_by.username == "rw-melong-05"
    assert entry.product.name == ""


def test_a_maker_the_rw_put_forward_before_is_offered_and_no_other(phone, known):
    assert makers_on(phone.get("/usulan/baru/")) == ["Anyaman Pak Udin (Udin)", "Usaha lain"]


def test_an_operator_is_offered_the_makers_of_the_chosen_rw(client_of, op_melong, gelar_melong, known):
    desk = client_of(op_melong)
    other = rw_of(op_melong.kelurahan, 6)

    chosen, of_another, nobody = (
        makers_on(desk.get(f"/usulan/baru/{query}"))
        for query in (f"?rw={known.rw_id}", f"?rw={other.pk}", "")
    )

    assert (chosen, of_another, nobody) == (["Anyaman Pak Udin (Udin)", "Usaha lain"], [], [])


def test_a_chosen_maker_is_taken_as_it_is(phone, known):
    phone.post("/usulan/baru/", {"maker": str(known.pk), "business_name": "", "phone": "apa saja"})

    assert newest_entry().product.business == known
    known.refresh_from_db()
    assert (known.name, known.phone) == ("Anyaman Pak Udin", "+6281112345")


def test_the_maker_of_another_rw_cannot_be_taken(phone, known, utama):
    foreign = Business.objects.get(rw=rw_of(utama, 1))

    page = phone.post("/usulan/baru/", {"maker": str(foreign.pk), "business_name": "", "phone": ""})

    assert page.status_code == 200
    assert Entry.objects.count() == 0


def test_nothing_on_the_page_tells_whether_a_maker_is_known_elsewhere(phone, known):
    pages = [
        phone.post("/usulan/baru/", {"business_name": name, "phone": "1"}).content.decode()
        for name in ("Rajut Utama", "Rajut Belum Ada")
    ]

    plain = [page.replace("Rajut Utama", "X").replace("Rajut Belum Ada", "X") for page in pages]
    tokenless = [
        page.split("csrfmiddlewaretoken")[0] + page.split('<div id="div_id_maker"')[-1] for page in plain
    ]
    assert tokenless[0] == tokenless[1]


def test_another_maker_of_the_rw_takes_the_place_of_the_first(phone, entry_in, known):
    entry = entry_in(Status.DRAFT)

    answer = phone.post(f"/usulan/{entry.pk}/pelaku/", {"maker": str(known.pk)})

    entry.product.refresh_from_db()
    assert answer.headers["Location"] == f"/usulan/{entry.pk}/ubah/"
    assert entry.product.business == known
    assert Business.objects.filter(name="Batik Cirendeu").count() == 1


def test_a_new_maker_takes_the_place_of_a_shared_one_without_changing_it(phone, entry_in, known):
    entry = entry_in(Status.SUBMITTED, maker=known)

    phone.post(f"/usulan/{entry.pk}/pelaku/", {"maker": "baru"} | typed("usaha") | typed("pekerja"))

    entry.refresh_from_db()
    entry.product.refresh_from_db()
    known.refresh_from_db()
    assert (entry.product.business.name, known.name) == ("Batik Cirendeu", "Anyaman Pak Udin")


def test_a_new_maker_of_a_submitted_entry_comes_with_its_workers(phone, entry_in):
    entry = entry_in(Status.SUBMITTED)

    page = phone.post(f"/usulan/{entry.pk}/pelaku/", typed("usaha"))

    assert list(page.context["form"].errors) == ["workers_total", "workers_from_rw"]
    assert entry.versions.count() == 1


def test_markup_in_a_name_is_shown_as_text(phone):
    phone.post("/usulan/baru/", typed("usaha", business_name="<script>1</script>"))

    page = phone.get(f"/usulan/{newest_entry().pk}/").content.decode()

    assert (page.count("<script>1"), page.count("&lt;script&gt;1")) == (0, 1)


def test_every_category_is_offered_and_the_priorities_are_marked(phone, entry_in):
    page = phone.get(f"/usulan/{entry_in(Status.DRAFT).pk}/ubah/produk/")

    offered = [label for _, label in page.context["form"].fields["category"].choices]
    assert offered == [
        f"{category.name}, prioritas" if category.slug in ("tpt", "kriya") else category.name
        for category in Category.objects.all()
    ]
