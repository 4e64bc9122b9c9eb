"""Run by the environment's own Python: exit status 1 and the first fault found, if a package lost a file."""

import csv
import os.path
import sys
import sysconfig
from pathlib import Path


def first_loss(site_packages: Path) -> str | None:
    for record in sorted(site_packages.glob("*.dist-info/RECORD")):
        for path in _files(record):
            if not os.path.exists(f"{site_packages}/{path}"):  # a third of Path's time on 8,000 files
                return f"{path} is missing"
    return None


def _files(record: Path) -> list[str]:
    with record.open(newline="", encoding="utf-8") as file:
        # Compiled files come and go; a program of bin/ is never used, only `python -m`.
        return [row[0] for row in csv.reader(file) if not row[0].endswith(".pyc") and "../" not in row[0]]


if __name__ == "__main__":
    loss = first_loss(Path(sysconfig.get_paths()["purelib"]))
    if sys.prefix == sys.base_prefix:
        loss = "it is no environment"
    if loss:
        sys.exit(print(loss) or 1)
