"""What is written once about an entry: its versions and its steps, each with its free text in a side row."""

from django.db import models
from django.db.models import Max
from django.db.models.functions import Now

from accounts.commitments import commitment, new_salt
from accounts.models import User
from products.models import Category

from .facts import facts_of, facts_text, parse_facts
from .statuses import SIGNS, Action, Status


class EntryVersionManager(models.Manager):
    def write(self, entry, by):
        """Freeze the entry's product and maker as they are now; the caller holds the entry's row lock."""
        facts = facts_of(entry.product)
        salt, text = new_salt(), facts_text(facts)
        newest = self.filter(entry=entry).aggregate(newest=Max("n"))["newest"] or 0
        version = self.create(
            entry=entry,
            n=newest + 1,
            category=entry.product.category,
            price=facts["price"],
            workers_total=facts["workers_total"],
            workers_from_rw=facts["workers_from_rw"],
            commitment=commitment(salt, text),
            by=by,
        )
        VersionFacts.objects.create(version=version, text=text, salt=salt)
        return version


class EntryVersion(models.Model):
    """The entry as it was submitted the n-th time. Append-only in the database."""

    entry = models.ForeignKey("exhibitions.Entry", models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    category = models.ForeignKey(Category, models.PROTECT)
    price = models.PositiveIntegerField(null=True)
    workers_total = models.PositiveSmallIntegerField(null=True)
    workers_from_rw = models.PositiveSmallIntegerField(null=True)
    commitment = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(db_default=Now())

    objects = EntryVersionManager()

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_version_n_unique", fields=["entry", "n"])]

    def __str__(self):
        return f"Versi {self.n}"

    @property
    def shown_facts(self):
        """The frozen facts, or an empty dict once the maker's data were erased."""
        return parse_facts(self.facts.text) if self.facts.text else {}


class VersionFacts(models.Model):
    """Free text, maker facts and photos of a version; only erasing a person's data empties it."""

    version = models.OneToOneField(EntryVersion, models.PROTECT, related_name="facts")
    text = models.TextField(null=True)  # noqa: DJ001 - null says erased, which an empty text does not
    salt = models.BinaryField(null=True)

    def __str__(self):
        return f"Isi {self.version_id}"


class EntryStepManager(models.Manager):
    def write(self, entry, action, by, was, version=None, reason="", comments=None):
        """`comments`: {section: text} for the one who must mend the entry, beside the reason."""
        text = note_text(reason, comments) if comments else reason
        salt = new_salt() if text else None
        step = self.create(
            entry=entry,
            action=action,
            was=was,
            became=entry.status,
            version=version,
            note_commitment=commitment(salt, text) if text else "",
            by=by,
        )
        if text:
            layout = StepNote.Layout.SECTIONS if comments else StepNote.Layout.PLAIN
            StepNote.objects.create(step=step, text=text, salt=salt, layout=layout)
        return step


def note_text(reason, comments):
    """Canonical JSON of a reason with its comments, as facts are written."""
    return facts_text({"reason": reason, "comments": comments})


class EntryStep(models.Model):
    """Who moved the entry, when, from which status to which. Append-only in the database; order is by id."""

    entry = models.ForeignKey("exhibitions.Entry", models.PROTECT, related_name="steps")
    action = models.CharField(max_length=20, choices=Action)
    was = models.CharField(max_length=24, choices=Status, blank=True)
    became = models.CharField(max_length=24, choices=Status)
    version = models.ForeignKey(EntryVersion, models.PROTECT, null=True, blank=True)
    note_commitment = models.CharField(max_length=64, blank=True)
    # Nobody with an account where the owner took the consent back by the link of their own.
    by = models.ForeignKey(User, models.PROTECT, null=True)
    at = models.DateTimeField(db_default=Now())

    objects = EntryStepManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="entry_step_by_somebody_or_withdrawn_by_owner",
                condition=models.Q(by__isnull=False) | models.Q(action=Action.WITHDRAW),
            ),
        ]

    def __str__(self):
        return self.get_action_display()

    @property
    def by_name(self):
        return self.by.name if self.by else "Pemilik usaha"

    @property
    def sign(self):
        return SIGNS[self.became]

    @property
    def reason(self):
        """The reason given, or an empty text; reads the prefetched side row."""
        note = getattr(self, "note", None)
        return note.reason if note else ""

    @property
    def comments(self):
        """{section: text}; reads the prefetched side row."""
        note = getattr(self, "note", None)
        return note.comments if note else {}


class StepNote(models.Model):
    """The free text of a step: the reason alone, or with a comment per section of the entry."""

    class Layout(models.IntegerChoices):
        PLAIN = 1, "Alasan"
        SECTIONS = 2, "Alasan dan catatan per bagian"

    step = models.OneToOneField(EntryStep, models.PROTECT, related_name="note")
    text = models.TextField(null=True)  # noqa: DJ001 - null says erased
    salt = models.BinaryField(null=True)
    layout = models.PositiveSmallIntegerField(choices=Layout, default=Layout.PLAIN)

    def __str__(self):
        return f"Catatan {self.step_id}"

    @property
    def reason(self):
        if self.layout == self.Layout.PLAIN or not self.text:
            return self.text or ""
        return parse_facts(self.text)["reason"]

    @property
    def comments(self):
        if self.layout == self.Layout.PLAIN or not self.text:
            return {}
        return parse_facts(self.text)["comments"]
