"""Rewriting a rubric as long as no sheet has a value in its category."""

from django.db import transaction

from .editions import refuse_closed
from .models import Criterion, LevelDescriptor, Rubric
from .refusals import CurationRefused


def rewrite(rubric, bands, criteria):
    """`criteria`: {code: {"name", "looks_at", "weight", "levels": five texts}} for every criterion of the rubric.

    CurationRefused once it is frozen or its edition closed: whoever gives the first draft value and whoever edits wait
    for each other.
    """
    with transaction.atomic():
        locked = Rubric.objects.select_for_update(of=["self"]).get(pk=rubric.pk)
        refuse_closed(locked.edition)
        if locked.is_frozen:
            raise CurationRefused(
                "Rubrik ini sudah dipakai menilai, jadi dibekukan. Perubahan Anda tidak disimpan."
            )
        locked.bands = bands
        locked.save(update_fields=["bands"])
        rewrite_criteria(locked, criteria)


def rewrite_criteria(rubric, criteria):
    rows = list(rubric.criteria.prefetch_related("levels"))
    levels = []
    for row in rows:
        said = criteria[row.code]
        row.name, row.looks_at, row.weight = said["name"], said["looks_at"], said["weight"]
        for level, text in zip(row.levels.all(), said["levels"], strict=True):
            level.text = text
            levels.append(level)
    Criterion.objects.bulk_update(rows, ["name", "looks_at", "weight"])
    LevelDescriptor.objects.bulk_update(levels, ["text"])
