"""Forms of the exhibition's day."""

from django import forms
from django.utils import timezone

from accounts.models import User


class DayForm(forms.Form):
    held_on = forms.DateField(
        label="Tanggal gelar",
        help_text="Pendaftaran RW ditutup tiga hari sebelumnya pukul 23.59 WIB.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Pilih tanggal gelar.",
            "invalid": "Pilih tanggal yang ada di kalender.",
        },
    )
    venue = forms.CharField(
        label="Tempat", max_length=120, required=False, help_text="Contoh: Aula Kelurahan Melong"
    )

    def __init__(self, data=None, *, exhibition):
        super().__init__(data, initial={"held_on": exhibition.held_on, "venue": exhibition.venue})
        self.stored_day = exhibition.held_on
        self.last_year = exhibition.edition.year + 1

    def clean_held_on(self):
        day = self.cleaned_data["held_on"]
        if day != self.stored_day and day < timezone.localdate():
            raise forms.ValidationError("Tanggal ini sudah lewat. Pilih hari ini atau sesudahnya.")
        if day.year > self.last_year:
            raise forms.ValidationError(
                f"Tanggal ini terlalu jauh. Pilih paling lambat tahun {self.last_year}."
            )
        return day


class CuratorChoice(forms.ModelChoiceField):
    def label_from_instance(self, curator):
        home = curator.home_rw
        return f"{curator.name} (tinggal di {home.label} {home.kelurahan.name})" if home else curator.name


class SeatForm(forms.Form):
    """One of the kota's curators who has no seat in the panel yet."""

    curator = CuratorChoice(
        label="Kurator",
        queryset=None,
        empty_label="Pilih kurator",
        error_messages={
            "required": "Pilih kurator dahulu.",
            "invalid_choice": "Pilih kurator dari daftar.",
        },
    )

    def __init__(self, *args, panel, curators=None, **kwargs):
        """`curators`: those of the kota where they are at hand already, to spare a query for each panel."""
        super().__init__(*args, prefix=f"panel-{panel.pk}", **kwargs)
        field = self.fields["curator"]
        field.queryset = User.objects.curators_of(panel.exhibition.edition.kota_id)
        if curators is not None:
            seated = {seat.curator_id for seat in panel.taken_seats}
            free = [curator for curator in curators if curator.pk not in seated]
            field.choices = [("", field.empty_label)] + [
                (curator.pk, field.label_from_instance(curator)) for curator in free
            ]
