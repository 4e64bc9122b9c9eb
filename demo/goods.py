"""What an RW of the demo enters: maker, product and pictures, and what was wrong with them at first."""

from collections import Counter
from dataclasses import dataclass, field, replace

from exhibitions.models import Status

from . import words
from .pictures import seed_for
from .prints import Picture

VARIANTS = 2
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


@dataclass
class Used:
    """What the goods made so far took: names, and how often each scene was photographed."""

    names: set = field(default_factory=set)
    scenes: Counter = field(default_factory=Counter)


def goods_of(plan, phone, used):
    """Complete and without fault; names in `used` are avoided, and the new ones are added to it."""
    rng = plan.chance("goods")
    maker, workers = new_maker(rng, plan.subcategory, used.names), words.workers(rng)
    product = words.product(rng, plan.subcategory, plan.rw.kelurahan.name, used.names)
    used.names |= {maker.business, product["name"]}
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
        pictures=pictures_of(plan, product["scene"], used, rng),
    )


def new_maker(rng, subcategory, taken):
    for _ in range(words.MOST_TRIES):
        maker = words.maker(rng, subcategory)
        if maker.business not in taken:
            break
    return maker


def pictures_of(plan, scene, used, rng):
    """One picture, in other dyes than the last of this scene, and for every third product both."""
    place = plan.category, plan.subcategory
    first = used.scenes[plan.subcategory, scene] % VARIANTS
    used.scenes[plan.subcategory, scene] += 1
    variants = [first, 1 - first] if rng.random() < 0.33 else [first]
    return tuple(Picture(*place, seed_for(*place, scene, variant)) for variant in variants)


def with_gaps(goods, rng):
    """A draft somebody will finish later: one to three things are missing."""
    gaps = [
        {"pictures": ()},
        {"price": None, "unit": ""},
        {"workers_total": None, "workers_from_rw": None},
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
