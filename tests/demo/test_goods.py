from random import Random

import pytest

from demo.goods import Used, before_change, faulty, goods_of, pictures_of, with_gaps
from demo.places import PLACES
from demo.plans import Plan
from exhibitions.models import Status
from kelurahan.models import RW, Kelurahan

MELONG = next(place for place in PLACES if place.slug == "melong")


@pytest.fixture
def plan():
    return plan_of(5)


def plan_of(number):
    rw = RW(kelurahan=Kelurahan(name="Melong", slug="melong"), number=number)
    return Plan(rw, MELONG, Status.VERIFIED, "kriya", "kayu")


def changed(goods, other):
    return {name for name in vars(goods) if getattr(goods, name) != getattr(other, name)}


def test_the_next_product_of_the_same_scene_shows_other_dyes(plan):
    used = Used()

    first, second, third = (pictures_of(plan, "kotak", used, Random(1))[0].seed for _ in range(3))

    assert first != second
    assert first == third


def test_names_are_given_once():
    used = Used()

    goods = [goods_of(plan_of(number), "+62812", used) for number in range(1, 41)]

    assert len({each.name for each in goods}) == len({each.maker for each in goods}) == 40


@pytest.mark.parametrize(
    ("mends", "fields"),
    [
        ("photo", {"pictures"}),
        ("price", {"price"}),
        ("description", {"description"}),
        ("name", {"name"}),
        ("owner", {"owner"}),
        ("workers", {"workers_total"}),
        ("", set()),
    ],
)
def test_a_fault_lies_where_its_reason_says(plan, mends, fields):
    goods = goods_of(plan, "+62812", Used())

    assert changed(goods, faulty(goods, mends)) == fields


def test_a_change_of_price_leaves_an_entry_verified_and_one_of_workers_does_not(plan):
    goods = goods_of(plan, "+62812", Used())

    found = [changed(goods, before_change(goods, status)) for status in (Status.VERIFIED, Status.SUBMITTED)]

    assert found == [{"price"}, {"workers_total"}]


def test_a_draft_lacks_something(plan):
    goods = goods_of(plan, "+62812", Used())

    assert [n for n in range(20) if not changed(goods, with_gaps(goods, Random(n)))] == []
