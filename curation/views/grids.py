"""All own values in one grid, to be looked through and revised until scoring closes."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from curation.grid_tables import changes_in, grid_tables, mark_problems, refuse_invalid
from curation.grids import RowsRefused, revise_all
from curation.models import ScoreSheet
from curation.permissions import can_score
from curation.refusals import NewerDraft, ScoringLocked

NOTHING_SAVED = "Belum ada perubahan yang disimpan. Perbaiki baris yang ditandai."


@require_http_methods(["GET", "POST"])
def sheet_grid(request):
    require(can_score(request.user))
    data = request.POST if request.method == "POST" else None
    own = ScoreSheet.objects.visible_to(request.user)
    if data is None:
        return grid_page(request, grid_tables(own.current().for_list()))
    tables = grid_tables(own.for_list(), data)
    if not refuse_invalid(tables):
        return grid_page(request, tables, NOTHING_SAVED)

    try:
        receipts = revise_all(changes_in(tables), by=request.user)
    except RowsRefused as refused:
        mark_problems(tables, refused.problems)
        stale = any(isinstance(problem, NewerDraft) for problem in refused.problems.values())
        return grid_page(request, tables, NOTHING_SAVED, status=409 if stale else 200)
    except ScoringLocked as locked:
        return grid_page(request, tables, locked.reason, status=409)
    messages.success(request, words_for(receipts))
    return redirect("curation:sheet_grid")


def words_for(receipts):
    if not receipts:
        return "Tidak ada nilai yang berubah."
    late = sum(receipt.late for receipt in receipts)
    words = f"{len(receipts)} lembar dikirim ulang."
    return f"{words} {late} di antaranya sesudah penilaian ditutup: belum dihitung." if late else words


def grid_page(request, tables, reason="", status=200):
    return render(request, "curation/sheet_grid.html", {"tables": tables, "reason": reason}, status=status)
