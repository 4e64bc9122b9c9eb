"""The day of an exhibition: its date and place, its panels, stands, and the start of scoring."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.models import User
from curation.day_pages import day_rows, panel_days
from curation.days import set_day
from curation.forms.exhibitions import DayForm, SeatForm
from curation.models import Panel
from curation.panels import open_scoring, reason_against_opening
from curation.permissions import can_open_exhibitions, can_run, can_seat
from curation.progress import drafts, entry_counts, not_decided
from curation.refusals import CurationRefused
from curation.stands import number_stands, without_stand
from exhibitions.models import Exhibition
from exhibitions.permissions import can_enter_walk_ins


@require_GET
def exhibition_list(request):
    require(can_open_exhibitions(request.user))
    panels = Panel.objects.visible_to(request.user).current().for_list()
    return render(request, "curation/exhibition_list.html", {"rows": day_rows(panels)})


def find_exhibition(user, pk):
    return get_object_or_404(Exhibition.objects.visible_to(user).for_list(), pk=pk)


@require_GET
def exhibition_detail(request, pk):
    require(can_open_exhibitions(request.user))
    exhibition = find_exhibition(request.user, pk)
    return day_page(request, exhibition, DayForm(exhibition=exhibition))


def day_page(request, exhibition, form, status=200):
    counts = entry_counts(exhibition)
    panels = list(Panel.objects.of_exhibition(exhibition).for_day())
    runs = exhibition.edition.is_open and can_run(request.user, exhibition)
    return render(
        request,
        "curation/exhibition_detail.html",
        {
            "exhibition": exhibition,
            "form": form,
            "days": panel_days(panels, counts, seat_form_maker(request.user, panels)),
            "drafts": drafts(counts),
            "without_stand": without_stand(exhibition).count(),
            "can_plan": runs and exhibition.is_planned,
            "takes_walk_ins": can_enter_walk_ins(request.user) and exhibition.takes_walk_ins,
            "can_run": runs,
        },
        status=status,
    )


def seat_form_maker(user, panels):
    """The seat form of a panel for those who may seat, from one query for all panels."""
    if not panels or not panels[0].exhibition.edition.is_open or not can_seat(user, panels[0]):
        return lambda panel: None
    curators = list(
        User.objects.curators_of(user.kota_id).select_related("home_rw__kelurahan").order_by("name")
    )
    return lambda panel: None if panel.scoring_is_over else SeatForm(panel=panel, curators=curators)


@require_POST
def exhibition_schedule(request, pk):
    require(can_open_exhibitions(request.user))
    exhibition = find_exhibition(request.user, pk)
    require(can_run(request.user, exhibition))

    form = DayForm(request.POST, exhibition=exhibition)
    if form.is_valid():
        try:
            set_day(exhibition, form.cleaned_data["held_on"], form.cleaned_data["venue"])
        except CurationRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, "Tanggal dan tempat gelar disimpan.")
            return redirect("curation:exhibition_detail", exhibition.pk)
    return day_page(request, exhibition, form)


@require_POST
def stand_number(request, pk):
    require(can_open_exhibitions(request.user))
    exhibition = find_exhibition(request.user, pk)
    require(can_run(request.user, exhibition))

    try:
        given = number_stands(exhibition)
    except CurationRefused as refused:
        messages.error(request, refused.reason)
    else:
        words = (
            f"{given} usulan mendapat nomor stan." if given else "Semua usulan terverifikasi sudah bernomor."
        )
        messages.success(request, words)
    return redirect("curation:exhibition_detail", exhibition.pk)


@require_http_methods(["GET", "POST"])
def scoring_open(request, pk):
    require(can_open_exhibitions(request.user))
    exhibition = find_exhibition(request.user, pk)
    require(can_run(request.user, exhibition))

    if request.method == "POST":
        return answer_opening(request, exhibition)
    counts = entry_counts(exhibition)
    context = {
        "exhibition": exhibition,
        "days": panel_days(Panel.objects.of_exhibition(exhibition).for_day(), counts, lambda panel: None),
        "not_decided": not_decided(counts),
        "reason": reason_against_opening(exhibition),
    }
    return render(request, "curation/scoring_open.html", context)


def answer_opening(request, exhibition):
    try:
        open_scoring(exhibition, request.user)
    except CurationRefused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, f"Penilaian {exhibition} dibuka. Kurator sudah dapat menilai.")
    return redirect("curation:exhibition_detail", exhibition.pk)
