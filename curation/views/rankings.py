"""Rankings: one per panel, never across kelurahan or categories."""

from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.access import require
from curation.forms.filters import RankingFilterForm
from curation.models import Panel, Result
from curation.permissions import can_open_rankings, can_see_numbers
from curation.ranking_pages import chosen_rows, shown_panels
from curation.ranking_tables import ranking_table
from kelurahan.models import Kelurahan

PER_PAGE = 30


@require_GET
def ranking_list(request):
    require(can_open_rankings(request.user))
    filters = RankingFilterForm(request.GET, user=request.user)
    panels = Panel.objects.visible_to(request.user).of_edition(filters.edition).chosen_by(filters.chosen)
    chosen = Result.objects.chosen().of_panels(panels.scored()).for_ranking().alphabetical()
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "curation/ranking_list.html",
        {
            "filters": filters,
            "table": ranking_table(panels.for_list(), partial(can_see_numbers, request.user)),
            "page": page,
            "chosen": chosen_rows(page),
        },
    )


@require_GET
def ranking_detail(request, kelurahan):
    require(can_open_rankings(request.user))
    own = Kelurahan.objects.within(request.user.territory)
    place = get_object_or_404(own, slug=kelurahan)
    filters = RankingFilterForm(request.GET, user=request.user, one_kelurahan=True)
    reach = Panel.objects.visible_to(request.user).of_edition(filters.edition).of_kelurahan(place)
    panels = list(reach.chosen_by(filters.chosen).for_list())
    readable = [panel for panel in panels if can_see_numbers(request.user, panel)]
    shown = shown_panels(panels, Result.objects.of_panels(readable).for_ranking(), readable)
    return render(
        request,
        "curation/ranking_detail.html",
        {
            "area": place,
            "filters": filters,
            "panels": shown,
            "provisional": any(one.is_provisional for one in shown),
        },
    )
