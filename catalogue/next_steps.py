"""What a signed-in person should do next: the first thing the home page says."""

from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.urls import reverse

from accounts.models import Role
from curation.models import Panel, PanelState, ScoreSheet
from curation.models.panels import SCORING_OVER
from exhibitions.models import Entry, Status
from kelurahan.templatetags.indonesia import hari_tanggal

BETWEEN_EDITIONS = "Belum ada edisi yang dibuka"
RW_WORDS = {
    Status.DRAFT: ("Lanjutkan usulan {rw}", "{name} masih draf.", "Lanjutkan usulan"),
    Status.SUBMITTED: (
        "Usulan {rw} sedang diperiksa",
        "{name} sudah diajukan. Operator kelurahan memeriksanya; hasilnya muncul di sini.",
        "Lihat usulan",
    ),
    Status.RETURNED: (
        "Usulan {rw} perlu diperbaiki",
        "{name} dikembalikan operator dengan alasannya. Perbaiki, lalu ajukan lagi.",
        "Perbaiki usulan",
    ),
    Status.VERIFIED: ("Usulan {rw} sudah terverifikasi", "{name} ikut gelar produk.", "Lihat usulan"),
}


@dataclass(frozen=True)
class NextStep:
    """`sign` and `status` are empty unless the step is about one entry."""

    title: str
    text: str
    action: str = ""
    url: str = ""
    sign: str = ""
    status: str = ""


def next_step_for(user, timetable):
    """None for a visitor without an account."""
    return STEPS[user.role](user, timetable) if user.is_authenticated else None


def for_rw(user, timetable):
    exhibition = timetable.of_rw(user.rw)
    if exhibition is None:
        return NextStep(
            BETWEEN_EDITIONS, f"Begitu edisi baru dibuka, usulan {user.rw.label} dimulai dari halaman ini."
        )
    entries = Entry.objects.visible_to(user).of(exhibition, user.rw).live()
    entry = entries.select_related("product").first()
    return about_entry(user, exhibition, entry) if entry else to_enter(user, exhibition)


def to_enter(user, exhibition):
    title = f"{user.rw.label} belum mengusulkan produk"
    if not exhibition.takes_changes_from(user):
        return NextStep(title, "Masa pendaftaran sudah berakhir. Hubungi operator kelurahan bila ada produk.")
    text = "Mulai dengan yang pokok dari HP ini, lengkapi nanti."
    return NextStep(
        title, with_deadline(text, exhibition), "Mulai usulan", reverse("exhibitions:entry_create")
    )


def about_entry(user, exhibition, entry):
    title, text, action = RW_WORDS[entry.status]
    text = text.format(name=entry)
    if entry.status == Status.VERIFIED:
        text = with_day(text, exhibition)
    elif entry.status in {Status.DRAFT, Status.RETURNED}:
        text = with_deadline(text, exhibition)
    return NextStep(
        title=title.format(rw=user.rw.label),
        text=text,
        action=action,
        url=entry.get_absolute_url(),
        sign=entry.sign,
        status=entry.get_status_display(),
    )


def with_deadline(text, exhibition):
    if exhibition.held_on is None:
        return text
    last_day = hari_tanggal(exhibition.last_registration_day)
    return f"{text} Pendaftaran sampai {last_day} pukul 23.59 WIB."


def with_day(text, exhibition):
    if exhibition.held_on is None:
        return f"{text} Harinya akan diumumkan di halaman ini."
    place = f" di {exhibition.venue}" if exhibition.venue else ""
    return f"{text} Harinya: {hari_tanggal(exhibition.held_on)}{place}."


def for_operator(user, timetable):
    waiting, since = waiting_for(user)
    if not waiting:
        return NextStep(
            "Tidak ada usulan yang menunggu",
            f"Semua usulan {user.territory} sudah diperiksa. Usulan baru dari RW muncul di Verifikasi.",
            "Lihat usulan RW",
            reverse("exhibitions:entry_list"),
        )
    return NextStep(
        f"{waiting} usulan menunggu verifikasi",
        f"Yang paling lama menunggu sejak {hari_tanggal(since)}.",
        "Buka verifikasi",
        reverse("exhibitions:verification_list"),
    )


def for_viewer(user, timetable):
    waiting, _ = waiting_for(user)
    return NextStep(
        f"Usulan {user.territory}",
        f"{waiting} usulan menunggu verifikasi operator." if waiting else "Tidak ada usulan yang menunggu.",
        "Lihat usulan RW",
        reverse("exhibitions:entry_list"),
    )


def waiting_for(user):
    """(how many entries wait for a decision in the person's territory, when the oldest was submitted)."""
    waiting = Entry.objects.visible_to(user).current().waiting()
    found = waiting.aggregate(n=Count("pk"), since=Min("submitted_at"))
    return found["n"], found["since"]


def for_curator(user, timetable):
    sheets = ScoreSheet.objects.visible_to(user).current()
    found = sheets.aggregate(
        assigned=Count("pk"),
        sent=Count("pk", filter=Q(revisions_sent__gt=0)),
        to_do=Count("pk", filter=Q(revisions_sent=0, assignment__panel__state=PanelState.OPEN)),
    )
    if found["to_do"]:
        return NextStep(
            f"{found['to_do']} lembar belum dikirim",
            f"Anda menilai {found['assigned']} produk; {found['sent']} lembar sudah terkirim.",
            "Lanjutkan penilaian" if found["sent"] else "Mulai penilaian",
            reverse("curation:sheet_list"),
        )
    return nothing_to_score(found)


def nothing_to_score(found):
    if not found["assigned"]:
        return NextStep(
            "Belum ada lembar untuk Anda",
            "Lembar penilaian muncul di sini pada hari gelar, begitu penilaian dibuka.",
        )
    return NextStep(
        "Tidak ada lembar yang menunggu Anda",
        f"{found['sent']} dari {found['assigned']} lembar terkirim. Terima kasih.",
        "Lihat penilaian saya",
        reverse("curation:sheet_list"),
    )


def for_staff(user, timetable):
    found = (
        Panel.objects.visible_to(user)
        .current()
        .aggregate(
            panels=Count("pk"),
            open=Count("pk", filter=Q(state=PanelState.OPEN)),
            over=Count("pk", filter=Q(state__in=SCORING_OVER)),
        )
    )
    if not found["panels"]:
        return NextStep(
            BETWEEN_EDITIONS,
            "Buka edisi baru: rubrik, gelar tiap kelurahan, dan panelnya dibuat sekaligus.",
            "Buka edisi",
            reverse("curation:edition_list"),
        )
    if not found["open"] and not found["over"]:
        return NextStep(
            "Penilaian belum dimulai",
            f"{found['panels']} panel direncanakan. Isi hari gelar dan kursi kuratornya sebelum harinya.",
            "Lihat hari gelar",
            reverse("curation:exhibition_list"),
        )
    return NextStep(
        f"{found['over']} dari {found['panels']} panel selesai dinilai",
        f"{found['open']} panel sedang menilai.",
        "Lihat rekap nilai",
        reverse("curation:ranking_list"),
    )


STEPS = {
    Role.RW: for_rw,
    Role.OPERATOR: for_operator,
    Role.VIEWER: for_viewer,
    Role.CURATOR: for_curator,
    Role.STAFF: for_staff,
}
