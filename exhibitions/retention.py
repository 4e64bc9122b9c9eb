"""How long each kind of data is kept: one table for the page about privacy and for the command that applies it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts import audit
from accounts.models import ImportDraft, Invitation, Notice
from products import erasing
from products.models import Business, MakerRequest, Permit, PrivateFile, Product

from .erasing import erase_entries
from .models import Entry, EntryStep

YEAR = 365


@dataclass(frozen=True)
class Rule:
    """A row of the page. `since` is what the period is counted from; `days` None: kept for good.

    `due(cutoff)`: [queryset] of what has been kept long enough at `cutoff`, so that what was dealt with is not due
    again; `act(queryset)` deals with it.
    """

    slug: str
    data: str
    purpose: str
    seen_by: str
    days: int | None
    since: str
    due: Callable = lambda cutoff: []
    act: Callable = lambda rows: rows.delete()

    @property
    def kept(self):
        return f"{self.period} {self.since}".strip()

    @property
    def period(self):
        if self.days is None:
            return "Selamanya"
        if self.days == 0:
            return "Sampai"
        return f"{self.days // YEAR} tahun" if self.days % YEAR == 0 else f"{self.days} hari"


def due_drafts(cutoff):
    """Products that nobody ever submitted, of entries whose edition has closed or that ended in a draft."""
    ended = Q(exhibition__edition__closed_at__lte=cutoff) | Q(
        ~Exists(EntryStep.objects.filter(entry=OuterRef("pk"), at__gt=cutoff)),
        status__in=["ditarik", "digantikan"],
    )
    entries = Entry.objects.filter(product=OuterRef("pk"))
    never_sent = Product.objects.filter(erased_at__isnull=True).filter(
        Exists(entries.filter(ended)), ~Exists(entries.filter(~ended | Q(submitted_at__isnull=False)))
    )
    return [never_sent]


def erase_drafts(products):
    """With the makers who have nothing else here."""
    ids = list(products.values_list("pk", flat=True))
    drafts = Product.objects.filter(pk__in=ids)
    makers = list(drafts.values_list("business", flat=True))
    erase_entries(Entry.objects.filter(product__in=ids))
    erasing.erase_products(drafts)
    left = Product.objects.filter(business=OuterRef("pk"), erased_at__isnull=True)
    erasing.erase_makers(Business.objects.filter(~Exists(left), pk__in=makers, erased_at__isnull=True))


def due_contacts(cutoff):
    """Makers with no entry in an edition that is open or closed later, and nothing told of them since."""
    recent = Q(exhibition__edition__closed_at__isnull=True) | Q(exhibition__edition__closed_at__gt=cutoff)
    makers = Business.objects.filter(
        ~Exists(Entry.objects.filter(recent, product__business=OuterRef("pk"))),
        ~Exists(Product.objects.filter(business=OuterRef("pk"), created_at__gt=cutoff)),
        created_at__lte=cutoff,
    )
    papers = PrivateFile.objects.filter(consent__product__business=OuterRef("pk"), erased_at__isnull=True)
    told = Permit.objects.filter(~Q(number="") | Q(file__isnull=False), business=OuterRef("pk"))
    asked = MakerRequest.objects.filter(~Q(text="") | ~Q(answer=""), business=OuterRef("pk"))
    reachable = ~Q(phone="") | ~Q(address="") | ~Q(turnover="")
    return [makers.filter(reachable | Exists(papers) | Exists(told) | Exists(asked))]


def forget_contacts(makers):
    found = list(makers)
    erasing.forget_contact(makers)
    for business in found:
        audit.record(None, "maker_contact_erased", business, reason="retensi")


SCHEDULE = (
    Rule(
        "draf",
        "Draf usulan yang tidak pernah diajukan: isian dan foto",
        "Supaya pengisian dapat dilanjutkan",
        "RW dan operator kelurahannya",
        YEAR,
        "sesudah edisinya ditutup, atau sesudah draf ditarik",
        due_drafts,
        erase_drafts,
    ),
    Rule(
        "kontak",
        "Nomor HP, alamat, omzet, nomor dan berkas izin, lembar persetujuan, dan permintaan pelaku usaha",
        "Menghubungi pelaku usaha, memeriksa legalitas, dan membuktikan persetujuan",
        "RW dan operator kelurahannya, staf Pemkot",
        2 * YEAR,
        "sesudah edisi terakhir yang diikuti ditutup",
        due_contacts,
        forget_contacts,
    ),
    Rule(
        "hasil",
        "Usulan yang diajukan, nilai, hasil, dan berita acara: nama usaha, pemilik, dan produk",
        "Bukti bahwa kurasi dilakukan dengan benar",
        "RW, operator, kurator yang menilai, staf Pemkot; umum hanya yang disetujui pemilik",
        None,
        "",
    ),
    Rule(
        "akun",
        "Nama dan nomor HP pengurus RW, operator, kurator, dan pegawai",
        "Masuk ke OPOR, dan mencatat siapa melakukan apa",
        "Operator kelurahannya dan staf Pemkot",
        None,
        "(sebagai catatan siapa melakukan apa); akun yang tidak dipakai dinonaktifkan",
    ),
    Rule(
        "undangan",
        "Tautan undangan akun",
        "Membuat kata sandi pertama",
        "Operator kelurahannya dan staf Pemkot",
        90,
        "sesudah masa berlakunya lewat",
        lambda cutoff: [Invitation.objects.filter(expires_at__lte=cutoff)],
    ),
    Rule(
        "impor",
        "Daftar pengurus yang diimpor",
        "Diperiksa sebelum akun dibuat",
        "Operator yang mengimpor",
        90,
        "sesudah diunggah",
        lambda cutoff: [ImportDraft.objects.filter(made_at__lte=cutoff)],
    ),
    Rule(
        "kabar",
        "Kabar di kotak masuk pengurus, operator, dan pegawai",
        "Memberi tahu apa yang harus dikerjakan",
        "Penerimanya",
        YEAR,
        "sesudah dikirim",
        lambda cutoff: [Notice.objects.filter(at__lte=cutoff)],
    ),
    Rule(
        "masuk",
        "Catatan percobaan masuk: nama akun, alamat internet, waktu",
        "Menahan orang yang menebak kata sandi",
        "Pengelola server",
        2 * YEAR,
        "sesudah dicatat",
        lambda cutoff: [
            model.objects.filter(attempt_time__lte=cutoff)
            for model in (AccessAttempt, AccessFailureLog, AccessLog)
        ],
    ),
    Rule(
        "sesi",
        "Tanda masuk di HP (cookie)",
        "Supaya tidak perlu masuk di setiap halaman",
        "Pengelola server",
        0,
        "keluar atau berakhir, paling lama 90 hari",
        lambda cutoff: [Session.objects.filter(expire_date__lte=cutoff)],
    ),
    Rule(
        "jejak",
        "Jejak tindakan: siapa membuka, mengubah, atau menghapus apa, dan kapan; tanpa isi data",
        "Mencegah dan menelusuri penyalahgunaan",
        "Staf Pemkot",
        None,
        "",
    ),
)


def apply_schedule(now=None, dry_run=False):
    """[(Rule, how many rows were due)] of the rules that end; each in a transaction of its own."""
    now = now or timezone.now()
    return [(rule, apply_rule(rule, now, dry_run)) for rule in SCHEDULE if rule.days is not None]


def apply_rule(rule, now, dry_run):
    with transaction.atomic():
        due = rule.due(now - timedelta(days=rule.days))
        number = sum(rows.count() for rows in due)
        if number and not dry_run:
            for rows in due:
                rule.act(rows)
    return number
