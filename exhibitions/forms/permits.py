"""What is told of one permit of a maker, and what the operator looked at."""

import re
from datetime import date

from django import forms

from products.models import Permit
from products.models.permits import NIB_SHAPE

State = Permit.State
LONGEST_NUMBER = 60
FIRST_EXPIRY, LAST_EXPIRY = 1990, 2100
MONTHS = ("jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des")
# 31-12-2027, 31/12/2027, 31.12.2027, 31 Desember 2027, 31 des 2027
WRITTEN_DATE = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[a-z]{3,9})\.?[\s./-]+(\d{4})", re.ASCII)
NUMBER_LABELS = {
    Permit.Kind.NIB: ("NIB", "13 angka, misalnya 1234567890123. Boleh dengan spasi atau titik."),
    Permit.Kind.BRAND: ("Nomor pendaftaran", "Contoh: IDM000123456"),
    Permit.Kind.OTHER: ("Nama izin dan nomornya", ""),
}


class WrittenDateField(forms.CharField):
    """A day as it is copied from a paper; the value is a date or None."""

    def __init__(self, **kwargs):
        super().__init__(max_length=30, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        match = WRITTEN_DATE.fullmatch(text.lower())
        day = match and day_of(*match.groups())
        if not day:
            raise forms.ValidationError("Tulis tanggalnya seperti 31-12-2027 atau 31 Desember 2027.")
        if not FIRST_EXPIRY <= day.year <= LAST_EXPIRY:
            raise forms.ValidationError("Periksa tahunnya.")
        return day

    def prepare_value(self, value):
        return f"{value:%d-%m-%Y}" if isinstance(value, date) else value


def day_of(day, month, year):
    """The date, or None where there is no such day or month."""
    number = int(month) if month.isdigit() else month_of(month)
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None


def month_of(name):
    return MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0


class PermitForm(forms.Form):
    """Number, expiry and file belong to a permit that is held; with another state they may stay as they were."""

    state = forms.ChoiceField(
        label="Keadaannya sekarang",
        choices=State.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    number = forms.CharField(
        max_length=LONGEST_NUMBER,
        required=False,
        label="Nomor",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    expires_on = WrittenDateField(
        label="Berlaku sampai",
        help_text="Contoh: 31-12-2027. Kosongkan bila tidak ada batasnya.",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    file = forms.FileField(
        label="Foto atau PDF dokumennya",
        help_text="Hanya dilihat RW ini, operator kelurahan, dan Pemkot.",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf"}),
    )
    removes_file = forms.BooleanField(label="Hapus berkas yang tersimpan", required=False)

    def __init__(self, *args, permit, **kwargs):
        """`permit`: as it is stored, or unsaved where nothing was told yet."""
        super().__init__(*args, initial=stored_values(permit), **kwargs)
        self.permit = permit
        label, hint = NUMBER_LABELS.get(permit.kind, ("Nomor", ""))
        self.fields["number"].label, self.fields["number"].help_text = label, hint
        if permit.kind == Permit.Kind.NIB:
            self.fields["number"].widget.attrs["inputmode"] = "numeric"
        if not permit.file_id:
            del self.fields["removes_file"]

    def clean_number(self):
        number = self.cleaned_data["number"]
        if self.permit.kind != Permit.Kind.NIB or not number:
            return number
        digits = re.sub(r"[\s.-]", "", number)
        if not re.fullmatch(NIB_SHAPE, digits, re.ASCII):
            raise forms.ValidationError(
                f"NIB terdiri dari 13 angka; yang tertulis {len(digits)}. Periksa lagi angkanya."
            )
        return digits

    def clean(self):
        data = super().clean()
        if data.get("state") not in (None, State.HELD) and self.tells_something_new(data):
            self.add_error(
                "state", "Nomor, tanggal, atau berkas baru diisi. Pilih Sudah ada, atau kosongkan isian itu."
            )
        data["keeps_file"] = not data.get("removes_file")
        return data

    def tells_something_new(self, data):
        """What was stored goes without a word when the permit is no longer held; what was typed now does not."""
        stored = stored_values(self.permit)
        told = {name: data.get(name) for name in ("number", "expires_on")}
        return bool(data.get("file")) or any(value and value != stored[name] for name, value in told.items())


def stored_values(permit):
    return {"state": permit.state, "number": permit.number, "expires_on": permit.expires_on}


class PermitSeenForm(forms.Form):
    """The moment of the last change of the permit that the operator looked at."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, permit):
        return cls(initial={"seen": permit.changed_at.isoformat()})
