"""The inbox: who sees which notices, reading them, and what the top bar says."""

import re

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import inbox
from accounts.models import Notice
from tests.factories import make_notice

MOST = 10
REMINDER = Notice.Kind.REMINDER


def titles_on(page):
    return re.findall(r'class="letter__title">([^<]+)<', page.content.decode())


def test_each_person_sees_the_own_notices_newest_first(client_of, rw_melong_5, rw_melong_6, op_melong):
    for recipient, title in ((rw_melong_5, "Pertama"), (rw_melong_6, "Orang lain"), (rw_melong_5, "Kedua")):
        make_notice(recipient, op_melong, title)

    seen = {
        person.username: titles_on(client_of(person).get("/kotak-masuk/"))
        for person in (rw_melong_5, op_melong)
    }

    assert seen == {"rw-melong-05": ["Kedua", "Pertama"], "op-melong": []}


def test_an_empty_inbox_says_what_will_come(client_of, kurator_1):
    page = client_of(kurator_1).get("/kotak-masuk/").content.decode()

    assert page.count("Belum ada kabar") == 1


def test_opening_marks_as_read_and_leads_on(client_of, rw_melong_5, op_melong):
    notice, phone = make_notice(rw_melong_5, op_melong), client_of(rw_melong_5)

    answer = phone.post(f"/kotak-masuk/{notice.pk}/buka/")

    assert answer["Location"] == "/usulan/baru/"
    assert Notice.objects.get().is_unread is False
    assert phone.get("/kotak-masuk/").content.decode().count("Belum dibaca</span>") == 0


def test_opening_twice_keeps_the_first_time(client_of, rw_melong_5, op_melong):
    notice, phone = make_notice(rw_melong_5, op_melong), client_of(rw_melong_5)
    phone.post(f"/kotak-masuk/{notice.pk}/buka/")
    first = Notice.objects.get().read_at

    phone.post(f"/kotak-masuk/{notice.pk}/buka/")

    assert Notice.objects.get().read_at == first


def test_a_notice_about_nothing_leads_back_to_the_inbox(client_of, rw_melong_5, op_melong):
    notice = make_notice(rw_melong_5, op_melong, path="")

    answer = client_of(rw_melong_5).post(f"/kotak-masuk/{notice.pk}/buka/")

    assert answer["Location"] == "/kotak-masuk/"


def test_looking_changes_nothing(client_of, rw_melong_5, op_melong):
    notice, phone = make_notice(rw_melong_5, op_melong), client_of(rw_melong_5)

    answers = [phone.get(path).status_code for path in ("/kotak-masuk/", f"/kotak-masuk/{notice.pk}/buka/")]

    assert answers == [200, 405]
    assert Notice.objects.get().is_unread is True


def test_the_notice_of_another_is_not_there(client_of, rw_melong_5, rw_melong_6, op_melong):
    notice = make_notice(rw_melong_5, op_melong)

    answer = client_of(rw_melong_6).post(f"/kotak-masuk/{notice.pk}/buka/")

    assert answer.status_code == 404
    assert Notice.objects.get().is_unread is True


def test_all_that_was_shown_is_marked_and_nothing_that_came_since(
    client_of, rw_melong_5, rw_melong_6, op_melong
):
    shown = [make_notice(rw_melong_5, op_melong, title) for title in ("Satu", "Dua")]
    make_notice(rw_melong_6, op_melong, "Orang lain")
    make_notice(rw_melong_5, op_melong, "Baru")

    client_of(rw_melong_5).post("/kotak-masuk/dibaca/", {"newest": shown[-1].pk})

    assert sorted(Notice.objects.unread().values_list("title", flat=True)) == ["Baru", "Orang lain"]


@pytest.mark.parametrize("newest", ["", "0", "-1", "x", "99999999999999999999", "a\0b"])
def test_an_odd_mark_marks_nothing(client_of, rw_melong_5, op_melong, newest):
    make_notice(rw_melong_5, op_melong)

    answer = client_of(rw_melong_5).post("/kotak-masuk/dibaca/", {"newest": newest})

    assert answer["Location"] == "/kotak-masuk/"
    assert Notice.objects.unread().count() == 1


