"""Editions: the list, opening a new one with all that belongs to it, and closing it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from curation.editions import close_edition, open_edition
from curation.forms.editions import EditionCloseForm, EditionForm
from curation.models import Rubric
from curation.permissions import can_open_editions
from curation.refusals import CurationRefused
from curation.unfinished import unfinished_in
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
    context = {"rows": rows, "form": form, "is_open": any(edition.is_open for edition, _ in rows)}
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


@require_http_methods(["GET", "POST"])
def edition_close(request, pk):
    require(can_open_editions(request.user))
    edition = get_object_or_404(Edition.objects.visible_to(request.user).select_related("closed_by"), pk=pk)
    unfinished = unfinished_in(edition)
    form = EditionCloseForm(request.POST if request.method == "POST" else None, unfinished=unfinished)
    if form.is_valid():
        try:
            close_edition(edition, request.user)
        except CurationRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Edisi {edition} ditutup.")
            return redirect("curation:edition_list")
    context = {"edition": edition, "unfinished": unfinished, "form": form}
    return render(request, "curation/edition_close.html", context)
