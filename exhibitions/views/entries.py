"""An entry from its first line to its submission, for the RW and the operator on its behalf."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from accounts.permissions import is_rw
from exhibitions import steps
from exhibitions.coverage import abstentions_of, rws_without_entry
from exhibitions.forms.decisions import WithdrawalForm
from exhibitions.forms.filters import EntryFilterForm
from exhibitions.models import Entry, Exhibition, Status
from exhibitions.permissions import (
    can_edit,
    can_enter_walk_ins,
    can_merge,
    can_open_entries,
    can_register,
    can_share_maker,
    can_submit,
    can_verify,
    can_withdraw,
    is_responsible,
)
from exhibitions.refusals import EntryRefused

from .finding import answer_closed, find_entry, find_own_entry
from .steps import told

PER_PAGE = 30


@require_GET
def entry_list(request):
    require(can_open_entries(request.user))
    if is_rw(request.user):
        return render(request, "exhibitions/entry_home.html", own_rw_context(request.user))

    filters = EntryFilterForm(request.GET, user=request.user)
    entries = Entry.objects.visible_to(request.user).current()
    shown = entries.chosen_by(filters.chosen).for_list().newest_first()
    return render(
        request,
        "exhibitions/entry_list.html",
        {
            "filters": filters,
            "filtered": bool(filters.chosen),
            "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("halaman")),
            "can_register": can_register(request.user),
            "can_enter_walk_ins": can_enter_walk_ins(request.user),
            **own_kelurahan_context(request.user),
        },
    )


def own_rw_context(user):
    exhibition = Exhibition.objects.current().entered_by(user).first()
    entry = Entry.objects.live().of(exhibition, user.rw).for_page().first() if exhibition else None
    return {
        "exhibition": exhibition,
        "entry": entry,
        "takes_changes": exhibition is not None and exhibition.takes_changes_from(user),
        "abstention": abstentions_of(exhibition).get(user.rw_id) if exhibition and not entry else None,
        "earlier": Entry.objects.visible_to(user).closed_or_past(exhibition).for_list().newest_first(),
    }


def own_kelurahan_context(user):
    """For operator and lurah: the RW that have not entered, each with what it said."""
    exhibition = Exhibition.objects.visible_to(user).current().first() if user.kelurahan else None
    if exhibition is None:
        return {"without_entry": [], "exhibition": None}
    said = abstentions_of(exhibition)
    rows = [(rw, said.get(rw.pk)) for rw in rws_without_entry(exhibition)]
    return {
        "without_entry": rows,
        "exhibition": exhibition,
        "takes_changes": exhibition.takes_changes_from(user),
    }


@require_GET
def entry_detail(request, pk):
    entry = find_entry(request, pk)
    return render(
        request,
        "exhibitions/entry_detail.html",
        {
            "entry": entry,
            "missing": entry.missing(),
            **told(entry),
            "can_edit": can_edit(request.user, entry),
            "can_submit": can_submit(request.user, entry),
            "can_withdraw": can_withdraw(request.user, entry),
            "can_verify": can_verify(request.user, entry),
            "can_share_maker": can_share_maker(request.user, entry),
            "can_merge": can_merge(request.user),
            "closed": entry.why_closed_to(request.user) if is_responsible(request.user, entry) else "",
            **what_is_next(entry),
        },
    )


def what_is_next(entry):
    following = steps.next_to_submit(entry)
    progress = steps.progress_of(entry, steps.TO_SUBMIT + steps.TO_COMPLETE)
    to_complete = [item for item in progress if item.step in steps.TO_COMPLETE]
    return {
        "next": following,
        "next_url": following.url(entry) if following else "",
        "comments": [item for item in progress if item.comment],
        "to_complete": to_complete,
        "todo": sum(not item.is_done for item in to_complete),
    }


@require_POST
def entry_submit(request, pk):
    entry = find_own_entry(request, pk)

    try:
        entry.submit(request.user)
    except EntryRefused as refused:
        entry.refresh_from_db()
        if entry.status != Status.SUBMITTED:  # else a second click: it sees the first one's receipt
            messages.error(request, refused.reason)
            return redirect(entry)
    return redirect("exhibitions:entry_sent", entry.pk)


@require_GET
def entry_sent(request, pk):
    entry = find_entry(request, pk)
    if not entry.must_stay_complete:
        return redirect(entry)
    return render(request, "exhibitions/entry_sent.html", {"entry": entry})


@require_http_methods(["GET", "POST"])
def entry_withdraw(request, pk):
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        try:
            entry.withdraw(request.user, form.cleaned_data["reason"])
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Usulan {entry.number} ditarik. RW ini dapat mengusulkan produk lain.")
            return redirect("exhibitions:entry_list")
    return render(request, "exhibitions/entry_withdraw.html", {"form": form, "entry": entry})
