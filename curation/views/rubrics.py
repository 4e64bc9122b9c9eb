"""A rubric: read, and rewritten until the first draft value freezes it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accounts.access import require
from curation.forms.editions import RubricForm
from curation.models import Rubric
from curation.permissions import can_open_editions
from curation.rankings import bands_of
from curation.refusals import CurationRefused
from curation.rubric_edits import rewrite


def find_rubric(user, pk):
    return get_object_or_404(Rubric.objects.visible_to(user).for_page(), pk=pk)


@require_GET
def rubric_detail(request, pk):
    require(can_open_editions(request.user))
    return read_page(request, find_rubric(request.user, pk))


def read_page(request, rubric):
    context = {"rubric": rubric, "criteria": rubric.content(), "bands": bands_of(rubric)}
    return render(request, "curation/rubric_detail.html", context)


@require_http_methods(["GET", "POST"])
def rubric_edit(request, pk):
    require(can_open_editions(request.user))
    rubric = find_rubric(request.user, pk)
    if request.method == "GET" and not rubric.is_editable:
        return read_page(request, rubric)

    form = RubricForm(request.POST if request.method == "POST" else None, rubric=rubric)
    if form.is_valid():
        try:
            rewrite(rubric, form.bands(), form.rewritten())
        except CurationRefused as refused:
            form.add_error(None, refused.reason)
            return edit_page(request, rubric, form, status=409)
        messages.success(request, f"{rubric} disimpan.")
        return redirect("curation:rubric_detail", rubric.pk)
    return edit_page(request, rubric, form)


def edit_page(request, rubric, form, status=200):
    return render(request, "curation/rubric_edit.html", {"rubric": rubric, "form": form}, status=status)
