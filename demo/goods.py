"""What an RW of the demo enters: maker, product and pictures, and what was wrong with them at first."""

from dataclasses import dataclass, replace

from exhibitions.models import Status

from . import words
from .pictures import seed_for
from .prints import Picture

CHEAPER = 0.9
STEP_OF_PRICES = 500


@dataclass(frozen=True)
class Goods:
    """The fields are named as in the facts of a version. None: not filled in yet."""

    maker: str
    owner: str
    phone: str
    workers_total: int | None
    workers_from_rw: int | None
    name: str
    main_material: str
    price: int | None
    unit: str
    description: str
    pictures: tuple
    consent: bool = True


def goods_of(plan, phone, taken):
    """Complete and without fault; names in the set `taken` are avoided, and the new ones are added to it."""
    rng = plan.chance("goods")
    maker, workers = new_maker(rng, plan.subcategory, taken), words.workers(rng)
    product = words.product(rng, plan.subcategory, plan.rw.kelurahan.name, taken)
    taken |= {maker.business, product["name"]}
    return Goods(
        maker=maker.business,
        owner=maker.owner,
        phone=phone,
        workers_total=workers.total,
        workers_from_rw=workers.from_rw,
        name=product["name"],
        main_material=product["main_material"],
        price=product["price"],
        unit=product["unit"],
        description=product["description"],
        pictures=pictures_of(plan, product["scene"], rng),
    )


def new_maker(rng, subcategory, taken):
    for _ in range(words.MOST_TRIES):
        maker = words.maker(rng, subcategory)
        if maker.business not in taken:
            break
    return maker


def pictures_of(plan, scene, rng):
    """One picture, for every third product a second one in other dyes."""
    first = rng.randrange(2)
    variants = [first, 1 - first] if rng.random() < 0.33 else [first]
    return tuple(
        Picture(
            plan.category,
            plan.subcategory,
            seed_for(plan.category, plan.subcategory, scene, variant),
        )
        for variant in variants
    )


def with_gaps(goods, rng):
    """A draft somebody will finish later: one to three things are missing."""
    gaps = [
        {"pictures": ()},
        {"price": None, "unit": ""},
        {"workers_total": None, "workers_from_rw": None},
        {"description": ""},
        {"main_material": ""},
        {"consent": False},
    ]
    missing = {}
    for gap in rng.sample(gaps, rng.randint(1, 3)):
        missing |= gap
    return replace(goods, **missing)


def faulty(goods, mends):
    """The goods as they were before the operator's reason was mended; `mends` as in `words.Return`."""
    faults = {
        "photo": {"pictures": tuple(picture._replace(dark=True) for picture in goods.pictures[:1])},
        "price": {"price": goods.price * 12},
        "description": {"description": f"{goods.name.split()[0]}."},
        "name": {"name": goods.name.split()[0]},
        "owner": {"owner": goods.owner.split()[0]},
        "workers": {"workers_total": goods.workers_total * 10},
    }
    return replace(goods, **faults.get(mends, {}))


def before_change(goods, status):
    """The goods before their owner changed them: a verified entry stays so, a submitted one is to be looked at."""
    if status == Status.VERIFIED:
        cheaper = int(goods.price * CHEAPER) // STEP_OF_PRICES * STEP_OF_PRICES
        return replace(goods, price=max(STEP_OF_PRICES, cheaper))
    return replace(goods, workers_total=goods.workers_total + 2)
