"""Results and counts of many panels at once, equal to what submitting their sheets one by one leaves behind."""

from django.db import connection

from curation.scoring import COMMON_DENOMINATOR

RESULTS = """
UPDATE curation_result r
SET sheets = t.n, points_sum = t.total, lowest = t.low, highest = t.high, criterion_sums = c.sums,
    score_key = t.total * %(denominator)s / t.n
FROM curation_result own
CROSS JOIN LATERAL (
    SELECT count(*) AS n, sum(s.points) AS total, min(s.points) AS low, max(s.points) AS high
    FROM curation_assignment a JOIN curation_scoresheet s ON s.assignment_id = a.id
    WHERE a.entry_id = own.entry_id AND s.points IS NOT NULL
) t
CROSS JOIN LATERAL (
    SELECT array_agg(total ORDER BY place) AS sums FROM (
        SELECT place, sum(value) AS total
        FROM curation_assignment a JOIN curation_scoresheet s ON s.assignment_id = a.id
        CROSS JOIN unnest(s.values) WITH ORDINALITY AS v (value, place)
        WHERE a.entry_id = own.entry_id AND s.points IS NOT NULL GROUP BY place
    ) by_place
) c
WHERE own.panel_id = ANY (%(panels)s) AND r.id = own.id AND t.n > 0
"""

COUNTS = """
UPDATE curation_panelcount c
SET assigned = s.assigned, sent = s.sent, entries = e.entries, scored = e.scored
FROM unnest(%(panels)s) AS p (id)
CROSS JOIN LATERAL (
    SELECT count(*) AS assigned, count(s.points) AS sent
    FROM curation_assignment a JOIN curation_scoresheet s ON s.assignment_id = a.id WHERE a.panel_id = p.id
) s
CROSS JOIN LATERAL (
    SELECT count(*) AS entries, count(*) FILTER (WHERE r.sheets > 0) AS scored
    FROM curation_result r WHERE r.panel_id = p.id
) e
WHERE c.panel_id = p.id
"""


def recount(panels):
    values = {"panels": [panel.pk for panel in panels], "denominator": COMMON_DENOMINATOR}
    with connection.cursor() as cursor:
        for statement in (RESULTS, COUNTS):
            cursor.execute(statement, values)
