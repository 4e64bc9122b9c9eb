"""Products that wait without an entry, and one that takes an entry's place."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import require
from exhibitions import steps
from exhibitions.coverage import rws_answered_by
from exhibitions.forms.spares import ReplacementForm, SpareForm
from exhibitions.permissions import can_register
from exhibitions.refusals import EntryRefused
from exhibitions.spares import add_spare, drop_spare, replace_entry, spares_of

from .finding import answer_closed, find_own_entry


@require_http_methods(["GET", "POST"])
def spare_list(request, number):
    """`number`: the RW's number in the own kelurahan; an RW account reaches only its own."""
    require(can_register(request.user))
    rw = get_object_or_404(rws_answered_by(request.user).select_related("kelurahan"), number=number)

    form = SpareForm(request.POST or None)
    form.offer_makers(rw)
    if form.is_valid():
        try:
            product = add_spare(rw, request.user, form.cleaned_data)
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"{product} disimpan sebagai produk cadangan.")
            return redirect("exhibitions:spare_list", number)
    context = {"form": form, "rw": rw, "spares": spares_of(rw)}
    return render(request, "exhibitions/spare_list.html", context)


@require_POST
def spare_remove(request, number, pk):
    require(can_register(request.user))
    rw = get_object_or_404(rws_answered_by(request.user), number=number)
    product = get_object_or_404(spares_of(rw), pk=pk)

    if drop_spare(product):
        messages.success(request, f"{product} dihapus dari produk cadangan.")
    else:
        messages.error(request, f"{product} sudah dipakai, jadi tidak dihapus.")
    return redirect("exhibitions:spare_list", number)


@require_http_methods(["GET", "POST"])
def entry_replace(request, pk):
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = ReplacementForm(request.POST or None, spares=spares_of(entry.rw))
    if form.is_valid():
        try:
            successor = replace_entry(entry, request.user, **form.cleaned_data)
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"{entry} diganti. Lengkapi penggantinya, lalu ajukan.")
            return redirect(steps.edit_url(successor))
    return render(request, "exhibitions/entry_replace.html", {"form": form, "entry": entry})
