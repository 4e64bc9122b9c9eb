"""Until when RW enter, in words: with the weekday, and how many days that is from today in WIB."""

from django.utils import timezone

from kelurahan.templatetags.indonesia import hari_tanggal


def takes_entries_of_rws(exhibition):
    """Of the open edition: whether the RW itself can still enter or mend."""
    ends = exhibition.registration_ends
    return exhibition.is_planned and (ends is None or timezone.now() < ends)


def deadline_words(exhibition):
    if not exhibition.is_planned:
        return "Penilaian sudah dimulai"
    if exhibition.held_on is None:
        return "Tanggal gelar belum ditetapkan"
    day = exhibition.last_registration_day
    left = (day - timezone.localdate()).days
    if left < 0:
        return f"Pendaftaran RW sudah ditutup {hari_tanggal(day)}"
    days = f"masih {left} hari" if left else "hari terakhir"
    return f"Pendaftaran RW sampai {hari_tanggal(day)} pukul 23.59 WIB ({days})"
