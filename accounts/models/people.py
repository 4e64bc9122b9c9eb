"""People: one account, one role, one territory; and the mark of a demo database."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, Q
from django.db.models.functions import Now

from accounts.phones import spelled
from kelurahan.models import RW, Kecamatan, Kelurahan, Kota

from .notices import Notice

USERNAME_SHAPE = r"^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$"
PHONE_SHAPE = r"^(\+[1-9][0-9]{7,14})?$"


class Role(models.TextChoices):
    RW = "rw", "Pengurus RW"
    OPERATOR = "operator", "Operator kelurahan"
    VIEWER = "viewer", "Lurah atau camat"
    CURATOR = "curator", "Kurator"
    STAFF = "staff", "Staf Pemkot"


class Duty(models.TextChoices):
    """The two accounts an RW may have."""

    KETUA = "ketua", "Ketua RW"
    PENDAMPING = "pendamping", "Pendamping RW"


class UserQuerySet(models.QuerySet):
    def for_request(self):
        """With all that one request asks of its person, in one query."""
        return self.select_related(
            "kota", "kecamatan__kota", "kelurahan__kota", "rw__kelurahan__kota"
        ).annotate(
            database_is_demo=Exists(DemoMark.objects.all()),
            unread=Notice.objects.unread_count_of_outer_user(),
        )

    def curators_of(self, kota):
        return self.filter(role=Role.CURATOR, kota=kota, is_active=True)

    def active(self):
        return self.filter(is_active=True)

    def officers(self):
        """The accounts of RW: ketua and pendamping."""
        return self.filter(role=Role.RW).select_related("rw__kelurahan__kota")

    def officers_visible_to(self, user):
        """Those of the own kelurahan, kecamatan or kota; nobody's for an RW account and a curator."""
        if user.role == Role.STAFF:
            return self.officers().filter(rw__kelurahan__kota=user.kota)
        if user.role == Role.VIEWER and user.kecamatan_id:
            return self.officers().filter(rw__kelurahan__kecamatan=user.kecamatan)
        if user.role in {Role.OPERATOR, Role.VIEWER}:
            return self.officers().filter(rw__kelurahan=user.kelurahan)
        return self.none()

    def never_activated(self):
        """Without a password of their own yet."""
        return self.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def activated(self):
        return self.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)

    def holding(self, rw, duty):
        return self.active().officers().filter(rw=rw, duty=duty)

    def of_rw(self, rw):
        return self.filter(rw=rw)

    def of_rws(self, rws):
        return self.filter(rw__in=rws)

    def of_kelurahan(self, kelurahan):
        return self.filter(rw__kelurahan=kelurahan)

    def with_phones(self, phones):
        """Active accounts of any role with one of these numbers."""
        return self.active().filter(phone__in=[phone for phone in phones if phone])


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, password=None, **fields):
        """The first account of a new site: staff of the served kota, with the admin site."""
        fields.setdefault("name", username)
        fields.setdefault("kota", Kota.objects.served().get())
        return self.create_user(username, password, role=Role.STAFF, is_staff=True, **fields)


