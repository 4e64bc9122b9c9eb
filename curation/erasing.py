"""What curators wrote about the products of a maker who is erased.

Strength, advice and notes name no maker by rule, but nothing keeps a curator from writing a name: so they go with the
rest. Values, points and the commitments of the texts stay.
"""

from accounts.forgetting import forget

from .models import RevisionText, ScoreSheet


def erase_texts_of(entries):
    sheets = ScoreSheet.objects.filter(assignment__entry__in=entries)
    texts = RevisionText.objects.filter(revision__sheet__in=sheets)
    forget(RevisionText, texts.values_list("pk", flat=True))
    for sheet in sheets:
        values = {"values": sheet.draft["values"]} if "values" in sheet.draft else {}
        ScoreSheet.objects.filter(pk=sheet.pk).update(draft=values)
