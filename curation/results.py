"""Keeping a result current in the transaction that changes the sheets behind it."""

from django.db import connection

from .scoring import COMMON_DENOMINATOR

# Three statements in one round trip. The row lock comes first and alone, so that the sums of the next statement are
# read after every other curator of the entry has committed; lock order is panel, sheet, result, count.
REFRESH = """
SELECT 1 FROM curation_result WHERE entry_id = %(entry)s FOR UPDATE;

WITH counting AS (
    SELECT s.points, s.values FROM curation_scoresheet s JOIN curation_assignment a ON a.id = s.assignment_id
    WHERE a.entry_id = %(entry)s AND s.points IS NOT NULL
), criteria AS (
    SELECT array_agg(total ORDER BY place) AS sums FROM (
        SELECT place, sum(value) AS total FROM counting, unnest(counting.values) WITH ORDINALITY AS v(value, place)
        GROUP BY place
    ) by_place
), totals AS (
    SELECT count(*) AS n, coalesce(sum(points), 0) AS total, min(points) AS low, max(points) AS high FROM counting
)
UPDATE curation_result r
SET sheets = totals.n, points_sum = totals.total, lowest = totals.low, highest = totals.high,
    criterion_sums = coalesce(criteria.sums, ARRAY[]::smallint[]),
    score_key = totals.total * %(denominator)s / nullif(totals.n, 0)
FROM totals, criteria WHERE r.entry_id = %(entry)s;

UPDATE curation_panelcount c
SET sent = c.sent + %(first)s,
    scored = c.scored + (%(first)s = 1 AND r.sheets = 1)::int
FROM curation_result r WHERE r.entry_id = %(entry)s AND c.panel_id = r.panel_id AND %(first)s = 1;
"""


def refresh_result(entry_pk, first_of_sheet):
    """Recompute the entry's result; `first_of_sheet`: whether a sheet counts now that did not count before."""
    with connection.cursor() as cursor:
        cursor.execute(
            REFRESH,
            {"entry": entry_pk, "first": int(first_of_sheet), "denominator": COMMON_DENOMINATOR},
        )
