"""The photos of an entry."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import require
from exhibitions.forms import PhotoForm
from exhibitions.models import Entry
from exhibitions.permissions import can_edit, can_open_entries
from exhibitions.refusals import EntryRefused
from products.gallery import GalleryFull, add_photo, remove_photo, take_all
from products.models import MOST_PHOTOS
from products.photo_response import photo_response


@require_http_methods(["GET", "POST"])
def photo_list(request, pk):
    require(can_open_entries(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user).for_page(), pk=pk)
    require(can_edit(request.user, entry))

    form = PhotoForm(request.POST, request.FILES) if request.method == "POST" else PhotoForm()
    if form.is_valid():
        added = add_photos(request, entry, form)
        if added and not form.errors:
            messages.success(request, f"{added} foto ditambahkan.")
            return redirect("exhibitions:photo_list", entry.pk)
        entry = Entry.objects.for_page().get(pk=entry.pk)
    return render(
        request, "exhibitions/photo_list.html", {"form": form, "entry": entry, "most_photos": MOST_PHOTOS}
    )


def add_photos(request, entry, form):
    """How many were kept; each refused one says why at the field. Decoding happens before any lock is taken."""
    taken, reasons = take_all(request.FILES.getlist("image"))
    for reason in reasons:
        form.add_error("image", reason)
    added = 0
    for photo in taken:
        try:
            entry.change(request.user, lambda photo=photo: add_photo(entry.product, photo, request.user))
        except (EntryRefused, GalleryFull) as refused:
            form.add_error("image", refused.reason)
            break
        added += 1
    return added


@require_GET
def photo_show(request, pk, photo, size):
    require(can_open_entries(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user), pk=pk)
    return photo_response(request, get_object_or_404(entry.photos_ever(), pk=photo), size)


@require_POST
def photo_remove(request, pk, photo):
    require(can_open_entries(request.user))
    entry = get_object_or_404(Entry.objects.visible_to(request.user).for_page(), pk=pk)
    require(can_edit(request.user, entry))
    picture = get_object_or_404(entry.photos_ever(), pk=photo)

    try:
        entry.change(request.user, lambda: remove_photo(picture))
    except EntryRefused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(request, "Foto dihapus dari usulan.")
    return redirect("exhibitions:photo_list", entry.pk)
