"""The operator's queue: one entry, one decision a page."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require
from exhibitions.forms import AcceptForm, ReasonForm
from exhibitions.models import Entry, Status
from exhibitions.permissions import (
    can_accept,
    can_decide,
    can_open_verification,
    can_refuse,
    can_send_back,
    can_verify,
)
from exhibitions.refusals import EntryRefused

PER_PAGE = 30
TABS = {
    "menunggu": ("Menunggu keputusan", Status.SUBMITTED),
    "perbaikan": ("Perlu perbaikan", Status.RETURNED),
    "terverifikasi": ("Terverifikasi", Status.VERIFIED),
    "tidak-memenuhi": ("Tidak memenuhi syarat", Status.INELIGIBLE),
}


@require_GET
def verification_list(request):
    require(can_open_verification(request.user))
    chosen = request.GET.get("antrean")
    chosen = chosen if chosen in TABS else "menunggu"
    entries = Entry.objects.visible_to(request.user).current()
    counts = entries.counts_by_status()
    shown = entries.chosen_by({"status": TABS[chosen][1]}).for_list().oldest_first()
    return render(
        request,
        "exhibitions/verification_list.html",
        {
            "tabs": [
                (slug, label, counts.get(status, 0), slug == chosen) for slug, (label, status) in TABS.items()
            ],
            "chosen": chosen,
            "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("halaman")),
        },
    )


@require_GET
def verification_detail(request, pk):
    return show(request, find(request, pk))


def find(request, pk):
    require(can_open_verification(request.user))
    return get_object_or_404(Entry.objects.visible_to(request.user).submitted_once().for_page(), pk=pk)


def show(request, entry, return_form=None, refuse_form=None):
    user, version = request.user, entry.newest_version()
    return render(
        request,
        "exhibitions/verification_detail.html",
        {
            "entry": entry,
            "version": version,
            "can_verify": can_verify(user, entry),
            "accept_form": AcceptForm(initial={"version": version.n}) if can_accept(user, entry) else None,
            "return_form": (return_form or ReasonForm(prefix="kembali"))
            if can_send_back(user, entry)
            else None,
            "refuse_form": (refuse_form or ReasonForm(prefix="tolak")) if can_refuse(user, entry) else None,
            "form": return_form or refuse_form,
        },
    )


@require_POST
def verification_accept(request, pk):
    entry = find(request, pk)
    require(can_decide(request.user, entry))

    form = AcceptForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else None
    return decide(request, entry, lambda: entry.accept(request.user, seen), "diterima")


@require_POST
def verification_return(request, pk):
    entry = find(request, pk)
    require(can_decide(request.user, entry))

    form = ReasonForm(request.POST, prefix="kembali")
    if not form.is_valid():
        return show(request, entry, return_form=form)
    reason = form.cleaned_data["reason"]
    return decide(
        request, entry, lambda: entry.send_back(request.user, reason), "dikembalikan untuk perbaikan"
    )


@require_POST
def verification_refuse(request, pk):
    entry = find(request, pk)
    require(can_decide(request.user, entry))

    form = ReasonForm(request.POST, prefix="tolak")
    if not form.is_valid():
        return show(request, entry, refuse_form=form)
    reason = form.cleaned_data["reason"]
    return decide(
        request,
        entry,
        lambda: entry.mark_ineligible(request.user, reason),
        "dinyatakan tidak memenuhi syarat",
    )


def decide(request, entry, act, words):
    try:
        act()
    except EntryRefused as refused:
        messages.error(request, refused.reason)
        return redirect("exhibitions:verification_detail", entry.pk)
    messages.success(request, f"Usulan {entry.number} ({entry}) {words}.")
    return redirect("exhibitions:verification_list")
