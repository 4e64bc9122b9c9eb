from .panels import Assignment, Panel, PanelCount, PanelState, PanelStep, Seat
from .results import Result
from .rubrics import Criterion, LevelDescriptor, Rubric
from .sheets import RevisionText, ScoreSheet, SheetRevision

__all__ = [
    "Assignment",
    "Criterion",
    "LevelDescriptor",
    "Panel",
    "PanelCount",
    "PanelState",
    "PanelStep",
    "Result",
    "RevisionText",
    "Rubric",
    "ScoreSheet",
    "Seat",
    "SheetRevision",
]