class User(AbstractBaseUser):
    username = models.CharField(
        "nama akun",
        max_length=80,
        unique=True,
        validators=[RegexValidator(USERNAME_SHAPE, "Pakai huruf kecil, angka, dan tanda hubung.")],
        error_messages={"unique": "Nama akun ini sudah dipakai."},
    )
    name = models.CharField("nama", max_length=80)
    phone = models.CharField(
        "nomor HP",
        max_length=16,
        blank=True,
        validators=[RegexValidator(PHONE_SHAPE, "Contoh: +628123456789")],
    )
    role = models.CharField("peran", max_length=10, choices=Role)
    duty = models.CharField("tugas di RW", max_length=10, choices=Duty, blank=True)
    rw = models.ForeignKey(RW, models.PROTECT, null=True, blank=True, verbose_name="RW")
    kelurahan = models.ForeignKey(Kelurahan, models.PROTECT, null=True, blank=True)
    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, null=True, blank=True)
    kota = models.ForeignKey(Kota, models.PROTECT, null=True, blank=True)
    home_rw = models.ForeignKey(
        RW,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="curators_at_home",
        verbose_name="RW tempat tinggal kurator",
    )
    is_active = models.BooleanField("aktif", default=True)
    is_staff = models.BooleanField("boleh memakai situs admin", default=False)
    is_demo = models.BooleanField("akun demo", default=False, editable=False)
    created_at = models.DateTimeField("dibuat", db_default=Now(), editable=False)

    objects = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(name="user_username_shape", condition=Q(username__regex=USERNAME_SHAPE)),
            models.CheckConstraint(name="user_phone_e164", condition=Q(phone__regex=PHONE_SHAPE)),
            models.UniqueConstraint(
                name="user_phone_unique_among_active",
                fields=["phone"],
                condition=Q(is_active=True) & ~Q(phone=""),
                violation_error_message="Nomor HP ini sudah dipakai akun lain yang aktif.",
            ),
            models.CheckConstraint(
                name="user_territory_fits_role",
                condition=Q(
                    role=Role.RW,
                    rw__isnull=False,
                    kelurahan__isnull=True,
                    kecamatan__isnull=True,
                    kota__isnull=True,
                )
                | Q(
                    role=Role.OPERATOR,
                    rw__isnull=True,
                    kelurahan__isnull=False,
                    kecamatan__isnull=True,
                    kota__isnull=True,
                )
                | Q(
                    Q(kelurahan__isnull=False, kecamatan__isnull=True)
                    | Q(kelurahan__isnull=True, kecamatan__isnull=False),
                    role=Role.VIEWER,
                    rw__isnull=True,
                    kota__isnull=True,
                )
                | Q(
                    role__in=[Role.CURATOR, Role.STAFF],
                    rw__isnull=True,
                    kelurahan__isnull=True,
                    kecamatan__isnull=True,
                    kota__isnull=False,
                ),
                violation_error_message="Wilayah tidak cocok dengan peran.",
            ),
            models.CheckConstraint(
                name="user_duty_only_for_rw",
                condition=Q(role=Role.RW, duty__in=Duty.values) | Q(~Q(role=Role.RW), duty=""),
                violation_error_message="Pilih Ketua RW atau Pendamping RW untuk akun RW; kosongkan untuk lainnya.",
            ),
            models.UniqueConstraint(
                name="user_one_active_per_duty",
                fields=["rw", "duty"],
                condition=Q(role=Role.RW, is_active=True),
                violation_error_message="RW ini sudah punya akun aktif untuk tugas itu.",
            ),
            models.CheckConstraint(
                name="user_home_rw_only_for_curators",
                condition=Q(role=Role.CURATOR) | Q(home_rw__isnull=True),
                violation_error_message="RW tempat tinggal hanya untuk kurator.",
            ),
            models.CheckConstraint(
                name="user_admin_site_only_for_staff",
                condition=Q(role=Role.STAFF) | Q(is_staff=False),
                violation_error_message="Situs admin hanya untuk staf Pemkot.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def role_label(self):
        return self.get_duty_display() or self.get_role_display()

    @property
    def territory(self):
        """The RW, kelurahan, kecamatan or kota this account acts for."""
        return self.rw or self.kelurahan or self.kecamatan or self.kota

    @property
    def territory_label(self):
        return str(self.territory)

    @property
    def post_label(self):
        """`Ketua RW 05`; empty for an account that serves no RW."""
        return f"{self.get_duty_display()} {self.rw.number:02d}" if self.rw else ""

    @property
    def spoken_phone(self):
        return spelled(self.phone)

    @property
    def own_kota(self):
        """The kota this account belongs to, whatever its territory."""
        if self.rw is not None:
            return self.rw.kelurahan.kota
        return self.kota or (self.kelurahan or self.kecamatan).kota

    def has_perm(self, perm, obj=None):
        """The admin site's question; everything else asks the predicates of each app."""
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label):
        return self.is_active and self.is_staff


class DemoMark(models.Model):
    """One row where the database holds the demo: its accounts may sign in and every page says so."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    fingerprint = models.CharField(max_length=64)
    seeded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.CheckConstraint(name="demo_mark_is_one_row", condition=Q(id=1))]

    def __str__(self):
        return f"Demo {self.fingerprint[:8]}"
