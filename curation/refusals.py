"""Why an act of curation cannot be done now, in words for the person who tried."""


class CurationRefused(Exception):
    """`reason` is a sentence in Indonesian that says what is so and what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class NewerDraft(CurationRefused):
    """The sheet was saved elsewhere since this page was opened: `sheet` holds what is stored now."""

    def __init__(self, sheet):
        super().__init__("Lembar ini sudah disimpan dari tab atau HP lain.")
        self.sheet = sheet


class SheetIncomplete(CurationRefused):
    """`problems`: {field name: what is missing}."""

    def __init__(self, problems):
        super().__init__("Lembar belum lengkap.")
        self.problems = problems


class ScoringLocked(CurationRefused):
    """The panel's recap is locked or its edition closed: nothing is stored."""
