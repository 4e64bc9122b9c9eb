"""Reminding the RW that are late: a notice in the inbox, and the same words ready to be sent by WhatsApp."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from accounts import inbox
from accounts.models import Notice
from exhibitions.coverage import Answer, RWAnswer, answers_of
from exhibitions.models import Entry

from .contacts import officers_of
from .deadlines import deadline_words, takes_entries_of_rws

# Those who still have something to do before the deadline.
LATE = (Answer.NONE, Answer.DRAFT, Answer.RETURNED)
TITLES = {
    Answer.NONE: "{label} belum mengusulkan produk",
    Answer.DRAFT: "Usulan {label} masih draf",
    Answer.RETURNED: "Usulan {label} perlu diperbaiki",
}
WHAT_TO_DO = {
    Answer.NONE: "{exhibition} menunggu satu produk warga {label}. Isiannya bertahap dari HP, sekitar lima menit.",
    Answer.DRAFT: "{product} belum diajukan. {gaps}",
    Answer.RETURNED: "{product} dikembalikan operator. Yang perlu diperbaiki tertulis di isiannya. "
    "Perbaiki, lalu ajukan lagi.",
}
MESSAGE = "Yth. {name}, {post}\n\n{title}.\n{text}\n\nBuka: {link}\n\nTerima kasih.\n{sender}, {sender_post}"


@dataclass(frozen=True)
class LateRW:
    """`gaps`: [words] still missing in a draft. `reminded`: {account id: when} of today."""

    row: RWAnswer
    officers: list
    gaps: list = field(default_factory=list)
    reminded: dict = field(default_factory=dict)

    @property
    def title(self):
        return TITLES[self.row.answer].format(label=self.row.label)

    @property
    def text(self):
        """What is missing, and until when."""
        advice = WHAT_TO_DO[self.row.answer].format(
            label=self.row.label,
            product=self.row.product,
            exhibition=self.row.exhibition,
            gaps=f"Masih kurang: {', '.join(self.gaps)}."
            if self.gaps
            else "Isinya lengkap: tinggal diajukan.",
        )
        return f"{advice} {deadline_words(self.row.exhibition)}."

    @property
    def path(self):
        if self.row.entry is None:
            return reverse("exhibitions:entry_create")
        return reverse("exhibitions:entry_detail", args=[self.row.entry])

    @property
    def waiting(self):
        """The accounts that were not reminded today."""
        return [officer for officer in self.officers if officer.pk not in self.reminded]

    @property
    def reminded_at(self):
        """When its accounts had today's reminder, or None."""
        return max((at for officer in self.officers if (at := self.reminded.get(officer.pk))), default=None)

    def message(self, officer, link, sender):
        """For WhatsApp: complete in itself, for one person."""
        return MESSAGE.format(
            name=officer.name,
            post=f"{officer.post_label} {self.row.exhibition.kelurahan}",
            title=self.title,
            text=self.text,
            link=link,
            sender=sender.name,
            sender_post=f"{sender.role_label} {sender.territory_label}",
        )


def late_rws(exhibitions, answer):
    """[LateRW] of those that can still answer, the ones without any account first; six queries at most."""
    waiting = [exhibition for exhibition in exhibitions if takes_entries_of_rws(exhibition)]
    rows = [row for row in answers_of(waiting) if row.answer == answer]
    officers, gaps = officers_of([row.rw for row in rows]), gaps_of(rows)
    reminded = inbox.told_once(todays_key())
    late = [LateRW(row, officers.get(row.rw, []), gaps.get(row.entry, []), reminded) for row in rows]
    return sorted(late, key=lambda one: bool(one.officers))


def gaps_of(rows):
    """{entry id: [words]} of what the drafts still need."""
    drafts = [row.entry for row in rows if row.answer == Answer.DRAFT]
    if not drafts:
        return {}
    entries = Entry.objects.for_gaps().in_bulk(drafts).values()
    return {entry.pk: [words for _, words in entry.missing()] for entry in entries}


def remind(late, by):
    """At most one reminder a day (WIB) for each account; [Notice] that were sent."""
    return inbox.send(
        [
            Notice(
                recipient=officer,
                kind=Notice.Kind.REMINDER,
                title=one.title,
                text=one.text,
                path=one.path,
                sent_by=by,
            )
            for one in late
            for officer in one.officers
        ],
        once=todays_key(),
    )


def todays_key():
    return f"pengingat {timezone.localdate().isoformat()}"
