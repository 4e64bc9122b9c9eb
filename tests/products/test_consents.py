"""The owner's consents: recorded once, withdrawn once, and what the public sees at each moment."""

import pytest

from products import consents
from products.models import Consent, Product
from tests.factories import make_entry, rw_of
from tests.together import at_once

from .permit_factories import make_paper

Kind = Consent.Kind
OWNER = "Euis Komariah"


@pytest.fixture
def product(gelar_melong, rw_melong_5, melong, op_melong):
    return make_entry(gelar_melong, rw_of(melong, 5)).product


def now(product):
    return Product.objects.get(pk=product.pk)


def give(product, by, *kinds):
    for kind in kinds:
        consents.record(product, kind, OWNER, by)


def test_a_consent_says_by_which_text_when_on_what_and_by_whom(product, op_melong):
    made = consents.record(product, Kind.CONTACT, OWNER, op_melong)

    given = product.consents.get(kind=Kind.CONTACT)
    assert (made, given.text_version, given.medium, given.owner_name, given.recorded_by) == (
        True,
        1,
        "layar",
        OWNER,
        op_melong,
    )
    assert consents.text_of(given) == consents.current_text(Kind.CONTACT)


def test_a_consent_on_paper_keeps_its_sheet(product, op_melong):
    paper = make_paper(op_melong)

    consents.record(product, Kind.CONTACT, OWNER, op_melong, paper=paper)

    given = product.consents.get(kind=Kind.CONTACT)
    assert (given.medium, given.paper) == ("kertas", paper)


def test_a_second_recording_changes_nothing(product, op_melong, op2_melong):
    give(product, op_melong, Kind.CONTACT)

    made = consents.record(product, Kind.CONTACT, "Orang lain", op2_melong)

    assert (made, product.consents.get(kind=Kind.CONTACT).recorded_by) == (False, op_melong)


def test_a_withdrawal_says_when_and_by_whom_and_happens_once(product, op_melong, op2_melong):
    give(product, op_melong, Kind.CONTACT)

    answers = [consents.withdraw(product, Kind.CONTACT, by) for by in (op_melong, op2_melong)]

    given = product.consents.get(kind=Kind.CONTACT)
    assert (answers, given.withdrawn_by, given.in_force) == ([True, False], op_melong, False)
    assert given.withdrawn_at > given.recorded_at


def test_withdrawing_one_kind_leaves_the_others(product, op_melong):
    give(product, op_melong, Kind.PUBLICATION, Kind.CONTACT, Kind.FACES)

    consents.withdraw(product, Kind.CONTACT, op_melong)

    assert set(now(product).consents_in_force) == {Kind.REGISTRATION, Kind.PUBLICATION, Kind.FACES}


def test_a_consent_can_be_given_again(product, op_melong):
    give(product, op_melong, Kind.CONTACT)
    consents.withdraw(product, Kind.CONTACT, op_melong)

    give(product, op_melong, Kind.CONTACT)

    given = list(product.consents.filter(kind=Kind.CONTACT).order_by("pk"))
    assert [consent.in_force for consent in given] == [False, True]


def test_consent_to_registration_publishes_nothing(product):
    assert (now(product).is_published, list(Product.objects.published())) == (False, [])


def test_what_is_published_is_what_its_owner_lets_be_seen_now(product, op_melong, gelar_melong, rw_melong_6):
    hidden = make_entry(gelar_melong, rw_melong_6.rw).product
    give(hidden, op_melong, Kind.CONTACT, Kind.FACES)
    give(product, op_melong, Kind.PUBLICATION)

    before = list(Product.objects.published())
    consents.withdraw(product, Kind.PUBLICATION, op_melong)
    after = list(Product.objects.published())

    assert (before, after, now(product).is_published) == ([product], [], False)


def test_a_merged_product_is_not_published(product, op_melong, gelar_melong, rw_melong_6):
    give(product, op_melong, Kind.PUBLICATION)
    other = make_entry(gelar_melong, rw_melong_6.rw).product
    Product.objects.filter(pk=product.pk).update(merged_into=other)

    assert (list(Product.objects.published()), now(product).is_published) == ([], False)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ([], (False, False)),
        ([Kind.CONTACT, Kind.FACES], (False, False)),
        ([Kind.PUBLICATION], (False, False)),
        ([Kind.PUBLICATION, Kind.CONTACT], (True, False)),
        ([Kind.PUBLICATION, Kind.FACES], (False, True)),
    ],
)
def test_contact_and_faces_are_shown_with_a_published_product_only(product, op_melong, given, shown):
    give(product, op_melong, *given)

    product = now(product)

    assert (product.shows_contact, product.shows_faces) == shown


@pytest.mark.parametrize("kind", [Kind.PUBLICATION, Kind.CONTACT])
def test_withdrawing_hides_the_contact_at_once(product, op_melong, kind):
    give(product, op_melong, Kind.PUBLICATION, Kind.CONTACT)

    consents.withdraw(product, kind, op_melong)

    assert now(product).shows_contact is False


def test_the_text_about_faces_takes_no_children():
    assert consents.current_text(Kind.FACES).endswith("Foto dengan wajah anak-anak tidak dipakai.")


def test_of_two_who_withdraw_at_once_one_does(own_database, product, op_melong, op2_melong):
    give(product, op_melong, Kind.CONTACT)

    answers = at_once(
        *(lambda by=by: consents.withdraw(product, Kind.CONTACT, by) for by in (op_melong, op2_melong))
    )

    assert sorted(answers) == [False, True]


def test_of_two_who_record_at_once_one_row_is_left(own_database, product, op_melong, op2_melong):
    answers = at_once(
        *(lambda by=by: consents.record(product, Kind.CONTACT, OWNER, by) for by in (op_melong, op2_melong))
    )

    assert (sorted(answers), product.consents.filter(kind=Kind.CONTACT).count()) == ([False, True], 1)
