"""The first page: what OPOR is, what happens next, and the way in for each kind of person."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue.next_steps import next_step_for
from catalogue.programme import announced_rubrics, open_edition, timetable_of


@login_not_required
@require_safe
def home(request):
    edition = open_edition()
    timetable = timetable_of(edition)
    return render(
        request,
        "catalogue/home.html",
        {
            "edition": edition,
            "timetable": timetable,
            "rubrics": announced_rubrics(edition),
            "step": next_step_for(request.user, timetable),
        },
    )
