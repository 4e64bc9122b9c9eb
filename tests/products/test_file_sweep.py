"""Files that no row names go after a day; rows that miss their file are told of."""

import os
import time
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from exhibitions.models import Status
from products.file_sweep import sweep
from products.models import Photo
from tests.factories import make_entry, rw_of
from tests.products.permit_factories import make_paper

DAY = 24 * 60 * 60


@pytest.fixture
def entry(gelar_melong, melong, rw_melong_5, op_melong):
    return make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)


def save(name, age):
    default_storage.save(name, ContentFile(b"x"))
    when = time.time() - age
    os.utime(default_storage.path(name), (when, when))
    return name


def test_old_files_without_a_row_go_and_young_ones_stay(entry):
    old = save(f"photos/ab/{'a' * 32}-64.jpg", DAY + 60)
    young = save(f"private/ab/{'b' * 32}.pdf", DAY - 60)

    assert sweep() == ([old], [])
    assert (default_storage.exists(old), default_storage.exists(young)) == (False, True)


def test_files_of_rows_stay_however_old_and_though_removed(entry, op_melong):
    paper = make_paper(op_melong)
    photo = entry.product.photos.get()
    names = [paper.file.name, *(photo.file_name(name) for name in photo.renditions)]
    Photo.objects.filter(pk=photo.pk).update(removed_at="2020-01-01T00:00:00Z")
    for name in names:
        os.utime(default_storage.path(name), (0, 0))

    assert (sweep(), [default_storage.exists(name) for name in names]) == (([], []), [True] * 3)


def test_a_row_whose_file_is_gone_is_reported(entry, op_melong):
    paper = make_paper(op_melong)
    default_storage.delete(paper.file.name)

    assert sweep() == ([], [paper.file.name])


def test_what_lies_elsewhere_in_the_folder_is_not_touched(entry):
    other = save("backups/ab/opor.dump", 100 * DAY)

    assert (sweep(), default_storage.exists(other)) == (([], []), True)


def test_a_dry_run_reports_and_deletes_nothing(entry):
    old = save(f"photos/ab/{'a' * 32}-64.jpg", 2 * DAY)
    out = StringIO()

    call_command("sweep_files", dry_run=True, stdout=out)

    assert (out.getvalue().splitlines(), default_storage.exists(old)) == (
        ["1 without a row would be deleted.", f"  {old}", "0 missing."],
        True,
    )
