"""Names, products and remarks of the demo; every choice comes from the caller's `random.Random`."""

import json
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"
CATEGORIES = ("tpt", "kriya", "kuliner")
MOST_PHONES = 100_000_000
PHONE_STRIDE = 7_919_777
MOST_TRIES = 200


class Maker(NamedTuple):
    business: str
    owner: str


class Curator(NamedTuple):
    name: str
    field: str


class Workers(NamedTuple):
    total: int
    from_rw: int


class Return(NamedTuple):
    """`mends`: what the maker then changes, "photo", "price", "description", "name", "owner", "workers" or ""."""

    reason: str
    mends: str


class Abstention(NamedTuple):
    """`reason` is one of the codes "tidak ada", "tidak bersedia", "lainnya"."""

    reason: str
    note: str
    needs_help: bool


@lru_cache(maxsize=16)
def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=64)
def category_of(subcategory: str) -> str:
    """The category that holds a subcategory; ValueError for an unknown one."""
    for category in CATEGORIES:
        if subcategory in _read(f"products_{category}")["kinds"]:
            return category
    raise ValueError(f"unknown subcategory {subcategory}")


def subcategories(category: str) -> list[str]:
    return list(_read(f"products_{category}")["kinds"])


def person(rng: Random) -> str:
    """A name of two words, oftener a woman's: most makers of the programme are women."""
    people = _read("people")
    side = "female" if rng.random() < 0.65 else "male"
    return f"{rng.choice(people[side])} {rng.choice(people[side + '_second'])}"


def maker(rng: Random, subcategory: str) -> Maker:
    """A business and its owner; every third business bears its owner's first name."""
    data = _read("makers")
    owner = person(rng)
    label = rng.choice(data["labels"][subcategory])
    if rng.random() < 0.33:
        first = owner.split()[0]
        woman = first in _read("people")["female"]
        title = rng.choice(("Bu", "Ceu", "Teh")) if woman else rng.choice(("Kang", "Mang", "Pak"))
        return Maker(f"{label} {title} {first}", owner)
    return Maker(f"{label} {rng.choice(data['words'])}", owner)


def product_patterns(subcategory: str) -> list[str]:
    kind = _read(f"products_{category_of(subcategory)}")["kinds"][subcategory]
    return [pattern for pattern, *_rest in kind["products"]]


def product(
    rng: Random, subcategory: str, kelurahan_name: str, taken: Collection[str] = frozenset()
) -> dict[str, Any]:
    """A product with `name`, `main_material`, `price` (rupiah), `unit`, `description` and `scene`.

    `scene` names the picture that fits (`pictures.seed_for`). A name in `taken` is avoided while the
    subcategory has others.
    """
    data = _read(f"products_{category_of(subcategory)}")
    kind = data["kinds"][subcategory]
    for _ in range(MOST_TRIES):
        pattern, scene, material, low, high, unit = rng.choice(kind["products"])
        name = pattern.format(**{key: rng.choice(words) for key, words in data["fills"].items()})
        if name not in taken:
            break
    return {
        "name": name,
        "main_material": material,
        "price": _price(rng, low, high),
        "unit": unit,
        "description": _description(rng, kind, data["closing"], scene, kelurahan_name),
        "scene": scene,
    }


def _price(rng: Random, low: int, high: int) -> int:
    """Between two prices in thousands, at steps a maker would write."""
    step = 0.5 if high <= 15 else 1 if high <= 60 else 5
    return int((low + step * rng.randint(0, int((high - low) / step))) * 1000)


def _description(
    rng: Random, kind: dict[str, Any], closing: list[str], scene: str, kelurahan_name: str
) -> str:
    sentences = [rng.choice(fitting(kind["opening"], scene)), rng.choice(fitting(kind["process"], scene))]
    if rng.random() < 0.75:
        sentences.append(rng.choice(closing))
    return " ".join(sentences).replace("{kelurahan}", kelurahan_name)


def fitting(sentences: list[Any], scene: str) -> list[str]:
    """The sentences that are true of what the scene shows; a plain text is true of everything."""
    return [
        sentence if isinstance(sentence, str) else sentence["text"]
        for sentence in sentences
        if isinstance(sentence, str) or scene in sentence["only"]
    ]


def workers(rng: Random) -> Workers:
    """All workers and those from the RW; small businesses are the rule."""
    total = min(14, 1 + int(rng.expovariate(0.28)))
    return Workers(total, rng.randint((total + 1) // 2, total))


def phone(index: int) -> str:
    """An E.164 number of no real person, another one for each index below `MOST_PHONES`."""
    return f"+62812{(index + 1) * PHONE_STRIDE % MOST_PHONES:08d}"


def curators() -> list[Curator]:
    return [Curator(name, field) for name, field in _read("people")["curators"]]


def return_reason(rng: Random) -> Return:
    return Return(*rng.choice(_read("remarks")["returns"]))


def ineligible_reason(rng: Random) -> str:
    return rng.choice(_read("remarks")["ineligible"])


def withdrawal_reason(rng: Random) -> str:
    return rng.choice(_read("remarks")["withdrawals"])


def abstentions() -> list[Abstention]:
    return [Abstention(*told) for told in _read("remarks")["abstentions"]]


def criteria(category: str) -> list[str]:
    return list(_read(f"judgements_{category}"))


def judgements(category: str, criterion: str, kind: str) -> list[str]:
    """All sentences of a kind: "strengths", "advice" (a fault and its remedy) or "notes" (to a 1 or 2)."""
    return list(_read(f"judgements_{category}")[criterion][kind])


def strength(rng: Random, category: str, criterion: str) -> str:
    return rng.choice(judgements(category, criterion, "strengths"))


def advice(rng: Random, category: str, criterion: str) -> str:
    return rng.choice(judgements(category, criterion, "advice"))


def low_value_note(rng: Random, category: str, criterion: str) -> str:
    return rng.choice(judgements(category, criterion, "notes"))
