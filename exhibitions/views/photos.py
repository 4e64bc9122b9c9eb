"""The photos of an entry."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from exhibitions.forms import PhotoForm
from exhibitions.models import Entry
from exhibitions.permissions import can_open_entries
from exhibitions.refusals import EntryRefused
from products.gallery import add_photos, files_of_failure_removed, remove_photo, take_all
from products.models import MOST_PHOTOS
from products.photo_response import photo_response

from .finding import answer_closed, find_entry, find_own_entry


@require_http_methods(["GET", "POST"])
def photo_list(request, pk):
    entry = find_own_entry(request, pk)
    closed = answer_closed(request, entry)
    if closed:
        return closed

    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid():
        added = receive(request, entry, form)
        if added:
            messages.success(request, f"{added} foto ditambahkan.")
        if not form.errors:
            return redirect("exhibitions:photo_list", entry.pk)
        entry = find_entry(request, pk)
    return render(
        request, "exhibitions/photo_list.html", {"form": form, "entry": entry, "most_photos": MOST_PHOTOS}
    )


def receive(request, entry, form):
    """How many were kept; each refused one says why at the field. Decoding happens before any lock is taken."""
    closed = entry.why_closed_to(request.user)
    if closed:
        form.add_error("image", closed)
        return 0
    taken, reasons = take_all(form.cleaned_data["image"], MOST_PHOTOS - len(entry.product.shown_photos))
    added = 0
    if taken:
        try:
            added, late = keep_all(entry, taken, request.user)
        except EntryRefused as refused:
            late = [refused.reason]
        reasons += late
    for reason in dict.fromkeys(reasons):
        form.add_error("image", reason)
    return added


def keep_all(entry, taken, by):
    """All in one change: a submitted entry gets one further version, however many photos come."""
    answers = []
    with files_of_failure_removed() as files:
        entry.change(by, lambda: answers.extend(add_photos(entry.product, taken, by, files)))
    made, reasons = answers
    return len(made), reasons


@require_GET
def photo_show(request, pk, photo, size):
    require(can_open_entries(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    return photo_response(request, get_object_or_404(entry.photos_ever(), pk=photo), size)


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
    return redirect("exhibitions:photo_list", entry.pk)
