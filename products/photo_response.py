"""Sending a photo to somebody who may see it."""

from django.http import FileResponse, Http404, HttpResponseNotModified

SIZES = ("kecil", "besar")


def photo_response(request, photo, size):
    """The JPEG, revalidated each time by its digest: a phone that is passed on shows nothing from its cache."""
    if size not in SIZES:
        raise Http404
    etag = f'"{photo.digest[:32]}-{size}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Disposition": "inline"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    try:
        file = (photo.small if size == "kecil" else photo.large).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type="image/jpeg", headers=headers)
