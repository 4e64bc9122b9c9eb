"""How much of a file is read. A list of all RW of a kota has a few hundred rows and some hundred kilobytes."""

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2_000
MOST_COLUMNS = 50
# Blank rows between filled ones count here: a sheet may claim to have a million.
MOST_LINES = 20_000
LONGEST_CELL = 1_000
