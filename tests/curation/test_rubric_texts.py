import json
import re
import unicodedata
from pathlib import Path

import pytest

from curation.scoring import sheet_points

RUBRICS = json.loads(
    (Path(__file__).resolve().parents[2] / "curation/data/rubrics.json").read_text(encoding="utf-8")
)
CRITERIA = [(category, criterion) for category in RUBRICS for criterion in RUBRICS[category]["criteria"]]
LONGEST = 110

NAMES = {
    "mutu": "Mutu bahan dan pengerjaan",
    "desain": "Desain dan estetika",
    "keaslian": "Keaslian dan ciri khas wilayah, termasuk bahan lokal",
    "daya_jual": "Daya jual (fungsi, harga, segmen)",
    "pemberdayaan": "Pemberdayaan tenaga kerja lokal",
    "inovasi": "Inovasi, termasuk pemanfaatan limbah",
    "kesiapan": "Kesiapan dan konsistensi produksi",
}
KULINER_NAMES = NAMES | {
    "mutu": "Mutu dan rasa",
    "desain": "Kemasan dan label",
    "legalitas": "Legalitas dan keamanan pangan",
}
# The two rows that set the quality of all others.
GIVEN = {
    "tpt": [
        "Jahitan lepas atau bahan cacat; belum layak jual.",
        "Bisa dipakai, tetapi jahitan melompat, mengerut, atau kiri-kanan tidak sama.",
        "Jahitan rata dan kuat saat ditarik pelan; masih ada sisa benang atau tepi kurang rapi.",
        "Rapi luar dan dalam; tepi dikelim atau diobras; motif bertemu di sambungan utama.",
        "Tanpa cacat pada semua contoh di stan; ritsleting, kancing, dan lapisan rapi sampai bagian dalam.",
    ],
    "kriya": [
        "Retak, goyah, atau tajam; mudah rusak atau berbahaya.",
        "Utuh, tetapi sambungan renggang, permukaan kasar, atau bekas lem jelas terlihat.",
        "Kokoh dan aman dipakai; cacat kecil terlihat dari dekat.",
        "Sambungan rapat; halus di semua sisi termasuk bagian bawah; lapisan akhir rata.",
        "Halus sampai bagian tersembunyi dan sama baiknya pada semua contoh di stan.",
    ],
}
GRADES = r"\b(sangat|baik|cukup|kurang|bagus|jelek|buruk|sedang|memuaskan|istimewa|sempurna)\b"
NOT_OUR_WORDS = (
    r"\b(stand|quality|design|finishing|packaging|brand|handmade|market|trend|style|fashion|unik"
    r"|pengrajin|resleting|kadaluarsa|kadaluwarsa|kwalitas|standard|juara|lomba|hash|dll|dsb|yg)\b"
)


def descriptors(category):
    return [level for criterion in RUBRICS[category]["criteria"] for level in criterion["levels"]]


def texts():
    return [text for _, criterion in CRITERIA for text in (criterion["looks_at"], *criterion["levels"])]


def weights(category):
    return {criterion["code"]: criterion["weight"] for criterion in RUBRICS[category]["criteria"]}


def test_there_is_a_rubric_for_each_category():
    assert list(RUBRICS) == ["tpt", "kriya", "kuliner"]


@pytest.mark.parametrize(
    ("category", "names"), [("tpt", NAMES), ("kriya", NAMES), ("kuliner", KULINER_NAMES)]
)
def test_criteria_stand_in_the_order_that_breaks_ties(category, names):
    written = [(criterion["code"], criterion["name"]) for criterion in RUBRICS[category]["criteria"]]

    assert written == list(names.items())


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("tpt", [25, 15, 15, 15, 15, 10, 5]),
        ("kriya", [25, 15, 15, 15, 15, 10, 5]),
        ("kuliner", [25, 15, 10, 15, 10, 10, 5, 10]),
    ],
)
def test_weights_are_those_of_the_published_table(category, expected):
    assert list(weights(category).values()) == expected


@pytest.mark.parametrize("category", RUBRICS)
def test_the_scoring_accepts_the_weights(category):
    assert sheet_points(dict.fromkeys(weights(category), 5), weights(category)) == 500


@pytest.mark.parametrize("category", RUBRICS)
def test_the_bands_are_the_default_ones(category):
    assert RUBRICS[category]["bands"] == [85, 70, 50]


def test_a_criterion_holds_nothing_but_what_the_loader_reads():
    shapes = {tuple(criterion) for _, criterion in CRITERIA}

    assert shapes == {("code", "name", "weight", "looks_at", "levels")}


def test_every_criterion_has_five_levels_a_hundred_and_ten_in_all():
    counts = [len(criterion["levels"]) for _, criterion in CRITERIA]

    assert counts == [5] * 22


@pytest.mark.parametrize("category", GIVEN)
def test_the_given_descriptors_stand_word_for_word(category):
    assert RUBRICS[category]["criteria"][0]["levels"] == GIVEN[category]


@pytest.mark.parametrize("category", RUBRICS)
def test_no_descriptor_stands_twice_in_a_rubric(category):
    written = descriptors(category)

    assert len(set(written)) == len(written)


def test_no_text_is_longer_than_a_phone_shows():
    assert [text for text in texts() if len(text) > LONGEST] == []


def test_every_text_is_one_clean_sentence():
    pattern = re.compile(r"[A-Z][^.!?\n\t]*\.")

    odd = [text for text in texts() if not pattern.fullmatch(text) or "  " in text]

    assert odd == []


def test_every_text_is_plain_normalised_unicode():
    assert [text for text in texts() if unicodedata.normalize("NFC", text) != text] == []


def test_no_descriptor_grades_instead_of_testing():
    given = {level for row in GIVEN.values() for level in row}
    ours = [level for category in RUBRICS for level in descriptors(category) if level not in given]

    assert [level for level in ours if re.search(GRADES, level, re.IGNORECASE)] == []


def test_no_text_uses_english_or_misspelt_words():
    assert [text for text in texts() if re.search(NOT_OUR_WORDS, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("category", RUBRICS)
def test_empowerment_is_tested_by_the_number_of_workers(category):
    rows = {criterion["code"]: criterion["levels"] for criterion in RUBRICS[category]["criteria"]}

    numbers = [re.findall(r"\d+", level) for level in rows["pemberdayaan"]]

    assert numbers == [["1"], ["2"], ["3"], ["4", "6", "7"], ["7"]]
