"""A panel: its curators' seats, and closing its scoring."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from curation.forms.exhibitions import SeatForm
from curation.models import Panel, Seat
from curation.panels import close_scoring, seat, unseat
from curation.permissions import can_open_exhibitions, can_run, can_seat
from curation.progress import curators_of
from curation.refusals import CurationRefused


def find_panel(user, pk):
    return get_object_or_404(Panel.objects.visible_to(user).for_list(), pk=pk)


@require_POST
def seat_create(request, pk):
    require(can_open_exhibitions(request.user))
    panel = find_panel(request.user, pk)
    require(can_seat(request.user, panel))

    form = SeatForm(request.POST, panel=panel)
    if form.is_valid():
        curator = form.cleaned_data["curator"]
        try:
            seat(panel, curator, request.user)
        except CurationRefused as refused:
            messages.error(request, refused.reason)
        else:
            messages.success(request, f"{curator.name} duduk di panel {panel.category.short_name}.")
    else:
        messages.error(request, form.errors["curator"][0])
    return redirect("curation:exhibition_detail", panel.exhibition_id)


@require_POST
def seat_delete(request, pk):
    require(can_open_exhibitions(request.user))
    chair = get_object_or_404(Seat.objects.visible_to(request.user).for_page(), pk=pk)
    require(can_seat(request.user, chair.panel))

    try:
        unseat(chair.panel, chair.pk)
    except CurationRefused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(
            request, f"Kursi {chair.curator.name} di panel {chair.panel.category.short_name} dikosongkan."
        )
    return redirect("curation:exhibition_detail", chair.panel.exhibition_id)


@require_http_methods(["GET", "POST"])
def panel_close(request, pk):
    require(can_open_exhibitions(request.user))
    panel = find_panel(request.user, pk)
    require(can_run(request.user, panel.exhibition))

    if request.method == "POST":
        return answer_closing(request, panel)
    people = curators_of(panel)
    context = {"panel": panel, "people": people, "missing": sum(person.missing for person in people)}
    return render(request, "curation/panel_close.html", context)


def answer_closing(request, panel):
    try:
        close_scoring(panel, request.user)
    except CurationRefused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Penilaian panel {panel.category.short_name} ditutup.")
    return redirect("curation:exhibition_detail", panel.exhibition_id)
