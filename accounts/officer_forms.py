"""Forms about the officers of RW; choices narrowed to the territory of whoever fills them in."""

from django import forms

from kelurahan.models import RW, Kelurahan

from .fields import NameField, PhoneField
from .models import Duty
from .officers import LeavingReason
from .permissions import is_staff
from .tables.limits import MOST_BYTES
from .tables.reading import TOO_MANY_BYTES

LONGEST_NAME = 80
LARGEST_ID = 2**63 - 1


def name_field():
    return NameField(
        label="Nama",
        max_length=LONGEST_NAME,
        help_text="Seperti ia biasa disapa, misalnya Pak Asep Suryana.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Tulis namanya."},
    )


def phone_field():
    return PhoneField(
        label="Nomor HP",
        help_text="Nomor yang dipakai untuk WhatsApp. Contoh: 0812-3456-7890",
        error_messages={"required": "Tulis nomor HP-nya."},
    )


class RWChoice(forms.ModelChoiceField):
    def label_from_instance(self, rw):
        return rw.label


class NewOfficerForm(forms.Form):
    """Whom to invite. `replaces`: the present holder, once the inviter has read who that is."""

    rw = RWChoice(
        label="RW",
        queryset=None,
        empty_label="Pilih RW",
        error_messages={
            "required": "Pilih RW-nya.",
            "invalid_choice": "RW ini tidak ada di wilayah Anda. Pilih dari daftar.",
        },
    )
    duty = forms.ChoiceField(
        label="Sebagai",
        choices=Duty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih Ketua RW atau Pendamping RW."},
    )
    name = name_field()
    phone = phone_field()
    replaces = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["rw"]
        field.queryset = RW.objects.select_related("kelurahan__kota").filter(
            kelurahan__in=Kelurahan.objects.within(user.territory)
        )
        if is_staff(user):
            field.choices = grouped(field)


def grouped(field):
    """The RW of a whole kota, under the names of their kelurahan."""
    groups = {}
    for rw in field.queryset:
        groups.setdefault(str(rw.kelurahan), []).append((rw.pk, rw.label))
    return [("", field.empty_label), *sorted(groups.items())]


class CorrectionForm(forms.Form):
    name = name_field()
    phone = phone_field()


class DeactivationForm(forms.Form):
    reason = forms.ChoiceField(
        label="Mengapa akun ini dinonaktifkan?",
        choices=LeavingReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu alasan."},
    )


class KelurahanFilterForm(forms.Form):
    """Which kelurahan a page is about; no question for somebody who has only one."""

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = user.kelurahan
        if self.own is None:
            self.by_slug = {
                kelurahan.slug: kelurahan
                for kelurahan in Kelurahan.objects.within(user.territory).alphabetical()
            }
            self.fields["kelurahan"] = forms.ChoiceField(
                label="Kelurahan",
                choices=[("", "Pilih kelurahan"), *((slug, str(one)) for slug, one in self.by_slug.items())],
                required=False,
            )

    @property
    def chosen(self):
        """The own kelurahan, or the one asked for if it lies in the own territory; else None."""
        return self.own or self.by_slug.get(self.data.get("kelurahan"))


class ImportForm(forms.Form):
    """One file; what it is, is found by looking at its bytes (accounts.tables)."""

    file = forms.FileField(
        label="Berkas yang sudah diisi",
        help_text="Excel (.xlsx) atau CSV, paling besar 5 MB.",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": "Pilih berkasnya dahulu."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_MANY_BYTES)
        return file
