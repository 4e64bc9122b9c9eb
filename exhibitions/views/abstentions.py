"""An RW says that it will not enter, and why."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from exhibitions.abstaining import abstain, why_not
from exhibitions.coverage import rws_answered_by
from exhibitions.forms.abstentions import AbstentionForm
from exhibitions.models import Exhibition
from exhibitions.permissions import can_abstain
from exhibitions.refusals import EntryRefused


@require_http_methods(["GET", "POST"])
def abstention_create(request, number):
    """`number`: the RW's number in the own kelurahan; an RW account reaches only its own."""
    require(can_abstain(request.user))
    exhibition = get_object_or_404(Exhibition.objects.current().entered_by(request.user))
    rw = get_object_or_404(rws_answered_by(request.user), number=number)

    late = why_not(exhibition, rw, request.user)
    if late and request.method == "GET":
        messages.error(request, late)
        return redirect("exhibitions:entry_list")

    form = AbstentionForm(request.POST or None)
    if form.is_valid():
        try:
            abstain(exhibition, rw, request.user, **form.cleaned_data)
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, f"Tercatat: {rw.label} tidak mengusulkan. Keputusan ini dapat diubah.")
            return redirect("exhibitions:entry_list")
    return render(request, "exhibitions/abstention_form.html", {"form": form, "rw": rw})
