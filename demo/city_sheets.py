"""The statements that score every entry of a made-up city: three submitted sheets each, by the city's curators."""

import json
from functools import cache

from . import words

OPENING = """
UPDATE curation_panel SET state = 'dibuka'
WHERE exhibition_id IN (SELECT id FROM exhibitions_exhibition WHERE edition_id = %(edition)s);

INSERT INTO curation_panelstep (panel_id, was, became, by_id, at)
SELECT p.id, 'direncanakan', 'dibuka', %(staff)s, %(opened)s
FROM exhibitions_exhibition x JOIN curation_panel p ON p.exhibition_id = x.id
WHERE x.edition_id = %(edition)s ORDER BY p.id;

INSERT INTO curation_result (panel_id, entry_id, sheets, points_sum, criterion_sums, decided_by, standing)
SELECT p.id, e.id, 0, 0, '{}', '', ''
FROM exhibitions_exhibition x JOIN exhibitions_entry e ON e.exhibition_id = x.id
JOIN curation_panel p ON p.exhibition_id = x.id AND p.category_id = e.category_id
WHERE x.edition_id = %(edition)s ORDER BY e.id;

INSERT INTO curation_assignment (panel_id, entry_id, curator_id, created_at)
SELECT p.id, e.id, s.curator_id, %(opened)s
FROM exhibitions_exhibition x JOIN exhibitions_entry e ON e.exhibition_id = x.id
JOIN curation_panel p ON p.exhibition_id = x.id AND p.category_id = e.category_id
JOIN curation_seat s ON s.panel_id = p.id
WHERE x.edition_id = %(edition)s ORDER BY e.id, s.id
"""

# Worth, chance and leniency as in judging.py, from the bytes of a digest instead of a generator.
SHEETS = """
INSERT INTO curation_scoresheet (assignment_id, uuid, draft, draft_n, draft_at, draft_is_sent, revisions_sent,
    has_late, values, points)
SELECT a.id, md5('opor/uuid/' || d.place || '/' || u.username)::uuid,
    jsonb_strip_nulls(jsonb_build_object('values', v.named, 'notes', v.notes,
        'strength', r.own -> 'strengths' -> mod(get_byte(d.chance, 0), jsonb_array_length(r.own -> 'strengths')),
        'advice', r.own -> 'advice' -> mod(get_byte(d.chance, 9), jsonb_array_length(r.own -> 'advice')))),
    1, %(sent)s, true, 1, false, v.in_order, v.points
FROM exhibitions_exhibition x JOIN curation_panel p ON p.exhibition_id = x.id
JOIN curation_assignment a ON a.panel_id = p.id JOIN exhibitions_entry e ON e.id = a.entry_id
JOIN products_category c ON c.id = p.category_id JOIN kelurahan_rw rw ON rw.id = e.rw_id
JOIN kelurahan_kelurahan k ON k.id = rw.kelurahan_id JOIN accounts_user u ON u.id = a.curator_id
CROSS JOIN LATERAL (SELECT %(remarks)s::jsonb -> c.slug AS own) r
CROSS JOIN LATERAL (
    SELECT k.code || '/' || rw.number AS place, decode(md5(k.code || '/' || rw.number), 'hex') AS worth,
        decode(md5(k.code || '/' || rw.number || '/' || u.username), 'hex') AS chance
) d
CROSS JOIN LATERAL (
    SELECT array_agg(value ORDER BY position)::smallint[] AS in_order, sum(value * weight) AS points,
        jsonb_object_agg(code, value) AS named,
        jsonb_object_agg(code, r.own -> 'notes' -> code) FILTER (WHERE value <= 2) AS notes
    FROM (
        SELECT position, weight, code, least(5, greatest(1, round(2.4 + get_byte(d.worth, 0) / 106.0
            + (get_byte(d.worth, position) - 128) / 256.0 + (get_byte(d.chance, position) - 128) / 200.0
            + (substr(u.username, 9, 1)::int - 2) * 0.2)))::int AS value
        FROM curation_criterion WHERE rubric_id = p.rubric_id
    ) given
) v
WHERE x.edition_id = %(edition)s ORDER BY a.id
"""

# The text of `curation.sheets.revision_text`: keys in order, no spaces.
REVISIONS = """
WITH sent AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('curation_sheetrevision', 'id')) AS id, s.id AS sheet_id, s.values,
        a.curator_id, decode(md5('opor/salt/' || s.uuid), 'hex') AS salt,
        '{"advice":' || to_json(s.draft ->> 'advice') || ',"notes":{' || coalesce(n.notes, '')
        || '},"strength":' || to_json(s.draft ->> 'strength') || '}' AS text
    FROM exhibitions_exhibition x JOIN curation_panel p ON p.exhibition_id = x.id
    JOIN curation_assignment a ON a.panel_id = p.id JOIN curation_scoresheet s ON s.assignment_id = a.id
    CROSS JOIN LATERAL (
        SELECT string_agg(to_json(key) || ':' || to_json(value), ',' ORDER BY key COLLATE "C") AS notes
        FROM jsonb_each_text(s.draft -> 'notes')
    ) n
    WHERE x.edition_id = %(edition)s ORDER BY s.id
), revisions AS (
    INSERT INTO curation_sheetrevision (id, sheet_id, n, values, text_commitment, source, late, by_id, received_at)
    SELECT id, sheet_id, 1, values, encode(sha256(salt || convert_to(text, 'UTF8')), 'hex'), 'layar', false,
        curator_id, %(sent)s FROM sent
)
INSERT INTO curation_revisiontext (revision_id, text, salt) SELECT id, text, salt FROM sent ORDER BY id
"""

STATEMENTS = (OPENING, SHEETS, REVISIONS)


@cache
def remarks():
    """JSON: {category: {"strengths": [...], "advice": [...], "notes": {criterion: text}}}."""
    return json.dumps(
        {
            category: {
                "strengths": remarks_of(category, "strengths"),
                "advice": remarks_of(category, "advice"),
                "notes": {
                    code: words.judgements(category, code, "notes")[0] for code in words.criteria(category)
                },
            }
            for category in words.CATEGORIES
        },
        ensure_ascii=False,
    )


def remarks_of(category, kind):
    return [text for code in words.criteria(category) for text in words.judgements(category, code, kind)]
