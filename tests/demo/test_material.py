from functools import cache
from random import Random

import pytest

from demo import pictures, words

SCENES = [
    (category, subcategory, seed, scene.name)
    for category, subcategories in pictures.SCENES.items()
    for subcategory, scenes in subcategories.items()
    for seed, scene in enumerate(scenes)
]
# One scene of each module that paints: what is proved of it, the others of its module share.
ONE_OF_EACH_PAINTER = list(
    {
        scene.paint.__module__: (category, subcategory, seed)
        for category, subcategories in pictures.SCENES.items()
        for subcategory, scenes in subcategories.items()
        for seed, scene in enumerate(scenes)
    }.values()
)
SUBCATEGORIES = [(category, name) for category, names in pictures.SCENES.items() for name in names]
CRITERIA = {
    "tpt": ["mutu", "desain", "keaslian", "daya_jual", "pemberdayaan", "inovasi", "kesiapan"],
    "kriya": ["mutu", "desain", "keaslian", "daya_jual", "pemberdayaan", "inovasi", "kesiapan"],
    "kuliner": [
        "mutu",
        "desain",
        "keaslian",
        "daya_jual",
        "pemberdayaan",
        "inovasi",
        "kesiapan",
        "legalitas",
    ],
}


@cache
def drawn(category, subcategory, seed):
    return pictures.draw(category, subcategory, seed, width=240)


def many_products(subcategory, count=60):
    rng = Random(f"products-{subcategory}")
    return [words.product(rng, subcategory, "Cigugur Tengah") for _ in range(count)]


@pytest.mark.parametrize(("category", "subcategory", "seed", "name"), SCENES)
def test_every_scene_draws_a_full_picture(category, subcategory, seed, name):
    picture = drawn(category, subcategory, seed)

    assert (picture.mode, picture.size) == ("RGB", (240, 180))
    assert len(picture.resize((40, 30)).getcolors(1200)) > 100, f"{name} is nearly blank"


def test_a_picture_is_drawn_as_wide_as_a_camera_s():
    assert pictures.draw("kriya", "keramik", 0).size == (1200, 900)


@pytest.mark.parametrize(("category", "subcategory", "seed"), ONE_OF_EACH_PAINTER)
def test_the_same_seed_gives_the_same_picture(category, subcategory, seed):
    again = pictures.draw(category, subcategory, seed, width=240)

    assert again.tobytes() == drawn(category, subcategory, seed).tobytes()


@pytest.mark.parametrize(("category", "subcategory"), SUBCATEGORIES)
def test_the_scenes_of_a_subcategory_differ(category, subcategory):
    count = len(pictures.scenes(category, subcategory))

    different = {drawn(category, subcategory, seed).tobytes() for seed in range(count)}

    assert len(different) == count


@pytest.mark.parametrize(("category", "subcategory", "seed"), ONE_OF_EACH_PAINTER)
def test_the_next_variant_of_a_scene_is_another_picture(category, subcategory, seed):
    variant = seed + len(pictures.scenes(category, subcategory))

    assert drawn(category, subcategory, variant).tobytes() != drawn(category, subcategory, seed).tobytes()


@pytest.mark.parametrize("place", [("kuliner", "batik"), ("tpt", "keramik"), ("", "")])
def test_a_subcategory_of_another_category_has_no_pictures(place):
    with pytest.raises(ValueError, match="no pictures"):
        pictures.draw(*place, 0)


def test_words_and_pictures_know_the_same_subcategories():
    known = [(category, name) for category in words.CATEGORIES for name in words.subcategories(category)]

    assert known == SUBCATEGORIES


@pytest.mark.parametrize(("category", "subcategory"), SUBCATEGORIES)
def test_every_scene_is_the_picture_of_some_product(category, subcategory):
    shown = {scene.name for scene in pictures.scenes(category, subcategory)}

    wanted = {product["scene"] for product in many_products(subcategory, 300)}

    assert wanted == shown


def test_the_seed_for_a_scene_counts_variants_behind_all_scenes():
    seeds = [pictures.seed_for("kriya", "keramik", "glasir", variant) for variant in range(3)]

    assert seeds == [1, 4, 7]


def test_an_unknown_scene_has_no_seed():
    with pytest.raises(ValueError, match="gelas"):
        pictures.seed_for("kriya", "keramik", "gelas")


@pytest.mark.parametrize(("_category", "subcategory"), SUBCATEGORIES)
def test_the_same_chance_gives_the_same_words(_category, subcategory):
    first, second = Random(7), Random(7)

    told = [words.maker(first, subcategory), words.product(first, subcategory, "Baros"), words.workers(first)]
    again = [
        words.maker(second, subcategory),
        words.product(second, subcategory, "Baros"),
        words.workers(second),
    ]

    assert told == again


@pytest.mark.parametrize(("_category", "subcategory"), SUBCATEGORIES)
def test_products_fit_the_fields_of_the_form(_category, subcategory):
    for product in many_products(subcategory):
        assert 3 <= len(product["name"]) <= 80
        assert 3 <= len(product["main_material"]) <= 80
        assert 60 <= len(product["description"]) <= 1000
        assert 1 <= len(product["unit"]) <= 20
        assert not set("{}") & set(product["name"] + product["description"])


