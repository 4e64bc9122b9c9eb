"""The photos of an entry."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from exhibitions import steps
from exhibitions.forms.photos import WHAT_TO_SHOW, PhotoForm, PhotoTextForm
from exhibitions.models import Entry, Status
from exhibitions.permissions import can_open_entries
from exhibitions.refusals import EntryRefused
from products.gallery import (
    REPEATED,
    add_photos,
    describe_photo,
    files_of_failure_removed,
    first_empty_slot,
    remove_photo,
    take_all,
)
from products.models import MOST_PHOTOS, Photo
from products.photo_response import photo_response

from .finding import answer_closed, find_entry, find_own_entry

CHECK_PAGE = "periksa"


@require_http_methods(["GET", "POST"])
def photo_list(request, pk):
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid():
        receive(request, entry, form)
        if not form.errors:
            return redirect(photos_url(request, entry))
        entry = find_entry(request, pk)
    return show_photos(request, entry, form)


def receive(request, entry, form):
    """Keep what can be kept and say so; each refused one says why at the field. Decoding happens before any lock."""
    closed = entry.why_closed_to(request.user)
    if closed:
        form.add_error("image", closed)
        return
    taken, reasons = take_all(form.cleaned_data["image"], MOST_PHOTOS - len(entry.product.shown_photos))
    added = 0
    if taken:
        try:
            added, late = keep_all(entry, taken, request.user, form.cleaned_data["slot"])
        except EntryRefused as refused:
            late = [refused.reason]
        reasons += late
    if added:
        messages.success(request, f"{added} foto ditambahkan.")
    for reason in dict.fromkeys(reasons):
        if reason == REPEATED and request.POST.get("ulang"):
            # Sent again because the answer got lost: what was stored then is what the person waits for.
            messages.success(request, "Foto sudah tersimpan.")
        else:
            form.add_error("image", reason)


def keep_all(entry, taken, by, slot):
    """All in one change: a submitted entry gets one further version, however many photos come."""
    answers = []
    with files_of_failure_removed() as files:
        entry.change(by, lambda: answers.extend(add_photos(entry.product, taken, by, files, slot)))
    made, reasons = answers
    return len(made), reasons


def show_photos(request, entry, form):
    slot = slot_asked(request, entry)
    return render(
        request,
        "exhibitions/photo_list.html",
        {
            "form": form,
            "entry": entry,
            "most_photos": MOST_PHOTOS,
            "slot": slot,
            "what_to_show": WHAT_TO_SHOW[slot],
            "filled": {photo.slot for photo in entry.product.shown_photos},
            "slots": Photo.Slot,
            "comment": entry.comments_to_mend.get("foto", ""),
            **way_through(request, entry),
        },
    )


def slot_asked(request, entry):
    """The one the person chose on the page, else the first that is still empty."""
    asked = request.POST.get("slot") or request.GET.get("jenis")
    return Photo.Slot(asked) if asked in Photo.Slot.values else first_empty_slot(entry.product.shown_photos)


def comes_from_check(request):
    return CHECK_PAGE in (request.POST.get("dari"), request.GET.get("dari"))


def photos_url(request, entry):
    path = reverse("exhibitions:photo_list", args=[entry.pk])
    return f"{path}?dari={CHECK_PAGE}" if comes_from_check(request) else path


def way_through(request, entry):
    """Where this page lies among those of the entry: the page before, the page after, and its place among the steps."""
    step = steps.ALL["foto"]
    way = {"step_number": None, "step_count": len(steps.TO_SUBMIT), "came_from": ""}
    if comes_from_check(request):
        check = steps.check_url(entry)
        way |= {"back_url": check, "next_url": check, "came_from": CHECK_PAGE}
    elif entry.status == Status.DRAFT:
        before, after = steps.step_before(step), steps.step_after(step)
        way |= {"back_url": before.url(entry), "next_url": after.url(entry)}
    else:
        overview = f"{steps.edit_url(entry)}#{step.slug}"
        way |= {"back_url": overview, "next_url": overview}
    if entry.status == Status.DRAFT:
        way["step_number"] = steps.TO_SUBMIT.index(step) + 1
    return way


@require_http_methods(["GET", "POST"])
def photo_edit(request, pk, photo):
    """What a photo shows, and the words that stand in for it."""
    entry = find_own_entry(request, pk)
    picture = get_object_or_404(Photo.objects.shown().of_product(entry.product), pk=photo)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = PhotoTextForm(
        request.POST or None, initial={"slot": picture.slot, "description": picture.description}
    )
    if form.is_valid() and describe(request, entry, picture, form):
        messages.success(request, "Keterangan foto disimpan.")
        return redirect(photos_url(request, entry))
    context = {"form": form, "entry": entry, "photo": picture, **way_through(request, entry)}
    return render(request, "exhibitions/photo_edit.html", context)


def describe(request, entry, picture, form):
    """Whether it was saved; if not, the form says why."""
    try:
        entry.change(request.user, lambda: describe_photo(picture, **form.cleaned_data))
    except EntryRefused as refused:
        form.add_error(None, refused.reason)
        return False
    return True


@require_GET
def photo_show(request, pk, photo, rendition):
    require(can_open_entries(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    return photo_response(request, get_object_or_404(entry.photos_ever(), pk=photo), rendition)


@require_POST
def photo_remove(request, pk, photo):
    entry = find_own_entry(request, pk)
    picture = get_object_or_404(entry.photos_ever(), pk=photo)

    try:
        entry.change(request.user, lambda: remove_photo(picture))
    except EntryRefused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "Foto dihapus dari usulan.")
    return redirect(photos_url(request, entry))
