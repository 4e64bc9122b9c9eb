"""Accounts in the admin site, which has no sign-in page of its own."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.shortcuts import redirect

from kelurahan.admin import ServedAdmin

from .access import require
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
        fields = [
            "username",
            "name",
            "phone",
            "role",
            "duty",
            "rw",
            "kelurahan",
            "kecamatan",
            "kota",
            "home_rw",
        ]


class EditUserForm(PhoneInAnyForm, UserChangeForm):
    class Meta(UserChangeForm.Meta):
        model = User


TERRITORY = ["role", "duty", "rw", "kelurahan", "kecamatan", "kota", "home_rw"]


def sign_in_at_the_front(request, extra_context=None):
    """Visitors were led to the site's own page by the middleware; who is signed in and no admin is told so."""
    require(admin.site.has_permission(request))
    return redirect("admin:index")


admin.site.login = sign_in_at_the_front
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(ServedAdmin, DjangoUserAdmin):
    kota_code = ["kota__code", "kecamatan__kota__code", "kelurahan__kota__code", "rw__kelurahan__kota__code"]
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
