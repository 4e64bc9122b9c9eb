"""Files without a row, as a killed process leaves them, and rows without their file."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from .models import Photo, PrivateFile

# Somebody may be writing a younger one right now: its row comes with the commit.
OLD_ENOUGH = timedelta(days=1)
FOLDERS = ("photos", "private")


def known_names():
    """The names of all files that rows speak of and that should be there."""
    for photo in Photo.objects.filter(product__erased_at__isnull=True).iterator():
        yield from (photo.file_name(name) for name in photo.renditions)
    yield from PrivateFile.objects.filter(erased_at__isnull=True).values_list("file", flat=True).iterator()


def stored_names():
    """The names of all files in our folders: <folder>/<two digits>/<name>."""
    for folder in FOLDERS:
        for shelf in listed(folder)[0]:
            path = f"{folder}/{shelf}"
            yield from (f"{path}/{name}" for name in listed(path)[1])


def listed(path):
    """(folders, files) of a folder; of one that does not exist, none."""
    try:
        return default_storage.listdir(path)
    except FileNotFoundError:
        return [], []


def orphans_and_missing():
    """(files that no row names and that are older than a day, files that a row names and that are not there).

    What is stored is read first: a file that is written meanwhile is not taken for an orphan, and one that a
    committed row names was there before it.
    """
    stored = set(stored_names())
    known = set(known_names())
    missing = sorted(name for name in known - stored if not default_storage.exists(name))
    return sorted(name for name in stored - known if is_old(name)), missing


def is_old(name):
    try:
        return default_storage.get_modified_time(name) <= timezone.now() - OLD_ENOUGH
    except FileNotFoundError:
        return False


def sweep():
    """Delete the orphans; (names deleted, names missing)."""
    orphans, missing = orphans_and_missing()
    for name in orphans:
        default_storage.delete(name)
    return orphans, missing
