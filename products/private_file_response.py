"""Sending a private file to somebody who may read it."""

from django.http import FileResponse, Http404

SUFFIXES = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def private_file_response(file, name):
    """The file under `name` (ours, without suffix): a picture of ours is shown, a PDF of strangers is downloaded.

    Nothing in it may run, be framed or be kept on a phone that is passed on.
    """
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    try:
        content = file.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=file.kind != "image/jpeg",
        filename=f"{name}.{SUFFIXES[file.kind]}",
        content_type=file.kind,
        headers=headers,
    )
