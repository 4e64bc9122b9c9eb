"""Ketua and pendamping of the RW: who they are, inviting, correcting, deactivating."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import officers
from accounts.access import require
from accounts.audit import WORDS
from accounts.models import AuditEvent, User
from accounts.officer_forms import CorrectionForm, DeactivationForm, KelurahanFilterForm, NewOfficerForm
from accounts.permissions import can_manage_officers, can_see_officers
from accounts.roster import coverage_of, posts_of, standing_of, summary_of, with_pending
from accounts.sharing import share_of

GONE = "Akun ini sudah tidak aktif. Undang pengurus yang baru bila perlu."


@require_GET
def officer_list(request):
    require(can_see_officers(request.user))
    filters = KelurahanFilterForm(request.GET, user=request.user)
    kelurahan = filters.chosen
    context = {"filters": filters, "kelurahan": kelurahan, "may_manage": can_manage_officers(request.user)}
    if kelurahan is None:
        context["coverage"] = coverage_of(request.user.territory)
    else:
        context["posts"] = posts_of(kelurahan)
        context["summary"] = summary_of(context["posts"])
    return render(request, "accounts/officer_list.html", context)


@require_http_methods(["GET", "POST"])
def officer_create(request):
    require(can_manage_officers(request.user))
    chosen = {"rw": request.GET.get("rw"), "duty": request.GET.get("tugas")}
    form = NewOfficerForm(request.POST or None, user=request.user, initial=chosen)
    if form.is_valid():
        return invited(request, form)
    return render(request, "accounts/officer_form.html", {"form": form})


def invited(request, form):
    try:
        officer = officers.invite(**form.cleaned_data, by=request.user)
    except officers.AlreadyInvited as known:
        messages.info(request, f"{known.holder} sudah diundang. Tidak ada yang berubah.")
        return redirect("accounts:officer_detail", known.holder.pk)
    except officers.DutyHeld as held:
        return render(request, "accounts/officer_form.html", {"form": form, "holder": held.holder})
    except officers.PhoneTaken:
        form.add_error("phone", officers.phone_taken_words(request.user, form.cleaned_data["phone"]))
        return render(request, "accounts/officer_form.html", {"form": form})
    messages.success(request, f"Undangan untuk {officer} sudah dibuat. Sekarang kirim tautannya.")
    return redirect("accounts:officer_detail", officer.pk)


def find(request, pk):
    require(can_see_officers(request.user))
    visible = User.objects.officers_visible_to(request.user).prefetch_related(with_pending())
    return get_object_or_404(visible, pk=pk)


@require_GET
def officer_detail(request, pk):
    officer = find(request, pk)
    standing, may_manage = standing_of(officer), can_manage_officers(request.user)
    shown = standing.invitation if may_manage else None
    return render(
        request,
        "accounts/officer_detail.html",
        {
            "officer": officer,
            "standing": standing,
            "may_manage": may_manage and officer.is_active,
            "share": share_of(request, officer, shown) if shown else None,
            "events": [
                (WORDS.get(event.action, event.action), event) for event in AuditEvent.objects.about(officer)
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def officer_edit(request, pk):
    officer = find(request, pk)
    require(can_manage_officers(request.user))
    form = CorrectionForm(request.POST or None, initial={"name": officer.name, "phone": officer.phone})
    if form.is_valid() and corrected(request, officer, form):
        return redirect("accounts:officer_detail", pk)
    return render(request, "accounts/officer_edit.html", {"form": form, "officer": officer})


def corrected(request, officer, form):
    """Whether the page is done with; a number of somebody else is an error of the form."""
    try:
        changed = officers.correct(officer, **form.cleaned_data, by=request.user)
    except officers.PhoneTaken:
        form.add_error("phone", officers.phone_taken_words(request.user, form.cleaned_data["phone"]))
        return False
    except officers.OfficerGone:
        messages.error(request, GONE)
        return True
    messages.success(request, "Data sudah diperbaiki." if changed else "Tidak ada yang berubah.")
    return True


@require_POST
def officer_link(request, pk):
    officer = find(request, pk)
    require(can_manage_officers(request.user))
    try:
        officers.invite_again(officer, request.user)
    except officers.OfficerGone:
        messages.error(request, GONE)
    else:
        messages.success(request, "Tautan baru sudah dibuat. Tautan yang lama tidak berlaku lagi.")
    return redirect("accounts:officer_detail", pk)


@require_http_methods(["GET", "POST"])
def officer_deactivate(request, pk):
    officer = find(request, pk)
    require(can_manage_officers(request.user))
    form = DeactivationForm(request.POST or None)
    if form.is_valid():
        if officers.deactivate(officer, request.user, form.cleaned_data["reason"]):
            messages.success(request, f"Akun {officer} sudah dinonaktifkan.")
        else:
            messages.info(request, "Akun ini memang sudah tidak aktif.")
        return redirect("accounts:officer_detail", pk)
    return render(request, "accounts/officer_deactivate.html", {"form": form, "officer": officer})
