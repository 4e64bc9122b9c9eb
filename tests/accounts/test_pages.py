"""The sign-in and password pages as they are read."""

import re

import pytest

FIELDS = ["username", "password"]


def attributes(response, name):
    """The attributes of the page's field of this name."""
    tag = re.search(rf'<input[^>]* name="{name}"[^>]*>', response.content.decode())[0]
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))


def title(response):
    return re.search(r"<title>(.*?)</title>", response.content.decode())[1]


def paragraphs(response):
    html = response.content.decode()
    return [
        " ".join(re.sub(r"<[^>]+>", "", part).split()) for part in re.findall(r"<p>(.*?)</p>", html, re.S)
    ]


LOST_PASSWORD = (
    "Hubungi operator kelurahan Anda, di kantor kelurahan atau lewat nomor yang biasa Anda pakai. "
    "Operator mengirim tautannya lewat WhatsApp atau mencetaknya. Tautan berlaku tiga hari."
)
AGAIN = "Masuk lagi untuk melanjutkan. Setelah itu Anda kembali ke halaman tadi."


def test_the_page_asks_for_name_and_password_as_a_phone_fills_them_in(client, cimahi):
    response = client.get("/masuk/")

    name, password = attributes(response, "username"), attributes(response, "password")
    assert (name["type"], name["autocomplete"], name["autocapitalize"]) == ("text", "username", "none")
    assert (password["type"], password["autocomplete"]) == ("password", "current-password")
    assert title(response) == "Masuk - OPOR Kota Cimahi"


def test_whoever_lost_the_password_reads_whom_to_ask(client, cimahi):
    link = re.search(r'<a href="([^"]+)">Lupa kata sandi', client.get("/masuk/").content.decode())[1]

    assert paragraphs(client.get(link)).count(LOST_PASSWORD) == 1


@pytest.mark.parametrize(("path", "times"), [("/masuk/", 0), ("/masuk/?next=/usulan/", 1)])
def test_whoever_was_sent_here_from_a_page_is_asked_to_sign_in_again(client, cimahi, path, times):
    assert paragraphs(client.get(path)).count(AGAIN) == times


def test_a_wrong_password_keeps_the_name_says_so_in_the_title_and_above_the_form(client, op_melong):
    response = client.post("/masuk/?next=/verifikasi/", {"username": "op-melong", "password": "salah"})

    summary = re.search(r'class="error-summary__list">\s*<li>(.*?)</li>', response.content.decode(), re.S)[1]
    assert response.status_code == 200
    assert title(response) == "Kesalahan: Masuk - OPOR Kota Cimahi"
    assert summary == "Nama akun, nomor HP, atau kata sandi tidak cocok. Periksa lalu coba lagi."
    assert attributes(response, "username")["value"] == "op-melong"
    assert attributes(response, "next")["value"] == "/verifikasi/"
    assert attributes(response, "password").get("value") is None


def test_an_empty_form_links_each_complaint_to_its_field(client, cimahi):
    response = client.post("/masuk/", {"username": "", "password": ""})

    links = re.findall(r'<li><a href="#id_(\w+)">', response.content.decode())
    assert links == FIELDS
    assert [attributes(response, name)["aria-invalid"] for name in FIELDS] == ["true", "true"]


def test_the_password_page_offers_a_phone_its_own_account_and_new_password(client_of, op_melong):
    response = client_of(op_melong).get("/sandi/")

    kinds = {
        name: attributes(response, name)["autocomplete"]
        for name in ("old_password", "new_password1", "new_password2")
    }
    assert kinds == {
        "old_password": "current-password",
        "new_password1": "new-password",
        "new_password2": "new-password",
    }
    assert title(response) == "Ganti kata sandi - OPOR Kota Cimahi"


def test_a_rejected_new_password_is_explained_above_the_form(client_of, op_melong):
    fields = {"old_password": "salah", "new_password1": "pendek", "new_password2": "lain"}

    response = client_of(op_melong).post("/sandi/", fields)

    links = re.findall(r'<li><a href="#id_(\w+)">', response.content.decode())
    assert links == ["old_password", "new_password2"]
    assert title(response) == "Kesalahan: Ganti kata sandi - OPOR Kota Cimahi"


@pytest.mark.parametrize("path", ["/", "/sandi/", "/mulai/"])
def test_no_page_of_a_signed_in_person_stays_on_a_shared_phone(client_of, op_melong, path):
    assert client_of(op_melong).get(path)["Cache-Control"] == "no-store"


def test_the_sign_in_page_is_never_stored_either(client, cimahi):
    directives = client.get("/masuk/")["Cache-Control"].split(", ")

    assert directives.count("no-store") == 1
