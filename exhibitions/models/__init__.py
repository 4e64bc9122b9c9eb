from .abstentions import Abstention
from .editions import Edition, Exhibition
from .entries import Entry
from .records import EntryStep, EntryVersion, StepNote, VersionFacts
from .statuses import LIVE, SIGNS, Action, Status

__all__ = [
    "LIVE",
    "SIGNS",
    "Abstention",
    "Action",
    "Edition",
    "Entry",
    "EntryStep",
    "EntryVersion",
    "Exhibition",
    "Status",
    "StepNote",
    "VersionFacts",
]
