"""Our own crispy-forms pack: label, hint and error belong to their field, for eyes and for screen readers."""

import re

import pytest
from crispy_forms.bootstrap import AppendedText, PrependedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string


class ProductForm(forms.Form):
    name = forms.CharField(label="Nama produk", help_text="Seperti di label.")
    category = forms.ChoiceField(
        label="Kategori", choices=[("tpt", "Tekstil"), ("kriya", "Kriya")], widget=forms.RadioSelect
    )
    price = forms.IntegerField(label="Harga", required=False)
    workers = forms.IntegerField(label="Jumlah pekerja", required=False)
    consent = forms.BooleanField(label="Pemilik setuju")

    def clean(self):
        if self.cleaned_data.get("name") == "kembar":
            raise forms.ValidationError("Usulan RW 05 sudah ada.")


@pytest.fixture
def sent():
    return ProductForm({"price": "abc"})


def as_field(form, name):
    template = Template("{% load crispy_forms_filters %}{{ field|as_crispy_field }}")
    return template.render(Context({"field": form[name]}))


def summary(form):
    return render_to_string("_error_summary.html", {"form": form})


def test_a_field_is_described_by_its_hint_and_its_error(sent):
    html = as_field(sent, "name")

    described = re.search(r'aria-describedby="([^"]*)"', html)[1].split()
    assert described == ["id_name_helptext", "id_name_error"]
    assert [html.count(f'id="{name}"') for name in described] == [1, 1]


def test_a_wrong_field_says_so_in_words_and_to_assistive_technology(sent):
    html = as_field(sent, "name")

    assert html.count('<span class="visually-hidden">Kesalahan:</span>') == 1
    assert html.count('aria-invalid="true"') == 1


def test_a_right_field_carries_no_error():
    html = as_field(ProductForm(), "name")

    assert html.count("Kesalahan:") == 0
    assert html.count("field--invalid") == 0


def test_only_a_field_that_may_stay_empty_says_so():
    form = ProductForm()

    told = [name for name in form.fields if "(boleh kosong)" in as_field(form, name)]

    assert told == ["price", "workers"]


def test_radios_are_one_group_whose_choices_each_have_a_label():
    html = as_field(ProductForm(), "category")

    labels = re.findall(r'<label class="choice"\s+for="([^"]*)">', html)
    assert labels == ["id_category_0", "id_category_1"]
    assert html.count("<legend") == 1


def test_what_was_typed_stands_there_again(sent):
    html = as_field(sent, "price")

    assert re.search(r'value="([^"]*)"', html)[1] == "abc"


def test_the_summary_links_to_every_wrong_field(sent):
    html = summary(sent)

    links = re.findall(r'href="#([^"]*)"', html)
    assert links == ["id_name", "id_category_0", "id_price", "id_consent"]


def test_the_summary_takes_the_focus_and_is_announced(sent):
    opening = re.search(r'<div class="error-summary"[^>]*>', summary(sent))[0]

    assert [opening.count(part) for part in ('role="alert"', 'tabindex="-1"', "autofocus")] == [1, 1, 1]


def test_the_summary_tells_errors_of_the_whole_form():
    form = ProductForm({"name": "kembar", "category": "tpt", "consent": "on"})

    items = re.findall(r"<li>(.*?)</li>", summary(form))

    assert items == ["Usulan RW 05 sudah ada."]


def test_a_form_without_errors_has_no_summary():
    html = summary(ProductForm())

    assert html.strip() == ""


def test_a_layout_gives_groups_rows_and_units():
    form = ProductForm()
    form.helper = FormHelper()
    form.helper.form_tag = False
    form.helper.layout = Layout(
        Fieldset("Produk", "name", Row(PrependedText("price", "Rp"), AppendedText("workers", "orang"))),
        "consent",
    )

    html = render_crispy_form(form, context={"csrf_token": "kunci"})

    assert re.findall(r'<legend class="fieldset__legend">(.*?)</legend>', html) == ["Produk"]
    assert html.count('class="field-row"') == 1
    assert re.findall(r'class="field__affix"\s+aria-hidden="true">(.*?)<', html) == ["Rp", "orang"]
    assert html.count('name="csrfmiddlewaretoken"') == 1
    assert html.count("<form") == 0
