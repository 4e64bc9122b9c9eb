from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm

from .models import User
from .phones import normalise


class PhoneInAnyForm(forms.Form):
    """The admin takes a number as people write it and keeps E.164."""

    phone = forms.CharField(label="Nomor HP", max_length=30, required=False)

    def clean_phone(self):
        phone = self.cleaned_data.get("phone", "")
        return normalise(phone) or phone


class NewUserForm(PhoneInAnyForm, AdminUserCreationForm):
    class Meta(AdminUserCreationForm.Meta):
        model = User
        fields = ["username", "name", "phone", "role", "rw", "kelurahan", "kecamatan", "kota", "home_rw"]


class EditUserForm(PhoneInAnyForm, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


TERRITORY = ["role", "rw", "kelurahan", "kecamatan", "kota", "home_rw"]


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    form = EditUserForm
    add_form = NewUserForm
    list_display = ["username", "name", "role", "territory_label", "is_active"]
    list_filter = ["role", "is_active"]
    search_fields = ["username", "name", "phone"]
    ordering = ["username"]
    filter_horizontal = []
    raw_id_fields = ["rw", "kelurahan", "home_rw"]
    fieldsets = [
        (None, {"fields": ["username", "password", "name", "phone"]}),
        ("Peran dan wilayah", {"fields": [*TERRITORY, "is_active", "is_staff"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "name",
                    "phone",
                    *TERRITORY,
                    "usable_password",
                    "password1",
                    "password2",
                ]
            },
        ),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("kota", "kecamatan", "kelurahan", "rw__kelurahan")
