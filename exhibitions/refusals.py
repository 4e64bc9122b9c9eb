"""Why an act on an entry cannot be done now, in words for the person who tried."""


class EntryRefused(Exception):
    """`reason` is a sentence in Indonesian that says what is so and what to do."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class EntryMoved(EntryRefused):
    """Somebody else was quicker: the entry is no longer in the state this act starts from."""


class RegistrationClosed(EntryRefused):
    """The deadline has passed or scoring has started."""


class EntryIncomplete(EntryRefused):
    """Something needed for submitting is missing."""


class AlreadyEntered(EntryRefused):
    """The RW has a live entry in this exhibition already: `entry`."""

    def __init__(self, entry):
        super().__init__("RW ini sudah punya usulan. Lanjutkan usulan yang ada.")
        self.entry = entry
