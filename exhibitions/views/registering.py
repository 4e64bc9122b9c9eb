"""The first page of an entry."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import require
from accounts.permissions import is_rw
from exhibitions import registration, steps
from exhibitions.forms.registering import NewEntryForm
from exhibitions.models import Exhibition
from exhibitions.permissions import can_register
from exhibitions.refusals import AlreadyEntered, EntryRefused

from .steps import goes_on_later


@require_http_methods(["GET", "POST"])
def entry_create(request):
    require(can_register(request.user))
    exhibition = Exhibition.objects.current().entered_by(request.user).first()
    existing = registration.live_entry(exhibition, request.user.rw)
    if request.method == "GET":
        if existing:
            return redirect(existing)
        if exhibition is None or not exhibition.takes_changes_from(request.user):
            return render(request, "exhibitions/registration_closed.html", {"exhibition": exhibition})

    form = NewEntryForm(
        request.POST or None,
        user=request.user,
        exhibition=exhibition,
        lenient=goes_on_later(request),
        initial={"rw": request.GET.get("rw")},
    )
    if form.is_valid():
        return start_entry(request, exhibition, form)
    return show_form(request, form, existing)


def show_form(request, form, existing=None):
    """The form of a new entry with everything typed; beside it the live entry that stands in its way."""
    context = {
        "form": form,
        "existing": existing,
        "chosen_rw": form.chosen_rw,
        "step": steps.TO_SUBMIT[0],
        "last": len(steps.TO_SUBMIT),
    }
    return render(request, "exhibitions/entry_new.html", context, status=409 if existing else 200)


def start_entry(request, exhibition, form):
    rw = form.cleaned_data.get("rw") or request.user.rw
    try:
        entry = registration.register(
            rw, exhibition, request.user, form.cleaned_data, on_behalf=not is_rw(request.user)
        )
    except AlreadyEntered as refused:
        return answer_existing(request, form, refused.entry)
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
        return show_form(request, form)
    messages.success(request, f"Usulan {entry.number} disimpan sebagai draf.")
    if goes_on_later(request):
        return redirect("exhibitions:entry_list")
    return redirect(steps.TO_SUBMIT[1].url(entry))


def answer_existing(request, form, entry):
    """A second click leads to what the first one made; other text is kept beside a link to the live entry."""
    if registration.says_the_same(entry, form.cleaned_data):
        return redirect(steps.TO_SUBMIT[1].url(entry))
    form.add_error(None, f"{entry.rw.label} sudah punya usulan: {entry}. Isian di bawah ini belum disimpan.")
    return show_form(request, form, entry)
