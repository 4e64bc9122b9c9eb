"""Which kelurahan and which state Pantauan shows, in the URL. A value that is not offered filters nothing."""

from django import forms

from exhibitions.coverage import Answer


class CoverageFilterForm(forms.Form):
    """`exhibitions`: those in reach. Asks for the kelurahan only where there are several."""

    def __init__(self, raw, *, exhibitions, answers=Answer, everything="Semua keadaan"):
        by_slug = {exhibition.kelurahan.slug: exhibition for exhibition in exhibitions}
        self.exhibition = by_slug.get(raw.get("kelurahan"))
        self.answer = next((answer for answer in answers if answer == raw.get("status")), None)
        super().__init__({"kelurahan": self.slug, "status": self.answer or ""})
        if len(by_slug) > 1:
            places = [(slug, str(exhibition.kelurahan)) for slug, exhibition in by_slug.items()]
            self.fields["kelurahan"] = choice("Kelurahan", [("", "Semua kelurahan"), *places])
        states = [(answer.value, answer.label) for answer in answers]
        self.fields["status"] = choice("Keadaan", [("", everything), *states])

    @property
    def slug(self):
        return self.exhibition.kelurahan.slug if self.exhibition else ""


def choice(label, choices):
    return forms.ChoiceField(label=label, choices=choices, required=False)
