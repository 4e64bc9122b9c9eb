import pytest

from accounts.phones import normalise

SAME_NUMBER = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812.3456.7890",
    "(0812) 3456 7890",
    "+6281234567890",
    "+62 812-3456-7890",
    "+62 (812) 3456-7890",
    "6281234567890",
    "62 812 3456 7890",
    "006281234567890",
    "+62 (0) 812-3456-7890",
    "62 0812 3456 7890",
    "81234567890",
    " 081234567890 ",
    "\t0812\u00a03456\u20097890\n",
    "0812\u20103456\u20117890",
    "0812\u20133456\u20147890",
    "0812\u22123456\u22127890",
    "\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10",
    "\uff0b62 812 3456 7890",
    "\u202a+62 812-3456-7890\u202c",
    "0812\u200b34567890",
]

OTHER_NUMBERS = {
    "022-6654274": "+62226654274",
    "0811-100-200": "+62811100200",
    "+60 12-345 6789": "+60123456789",
    "0065 6123 4567": "+6561234567",
    "+1 (212) 555-0199": "+12125550199",
}

NO_NUMBERS = [
    "",
    " ",
    "+",
    "-",
    "rw-melong-05",
    "08123",
    "0000000000",
    "+0812345678",
    "0812345678901234567890",
    "+62 812 3456 7890 ext 5",
    "0812-3456-789a",
    "08123456789O",
    "++6281234567890",
    "62+81234567890",
    "0812,3456,7890",
    "0812/3456/7890",
    "\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668",
    "0812\x003456\x007890",
    "\N{PILE OF POO}081234567890",
    "1e10",
    "9" * 1_000_000,
]


@pytest.mark.parametrize("written", SAME_NUMBER, ids=ascii)
def test_every_usual_form_is_the_same_number(written):
    assert normalise(written) == "+6281234567890"


@pytest.mark.parametrize(("written", "stored"), OTHER_NUMBERS.items())
def test_landlines_and_numbers_from_abroad_keep_their_own_code(written, stored):
    assert normalise(written) == stored


@pytest.mark.parametrize("written", NO_NUMBERS, ids=lambda written: ascii(written[:20]))
def test_what_is_no_phone_number_is_none(written):
    assert normalise(written) is None


def test_a_normal_number_normalises_to_itself():
    stored = normalise("0812-3456-7890")

    assert normalise(stored) == stored
