"""Merging makers, and products of one RW: what moves, what stays, and when it is refused."""

from functools import partial

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from exhibitions import merging
from exhibitions.models import Entry, Status
from exhibitions.refusals import EntryMoved
from exhibitions.registration import register, switch_maker
from products import consents, maker_links, maker_requests
from products.merging import ITSELF, MOVED, OTHER_KOTA, OTHER_RW, MergeRefused
from products.models import MOST_PHOTOS, Business, Consent, MakerRequest, Photo, Product
from tests.factories import make_entry, make_photo, make_scoring, rw_of
from tests.products.permit_factories import make_permit
from tests.together import at_once

from .acts import newest_step, stored
from .walk_in_factories import hold_today

Kind = Consent.Kind


@pytest.fixture
def entry(gelar_melong, rw_5, rw_melong_5, op_melong):
    """Verified, of `Batik Cirendeu` in RW 05."""
    return make_entry(gelar_melong, rw_5, status=Status.VERIFIED)


@pytest.fixture
def maker(entry):
    return entry.product.business


@pytest.fixture
def twin(maker):
    """The same maker once more, without a product."""
    return Business.objects.create(
        rw=maker.rw, name="Batik Cirendeu 2", phone=maker.phone, workers_total=3, workers_from_rw=2
    )


@pytest.fixture
def spare(maker, entry):
    """Another product of RW 05 without an entry."""
    return Product.objects.create(rw=maker.rw, business=maker, name="Selendang daun jati")


def refusal_of(act, *args):
    with pytest.raises(MergeRefused) as refused:
        act(*args)
    return refused.value.reason


def events_of(thing):
    return [(event.action, event.by, event.detail) for event in AuditEvent.objects.about(thing)]


def test_products_permits_and_requests_of_a_merged_maker_move(maker, twin, spare, pemkot):
    permit = make_permit(maker, pemkot, "merek")
    request = maker_requests.ask(maker, MakerRequest.Kind.CORRECTION, "Nama salah.")

    merging.merge_makers(maker, twin, pemkot)

    maker.refresh_from_db()
    permit.refresh_from_db()
    request.refresh_from_db()
    assert maker.merged_into == twin
    assert set(Product.objects.values_list("business", flat=True)) == {twin.pk}
    assert (permit.business, request.business) == (twin, twin)


def test_of_a_kind_of_permit_both_have_each_keeps_its_own_and_the_trail_names_it(maker, twin, pemkot):
    own = make_permit(maker, pemkot, number="1111111111111")
    kept = make_permit(twin, pemkot, number="2222222222222")

    merging.merge_makers(maker, twin, pemkot)

    assert [list(one.permits.all()) for one in (maker, twin)] == [[own], [kept]]
    assert events_of(maker)[0] == ("maker_merged", pemkot, {"into": twin.pk, "kept_permits": ["nib"]})


def test_the_link_of_a_merged_maker_opens_nothing(maker, twin, pemkot):
    codes = [maker_links.code_of(maker_links.renew(one, pemkot)) for one in (maker, twin)]

    merging.merge_makers(maker, twin, pemkot)

    assert [maker_links.maker_of(code) for code in codes] == [None, twin]


def test_a_verified_entry_of_a_merged_maker_gets_a_version_and_waits_again(entry, maker, twin, pemkot):
    merging.merge_makers(maker, twin, pemkot)

    followed = stored(entry)
    assert (followed.status, followed.versions.count()) == (Status.SUBMITTED, 2)
    assert newest_step(entry) == ("ubah", Status.VERIFIED, Status.SUBMITTED, pemkot, "")


def test_a_verified_entry_of_the_maker_kept_stays_verified(entry, maker, twin, pemkot):
    merging.merge_makers(twin, maker, pemkot)

    assert (stored(entry).status, entry.versions.count()) == (Status.VERIFIED, 1)


def test_a_draft_of_a_merged_maker_follows_without_a_version(
    gelar_melong, rw_5, rw_melong_5, twin_of, pemkot
):
    draft = make_entry(gelar_melong, rw_5)
    twin = twin_of(draft)

    merging.merge_makers(draft.product.business, twin, pemkot)

    followed = stored(draft)
    assert (followed.product.business, followed.versions.count()) == (twin, 0)


@pytest.fixture
def twin_of():
    return lambda entry: Business.objects.create(rw=entry.rw, name="Batik Cirendeu 2")


def test_a_maker_whose_entry_is_being_scored_is_not_merged_but_kept(
    entry, maker, twin, gelar_melong, kurator_1, pemkot
):
    make_scoring(gelar_melong, [kurator_1], pemkot)

    reason = refusal_of(merging.merge_makers, maker, twin, pemkot)
    merging.merge_makers(twin, maker, pemkot)

    assert reason == (
        f"Usulan {entry.number} dari pelaku usaha yang digabung tidak dapat diubah lagi: "
        "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi."
    )
    assert (stored(entry).product.business, entry.versions.count()) == (maker, 1)


def test_what_a_submitted_entry_would_lack_with_the_maker_kept_is_a_reason_not_to_merge(
    entry, maker, twin, pemkot
):
    Business.objects.filter(pk=twin.pk).update(name="")

    reason = refusal_of(merging.merge_makers, maker, twin, pemkot)

    maker.refresh_from_db()
    assert reason.partition(":")[0] == "Belum lengkap"
    assert (maker.merged_into, stored(entry).status) == (None, Status.VERIFIED)


def test_a_maker_is_not_merged_with_itself_nor_twice_nor_when_erased(maker, twin, pemkot):
    third = Business.objects.create(rw=maker.rw, name="Batik 3")
    erased = Business.objects.create(rw=maker.rw, erased_at=timezone.now())

    itself = refusal_of(merging.merge_makers, twin, twin, pemkot)
    merging.merge_makers(twin, maker, pemkot)

    assert itself == ITSELF
    assert [
        refusal_of(merging.merge_makers, *pair, pemkot)
        for pair in ((twin, third), (third, twin), (third, erased))
    ] == [MOVED] * 3


def test_makers_of_two_kota_are_not_merged(maker, other_melong, pemkot):
    far = Business.objects.create(rw=rw_of(other_melong, 5), name="Batik Cirendeu")

    assert refusal_of(merging.merge_makers, far, maker, pemkot) == OTHER_KOTA


def test_of_two_makers_merged_into_each_other_at_once_one_goes_on(own_database, entry, maker, twin, pemkot):
    answers = at_once(
        partial(merging.merge_makers, maker, twin, pemkot),
        partial(merging.merge_makers, twin, maker, pemkot),
    )

    merged = Business.objects.filter(merged_into__isnull=False)
    assert sorted(type(answer).__name__ for answer in answers) == ["MergeRefused", "NoneType"]
    assert (merged.count(), AuditEvent.objects.filter(action="maker_merged").count()) == (1, 1)
    assert stored(entry).product.business.merged_into is None


@pytest.fixture
def free_twin(twin, rw_melong_6):
    """A maker of RW 06, which has no entry yet."""
    twin.rw = rw_melong_6.rw
    twin.save()
    return twin


def test_a_maker_that_was_just_merged_gets_no_new_entry(free_twin, maker, pemkot, rw_melong_6, gelar_melong):
    merging.merge_makers(free_twin, maker, pemkot)

    with pytest.raises(EntryMoved):
        register(rw_melong_6.rw, gelar_melong, rw_melong_6, {"maker": free_twin})

    assert not Product.objects.filter(business=free_twin).exists()


def test_nor_takes_the_place_of_another(free_twin, maker, entry, pemkot, rw_melong_5):
    merging.merge_makers(free_twin, maker, pemkot)

    with pytest.raises(EntryMoved):
        switch_maker(stored(entry), rw_melong_5, {"maker": free_twin})

    assert stored(entry).product.business == maker


def test_no_product_is_left_on_a_maker_merged_at_the_same_moment(
    own_database, free_twin, maker, pemkot, rw_melong_6, gelar_melong
):
    at_once(
        partial(register, rw_melong_6.rw, gelar_melong, rw_melong_6, {"maker": free_twin}),
        partial(merging.merge_makers, free_twin, maker, pemkot),
    )

    assert Business.objects.get(pk=free_twin.pk).merged_into == maker
    assert not Product.objects.filter(business=free_twin).exists()


def test_entries_of_a_merged_product_that_are_over_show_the_one_kept(entry, maker, spare, pemkot, op_melong):
    entry.withdraw(op_melong, "Diganti.")
    photo = entry.product.photos.get()

    merging.merge_products(entry.product, spare, pemkot)

    merged = Product.objects.get(pk=entry.product_id)
    photo.refresh_from_db()
    assert (merged.merged_into, stored(entry).product, photo.product) == (spare, spare, spare)
    assert (stored(entry).status, entry.versions.count()) == (Status.WITHDRAWN, 1)


def test_merging_into_a_product_under_way_writes_its_entry_a_version(entry, spare, pemkot):
    make_photo(spare, pemkot)

    merging.merge_products(spare, entry.product, pemkot)

    assert (stored(entry).status, entry.versions.count()) == (Status.VERIFIED, 2)


def test_a_product_under_way_is_not_merged_but_kept(entry, spare, pemkot):
    reason = refusal_of(merging.merge_products, entry.product, spare, pemkot)

    assert reason == merging.WRONG_WAY.format(numbers=entry.number)
    assert Product.objects.filter(merged_into__isnull=False).count() == 0


@pytest.fixture
def rw_6_entry(gelar_melong, melong, rw_melong_6):
    return make_entry(gelar_melong, rw_of(melong, 6), business_name="Lain", name="Tas")


def test_products_of_two_rw_are_not_merged(entry, rw_6_entry, pemkot):
    assert refusal_of(merging.merge_products, rw_6_entry.product, entry.product, pemkot) == OTHER_RW


def test_a_photo_the_kept_product_has_already_is_hidden_and_so_is_what_finds_no_place(entry, spare, pemkot):
    own = entry.product.photos.get()
    make_photo(spare, pemkot, digest=own.digest)
    for _ in range(MOST_PHOTOS):
        make_photo(spare, pemkot)

    merging.merge_products(spare, entry.product, pemkot)

    photos = Photo.objects.of_product(entry.product)
    assert (photos.shown().count(), photos.count()) == (MOST_PHOTOS, MOST_PHOTOS + 2)
    assert events_of(spare)[0][2]["hidden_photos"] == 2


def test_consents_move_and_one_is_in_force_per_kind(entry, spare, pemkot, op_melong):
    for kind in (Kind.REGISTRATION, Kind.PUBLICATION):
        consents.record(spare, kind, "Euis", op_melong)
    given = Consent.objects.get(product=spare, kind=Kind.PUBLICATION)

    merging.merge_products(spare, entry.product, pemkot)

    in_force = Consent.objects.in_force()
    moved = in_force.get(kind=Kind.PUBLICATION)
    assert set(in_force.values_list("product", "kind")) == {
        (entry.product_id, Kind.REGISTRATION),
        (entry.product_id, Kind.PUBLICATION),
    }
    assert (moved.recorded_at, moved.recorded_by, moved.owner_name) == (given.recorded_at, op_melong, "Euis")
    assert Consent.objects.filter(product=spare, withdrawn_by=pemkot).count() == 2


def test_what_the_owner_took_back_since_does_not_come_back(entry, spare, pemkot, op_melong):
    consents.record(spare, Kind.PUBLICATION, "Euis", op_melong)
    consents.record(entry.product, Kind.PUBLICATION, "Euis", op_melong)
    consents.withdraw(entry.product, Kind.PUBLICATION, op_melong)

    merging.merge_products(spare, entry.product, pemkot)

    assert list(Consent.objects.in_force().filter(kind=Kind.PUBLICATION)) == []


def test_on_the_day_of_the_exhibition_a_maker_entered_is_not_merged(entry, maker, twin, gelar_melong, pemkot):
    hold_today(gelar_melong)

    reason = refusal_of(merging.merge_makers, maker, twin, pemkot)

    assert reason.endswith("Usulan hanya dapat diubah sampai sehari sebelum gelar.")


def test_of_two_products_merged_into_each_other_at_once_one_goes_on(
    own_database, entry, spare, pemkot, op_melong
):
    entry.withdraw(op_melong, "Diganti.")

    answers = at_once(
        partial(merging.merge_products, entry.product, spare, pemkot),
        partial(merging.merge_products, spare, entry.product, pemkot),
    )

    assert sorted(type(answer).__name__ for answer in answers) == ["MergeRefused", "NoneType"]
    assert Product.objects.standing().count() == 1
    assert Entry.objects.get().product.merged_into is None
