"""Signing in, in words that say what to do."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.validators import MaxLengthValidator

LONGEST_PASSWORD = 128


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
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

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
        ].help_text = (
            "Paling sedikit 12 huruf. Empat kata yang Anda ingat sudah cukup, misalnya dipisah spasi."
        )
        self.fields["new_password2"].label = "Ulangi kata sandi baru"
        self.fields["new_password2"].help_text = ""
        for field in self.fields.values():
            field.validators.append(MaxLengthValidator(LONGEST_PASSWORD))
