"""Colours of the demo pictures: dyes from leaf, bark and root, and quiet rooms to show them in."""

from random import Random
from typing import NamedTuple


class Dye(NamedTuple):
    """A cloth's colours: the ground, the drawing on it, its second colour and its small accents."""

    ground: str
    main: str
    second: str
    accent: str


DYES = (
    Dye("#243b6b", "#efe3c8", "#8ba6d0", "#d79b2e"),
    Dye("#f0e2c4", "#7a4522", "#c08a4e", "#243b6b"),
    Dye("#8a2a31", "#f1ddbb", "#cf8460", "#e0ac48"),
    Dye("#2f6349", "#ede4c4", "#86b08a", "#d79b2e"),
    Dye("#5a3016", "#ebd3a4", "#b57a3f", "#f4e8cf"),
    Dye("#d79b2e", "#5a3016", "#f6e7bf", "#8a2a31"),
    Dye("#b9c9d6", "#243b6b", "#faf7f2", "#7a4522"),
    Dye("#26211c", "#e6d3a8", "#a8743a", "#b0403f"),
    Dye("#c98274", "#fbefe2", "#7a2f36", "#f0c9a8"),
    Dye("#a9b58b", "#38492f", "#f3eed8", "#7a4522"),
    Dye("#5b3a57", "#ebd9d3", "#a57c9b", "#d79b2e"),
    Dye("#3e7480", "#f2e9d4", "#8fb9b6", "#d98a4b"),
)

WALLS = ("#e6dccb", "#d5cdbd", "#c8ccc0", "#dcc7b2", "#bcc4c6", "#e2d0c3", "#7f877c", "#59616b", "#cdb79c")
WOODS = ("#c9a273", "#a37347", "#74492b", "#4d3323", "#d8bd94")
CLAYS = ("#b5633d", "#9a4c30", "#c9835a", "#7d4633", "#d3a27c")
GLAZES = ("#3f6f79", "#7e9a83", "#2f4a63", "#d9cdb4", "#a86f3c", "#6d3f3a", "#c9b27d", "#4b5a45")
BAMBOO = ("#d8b878", "#c59a58", "#b98a52", "#e3cb98", "#8f6336")
LEATHERS = ("#8a4b25", "#5b3220", "#b06c35", "#2f2723", "#6d2a25", "#3c4a3c", "#27354a")
METALS = ("#c39a45", "#b36a3c", "#a9a8a3", "#8d7a4e")


def dye(rng: Random, step: int) -> Dye:
    """Neighbouring steps never share a dye; the generator only shifts where the round begins."""
    return DYES[(step * 5 + rng.randrange(2)) % len(DYES)]
