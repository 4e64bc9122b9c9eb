"""Telling an entry page by page, looking it over, and what makes it complete."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from exhibitions import registration, steps
from exhibitions.forms.registering import MakerSwitchForm
from exhibitions.models import Status
from exhibitions.permissions import can_submit
from exhibitions.refusals import EntryRefused
from exhibitions.shown_facts import sections_of_entry

from .finding import answer_closed, find_own_entry

SAVED = {
    Status.DRAFT: "Disimpan.",
    Status.SUBMITTED: "Disimpan. Operator kelurahan akan memeriksanya.",
    Status.RETURNED: "Disimpan. Bila sudah selesai diperbaiki, ajukan lagi.",
    Status.VERIFIED: "Disimpan, dan usulan tetap terverifikasi.",
}
LATER, BACK = "nanti", "kembali"


def goes_on_later(request):
    """Saved with gaps: the person stops here or looks at the page before."""
    return request.POST.get("lanjut") in {LATER, BACK}


@require_GET
def entry_edit(request, pk):
    """All parts of the entry: what it needs, and what makes it complete before the exhibition."""
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed
    following = steps.next_to_submit(entry)
    return render(
        request,
        "exhibitions/entry_edit.html",
        {
            "entry": entry,
            "to_submit": steps.progress_of(entry, steps.TO_SUBMIT),
            "to_complete": steps.progress_of(entry, steps.TO_COMPLETE),
            "next": following,
            "next_url": following.url(entry) if following else "",
            "can_submit": can_submit(request.user, entry),
        },
    )


@require_http_methods(["GET", "POST"])
def entry_step(request, pk, slug):
    entry = find_own_entry(request, pk)
    step = steps.ALL.get(slug)
    if step is None or step.form is None:
        raise Http404
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = step.form(
        request.POST or None,
        entry=entry,
        lenient=goes_on_later(request),
        initial=registration.values_of(entry),
    )
    if form.is_valid() and save(request, entry, form):
        return redirect(after_saving(request, entry, step))
    return show_step(request, entry, step, form)


def save(request, entry, form):
    """Whether it was saved; if not, the form says why and keeps what was typed."""
    was = entry.status
    try:
        registration.edit(entry, request.user, form.cleaned_data)
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
        return False
    if was != Status.DRAFT or goes_on_later(request):
        messages.success(request, SAVED[entry.status])
    return True


def after_saving(request, entry, step):
    """The next page: what comes after this step of a draft, or the list of parts the person came from."""
    if request.POST.get("lanjut") == LATER:
        return "exhibitions:entry_list"
    if request.POST.get("lanjut") == BACK and steps.step_before(step):
        return steps.step_before(step).url(entry)
    if entry.status == Status.DRAFT and step in steps.TO_SUBMIT:
        return next_page(request, entry, step)
    return f"{steps.edit_url(entry)}#{step.slug}"


def next_page(request, entry, step):
    """On through the steps in their order; whoever came from the check page returns to it."""
    following = steps.step_after(step)
    if request.POST.get("dari") == "periksa" or following is None:
        return steps.check_url(entry)
    return following.url(entry)


def show_step(request, entry, step, form):
    return render(
        request,
        "exhibitions/entry_step.html",
        {
            "form": form,
            "entry": entry,
            "step": step,
            "position": steps.TO_SUBMIT.index(step) + 1 if step in steps.TO_SUBMIT else None,
            "last": len(steps.TO_SUBMIT),
            "before": steps.step_before(step),
            "comment": entry.comments_to_mend.get(step.slug, ""),
            "came_from": request.POST.get("dari") or request.GET.get("dari") or "",
        },
    )


@require_GET
def entry_check(request, pk):
    """Look it over with the owner, then send it."""
    entry = find_own_entry(request, pk)
    if not can_submit(request.user, entry):
        return redirect(entry)
    return render(
        request,
        "exhibitions/entry_check.html",
        {
            "entry": entry,
            **told(entry, check_again_url),
            "consent_url": check_again_url(entry, "persetujuan"),
            "progress": steps.progress_of(entry, steps.TO_SUBMIT),
            "missing": entry.missing(),
        },
    )


def check_again_url(entry, slug):
    """Where a part is changed; the person comes back to the check page."""
    return f"{steps.ALL[slug].url(entry)}?dari=periksa"


def told(entry, url_of=None):
    """What the entry says: what it needs to be submitted, each part with its link, and the rest."""
    needed = {step.slug for step in steps.TO_SUBMIT}
    sections = sections_of_entry(entry)
    return {
        "main": [
            (section, url_of(entry, section.slug) if url_of else "")
            for section in sections
            if section.slug in needed
        ],
        "rest": [section for section in sections if section.slug not in needed and section.shown_rows],
    }


@require_http_methods(["GET", "POST"])
def maker_switch(request, pk):
    """Another maker of the RW, or a new one, in the place of this entry's."""
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = MakerSwitchForm(request.POST or None, entry=entry)
    form.offer_makers(entry.rw)
    if form.is_valid():
        try:
            registration.switch_maker(entry, request.user, form.cleaned_data)
        except EntryRefused as refused:
            form.add_error(None, refused.reason)
        else:
            messages.success(request, SAVED[entry.status])
            return redirect(steps.edit_url(entry))
    return render(request, "exhibitions/maker_switch.html", {"form": form, "entry": entry})
