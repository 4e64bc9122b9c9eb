"""What a neighbourhood makes."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower, Now

from accounts.permissions import is_staff
from kelurahan.models import RW

from .categories import Category, Subcategory
from .consents import Consent
from .limits import HIGHEST_CAPACITY, HIGHEST_PRICE, LONGEST_DESCRIPTION, LONGEST_LINE, LONGEST_NAME
from .makers import Business


class LocalShare(models.TextChoices):
    NONE = "0", "Tidak ada"
    QUARTER = "1-25", "Sampai seperempat"
    HALF = "26-50", "Sampai setengah"
    MOST = "51-75", "Sampai tiga perempat"
    ALL = "76-100", "Hampir semua"


class SoldAt(models.TextChoices):
    HOME = "rumah", "Di rumah atau tetangga"
    STALL = "warung", "Titip di warung atau toko"
    MARKET = "pasar", "Pasar"
    SHOP = "toko", "Toko sendiri"
    FAIR = "pameran", "Pameran atau bazar"
    ONLINE = "daring", "Media sosial atau toko daring"
    OUT_OF_TOWN = "luar kota", "Dikirim ke luar kota"
    ABROAD = "luar negeri", "Dikirim ke luar negeri"


class Need(models.TextChoices):
    CAPITAL = "modal", "Modal"
    TRAINING = "pelatihan", "Pelatihan"
    TOOLS = "alat", "Alat"
    PERMITS = "izin", "Izin usaha"
    MARKET = "pasar", "Pasar"


class ProductQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(merged_into__isnull=True)

    def published(self):
        """What the public may see: the owner agrees to it now, and it is neither merged into another nor erased."""
        agreed = Consent.objects.in_force().filter(product=OuterRef("pk"), kind=Consent.Kind.PUBLICATION)
        return self.standing().filter(Exists(agreed), erased_at__isnull=True)

    def visible_to(self, user):
        """By their own page products are reached by Pemkot alone; others reach them through an entry."""
        return self.filter(rw__kelurahan__kota=user.kota) if is_staff(user) else self.none()

    def of_rw(self, rw):
        return self.filter(rw=rw)

    def of_business(self, business):
        return self.filter(business=business)

    def for_page(self):
        return self.select_related("business", "category", "rw__kelurahan__kota", "merged_into")

    def newest_first(self):
        return self.order_by("-pk")


class Product(models.Model):
    """One product of one RW. A draft may be incomplete: what is missing is said before it is submitted.

    A product without an entry is a spare one (*cadangan*).
    """

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
    story = models.TextField("cerita dan ciri khas", max_length=LONGEST_DESCRIPTION, blank=True)
    materials = models.CharField("bahan lain", max_length=LONGEST_LINE, blank=True)
    local_share = models.CharField("porsi bahan lokal", max_length=8, choices=LocalShare, blank=True)
    waste_used = models.CharField("limbah yang dimanfaatkan", max_length=LONGEST_LINE, blank=True)
    technique = models.CharField("teknik pembuatan", max_length=LONGEST_LINE, blank=True)
    capacity = models.PositiveIntegerField("kapasitas sebulan", null=True, blank=True)
    packaging = models.CharField("kemasan", max_length=LONGEST_LINE, blank=True)
    sold_at = ArrayField(models.CharField(max_length=12, choices=SoldAt), default=list, blank=True)
    needs = ArrayField(models.CharField(max_length=12, choices=Need), default=list, blank=True)
    partner_rw = models.ForeignKey(
        RW, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="RW mitra"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = ProductQuerySet.as_manager()

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
            models.CheckConstraint(
                name="product_capacity_range",
                condition=Q(capacity__isnull=True) | Q(capacity__lte=HIGHEST_CAPACITY),
            ),
            models.CheckConstraint(
                name="product_local_share_known", condition=Q(local_share__in=["", *LocalShare.values])
            ),
            models.CheckConstraint(
                name="product_choices_known",
                condition=Q(sold_at__contained_by=SoldAt.values) & Q(needs__contained_by=Need.values),
            ),
            models.CheckConstraint(
                name="product_partner_is_another_rw",
                condition=Q(partner_rw__isnull=True) | ~Q(partner_rw=F("rw")),
            ),
            models.CheckConstraint(name="product_not_merged_into_itself", condition=~Q(merged_into=F("id"))),
        ]
        indexes = [
            GinIndex(OpClass(Lower("name"), name="gin_trgm_ops"), name="product_name_trigrams"),
        ]

    def __str__(self):
        return self.name

    @property
    def shown_photos(self):
        """The photos not removed, the front first; reads the prefetched relation."""
        shown = (photo for photo in self.photos.all() if photo.removed_at is None)
        return sorted(shown, key=lambda photo: photo.place)

    @property
    def consents_in_force(self):
        """{kind: Consent}; reads the prefetched relation."""
        return {consent.kind: consent for consent in self.consents.all() if consent.in_force}

    @property
    def has_consent(self):
        """Whether the owner agreed to registration and scoring."""
        return Consent.Kind.REGISTRATION in self.consents_in_force

    @property
    def is_published(self):
        """The same as `published()`, for one product at hand."""
        standing = self.merged_into_id is None and self.erased_at is None
        return standing and Consent.Kind.PUBLICATION in self.consents_in_force

    @property
    def shows_contact(self):
        """Whether the public may see how to reach the owner."""
        return self.is_published and Consent.Kind.CONTACT in self.consents_in_force

    @property
    def shows_faces(self):
        """Whether the public may see photos on which somebody can be recognised."""
        return self.is_published and Consent.Kind.FACES in self.consents_in_force
