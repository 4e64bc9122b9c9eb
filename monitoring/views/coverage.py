"""How far the RW of a territory are with their entries."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.access import require
from exhibitions.coverage import Answer
from monitoring.coverage import board_for
from monitoring.permissions import can_watch


@require_GET
def coverage_board(request):
    require(can_watch(request.user))
    chosen = request.GET.get("status", "")
    chosen = chosen if chosen in Answer.values else ""
    return render(
        request,
        "monitoring/coverage.html",
        {"board": board_for(request.user, chosen), "answers": Answer.choices, "chosen": chosen},
    )
