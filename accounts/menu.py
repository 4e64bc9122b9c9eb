"""The menu of each role. An entry names a URL of another app by its name, so nothing is imported from the right."""

from dataclasses import dataclass

from django.urls import reverse

from .models import Role

ENTRIES = {
    Role.RW: [("Usulan RW", "exhibitions:entry_list")],
    Role.OPERATOR: [
        ("Verifikasi", "exhibitions:verification_list"),
        ("Usulan RW", "exhibitions:entry_list"),
        ("Hari gelar", "curation:exhibition_list"),
        ("Rekap nilai", "curation:ranking_list"),
        ("Pantauan", "monitoring:coverage_board"),
        ("Pengurus RW", "accounts:officer_list"),
    ],
    Role.VIEWER: [
        ("Usulan RW", "exhibitions:entry_list"),
        ("Verifikasi", "exhibitions:verification_list"),
        ("Hari gelar", "curation:exhibition_list"),
        ("Rekap nilai", "curation:ranking_list"),
        ("Pantauan", "monitoring:coverage_board"),
        ("Pengurus RW", "accounts:officer_list"),
    ],
    Role.CURATOR: [
        ("Penilaian saya", "curation:sheet_list"),
        ("Tinjau semua nilai saya", "curation:sheet_grid"),
    ],
    Role.STAFF: [
        ("Rekap nilai", "curation:ranking_list"),
        ("Hari gelar", "curation:exhibition_list"),
        ("Usulan RW", "exhibitions:entry_list"),
        ("Verifikasi", "exhibitions:verification_list"),
        ("Pelaku usaha", "exhibitions:maker_list"),
        ("Edisi dan rubrik", "curation:edition_list"),
        ("Pantauan", "monitoring:coverage_board"),
        ("Pengurus RW", "accounts:officer_list"),
    ],
}


@dataclass(frozen=True)
class MenuEntry:
    label: str
    url: str
    current: bool


def menu_for(user, path):
    entries = [(label, reverse(name)) for label, name in ENTRIES[user.role]]
    best = max((url for _, url in entries if path.startswith(url)), key=len, default=None)
    return [MenuEntry(label, url, url == best) for label, url in entries]


def start_url(user):
    """Where a person lands after signing in: the first entry of the menu."""
    return reverse(ENTRIES[user.role][0][1])
