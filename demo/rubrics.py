"""The rubrics of an edition as the first draft value of each category leaves them."""

from curation.models import Rubric


def freeze_rubrics(edition, at):
    for rubric in Rubric.objects.filter(edition=edition):
        rubric.snapshot = {"criteria": rubric.content(), "bands": rubric.bands}
        rubric.frozen_at = at
        rubric.save(update_fields=["snapshot", "frozen_at"])
