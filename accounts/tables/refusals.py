"""Why a file, or one cell of it, is not taken: a sentence that says what to do."""


class TableRefused(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class CellRefused(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason
