"""Erasing a maker: nothing tells who it was, and everything that was counted stays."""

from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts.commitments import commitment
from accounts.models import AuditEvent
from exhibitions.erasing import EraseRefused, erase
from exhibitions.models import Entry, EntryStep, EntryVersion, Exhibition, Status
from products.models import Business, Consent, Permit, Photo, PrivateFile, Product
from tests.factories import make_entry, rw_of

from .makers import NAME, WORDS, make_known_maker, places_with


@pytest.fixture
def entry(gelar_melong, melong, rw_melong_5, op_melong):
    return make_known_maker(gelar_melong, rw_of(melong, 5), op_melong)


@pytest.fixture
def over(entry, gelar_melong):
    """The exhibition is over."""
    Exhibition.objects.filter(pk=gelar_melong.pk).update(state=Exhibition.State.DONE)
    return entry


def maker_of(entry):
    return Business.objects.get(pk=entry.product.business_id)


def files_of(entry):
    photos = [photo.file_name(name) for photo in entry.product.photos.all() for name in photo.renditions]
    return photos + list(PrivateFile.objects.values_list("file", flat=True))


def kept(entry):
    """What results and fingerprints rest on."""
    return (
        Entry.objects.filter(pk=entry.pk)
        .values("status", "stand", "category", "attendance", "product__category", "product__price")
        .get(),
        list(EntryVersion.objects.order_by("pk").values()),
        list(EntryStep.objects.order_by("pk").values()),
        list(Consent.objects.order_by("pk").values("kind", "text_version", "recorded_at", "withdrawn_at")),
    )


def test_before_it_the_search_finds_the_maker_in_every_table_that_knows_it(over):
    assert {place.partition(".")[0] for place in places_with(*WORDS)} == {
        "products_business",
        "products_product",
        "products_photo",
        "products_consent",
        "products_makerrequest",
        "exhibitions_versionfacts",
        "exhibitions_stepnote",
    }


def test_no_trace_of_name_phone_or_permit_is_left_anywhere_in_the_database(over, pemkot):
    erase(maker_of(over), pemkot, "permintaan")

    assert places_with(*WORDS, "9876543210987") == set()


def test_files_are_gone_with_the_commit(over, pemkot, django_capture_on_commit_callbacks):
    files = files_of(over)

    with django_capture_on_commit_callbacks(execute=True):
        erase(maker_of(over), pemkot, "permintaan")

    assert (len(files), [name for name in files if default_storage.exists(name)]) == (4, [])


def test_status_steps_versions_and_their_commitments_stay(over, pemkot):
    before = kept(over)

    erase(maker_of(over), pemkot, "permintaan")

    assert kept(over) == before


def test_what_was_shown_is_hidden_and_the_product_is_named_so(over, pemkot):
    erase(maker_of(over), pemkot, "permintaan")

    product = Product.objects.get(pk=over.product_id)
    assert (product.name, product.is_published, Product.objects.published().count()) == (
        "Produk dihapus",
        False,
        0,
    )
    assert (Photo.objects.shown().count(), Permit.objects.filter(file__isnull=False).count()) == (0, 0)


def test_the_commitments_of_others_can_still_be_recomputed(
    over, melong, gelar_utama, utama, rw_utama_1, pemkot
):
    other = make_entry(gelar_utama, rw_of(utama, 1), status=Status.SUBMITTED)

    erase(maker_of(over), pemkot, "permintaan")

    version = other.newest_version()
    assert commitment(bytes(version.facts.salt), version.facts.text) == version.commitment


def test_another_maker_keeps_everything(over, gelar_utama, utama, rw_utama_1, pemkot):
    other = make_entry(gelar_utama, rw_of(utama, 1), status=Status.SUBMITTED)
    product = Product.objects.filter(pk=other.product_id).values().get()

    erase(maker_of(over), pemkot, "permintaan")

    assert Product.objects.filter(pk=other.product_id).values().get() == product
    assert (maker_of(other).name, other.newest_version().shown_facts["maker"]) == ("Batik Cirendeu",) * 2
    assert Photo.objects.shown().of_product(other.product).count() == 1


def test_it_is_recorded_once_and_a_second_time_changes_nothing(over, pemkot):
    done = [erase(maker_of(over), pemkot, "permintaan") for _ in range(2)]

    events = list(AuditEvent.objects.filter(action="maker_erased").values_list("by", "subject_id", "detail"))
    assert (done, events) == (
        [True, False],
        [(pemkot.pk, over.product.business_id, {"reason": "permintaan", "merged": []})],
    )


def test_a_maker_with_an_entry_under_way_is_not_erased(entry, pemkot):
    with pytest.raises(EraseRefused) as refused:
        erase(maker_of(entry), pemkot, "permintaan")

    assert (refused.value.reason, maker_of(entry).owner_name) == (
        f"Usulan {entry.number} dari pelaku usaha ini masih berjalan: "
        "tarik dahulu usulannya, atau tunggu gelarnya selesai.",
        NAME,
    )


def test_by_force_an_entry_under_way_is_withdrawn_first(entry, pemkot):
    erase(maker_of(entry), pemkot, "permintaan", force=True)

    assert (Entry.objects.get(pk=entry.pk).status, places_with(*WORDS)) == (Status.WITHDRAWN, set())


def test_what_was_merged_into_the_maker_goes_with_it(over, melong, rw_melong_5, pemkot):
    old = Business.objects.create(
        rw=rw_of(melong, 6), name="Nama Lama Zaitunik", owner_name=NAME, merged_into=maker_of(over)
    )

    erase(maker_of(over), pemkot, "permintaan")

    old.refresh_from_db()
    assert (old.name, old.owner_name, old.erased_at is None) == ("", "", False)
    with pytest.raises(EraseRefused):
        erase(old, pemkot, "permintaan")


def test_the_command_erases_and_says_so(over):
    out = StringIO()

    for _ in range(2):
        call_command("anonymise_maker", over.product.business_id, reason="permintaan", stdout=out)

    assert out.getvalue().splitlines() == [
        f"Maker {over.product.business_id}: erased.",
        f"Maker {over.product.business_id}: was erased before; nothing changed.",
    ]
    assert places_with(*WORDS) == set()


def test_the_command_refuses_in_one_sentence(entry):
    with pytest.raises(CommandError, match="masih berjalan"):
        call_command("anonymise_maker", entry.product.business_id, reason="permintaan")
    with pytest.raises(CommandError, match="no maker with the number 0"):
        call_command("anonymise_maker", 0, reason="permintaan")
    with pytest.raises(CommandError, match="no account named nobody"):
        call_command("anonymise_maker", entry.product.business_id, reason="permintaan", by="nobody")
