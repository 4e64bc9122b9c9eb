"""The RW that abstain and want help: the city's next work list."""

from dataclasses import dataclass

from accounts import audit
from accounts.models import Duty
from exhibitions.coverage import answers_of, exhibitions_watched_by

from .contacts import officers_of, whatsapp_url
from .permissions import can_contact


@dataclass(frozen=True)
class HelpList:
    """`rows`: [(RWAnswer, [(officer, chat)])]; without officers for who may not write to them (`with_contacts`)."""

    exhibitions: list
    rows: list
    with_contacts: bool

    @property
    def header(self):
        contacts = [words for duty in Duty for words in (duty.label, f"Nomor HP {duty.label}")]
        return ["Kelurahan", "RW", "Alasan", *(contacts if self.with_contacts else [])]

    @property
    def cells(self):
        return [
            [str(row.exhibition.kelurahan), row.label, row.reason, *(self.contact_cells(contacts))]
            for row, contacts in self.rows
        ]

    def contact_cells(self, contacts):
        if not self.with_contacts:
            return []
        held = {officer.duty: (officer.name, officer.spoken_phone) for officer, _ in contacts}
        return [cell for duty in Duty for cell in held.get(duty, ("", ""))]


def help_list_of(user):
    exhibitions = list(exhibitions_watched_by(user))
    rows = [row for row in answers_of(exhibitions) if row.needs_help]
    officers = officers_of([row.rw for row in rows]) if can_contact(user) else {}
    contacts = {rw: [(each, whatsapp_url(each)) for each in held] for rw, held in officers.items()}
    return HelpList(exhibitions, [(row, contacts.get(row.rw, [])) for row in rows], can_contact(user))


def note_export(found, user):
    """Names and numbers leave the site: the trail says who took them."""
    if found.with_contacts and found.rows:
        audit.record(user, "help_list_exported", found.exhibitions[0].edition, rows=len(found.rows))
