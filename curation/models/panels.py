"""The panel of a category at an exhibition: its state, its curators' seats and who scores what."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accounts.models import User
from exhibitions.models import Entry, Exhibition
from kelurahan.ordering import by_name
from products.models import Category

from .rubrics import Rubric

MOST_CURATORS = 12
ERASED_NAME = "Data produk sudah dihapus"


class PanelState(models.TextChoices):
    PLANNED = "direncanakan", "Direncanakan"
    OPEN = "dibuka", "Penilaian dibuka"
    CLOSED = "ditutup", "Penilaian ditutup"
    LOCKED = "dikunci", "Rekap dikunci"
    PROVISIONAL = "sementara", "Hasil sementara (masa sanggah)"
    SETTLED = "ditetapkan", "Hasil ditetapkan"


SCORING_OVER = [PanelState.CLOSED, PanelState.LOCKED, PanelState.PROVISIONAL, PanelState.SETTLED]
LOCKED_AND_LATER = [PanelState.LOCKED, PanelState.PROVISIONAL, PanelState.SETTLED]


class PanelQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the exhibitions the person may know of."""
        return self.filter(exhibition__in=Exhibition.objects.visible_to(user))

    def scored(self):
        """Closed or further on: the chosen are written."""
        return self.filter(state__in=SCORING_OVER)

    def open(self):
        return self.filter(state=PanelState.OPEN)

    def current(self):
        return self.filter(exhibition__edition__closed_at__isnull=True)

    def of_edition(self, edition):
        return self.filter(exhibition__edition=edition)

    def of_exhibition(self, exhibition):
        return self.filter(exhibition=exhibition)

    def of_kelurahan(self, kelurahan):
        return self.filter(exhibition__kelurahan=kelurahan)

    def chosen_by(self, filters):
        """Narrowed by the filters of a ranking page: kategori, kecamatan, kelurahan; any may be missing."""
        paths = {
            "kategori": "category",
            "kecamatan": "exhibition__kelurahan__kecamatan",
            "kelurahan": "exhibition__kelurahan",
        }
        return self.filter(**{paths[name]: value for name, value in filters.items() if name in paths})

    def for_list(self):
        return self.select_related(
            "exhibition__edition", "exhibition__kelurahan__kecamatan", "category", "count", "rubric"
        ).order_by(by_name("exhibition__kelurahan__name"), "category__position")

    def for_day(self):
        """With `taken_seats` and their curators."""
        seats = Seat.objects.taken().select_related("curator__home_rw__kelurahan")
        return self.for_list().prefetch_related(models.Prefetch("seats", seats, to_attr="taken_seats"))


# The words of the styles that show a panel's state.
SIGNS = {
    PanelState.PLANNED: "planned",
    PanelState.OPEN: "open",
    PanelState.CLOSED: "closed",
    PanelState.LOCKED: "locked",
    PanelState.PROVISIONAL: "provisional",
    PanelState.SETTLED: "settled",
}


class Panel(models.Model):
    exhibition = models.ForeignKey(Exhibition, models.PROTECT, related_name="panels")
    category = models.ForeignKey(Category, models.PROTECT)
    rubric = models.ForeignKey(Rubric, models.PROTECT, related_name="panels")
    wanted_curators = models.PositiveSmallIntegerField("jumlah kurator", default=3)
    quota = models.PositiveSmallIntegerField("kuota produk terpilih", default=3)
    state = models.CharField("keadaan", max_length=12, choices=PanelState, default=PanelState.PLANNED)

    objects = PanelQuerySet.as_manager()

    class Meta:
        verbose_name = "panel"
        verbose_name_plural = "panel"
        constraints = [
            models.UniqueConstraint(name="panel_one_per_category", fields=["exhibition", "category"]),
            models.CheckConstraint(name="panel_state_known", condition=Q(state__in=PanelState.values)),
            models.CheckConstraint(
                name="panel_wanted_curators_range",
                condition=Q(wanted_curators__gte=1, wanted_curators__lte=MOST_CURATORS),
            ),
            models.CheckConstraint(name="panel_quota_range", condition=Q(quota__gte=1, quota__lte=50)),
        ]

    def __str__(self):
        return f"Panel {self.category.short_name}, {self.exhibition.territory}"

    @property
    def sign(self):
        return SIGNS[self.state]

    @property
    def is_open(self):
        return self.state == PanelState.OPEN

    @property
    def is_planned(self):
        return self.state == PanelState.PLANNED

    @property
    def scoring_is_over(self):
        return self.state in SCORING_OVER

    @property
    def is_locked(self):
        return self.state in LOCKED_AND_LATER

    @property
    def why_closed_to_sheets(self):
        """A sentence for a curator whose sheet is not taken any more, even as late; or an empty text."""
        if self.is_locked:
            return "Rekap panel ini sudah dikunci."
        if self.scoring_is_over and not self.exhibition.edition.is_open:
            return f"{self.exhibition.edition} sudah ditutup."
        return ""


class PanelStep(models.Model):
    """Who moved the panel, when. Append-only in the database."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="steps")
    was = models.CharField(max_length=12, choices=PanelState)
    became = models.CharField(max_length=12, choices=PanelState)
    by = models.ForeignKey(User, models.PROTECT)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return f"{self.get_was_display()} -> {self.get_became_display()}"


class PanelCount(models.Model):
    """Counters of a panel, kept in the transaction that changes them, apart from the row everybody locks."""

    panel = models.OneToOneField(Panel, models.PROTECT, related_name="count")
    entries = models.PositiveIntegerField(default=0)
    scored = models.PositiveIntegerField(default=0)
    assigned = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.sent} dari {self.assigned} lembar"


class SeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(panel__in=Panel.objects.visible_to(user))

    def taken(self):
        return self.filter(left_at__isnull=True)

    def for_page(self):
        return self.select_related("curator", "panel__category", "panel__exhibition__edition")


class Seat(models.Model):
    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats")
    curator = models.ForeignKey(User, models.PROTECT, related_name="seats")
    is_chair = models.BooleanField("ketua kurator", default=False)
    seated_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    seated_at = models.DateTimeField(db_default=Now())
    left_at = models.DateTimeField(null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "kursi kurator"
        verbose_name_plural = "kursi kurator"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="seat_once_per_panel", fields=["panel", "curator"], condition=Q(left_at__isnull=True)
            ),
            models.UniqueConstraint(
                name="seat_one_chair_per_panel",
                fields=["panel"],
                condition=Q(left_at__isnull=True, is_chair=True),
            ),
        ]

    def __str__(self):
        return f"{self.curator} di {self.panel_id}"


class Assignment(models.Model):
    """One curator scores one entry. The database refuses it where the curator lives in the entry's RW."""

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="assignments")
    curator = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    created_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        constraints = [
            models.UniqueConstraint(name="assignment_once", fields=["entry", "curator"]),
        ]
        indexes = [models.Index(name="assignment_curator", fields=["curator", "panel"])]

    def __str__(self):
        return f"{self.curator_id} menilai {self.entry_id}"
