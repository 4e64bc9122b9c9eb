"""How far an exhibition and its panels are: counts for the people who run the day."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import User
from exhibitions.models import Entry, Status

from .models import Assignment

COUNTED = (Status.VERIFIED, Status.SUBMITTED, Status.RETURNED, Status.INELIGIBLE)


@dataclass(frozen=True)
class CuratorProgress:
    curator: User
    assigned: int
    sent: int

    @property
    def missing(self):
        return self.assigned - self.sent


def entry_counts(exhibition):
    """{category id: {status: number}}; an entry never submitted has no category yet and stands under None."""
    rows = Entry.objects.filter(exhibition=exhibition).values_list("category", "status").order_by()
    counts = {}
    for category, status, number in rows.annotate(number=Count("pk")):
        counts.setdefault(category, {})[status] = number
    return counts


def counts_of(category, counts):
    """[(status, number)] of one category: the verified first, then what else there is."""
    numbers = counts.get(category.pk, {})
    return [
        (status, numbers.get(status, 0))
        for status in COUNTED
        if status == Status.VERIFIED or numbers.get(status)
    ]


def drafts(counts):
    return sum(numbers.get(Status.DRAFT, 0) for numbers in counts.values())


def not_decided(counts):
    """Entries that would be left out if scoring started now."""
    left_out = (Status.DRAFT, Status.SUBMITTED, Status.RETURNED)
    return sum(numbers.get(status, 0) for numbers in counts.values() for status in left_out)


def curators_of(panel):
    """A CuratorProgress for each curator who has sheets in the panel, by name."""
    rows = (
        Assignment.objects.filter(panel=panel)
        .values("curator")
        .annotate(assigned=Count("pk"), sent=Count("pk", filter=Q(sheet__revisions_sent__gt=0)))
        .order_by("curator__name", "curator")
    )
    people = User.objects.in_bulk([row["curator"] for row in rows])
    return [CuratorProgress(people[row["curator"]], row["assigned"], row["sent"]) for row in rows]
