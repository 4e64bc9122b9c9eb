"""Signing in and choosing a password, in words that say what to do."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.validators import MaxLengthValidator

from .password_rules import LONGEST, TOO_LONG, single_spaced


def stay_field():
    return forms.BooleanField(
        label="Tetap masuk 90 hari di HP ini",
        help_text="Untuk akun pengurus RW. Jangan dicentang di HP yang dipakai bersama.",
        required=False,
    )


class SignInForm(AuthenticationForm):
    username = forms.CharField(
        label="Nama akun atau nomor HP",
        max_length=80,
        help_text="Contoh: rw-melong-05 atau 0812-3456-7890",
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    password = forms.CharField(
        label="Kata sandi",
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    stay = stay_field()

    error_messages = {
        "invalid_login": "Nama akun, nomor HP, atau kata sandi tidak cocok. Periksa lalu coba lagi.",
        "inactive": "Nama akun, nomor HP, atau kata sandi tidak cocok. Periksa lalu coba lagi.",
    }


class ChangePasswordForm(PasswordChangeForm):
    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_incorrect": "Kata sandi lama tidak cocok. Ketik sekali lagi.",
        "password_mismatch": "Kedua kata sandi baru belum sama. Ketik ulang.",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi lama"
        self.fields["new_password1"].label = "Kata sandi baru"
        self.fields[
            "new_password1"
        ].help_text = "Paling sedikit 12 huruf. Empat kata yang Anda ingat, dipisah spasi, sudah cukup."
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.validators.append(MaxLengthValidator(LONGEST, TOO_LONG))

    def clean_new_password1(self):
        return single_spaced(self.cleaned_data["new_password1"])

    def clean_new_password2(self):
        return single_spaced(self.cleaned_data["new_password2"])


class AcceptInvitationForm(forms.Form):
    """The password of whoever holds the link."""

    password = forms.CharField(
        label="Kata sandi Anda",
        max_length=LONGEST,
        strip=False,
        help_text="Paling sedikit 12 huruf. Huruf besar, angka, atau tanda baca tidak wajib.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autocapitalize": "none"}),
        error_messages={"required": "Tulis kata sandi Anda.", "max_length": TOO_LONG},
    )
    stay = stay_field()

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password = single_spaced(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class ShownForm(forms.Form):
    """What the inbox had shown when its reader was done with it."""

    newest = forms.IntegerField(min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
