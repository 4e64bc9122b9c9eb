"""The maker's own link: who gives it out, what it opens, and that it opens nothing when it should not."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEvent
from exhibitions import merging
from exhibitions.erasing import erase
from exhibitions.models import Exhibition, Status
from products import consents, maker_links
from products.models import Business, Consent, MakerLink, MakerRequest, Product
from products.models.maker_links import MOST_OPEN_REQUESTS
from tests.factories import make_entry, make_scoring, rw_of
from tests.together import at_once

from .acts import newest_step, stored
from .factories import found, html, messages_of, summary_of, title_of
from .makers import FIRM, NAME, PHONE, make_known_maker

Kind = Consent.Kind


@pytest.fixture
def entry(gelar_melong, melong, rw_melong_5, op_melong):
    return make_known_maker(gelar_melong, rw_of(melong, 5), op_melong)


@pytest.fixture
def maker(entry):
    return Business.objects.get(pk=entry.product.business_id)


@pytest.fixture
def path(maker):
    return f"/usaha-saya/{maker_links.code_of(maker_links.link_of(maker))}/"


def in_force(entry):
    return set(Product.objects.get(pk=entry.product_id).consents_in_force)


def withdraw(path, entry, kind):
    return Client().post(f"{path}persetujuan/{entry.product_id}/{kind}/tarik/", follow=True)


def ask(path, kind="perbaikan", text="Nomor HP saya berubah."):
    return Client().post(f"{path}permintaan/", {"kind": kind, "text": text}, follow=True)


# What it opens


def test_it_shows_what_is_stored_without_an_account(path, entry):
    page = Client().get(path)

    shown = html(page)
    told = (NAME, FIRM, "0812-7777-6666", "Gang Zaitun 7", "9876543210987", entry.number, "Rp2 juta sampai")
    assert [words for words in told if words not in shown] == []
    assert title_of(page) == "Data usaha saya - OPOR Kota Cimahi"


def test_it_is_neither_kept_nor_found_nor_told_to_other_sites(path):
    heads = [Client().get(path + rest).headers for rest in ("", "salinan/", "permintaan/")]

    assert {head["Cache-Control"] for head in heads} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }
    assert {(head["Referrer-Policy"], head["X-Robots-Tag"]) for head in heads} == {
        ("strict-origin", "noindex, nofollow")
    }


def test_neither_is_the_answer_to_what_is_sent(path, entry):
    sent = Client().post(f"{path}persetujuan/{entry.product_id}/publication/tarik/")
    asked = Client().post(f"{path}permintaan/", {"kind": "keluhan", "text": "Belum dijawab."})

    assert [(answer.status_code, answer["Referrer-Policy"]) for answer in (sent, asked)] == [
        (302, "strict-origin"),
        (302, "strict-origin"),
    ]


def test_the_copy_is_a_download_with_readable_names(path):
    answer = Client().get(f"{path}salinan/")

    copy = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="data-usaha-saya.json"'
    assert (copy["Pelaku usaha"][0]["Nama usaha"], copy["Pelaku usaha"][0]["Nomor HP"]) == (
        FIRM,
        "0812-7777-6666",
    )


def test_another_makers_data_are_not_on_it(path, gelar_utama, utama, rw_utama_1):
    make_entry(
        gelar_utama, rw_of(utama, 1), business_name="Usaha Lain", owner_name="Orang Lain", name="Tas Lain"
    )

    shown = html(Client().get(path)) + Client().get(f"{path}salinan/").content.decode()

    assert [words for words in ("Usaha Lain", "Orang Lain", "Tas Lain") if words in shown] == []


def test_three_products_ask_no_more_than_one(path, maker, entry, rw_melong_5):
    with CaptureQueriesContext(connection) as one:
        Client().get(path)
    for name in ("Dompet", "Sarung"):
        product = Product.objects.create(rw=maker.rw, business=maker, name=name)
        consents.record(product, Kind.PUBLICATION, NAME, rw_melong_5)

    with CaptureQueriesContext(connection) as three:
        Client().get(path)

    assert len(three) == len(one)


# What opens nothing


def test_a_wrong_a_revoked_a_merged_and_an_erased_link_get_the_same_answer(
    path, maker, gelar_melong, melong, op_melong, pemkot
):
    links = {
        "unknown": "/usaha-saya/12-abcdefghijklmnopqrstuvwxyz/",
        "odd": "/usaha-saya/x/",
        "revoked": path,
    }
    fresh = maker_links.renew(maker, op_melong, seen=maker_links.link_of(maker).pk)
    links["of another"] = path.replace(f"/{fresh.pk - 1}-", f"/{fresh.pk}-")
    for what in ("merged", "erased"):
        gone = Business.objects.create(rw=rw_of(melong, 6), name=f"Usaha {what}", phone=PHONE)
        links[what] = f"/usaha-saya/{maker_links.code_of(maker_links.renew(gone, op_melong))}/"
        merging.merge_makers(gone, maker, pemkot) if what == "merged" else erase(gone, pemkot, "permintaan")

    answers = {what: Client().get(link) for what, link in links.items()}

    bodies = {re.sub(r'value="[^"]{64}"', "", html(answer)) for answer in answers.values()}
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len(bodies) == 1
    assert Client().get(f"/usaha-saya/{maker_links.code_of(fresh)}/").status_code == 200


def test_no_other_path_of_a_revoked_link_answers(path, maker, entry, op_melong):
    maker_links.renew(maker, op_melong, seen=maker_links.link_of(maker).pk)

    answers = [Client().get(path + rest).status_code for rest in ("", "salinan/", "permintaan/")]
    posted = [ask(path).status_code, withdraw(path, entry, Kind.REGISTRATION).status_code]

    assert (answers, posted) == ([404] * 3, [404] * 2)
    assert Kind.REGISTRATION in in_force(entry)


def test_a_letter_changed_anywhere_in_the_code_opens_nothing(path):
    code = path.split("/")[2]
    number, _, mac = code.partition("-")
    changed = [
        f"{number}-{mac[:place]}{'a' if mac[place] != 'a' else 'b'}{mac[place + 1 :]}" for place in range(25)
    ]

    assert {Client().get(f"/usaha-saya/{wrong}/").status_code for wrong in changed} == {404}


def test_an_invitations_code_is_no_makers_code(maker, op_melong):
    link = maker_links.link_of(maker)

    assert maker_links.code_of(link) != f"{link.pk}-" + "a" * 26
    assert maker_links.maker_of(maker_links.code_of(link)) == maker


# Consents


def test_the_owner_takes_a_consent_back_at_once(path, entry, maker):
    answer = withdraw(path, entry, Kind.PUBLICATION)

    given = entry.product.consents.get(kind=Kind.PUBLICATION)
    assert in_force(entry) == {Kind.REGISTRATION}
    assert (given.withdrawn_by, given.withdrawn_by_owner, given.withdrawn_by_name) == (
        None,
        True,
        "Pemilik, lewat tautannya sendiri",
    )
    assert messages_of(answer) == [("ok", "Persetujuan ditarik: Tampil di katalog: produk dan foto.")]
    event = AuditEvent.objects.get(action="consent_withdrawn_by_owner")
    assert (event.by, event.detail) == (None, {"kind": "publication"})


def test_without_consent_to_registration_the_entry_ends(path, entry):
    withdraw(path, entry, Kind.REGISTRATION)

    _, _, became, by, _ = newest_step(entry)
    assert (stored(entry).status, became, by) == (Status.WITHDRAWN, Status.WITHDRAWN, None)


def test_the_rw_reads_that_the_owner_did_it(path, entry, client_of, rw_melong_5):
    withdraw(path, entry, Kind.REGISTRATION)
    phone = client_of(rw_melong_5)

    steps = found(phone.get(f"/usulan/{entry.pk}/"), r'timeline__who">(.*?),')
    history = found(phone.get(f"/usulan/{entry.pk}/persetujuan/"), r'timeline__who">(.*?), <time')

    assert steps[0] == "Pemilik usaha"
    assert history.count("Pemilik, lewat tautannya sendiri") == 1


def test_once_scoring_has_started_the_entry_stays_countable(
    path, entry, op_melong, kurator_1, pemkot, gelar_melong
):
    entry.accept(op_melong, version_seen=2)
    make_scoring(gelar_melong, [kurator_1], pemkot)

    withdraw(path, entry, Kind.REGISTRATION)

    assert (stored(entry).status, in_force(entry)) == (Status.VERIFIED, {Kind.PUBLICATION})


def test_a_second_click_says_so(path, entry):
    withdraw(path, entry, Kind.PUBLICATION)

    answer = withdraw(path, entry, Kind.PUBLICATION)

    assert messages_of(answer) == [
        ("ok", "Persetujuan ini sudah ditarik: Tampil di katalog: produk dan foto.")
    ]
    assert AuditEvent.objects.filter(action="consent_withdrawn_by_owner").count() == 1


def test_the_link_withdraws_nothing_of_another_maker(path, gelar_utama, utama, rw_utama_1):
    other = make_entry(gelar_utama, rw_of(utama, 1))

    answer = withdraw(path, other, Kind.REGISTRATION)

    assert (answer.status_code, in_force(other)) == (404, {Kind.REGISTRATION})


def test_nothing_is_withdrawn_by_opening_an_address(path, entry):
    answer = Client().get(f"{path}persetujuan/{entry.product_id}/publication/tarik/")

    assert (answer.status_code, Kind.PUBLICATION in in_force(entry)) == (405, True)


# Asking


def test_a_request_is_written_once_and_shown_with_its_state(path, maker):
    for _ in range(2):
        answer = ask(path, "penghapusan", "Saya berhenti usaha.")

    assert MakerRequest.objects.filter(business=maker, kind="penghapusan").count() == 1
    assert found(answer, r'<p class="row__main">(.*?)</p>')[:2] == ["Perbaikan data", "Penghapusan data"]


def test_only_a_few_wait_at_once_and_the_text_stays(path, maker):
    for number in range(MOST_OPEN_REQUESTS):
        answer = ask(path, text=f"Permintaan {number}")

    told = [sentence for _, sentence in summary_of(answer)]
    assert told == [
        "Masih ada 3 permintaan yang belum dijawab. Tunggu jawabannya dahulu, atau datang ke kantor kelurahan."
    ]
    assert html(answer).count("Permintaan 2") == 1
    assert MakerRequest.objects.open().of_maker(maker).count() == MOST_OPEN_REQUESTS


def test_an_empty_request_says_what_is_missing(path):
    answer = ask(path, kind="", text="")

    assert [link for link, _ in summary_of(answer)] == ["#id_kind_0", "#id_text"]


# Giving it out


def test_the_rw_makes_the_link_and_sends_it_by_whatsapp(gelar_melong, rw_melong_5, op_melong, client_of):
    entry = make_entry(gelar_melong, rw_melong_5.rw, phone=PHONE)
    phone, page_path = client_of(rw_melong_5), f"/usulan/{entry.pk}/pelaku-usaha/"
    before = phone.get(page_path)

    phone.post(f"{page_path}tautan/")
    after = phone.get(page_path)

    link = MakerLink.objects.get()
    address = f"http://testserver/usaha-saya/{maker_links.code_of(link)}/"
    assert (found(before, r'<p class="share-link__text"[^>]*>(.*?)</p>'), link.by) == ([], rw_melong_5)
    assert found(after, r'<p class="share-link__text"[^>]*>(.*?)</p>') == [address]
    assert html(after).count("https://wa.me/6281277776666?text=Yth.") == 1


def test_a_new_link_ends_the_old_one_and_a_second_click_keeps_the_new_one(
    path, entry, maker, client_of, op_melong
):
    desk, seen = client_of(op_melong), maker_links.link_of(maker).pk

    for _ in range(2):
        desk.post(f"/usulan/{entry.pk}/pelaku-usaha/tautan/", {"link": seen})

    assert MakerLink.objects.filter(business=maker).count() == 2
    assert Client().get(path).status_code == 404


def test_of_two_who_make_a_link_at_once_one_is_valid(own_database, maker, op_melong, op2_melong):
    seen = maker_links.link_of(maker).pk

    links = at_once(*(lambda by=by: maker_links.renew(maker, by, seen) for by in (op_melong, op2_melong)))

    assert links[0] == links[1]
    assert MakerLink.objects.pending().filter(business=maker).count() == 1


def test_the_link_of_a_maker_elsewhere_is_not_the_rws_to_give(
    entry, maker, utama, client_of, rw_melong_5, op_melong
):
    Business.objects.filter(pk=maker.pk).update(rw=rw_of(utama, 1))

    answers = [
        client_of(user).get(f"/usulan/{entry.pk}/pelaku-usaha/").status_code
        for user in (rw_melong_5, op_melong)
    ]

    assert answers == [403, 403]


def test_a_link_says_nothing_of_the_day_it_was_made(path, maker):
    Exhibition.objects.update(held_on=timezone.localdate())

    assert Client().get(path).status_code == 200
