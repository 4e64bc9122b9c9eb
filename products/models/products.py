"""What a neighbourhood makes: categories, makers, products, photos and the owner's consent."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accounts.models import PHONE_SHAPE, User
from kelurahan.models import RW

LONGEST_NAME = 80
LONGEST_DESCRIPTION = 1000
MOST_WORKERS = 999
HIGHEST_PRICE = 1_000_000_000
MOST_PHOTOS = 8


class Category(models.Model):
    slug = models.SlugField(max_length=20, unique=True)
    name = models.CharField("nama", max_length=60)
    short_name = models.CharField("nama pendek", max_length=20)
    priority = models.BooleanField("prioritas program")
    position = models.PositiveSmallIntegerField("urutan", unique=True)

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategori"
        ordering = ["position"]

    def __str__(self):
        return self.name


class Subcategory(models.Model):
    category = models.ForeignKey(Category, models.PROTECT)
    slug = models.SlugField(max_length=30)
    name = models.CharField("nama", max_length=60)
    position = models.PositiveSmallIntegerField("urutan")

    class Meta:
        verbose_name = "subkategori"
        verbose_name_plural = "subkategori"
        ordering = ["category__position", "position"]
        constraints = [
            models.UniqueConstraint(name="subcategory_slug_unique_in_category", fields=["category", "slug"]),
        ]

    def __str__(self):
        return self.name


class Business(models.Model):
    """A maker. The RW is where the product is made; the maker has no account."""

    rw = models.ForeignKey(RW, models.PROTECT, verbose_name="RW")
    name = models.CharField("nama usaha", max_length=LONGEST_NAME, blank=True)
    owner_name = models.CharField("nama pemilik", max_length=LONGEST_NAME, blank=True)
    phone = models.CharField("nomor HP pemilik", max_length=16, blank=True)
    workers_total = models.PositiveSmallIntegerField("jumlah pekerja", null=True, blank=True)
    workers_from_rw = models.PositiveSmallIntegerField("pekerja warga RW", null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "pelaku usaha"
        verbose_name_plural = "pelaku usaha"
        constraints = [
            models.CheckConstraint(name="business_phone_e164", condition=Q(phone__regex=PHONE_SHAPE)),
            models.CheckConstraint(
                name="business_workers_from_rw_within_total",
                condition=Q(workers_from_rw__isnull=True) | Q(workers_from_rw__lte=F("workers_total")),
            ),
            models.CheckConstraint(
                name="business_workers_range",
                condition=Q(workers_total__isnull=True) | Q(workers_total__lte=MOST_WORKERS),
            ),
        ]

    def __str__(self):
        return self.name


class Product(models.Model):
    """One product of one RW. A draft may be incomplete: what is missing is said before it is submitted."""

    rw = models.ForeignKey(RW, models.PROTECT, verbose_name="RW")
    business = models.ForeignKey(Business, models.PROTECT, verbose_name="pelaku usaha")
    name = models.CharField("nama produk", max_length=LONGEST_NAME, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, verbose_name="kategori")
    subcategory = models.ForeignKey(
        Subcategory, models.PROTECT, null=True, blank=True, verbose_name="subkategori"
    )
    main_material = models.CharField("bahan utama", max_length=LONGEST_NAME, blank=True)
    price = models.PositiveIntegerField("harga (rupiah)", null=True, blank=True)
    unit = models.CharField("satuan", max_length=30, blank=True)
    description = models.TextField("uraian", max_length=LONGEST_DESCRIPTION, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = "produk"
        verbose_name_plural = "produk"
        constraints = [
            models.CheckConstraint(
                name="product_price_range",
                condition=Q(price__isnull=True) | Q(price__gte=1, price__lte=HIGHEST_PRICE),
            ),
            models.CheckConstraint(
                name="product_subcategory_needs_category",
                condition=Q(subcategory__isnull=True) | Q(category__isnull=False),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def shown_photos(self):
        """The photos not removed, in order; reads the prefetched relation."""
        return [photo for photo in self.photos.all() if photo.removed_at is None]

    @property
    def has_consent(self):
        return any(consent.in_force for consent in self.consents.all())


class PhotoQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(removed_at__isnull=True)


class Photo(models.Model):
    """A re-encoded picture. Removing hides it: submitted versions keep what was judged."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="photos")
    large = models.FileField(max_length=120)
    small = models.FileField(max_length=120)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT)
    added_at = models.DateTimeField(db_default=Now())
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "foto"
        verbose_name_plural = "foto"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="photo_once_per_product",
                fields=["product", "digest"],
                condition=Q(removed_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"Foto {self.pk}"


class Consent(models.Model):
    """What the owner agreed to, by which text, when and recorded by whom. Withdrawn, never deleted."""

    class Kind(models.TextChoices):
        REGISTRATION = "registration", "Pendaftaran dan penilaian"

    product = models.ForeignKey(Product, models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20, choices=Kind)
    text_version = models.PositiveSmallIntegerField()
    owner_name = models.CharField(max_length=LONGEST_NAME)
    recorded_by = models.ForeignKey(User, models.PROTECT)
    recorded_at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "persetujuan pemilik"
        verbose_name_plural = "persetujuan pemilik"
        constraints = [
            models.UniqueConstraint(
                name="consent_one_in_force",
                fields=["product", "kind"],
                condition=Q(withdrawn_at__isnull=True),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.owner_name})"

    @property
    def in_force(self):
        return self.withdrawn_at is None
