"""Invitations on paper: slips with a QR code, a sheet per kelurahan."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.access import require
from accounts.officer_forms import KelurahanFilterForm
from accounts.officers import invite_waiting
from accounts.permissions import can_manage_officers
from accounts.roster import never_invited, waiting_slips
from accounts.sharing import share_of


@require_GET
def slip_list(request):
    require(can_manage_officers(request.user))
    filters = KelurahanFilterForm(request.GET, user=request.user)
    kelurahan = filters.chosen
    context = {"filters": filters, "kelurahan": kelurahan}
    if kelurahan is not None:
        slips = waiting_slips(kelurahan)
        context["slips"] = [share_of(request, officer, officer.pending_invitations[0]) for officer in slips]
        context["uninvited"] = never_invited(kelurahan).count()
    return render(request, "accounts/slip_list.html", context)


@require_POST
def slip_prepare(request):
    """Links for everybody in the kelurahan who has never been active and has none."""
    require(can_manage_officers(request.user))
    kelurahan = KelurahanFilterForm(request.POST, user=request.user).chosen
    if kelurahan is None:
        return redirect("accounts:slip_list")
    made = invite_waiting(kelurahan, request.user)
    words = f"{made} tautan baru siap dicetak." if made else "Semua akun sudah punya tautan atau sudah aktif."
    messages.success(request, words)
    return redirect(f"{reverse('accounts:slip_list')}?kelurahan={kelurahan.slug}")
