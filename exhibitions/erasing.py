"""Erasing a maker: names, contact, texts, papers and photos go; statuses, stands, scores and commitments stay.

What an app on the right holds about an entry it erases itself: it tells so once, in its AppConfig.ready().
"""

from django.db import transaction
from django.db.models import Q

from accounts import audit
from accounts.forgetting import forget
from products import erasing
from products.models import Business, PrivateFile, Product

from .consents import end
from .models import Entry, StepNote, VersionFacts

REASONS = {
    "permintaan": "Permintaan pemilik",
    "retensi": "Jangka simpan habis",
    "salah-daftar": "Salah didaftarkan",
}
LIVE = "Usulan {number} dari pelaku usaha ini masih berjalan: tarik dahulu usulannya, atau tunggu gelarnya selesai."
MERGED = "Pelaku usaha ini sudah digabung ke pelaku usaha nomor {into}: hapus data nomor itu."
FURTHER = []


class EraseRefused(Exception):
    """`reason` is a sentence for the person who tried."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def also(erase_texts_of):
    """`erase_texts_of(entries)` is called with the entries of every maker that is erased, in its transaction."""
    if erase_texts_of not in FURTHER:
        FURTHER.append(erase_texts_of)


def why_not(business):
    """A sentence when this maker cannot be erased now, or an empty text."""
    if business.merged_into_id:
        return MERGED.format(into=business.merged_into_id)
    live = Entry.objects.under_way().of_makers(erasing.with_merged(business)).order_by("pk").first()
    return LIVE.format(number=live.number) if live else ""


def erase(business, by, reason, force=False):
    """Whether it was done now: a second time changes nothing.

    `by` None: by a command. `reason`: a code of REASONS. `force`: entries under way are withdrawn first; one that is
    being scored stays, without its texts.
    """
    if reason not in REASONS:
        raise ValueError(f"unknown reason: {reason}")
    with transaction.atomic():
        refused = why_not(business)
        if refused and (business.merged_into_id or not force):
            raise EraseRefused(refused)
        ids = erasing.with_merged(business)
        for entry in Entry.objects.under_way().of_makers(ids).order_by("pk"):
            end(entry, by)
        locked = Business.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        if next(one for one in locked if one.pk == business.pk).erased_at:
            return False
        erase_all(ids)
        audit.record(by, "maker_erased", business, reason=reason, merged=sorted(ids - {business.pk}))
    return True


def erase_all(ids):
    products = Product.objects.filter(business__in=ids)
    erase_entries(Entry.objects.filter(product__in=list(products)), versions_naming(ids))
    erasing.erase_products(products)
    erasing.erase_makers(Business.objects.filter(pk__in=ids))


def versions_naming(ids):
    """Facts of versions, of whatever entry of these makers' RW, that were written while it had one of these makers."""
    written_so = Q()
    for pk in ids:
        written_so |= Q(text__contains=f'"maker_id":{pk},')
    rws = Business.objects.filter(pk__in=ids).values("rw")
    return VersionFacts.objects.filter(written_so, version__entry__rw__in=rws)


def erase_entries(entries, further_facts=None):
    """What entries tell of their maker in free text; `further_facts`: of other entries that once had the maker."""
    entries = list(entries)
    facts = VersionFacts.objects.filter(version__entry__in=entries)
    touched = {entry.pk for entry in entries}
    if further_facts is not None:
        touched.update(further_facts.values_list("version__entry", flat=True))
        facts = facts | further_facts
    forget(VersionFacts, set(facts.values_list("pk", flat=True)))
    forget(StepNote, StepNote.objects.filter(step__entry__in=touched).values_list("pk", flat=True))
    erasing.empty_files(PrivateFile.objects.filter(entry__in=entries))
    for erase_texts_of in FURTHER:
        erase_texts_of(entries)
