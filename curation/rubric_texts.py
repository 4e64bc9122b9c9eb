"""The default rubrics that a new edition starts with."""

import json
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "rubrics.json"


@cache
def default_rubrics():
    """{category slug: {"bands": [...], "criteria": [{"code", "name", "weight", "looks_at", "levels"}]}}."""
    return json.loads(FILE.read_text(encoding="utf-8"))
