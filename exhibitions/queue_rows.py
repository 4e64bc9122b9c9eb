"""A row of the operator's queue: what waits, for how long, and what was decided about an earlier version."""

from dataclasses import dataclass

from django.utils import timezone

from .models import Action, Entry, Status
from .permissions import needs_another_account

AFTER = {Action.RETURN: "diubah sesudah dikembalikan", Action.ACCEPT: "diubah sesudah diterima"}


@dataclass(frozen=True)
class QueueRow:
    entry: Entry
    waits_for_another: bool

    @property
    def version_words(self):
        if self.entry.version_n == 1:
            return ""
        after = AFTER.get(self.entry.last_decision, "diubah sebelum diperiksa")
        return f"Versi {self.entry.version_n}" + (
            f", {after}" if self.entry.status == Status.SUBMITTED else ""
        )

    @property
    def waiting_words(self):
        """For how many days in WIB, as a person counts them."""
        if self.entry.status != Status.SUBMITTED:
            return ""
        days = (timezone.localdate() - timezone.localdate(self.entry.submitted_at)).days
        return f"menunggu {days} hari" if days > 0 else "masuk hari ini"


def queue_rows(entries, user):
    return [
        QueueRow(entry, entry.status == Status.SUBMITTED and needs_another_account(user, entry))
        for entry in entries
    ]
