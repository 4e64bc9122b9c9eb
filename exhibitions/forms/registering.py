"""The first page of an entry: for which RW, and who makes the product."""

from django import forms

from accounts.permissions import is_operator
from exhibitions.coverage import rws_answered_by, rws_without_entry
from products.models import Business

from .steps import MakerForm, WorkersForm

NEW_MAKER = "baru"
OF_A_NEW_MAKER = {"business_name", "phone"}
OF_ITS_WORKERS = {"workers_total", "workers_from_rw"}


class RWChoice(forms.ModelChoiceField):
    def label_from_instance(self, rw):
        return rw.label


class MakerChoiceForm(MakerForm):
    """A maker the RW has put forward before, or a new one with name and phone.

    Offered are the makers of the own RW only: whether somebody elsewhere is known is the operator's to see.
    """

    maker = forms.ChoiceField(label="Siapa pembuatnya?", widget=forms.RadioSelect, required=False)
    field_order = ["rw", "maker"]

    def offer_makers(self, rw):
        makers = list(Business.objects.standing().of_rw(rw).newest_first()) if rw else []
        self.known = {str(maker.pk): maker for maker in makers}
        if not makers:
            del self.fields["maker"]
            return
        choices = [(key, maker_words(maker)) for key, maker in self.known.items()]
        self.fields["maker"].choices = [*choices, (NEW_MAKER, "Usaha lain")]
        if self.chosen_maker:
            self.needed -= OF_A_NEW_MAKER
            self._ask(True)

    @property
    def chosen_maker(self):
        return self.known.get(self.data.get("maker"))

    def clean(self):
        """A known maker comes with name and phone: what stands in their fields is not for it."""
        data = super().clean()
        data.pop("maker", None)
        if not self.chosen_maker:
            return data
        for name in OF_A_NEW_MAKER:
            self.errors.pop(name, None)
        return {"rw": data.get("rw"), "maker": self.chosen_maker}


class MakerSwitchForm(MakerChoiceForm, WorkersForm):
    """Another maker for an entry, with its workers: a submitted entry stays complete."""

    def offer_makers(self, rw):
        super().offer_makers(rw)
        if self.chosen_maker and self.chosen_maker.workers_from_rw is not None:
            self.needed -= OF_ITS_WORKERS
            self._ask(True)

    def clean(self):
        data = super().clean()
        workers = {name: self.cleaned_data.get(name) for name in OF_ITS_WORKERS}
        given = {name: value for name, value in workers.items() if value is not None}
        return {"maker": self.chosen_maker, **given} if self.chosen_maker else data


def maker_words(maker):
    return f"{maker.name} ({maker.owner_name})" if maker.owner_name else maker.name


class NewEntryForm(MakerChoiceForm):
    """An operator chooses the RW on whose behalf the entry is made; an RW account enters for itself.

    Offered are the RW without entry; one that has got an entry since is understood too, so that a second click
    finds what the first one made.
    """

    rw = RWChoice(label="RW", queryset=None, empty_label="Pilih RW")

    def __init__(self, *args, user, exhibition, **kwargs):
        super().__init__(*args, **kwargs)
        if is_operator(user):
            self.offer_rws(rws_answered_by(user), rws_without_entry(exhibition) if exhibition else [])
        else:
            del self.fields["rw"]
        self.offer_makers(self.chosen_rw if is_operator(user) else user.rw)

    def offer_rws(self, understood, offered):
        field, sent = self.fields["rw"], self.data.get("rw")
        field.queryset = understood
        kept = [rw for rw in understood if str(rw.pk) == sent] if sent else []
        self.offered = sorted({*offered, *kept}, key=lambda rw: rw.number)
        field.choices = [("", field.empty_label), *((rw.pk, rw.label) for rw in self.offered)]

    @property
    def chosen_rw(self):
        """The RW the page was opened for or is sent for; None for an RW account and while none is chosen."""
        if "rw" not in self.fields:
            return None
        return next((rw for rw in self.offered if str(rw.pk) == str(self["rw"].value())), None)
