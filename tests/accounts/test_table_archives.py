"""The second look at a workbook's ZIP: what is really in it, whatever it says of itself."""

import io
import zipfile

import pytest

from accounts.tables import TableRefused
from accounts.tables.archives import TOO_LARGE, check_contents


def test_unpacking_stops_at_ten_megabytes():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/media/{number}.png", b"\0" * 4_000_000)

    with zipfile.ZipFile(file) as archive, pytest.raises(TableRefused) as refused:
        check_contents(archive, archive.infolist())

    assert refused.value.reason == TOO_LARGE
