"""Reminding the RW that are late."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require
from exhibitions.coverage import exhibitions_watched_by
from monitoring.deadlines import takes_entries_of_rws
from monitoring.forms import CoverageFilterForm
from monitoring.permissions import can_contact
from monitoring.reminder_pages import Addresses, summary_of
from monitoring.reminders import LATE, late_rws, remind

PER_PAGE = 30


@require_GET
def reminder_list(request):
    require(can_contact(request.user))
    exhibitions = list(exhibitions_watched_by(request.user))
    filters, late = chosen(request.GET, exhibitions)
    page = Paginator(late, PER_PAGE).get_page(request.GET.get("halaman"))
    return render(
        request,
        "monitoring/reminder_list.html",
        {
            "filters": filters,
            "states": [(answer, answer == filters.answer) for answer in LATE],
            "summary": summary_of(late),
            "page": page,
            "rows": Addresses(request).of(page.object_list),
            "closed": [each for each in exhibitions if not takes_entries_of_rws(each)],
            "is_open": bool(exhibitions),
        },
    )


@require_POST
def reminder_send(request):
    require(can_contact(request.user))
    filters, late = chosen(request.POST, list(exhibitions_watched_by(request.user)))
    sent = remind(late, request.user)
    if sent:
        rws = len({notice.recipient.rw_id for notice in sent})
        messages.success(request, f"Pengingat terkirim ke kotak masuk {len(sent)} akun di {rws} RW.")
    else:
        messages.info(request, "Tidak ada pengingat baru: semua akun sudah diingatkan hari ini.")
    query = urlencode({"kelurahan": filters.slug, "status": filters.answer})
    return redirect(f"{reverse('monitoring:reminder_list')}?{query}")


def chosen(raw, exhibitions):
    """(filters, the late RW they leave); those without any entry unless another state is asked for."""
    filters = CoverageFilterForm(raw, exhibitions=exhibitions, answers=LATE)
    filters.answer = filters.answer or LATE[0]
    shown = [filters.exhibition] if filters.exhibition else exhibitions
    return filters, late_rws(shown, filters.answer)
