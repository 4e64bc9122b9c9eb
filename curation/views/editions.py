"""Editions: the list, and opening a new one with all that belongs to it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require
from curation.editions import open_edition
from curation.forms.editions import EditionForm
from curation.models import Rubric
from curation.permissions import can_open_editions
from curation.refusals import CurationRefused
from exhibitions.models import Edition


@require_GET
def edition_list(request):
    require(can_open_editions(request.user))
    return edition_page(request, EditionForm())


def edition_page(request, form):
    rubrics = {}
    for rubric in Rubric.objects.visible_to(request.user).for_list():
        rubrics.setdefault(rubric.edition_id, []).append(rubric)
    editions = Edition.objects.visible_to(request.user)
    rows = [(edition, rubrics.get(edition.pk, [])) for edition in editions]
    context = {"rows": rows, "form": form, "is_open": any(edition.closed_at is None for edition, _ in rows)}
    return render(request, "curation/edition_list.html", context)


@require_POST
def edition_open(request):
    require(can_open_editions(request.user))
    form = EditionForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            edition = open_edition(request.user.kota, data["year"], data["name"], request.user)
        except CurationRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Edisi {edition} dibuka: rubrik, gelar, dan panelnya sudah dibuat.")
            return redirect("curation:edition_list")
    return edition_page(request, form)
