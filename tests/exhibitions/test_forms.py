"""Fields that take numbers the way people write them, and texts the way browsers send them."""

import pytest
from django.core.exceptions import ValidationError

from accounts.fields import PHONE_EXAMPLE, PhoneField
from exhibitions.fields import ProseField, RupiahField

NUMBERS_ONLY = "Tulis harga dengan angka saja, misalnya 25.000."
RANGE = "Harga harus antara Rp1 dan Rp1.000.000.000."


@pytest.mark.parametrize(
    ("written", "price"),
    [
        ("25000", 25_000),
        ("25.000", 25_000),
        ("Rp25.000", 25_000),
        ("Rp 25.000,00", 25_000),
        ("rp. 25.000,-", 25_000),
        (" 1.250.000 ", 1_250_000),
        ("1", 1),
        ("1.000.000.000", 1_000_000_000),
        ("25 000", 25_000),
        ("Rp\u00a025.000", 25_000),
        ("", None),
        ("   ", None),
    ],
)
def test_a_price_is_understood_in_its_usual_spellings(written, price):
    assert RupiahField(required=False).clean(written) == price


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("0", RANGE),
        ("1.000.000.001", RANGE),
        ("-5", NUMBERS_ONLY),
        ("25,5", NUMBERS_ONLY),
        ("25.00", NUMBERS_ONLY),
        ("2.5000", NUMBERS_ONLY),
        ("25rb", NUMBERS_ONLY),
        ("1e3", NUMBERS_ONLY),
        ("٢٥", NUMBERS_ONLY),
        ("Rp", NUMBERS_ONLY),
        ("25.000/buah", NUMBERS_ONLY),
    ],
)
def test_a_price_that_could_mean_something_else_is_asked_again(written, told):
    with pytest.raises(ValidationError) as refused:
        RupiahField(required=False).clean(written)

    assert refused.value.messages == [told]


def test_a_stored_price_is_shown_with_points_and_a_typed_one_as_typed():
    field = RupiahField()

    assert [field.prepare_value(value) for value in (1_250_000, "25rb", None)] == ["1.250.000", "25rb", None]


@pytest.mark.parametrize(
    "written", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "81234567890", "(0812) 3456.7890"]
)
def test_a_phone_number_is_understood_in_its_usual_spellings(written):
    assert PhoneField().clean(written) == "+6281234567890"


@pytest.mark.parametrize("written", ["12", "nol delapan", "0812-3456-7890 ext 2", "+0812"])
def test_what_is_no_phone_number_is_asked_again(written):
    with pytest.raises(ValidationError) as refused:
        PhoneField().clean(written)

    assert refused.value.messages == [PHONE_EXAMPLE]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+6281234567890", "0812-3456-7890"),
        ("+628123456789", "0812-3456-789"),
        ("+60123456789", "+60123456789"),
        ("", ""),
        ("08 12", "08 12"),
    ],
)
def test_a_stored_phone_number_is_shown_as_people_write_it(stored, shown):
    assert PhoneField().prepare_value(stored) == shown


def test_an_empty_phone_number_stays_empty():
    assert PhoneField(required=False).clean(" ") == ""


def test_a_line_end_counts_once_as_the_browser_counts_it():
    assert ProseField(max_length=5).clean("ab\r\ncd") == "ab\ncd"
