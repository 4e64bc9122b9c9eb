"""What curators gave stays countable when a maker is erased; what they wrote goes."""

from curation.models import Result, RevisionText, ScoreSheet, SheetRevision
from curation.rankings import ranking_of
from exhibitions.erasing import erase
from exhibitions.models import Exhibition
from products.models import Business
from tests.exhibitions.makers import places_with
from tests.factories import make_sent_sheet


def standing(panel):
    results = list(Result.objects.filter(panel=panel).for_ranking())
    return [
        (row.result.entry_id, row.rank, row.joint, row.score, row.band) for row in ranking_of(panel, results)
    ]


def numbers():
    return (
        list(ScoreSheet.objects.order_by("pk").values("pk", "values", "points", "revisions_sent")),
        list(SheetRevision.objects.order_by("pk").values()),
    )


def test_ranking_values_and_commitments_stay_and_the_texts_of_this_maker_go(
    panel, entries, kurator_1, kurator_3, pemkot
):
    for curator in (kurator_1, kurator_3):
        for entry, value in zip(entries, (3, 5, 2), strict=True):
            make_sent_sheet(entry, curator, value)
    Exhibition.objects.filter(pk=panel.exhibition_id).update(state=Exhibition.State.DONE)
    before = standing(panel), numbers()
    maker = Business.objects.get(pk=entries[0].product.business_id)

    erase(maker, pemkot, "permintaan")

    assert (standing(panel), numbers()) == before
    texts = RevisionText.objects.filter(revision__sheet__assignment__entry=entries[0])
    others = RevisionText.objects.exclude(pk__in=texts.values("pk"))
    assert ({text.text for text in texts}, None in {text.text for text in others}) == ({None}, False)


def test_an_unsent_draft_keeps_its_values_alone(panel, entries, sheet, pemkot):
    ScoreSheet.objects.filter(pk=sheet.pk).update(
        draft={"values": {"desain": 4}, "advice": "Bu Zaitunah, kelim semua tepi."}
    )
    Exhibition.objects.filter(pk=panel.exhibition_id).update(state=Exhibition.State.DONE)

    erase(Business.objects.get(pk=entries[0].product.business_id), pemkot, "permintaan")

    sheet.refresh_from_db()
    assert (sheet.draft, places_with("Zaitunah")) == ({"values": {"desain": 4}}, set())