@pytest.mark.parametrize(("_category", "subcategory"), SUBCATEGORIES)
def test_prices_are_written_as_people_write_them(_category, subcategory):
    prices = [product["price"] for product in many_products(subcategory)]

    assert [price for price in prices if price % 500 or not 1000 <= price <= 2_000_000] == []


@pytest.mark.parametrize(("category", "subcategory"), SUBCATEGORIES)
def test_a_subcategory_has_at_least_eight_patterns_of_names(category, subcategory):
    patterns = words.product_patterns(subcategory)

    assert len(patterns) == len(set(patterns))
    assert len(patterns) >= 8


@pytest.mark.parametrize(("_category", "subcategory"), SUBCATEGORIES)
def test_a_description_has_two_or_three_sentences(_category, subcategory):
    counts = {product["description"].count(". ") + 1 for product in many_products(subcategory)}

    assert counts <= {2, 3}


def test_a_taken_product_name_is_not_given_again():
    rng, names = Random(3), set()

    for _ in range(40):
        names.add(words.product(rng, "keramik", "Utama", taken=names)["name"])

    assert len(names) == 40


def test_the_description_names_its_own_kelurahan():
    places = [product["description"] for product in many_products("kayu", 200)]

    named = [text for text in places if "Kelurahan" in text]

    assert named == [text for text in named if "Kelurahan Cigugur Tengah" in text] != []


@pytest.mark.parametrize(("_category", "subcategory"), SUBCATEGORIES)
def test_makers_and_owners_fit_the_fields_of_the_form(_category, subcategory):
    rng = Random(f"makers-{subcategory}")

    makers = [words.maker(rng, subcategory) for _ in range(60)]

    assert [maker for maker in makers if not (3 <= len(maker.business) <= 80 and maker.owner)] == []


def test_a_business_named_after_a_person_bears_its_owners_name():
    rng = Random(11)
    makers = [words.maker(rng, "batik") for _ in range(200)]

    titled = [
        maker for maker in makers if {"Bu", "Ceu", "Teh", "Kang", "Mang", "Pak"} & set(maker.business.split())
    ]

    assert [maker for maker in titled if maker.business.split()[-1] != maker.owner.split()[0]] == []
    assert titled != []


def test_workers_from_the_rw_are_some_of_all_workers():
    rng = Random(2)

    teams = [words.workers(rng) for _ in range(500)]

    assert [team for team in teams if not 1 <= team.from_rw <= team.total <= 14] == []


def test_phones_are_e164_and_never_given_twice():
    phones = [words.phone(index) for index in range(5000)]

    assert {len(phone) for phone in phones} == {14}
    assert {phone[:6] for phone in phones} == {"+62812"}
    assert len(set(phones)) == 5000


@pytest.mark.parametrize("category", words.CATEGORIES)
def test_every_criterion_of_a_category_has_its_words(category):
    assert words.criteria(category) == CRITERIA[category]


@pytest.mark.parametrize(("kind", "fewest"), [("strengths", 3), ("advice", 4), ("notes", 3)])
def test_curators_have_enough_different_words(kind, fewest):
    for category, criteria in CRITERIA.items():
        for criterion in criteria:
            texts = words.judgements(category, criterion, kind)
            assert len(set(texts)) == len(texts) >= fewest
            assert [text for text in texts if not 10 <= len(text) <= 300] == []


def test_advice_names_a_fault_and_its_remedy():
    pieces = [
        text.split(": ")
        for category, criteria in CRITERIA.items()
        for criterion in criteria
        for text in words.judgements(category, criterion, "advice")
    ]

    assert [piece for piece in pieces if len(piece) != 2] == []


@pytest.mark.parametrize("tell", [words.strength, words.advice, words.low_value_note])
def test_a_remark_of_a_curator_depends_on_the_chance_alone(tell):
    assert tell(Random(4), "kriya", "mutu") == tell(Random(4), "kriya", "mutu")


def return_reason(rng):
    return words.return_reason(rng).reason


@pytest.mark.parametrize("tell", [return_reason, words.ineligible_reason, words.withdrawal_reason])
def test_reasons_are_whole_sentences_of_moderate_length(tell):
    rng = Random(9)

    texts = {tell(rng) for _ in range(100)}

    assert len(texts) >= 5
    assert [text for text in texts if not (10 <= len(text) <= 300 and text.endswith("."))] == []


def test_a_reason_for_return_says_what_it_mends():
    mended = {words.return_reason(Random(n)).mends for n in range(200)}

    assert mended == {"photo", "price", "description", "name", "owner", "workers", ""}


def test_abstentions_know_the_three_codes_each_with_and_without_help():
    told = {(abstention.reason, abstention.needs_help) for abstention in words.abstentions()}

    assert told == {
        (reason, needs_help)
        for reason in ("tidak ada", "tidak bersedia", "lainnya")
        for needs_help in (True, False)
    }


def test_curators_are_different_people_with_a_field():
    panel = words.curators()

    assert len({curator.name for curator in panel}) == len(panel) >= 12
    assert [curator for curator in panel if not curator.field] == []
