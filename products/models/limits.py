"""The largest and longest that makers and products may be; the database and the forms say the same."""

LONGEST_NAME = 80
LONGEST_LINE = 200
LONGEST_DESCRIPTION = 1000
MOST_WORKERS = 999
HIGHEST_PRICE = 1_000_000_000
HIGHEST_CAPACITY = 1_000_000
MOST_PHOTOS = 8
FIRST_YEAR = 1900
LAST_YEAR = 2100