def test_the_forms_of_the_inbox_carry_their_token(rw_melong_5, op_melong):
    notice = make_notice(rw_melong_5, op_melong)
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(rw_melong_5)
    tokens = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', phone.get("/kotak-masuk/").content.decode())

    sent = phone.post(f"/kotak-masuk/{notice.pk}/buka/", {"csrfmiddlewaretoken": tokens[-1]})

    assert sent.status_code == 302
    assert len(tokens) == 4  # signing out in two menus, all read, this one


def counts_in_bar(page):
    return re.findall(r'class="unread">(\d+)<', page.content.decode())


def test_the_top_bar_counts_what_is_unread(client_of, rw_melong_5, rw_melong_6, op_melong):
    for recipient in (rw_melong_5, rw_melong_5, rw_melong_6):
        make_notice(recipient, op_melong)
    inbox.mark_read(Notice.objects.visible_to(rw_melong_6))

    counts = [counts_in_bar(client_of(person).get("/")) for person in (rw_melong_5, rw_melong_6)]

    assert counts == [["2"] * 3, []]  # bar, menu button, menu


def queries_of(browser, path):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(path).status_code == 200
    return len(queries)


def test_the_count_costs_no_query(client_of, rw_melong_5, op_melong):
    phone = client_of(rw_melong_5)
    none = queries_of(phone, "/sandi/")
    make_notice(rw_melong_5, op_melong)

    assert queries_of(phone, "/sandi/") == none == 2


def test_three_notices_ask_no_more_than_one(client_of, rw_melong_5, op_melong, op2_melong):
    phone = client_of(rw_melong_5)
    make_notice(rw_melong_5, op_melong)
    one = queries_of(phone, "/kotak-masuk/")
    for by in (op_melong, op2_melong):
        make_notice(rw_melong_5, by)

    assert queries_of(phone, "/kotak-masuk/") == one <= MOST


def test_a_long_inbox_has_pages(client_of, rw_melong_5, op_melong):
    for number in range(31):
        make_notice(rw_melong_5, op_melong, f"Kabar {number}")

    page = client_of(rw_melong_5).get("/kotak-masuk/?halaman=2")

    assert titles_on(page) == ["Kabar 0"]


def test_what_is_said_once_is_not_said_again(rw_melong_5, rw_melong_6, op_melong):
    def notices(*recipients):
        return [
            Notice(recipient=one, kind=REMINDER, title="Ingat", text="Ingat", sent_by=op_melong)
            for one in recipients
        ]

    first = inbox.send(notices(rw_melong_5), once="pengingat 2026-06-17")
    second = inbox.send(notices(rw_melong_5, rw_melong_6), once="pengingat 2026-06-17")
    later = inbox.send(notices(rw_melong_5), once="pengingat 2026-06-18")

    assert [[notice.recipient for notice in sent] for sent in (first, second, later)] == [
        [rw_melong_5],
        [rw_melong_6],
        [rw_melong_5],
    ]
    assert Notice.objects.count() == 3


def test_of_two_who_send_at_the_same_moment_neither_fails(rw_melong_5, op_melong, monkeypatch):
    monkeypatch.setattr(inbox, "told_once", lambda once: {})

    for _ in range(2):
        notice = Notice(recipient=rw_melong_5, kind=REMINDER, title="Ingat", text="Ingat", sent_by=op_melong)
        inbox.send([notice], once="pengingat 2026-06-17")

    assert Notice.objects.count() == 1


def test_the_database_keeps_what_is_said_once_apart(rw_melong_5, op_melong):
    values = {
        "recipient": rw_melong_5,
        "kind": REMINDER,
        "title": "Ingat",
        "text": "Ingat",
        "sent_by": op_melong,
    }
    Notice.objects.create(**values, once="hari ini")

    with pytest.raises(IntegrityError, match="notice_once"):
        Notice.objects.create(**values, once="hari ini")


@pytest.mark.parametrize(
    "path", ["https://jahat.example/", "//jahat.example/", "/\\jahat.example", "usulan/"]
)
def test_a_notice_leads_nowhere_else(rw_melong_5, op_melong, path):
    with pytest.raises(IntegrityError, match="notice_path_on_this_site"):
        make_notice(rw_melong_5, op_melong, path=path)


def test_markup_in_a_notice_is_text(client_of, rw_melong_5, op_melong):
    make_notice(rw_melong_5, op_melong, "<b>tebal</b>")

    assert titles_on(client_of(rw_melong_5).get("/kotak-masuk/")) == ["&lt;b&gt;tebal&lt;/b&gt;"]
