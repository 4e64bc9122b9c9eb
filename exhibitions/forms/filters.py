"""Filters of lists, in the URL."""

from django import forms

from exhibitions.models import Status
from kelurahan.models import Kecamatan, Kelurahan
from products.models import Category


class EntryFilterForm(forms.Form):
    """Filters of the list, in the URL. A value that is not offered filters nothing."""

    q = forms.CharField(label="Cari produk atau usaha", max_length=60, required=False)
    status = forms.ChoiceField(
        label="Status", choices=[("", "Semua status"), *Status.choices], required=False
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("kategori", Category.objects.all())
        if user.kota:
            self.offer("kecamatan", Kecamatan.objects.within(user.kota))
        if user.kota or user.kecamatan:
            self.offer("kelurahan", Kelurahan.objects.within(user.territory).alphabetical())

    def offer(self, name, things):
        """A choice by slug, read once for its list and for understanding what was chosen."""
        by_slug = {thing.slug: thing for thing in things}
        self.fields[name] = forms.TypedChoiceField(
            label=name.capitalize(),
            choices=[("", f"Semua {name}"), *((slug, str(thing)) for slug, thing in by_slug.items())],
            coerce=by_slug.get,
            empty_value=None,
            required=False,
        )

    @property
    def chosen(self):
        """The filters that were understood, by field name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
