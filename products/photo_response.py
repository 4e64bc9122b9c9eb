"""Sending a photo to somebody who may see it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponseNotModified

TYPES = {"jpg": "image/jpeg", "webp": "image/webp"}


def photo_response(request, photo, rendition):
    """One file of a photo, revalidated each time: a phone that is passed on shows nothing from its cache."""
    if rendition not in photo.renditions:
        raise Http404
    etag = f'"{photo.digest[:32]}-{rendition}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Disposition": "inline"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    try:
        file = default_storage.open(photo.file_name(rendition))
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type=TYPES[rendition.rpartition(".")[2]], headers=headers)
