"""Filters of the rankings, in the URL by slug. A value that is not offered filters nothing."""

from django import forms

from exhibitions.models import Edition
from kelurahan.models import Kecamatan, Kelurahan
from products.models import Category


class RankingFilterForm(forms.Form):
    """Offers only what lies in the person's territory; all of it in one query for each kind."""

    def __init__(self, raw, *, user, one_kelurahan=False):
        self.offered = {
            "edisi": {edition.slug: edition for edition in Edition.objects.visible_to(user)},
            "kategori": {category.slug: category for category in Category.objects.all()},
        }
        if not one_kelurahan:
            self.offer_territory(user)
        found = {name: things.get(raw.get(name)) for name, things in self.offered.items()}
        self.chosen = {name: thing for name, thing in found.items() if thing is not None}
        super().__init__({name: thing.slug for name, thing in self.chosen.items()} | self.edition_shown())
        for name, things in self.offered.items():
            self.fields[name] = choice(name, things)

    def offer_territory(self, user):
        kelurahan = {one.slug: one for one in Kelurahan.objects.within(user.territory).alphabetical()}
        if not user.kelurahan and not user.kecamatan:
            self.offered["kecamatan"] = {one.slug: one for one in Kecamatan.objects.within(user.territory)}
        if len(kelurahan) > 1:
            self.offered["kelurahan"] = kelurahan

    @property
    def edition(self):
        """The chosen edition, else the open one, else the newest; None before the first."""
        editions = list(self.offered["edisi"].values())
        if "edisi" in self.chosen:
            return self.chosen["edisi"]
        return next((edition for edition in editions if edition.is_open), next(iter(editions), None))

    def edition_shown(self):
        return {"edisi": self.edition.slug} if self.edition else {}

    def shown_fields(self):
        """The filters with more than one thing to choose from."""
        return [self[name] for name, things in self.offered.items() if len(things) > 1]


LABELS = {
    "edisi": ("Edisi", None),
    "kategori": ("Kategori", "Semua kategori"),
    "kecamatan": ("Kecamatan", "Semua kecamatan"),
    "kelurahan": ("Kelurahan", "Semua kelurahan"),
}


def choice(name, things):
    label, everything = LABELS[name]
    offered = [(slug, str(thing)) for slug, thing in things.items()]
    return forms.ChoiceField(
        label=label, choices=[("", everything), *offered] if everything else offered, required=False
    )
