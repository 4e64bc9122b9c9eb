"""An edition of the programme and its exhibitions."""

from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accounts.models import User
from accounts.permissions import is_operator, is_rw, is_staff, is_viewer
from kelurahan.models import Kecamatan, Kelurahan, Kota
from kelurahan.ordering import by_name

DEADLINE_DAYS_BEFORE = 3


class EditionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(kota=user.own_kota)

    def open(self):
        return self.filter(closed_at__isnull=True)


class Edition(models.Model):
    kota = models.ForeignKey(Kota, models.PROTECT)
    year = models.PositiveSmallIntegerField("tahun")
    name = models.CharField("nama edisi", max_length=60)
    slug = models.SlugField(max_length=60)
    opened_at = models.DateTimeField("dibuka", db_default=Now())
    opened_by = models.ForeignKey(User, models.PROTECT, verbose_name="dibuka oleh")
    closed_at = models.DateTimeField("ditutup", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["-year", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="edition_one_open_per_kota", fields=["kota"], condition=Q(closed_at__isnull=True)
            ),
            models.UniqueConstraint(name="edition_slug_unique_in_kota", fields=["kota", "slug"]),
            models.CheckConstraint(name="edition_year_range", condition=Q(year__gte=2023, year__lte=2100)),
            models.CheckConstraint(
                name="edition_closed_by_somebody",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        return self.closed_at is None


class ExhibitionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Operator and viewer: their territory; staff: their kota; RW and curators come to no exhibition page."""
        if is_staff(user):
            return self.filter(edition__kota=user.kota)
        if is_operator(user):
            return self.filter(kelurahan=user.kelurahan)
        if is_viewer(user):
            own = Q(kelurahan=user.kelurahan) if user.kelurahan else Q(kelurahan__kecamatan=user.kecamatan)
            return self.filter(own)
        return self.none()

    def current(self):
        """Of the open edition."""
        return self.filter(edition__closed_at__isnull=True).select_related("edition")

    def entered_by(self, user):
        """The kelurahan exhibition for which this RW or operator enters products."""
        kelurahan = user.rw.kelurahan if is_rw(user) else user.kelurahan
        return self.filter(level=Exhibition.Level.KELURAHAN, kelurahan=kelurahan)

    def for_list(self):
        return self.select_related("edition", "kelurahan__kecamatan").order_by(
            "edition_id", "level", by_name("kelurahan__name")
        )


class Exhibition(models.Model):
    class Level(models.TextChoices):
        KELURAHAN = "kelurahan", "Kelurahan"
        KECAMATAN = "kecamatan", "Kecamatan"
        KOTA = "kota", "Kota"

    class State(models.TextChoices):
        PLANNED = "direncanakan", "Direncanakan"
        RUNNING = "berlangsung", "Berlangsung"
        POSTPONED = "ditunda", "Ditunda"
        DONE = "selesai", "Selesai"

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="exhibitions")
    level = models.CharField("tingkat", max_length=10, choices=Level)
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True)
    state = models.CharField("keadaan", max_length=12, choices=State, default=State.PLANNED)
    held_on = models.DateField("tanggal gelar", null=True, blank=True)
    venue = models.CharField("tempat", max_length=120, blank=True)

    objects = ExhibitionQuerySet.as_manager()

    class Meta:
        verbose_name = "gelar produk"
        verbose_name_plural = "gelar produk"
        constraints = [
            models.CheckConstraint(
                name="exhibition_territory_fits_level",
                condition=Q(level="kelurahan", kelurahan__isnull=False, kecamatan__isnull=True)
                | Q(level="kecamatan", kelurahan__isnull=True, kecamatan__isnull=False)
                | Q(level="kota", kelurahan__isnull=True, kecamatan__isnull=True),
            ),
            models.UniqueConstraint(
                name="exhibition_one_per_territory",
                fields=["edition", "level", "kelurahan", "kecamatan"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"Gelar Produk {self.territory}"

    @property
    def territory(self):
        return self.kelurahan or self.kecamatan or self.edition.kota

    @property
    def is_planned(self):
        """Until scoring starts entries can be entered, mended and verified; afterwards none of them changes."""
        return self.state == self.State.PLANNED

    @property
    def takes_decisions(self):
        """Whether entries can still be verified: the edition is open and scoring has not started."""
        return not self.why_no_decisions()

    def why_no_decisions(self):
        """A sentence when entries can no longer be verified, or an empty text."""
        if self.edition.closed_at:
            return f"{self.edition} sudah selesai: keputusan verifikasi tidak dapat diubah lagi."
        if not self.is_planned:
            return "Penilaian sudah dimulai: keputusan verifikasi tidak dapat diubah lagi."
        return ""

    @property
    def registration_ends(self):
        """The first instant (WIB) at which an RW is too late, or None while no day is set."""
        return self._midnight(1 - DEADLINE_DAYS_BEFORE)

    @property
    def last_registration_day(self):
        return self.held_on - timedelta(days=DEADLINE_DAYS_BEFORE) if self.held_on else None

    @property
    def operator_registration_ends(self):
        """The first instant (WIB) of the exhibition's day."""
        return self._midnight(0)

    def _midnight(self, days):
        if self.held_on is None:
            return None
        return timezone.make_aware(datetime.combine(self.held_on + timedelta(days=days), time.min))

    def takes_changes_from(self, user):
        """Whether an RW (until the deadline) or operator (until the day before) may still enter, mend or withdraw."""
        return not self.why_closed_to(user)

    @property
    def takes_walk_ins(self):
        return not self.why_closed_to_walk_ins()

    def why_closed_to_walk_ins(self):
        """A sentence when no entry can be added on the spot, or an empty text: only on the day, before scoring."""
        if self.edition.closed_at:
            return f"{self.edition} sudah selesai: usulan tidak dapat diubah lagi."
        if not self.is_planned:
            return "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi."
        if self.held_on != timezone.localdate():
            return "Usulan susulan hanya dapat dicatat pada hari gelar, sebelum penilaian dimulai."
        return ""

    def why_closed_to(self, user):
        """A sentence for an RW or operator whose entry or change comes too late, or an empty text."""
        if self.edition.closed_at:
            return f"{self.edition} sudah selesai: usulan tidak dapat diubah lagi."
        if not self.is_planned:
            return "Penilaian gelar ini sudah dimulai: usulan tidak dapat diubah lagi."
        ends = self.registration_ends if is_rw(user) else self.operator_registration_ends
        if ends is None or timezone.now() < ends:
            return ""
        if is_rw(user):
            return "Masa pendaftaran gelar ini sudah berakhir. Hubungi operator kelurahan."
        return "Usulan hanya dapat diubah sampai sehari sebelum gelar."
