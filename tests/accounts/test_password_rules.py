"""Which passwords are taken: long enough, and not what a stranger tries first."""

import csv

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import phrases
from accounts.models import User
from accounts.password_rules import COMMON, LOCAL, OWN, TOO_LONG, common_parts, remainder, single_spaced
from tests.factories import PASSWORD
from tests.source import ROOT

PERSON = User(username="rw-melong-05", name="Asep Suryana Kartawijaya", phone="+6281234567890")
TAKEN = [
    "kebun sepeda tinta jagung",
    "empat kata yang teringat",
    "KEBUN SEPEDA TINTA",
    "xkcd-Tr0ub4dor&3",
    "correct horse battery",
    "hujan di atas genting melong",
    "#}{[%&)=?!*+",
    "ибо дождь идёт",
    "sepeda-biru-1987-jagung",
]
GUESSABLE = [
    "melong12345678",
    "cimahi2024cimahi",
    "Bismillah2026",
    "bismillah bismillah",
    "aaaaaaaaaaaa",
    "kuda kuda kuda kuda",
    "qwertyuiop1234",
    "poiuytrewq21",
    "m3l0ng-c1m4h1",
    "indonesia merdeka 1945",
    "sayangku cantik 99",
    "09081990090819",
    "abcabcabcabc",
    "persib bandung juara",
    "Cimahi!!!2024!!!",
    "!@#$%^&*()!@",
    "Leuwigajah Juara",
    "rahasia rahasia 1",
    "kelurahan melong rw 05",
    "opor opor opor opor",
]


def sentences(password, user=PERSON):
    try:
        validate_password(password, user)
    except ValidationError as refused:
        return refused.messages
    return []


@pytest.mark.parametrize("password", TAKEN)
def test_a_password_nobody_guesses_is_taken(password):
    assert sentences(password) == []


@pytest.mark.parametrize("password", GUESSABLE)
def test_what_people_here_try_first_is_refused_with_one_sentence(password):
    assert sentences(password) == [LOCAL]


@pytest.mark.parametrize(
    "password", ["asep suryana 05", "Kartawijaya1987", "081234567890", "6281234567890", "suryana-kartawijaya"]
)
def test_the_own_name_and_number_are_refused_with_one_sentence(password):
    assert sentences(password) in ([OWN], [LOCAL])
    assert sentences("kebun sepeda asep tinta") == []


def test_a_name_is_refused_to_its_owner_alone():
    assert sentences("suryana-kartawijaya") == [OWN]
    assert sentences("suryana-kartawijaya", User(username="rw-melong-06", name="Dadan")) == []


def test_the_number_of_missing_letters_is_told():
    assert sentences("pendek") == [
        "Kata sandi ini baru 6 huruf atau angka. Pakai paling sedikit 12; empat kata dengan spasi sudah cukup."
    ]


def test_twelve_are_enough_and_128_the_most():
    words = "-".join(phrases.words()[:60])

    assert [sentences(words[:length]) == [] for length in (11, 12, 128)] == [False, True, True]
    assert sentences(words[:129]) == [TOO_LONG]


@pytest.mark.parametrize("password", ["transformers", "LeaveMeAlone", "jamesbond007"])
def test_the_world_s_common_passwords_are_refused(password):
    assert sentences(password) == [COMMON]


def test_a_common_password_is_no_better_with_spaces():
    assert sentences("leave me alone") == [COMMON]


@pytest.mark.parametrize("password", ["a1" * 64, "ab" * 32 + "c" * 64, "(" * 128, "1" * 128, "a b " * 32])
def test_judging_the_longest_password_is_quick(password):
    assert len(remainder(password, common_parts())) < 128


def test_every_place_of_the_city_counts_for_nothing():
    with (ROOT / "kelurahan" / "data" / "wilayah.csv").open(encoding="utf-8", newline="") as file:
        names = [row["nama"] for row in csv.DictReader(file)]

    assert len(names) == 19
    assert [name for name in names if sentences(f"{name} opor 2026") != [LOCAL]] == []


def test_the_list_of_parts_names_each_once():
    assert len(common_parts()) == len(set(common_parts()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kebun sepeda", "kebun sepeda"),
        (" kebun  sepeda ", "kebun sepeda"),
        ("kebun\tsepeda", "kebun\tsepeda"),
        ("   ", ""),
    ],
)
def test_spaces_too_many_do_not_count(typed, kept):
    assert single_spaced(typed) == kept


@pytest.mark.parametrize("typed", ["kebun sepeda tinta jagung ", " kebun  sepeda tinta  jagung"])
def test_a_phone_s_extra_space_signs_in(client, op_melong, typed):
    op_melong.set_password("kebun sepeda tinta jagung")
    op_melong.save()

    assert client.post("/masuk/", {"username": "op-melong", "password": typed}).status_code == 302


def test_a_chosen_password_is_kept_single_spaced(client, client_of, op_melong):
    new = " kebun  sepeda tinta jagung "
    client_of(op_melong).post(
        "/sandi/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new.strip()}
    )

    answers = [
        client.post("/masuk/", {"username": "op-melong", "password": password}).status_code
        for password in ("kebunsepeda tinta jagung", "Kebun sepeda tinta jagung", "kebun sepeda tinta jagung")
    ]

    assert answers == [200, 200, 302]
