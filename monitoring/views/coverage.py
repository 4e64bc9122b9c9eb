"""How far the RW of a territory are with their entries."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import require
from accounts.tables import csv_bytes
from exhibitions.coverage import exhibitions_watched_by
from monitoring.coverage import board_for
from monitoring.forms import CoverageFilterForm
from monitoring.help_lists import help_list_of, note_export
from monitoring.permissions import can_contact, can_watch


@require_GET
def coverage_board(request):
    require(can_watch(request.user))
    exhibitions = list(exhibitions_watched_by(request.user))
    filters = CoverageFilterForm(request.GET, exhibitions=exhibitions)
    board = board_for(request.user, exhibitions, filters.exhibition, filters.answer)
    return render(
        request,
        "monitoring/coverage.html",
        {
            "board": board,
            "filters": filters,
            "is_open": bool(exhibitions),
            "may_contact": can_contact(request.user),
        },
    )


@require_GET
def help_list(request):
    require(can_watch(request.user))
    return render(
        request,
        "monitoring/help_list.html",
        {
            "help": help_list_of(request.user),
            "may_contact": can_contact(request.user),
            "today": timezone.localdate(),
        },
    )


@require_GET
def help_table(request):
    require(can_watch(request.user))
    found = help_list_of(request.user)
    note_export(found, request.user)
    name = f"pendampingan-{timezone.localdate().isoformat()}.csv"
    return HttpResponse(
        csv_bytes(found.header, found.cells),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
