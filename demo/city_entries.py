"""The statements that give every RW of a made-up city its verified entry."""

import json
from functools import cache
from random import Random

from products.models import Subcategory

from . import words
from .places import USUAL
from .plans import mixed

KINDS_OF_GOODS = 600

BUSINESSES = """
WITH own AS (
    SELECT rw.id AS rw_id, %(first)s + row_number() OVER (ORDER BY k.code, rw.number) - 1 AS i
    FROM kelurahan_rw rw JOIN kelurahan_kelurahan k ON k.id = rw.kelurahan_id WHERE k.kota_id = %(kota)s
    ORDER BY k.code, rw.number LIMIT %(entries)s
)
INSERT INTO products_business (rw_id, name, owner_name, phone, address, turnover, workers_total, workers_from_rw,
    created_at)
SELECT own.rw_id, g.own ->> 'maker', g.own ->> 'owner', '+62899' || lpad(own.i::text, 8, '0'), '', '',
    (g.own -> 'workers_total')::int, (g.own -> 'workers_from_rw')::int,
    %(opened)s::timestamptz + make_interval(days => mod(own.i, 28)::int, mins => mod(own.i, 600)::int)
FROM own CROSS JOIN LATERAL (
    SELECT %(goods)s::jsonb -> mod(own.i, jsonb_array_length(%(goods)s::jsonb))::int AS own
) g
ORDER BY own.i
"""

PRODUCTS = """
INSERT INTO products_product (rw_id, business_id, name, category_id, subcategory_id, main_material, price, unit,
    description, story, materials, local_share, waste_used, technique, packaging, sold_at, needs, created_at)
SELECT b.rw_id, b.id, g.own ->> 'name', (g.own -> 'category_id')::bigint, (g.own -> 'subcategory_id')::bigint,
    g.own ->> 'main_material', (g.own -> 'price')::int, g.own ->> 'unit', g.own ->> 'description',
    '', '', '', '', '', '', '{}', '{}', b.created_at
FROM kelurahan_kelurahan k JOIN kelurahan_rw rw ON rw.kelurahan_id = k.id JOIN products_business b ON b.rw_id = rw.id
CROSS JOIN LATERAL (
    SELECT %(goods)s::jsonb -> mod(right(b.phone, 8)::int, jsonb_array_length(%(goods)s::jsonb)) AS own
) g
WHERE k.kota_id = %(kota)s ORDER BY b.id
"""

CONSENTS = """
INSERT INTO products_consent (product_id, kind, text_version, medium, owner_name, recorded_by_id, recorded_at)
SELECT p.id, 'registration', %(consent)s, 'layar', b.owner_name, %(staff)s, p.created_at
FROM kelurahan_kelurahan k JOIN kelurahan_rw rw ON rw.kelurahan_id = k.id
JOIN products_product p ON p.rw_id = rw.id JOIN products_business b ON b.id = p.business_id
WHERE k.kota_id = %(kota)s ORDER BY p.id
"""

ENTRIES = """
INSERT INTO exhibitions_entry (exhibition_id, rw_id, product_id, category_id, status, attendance, stand, on_behalf,
    walk_in, verified_version_id, created_by_id, created_at, submitted_at)
SELECT x.id, p.rw_id, p.id, p.category_id, 'terverifikasi', %(attendance)s,
    row_number() OVER (PARTITION BY x.id ORDER BY c.position, rw.number), false, false,
    nextval(pg_get_serial_sequence('exhibitions_entryversion', 'id')), %(staff)s, p.created_at,
    p.created_at + interval '20 minutes'
FROM kelurahan_kelurahan k JOIN exhibitions_exhibition x ON x.kelurahan_id = k.id
JOIN kelurahan_rw rw ON rw.kelurahan_id = k.id JOIN products_product p ON p.rw_id = rw.id
JOIN products_category c ON c.id = p.category_id
WHERE k.kota_id = %(kota)s ORDER BY p.id
"""

# The text of `exhibitions.models.facts.facts_text`: keys in order, no spaces.
VERSIONS = """
WITH frozen AS MATERIALIZED (
    SELECT e.id AS entry_id, e.verified_version_id AS id, e.submitted_at, p.category_id, p.price, b.workers_total,
        b.workers_from_rw, decode(md5('opor/salt/version/' || k.code || '/' || rw.number), 'hex') AS salt,
        '{"capacity":null,"category":' || to_json(c.slug) || ',"consent":true,"description":' || to_json(p.description)
        || ',"local_share":"","main_material":' || to_json(p.main_material) || ',"maker":' || to_json(b.name)
        || ',"maker_id":' || b.id || ',"materials":"","name":' || to_json(p.name)
        || ',"owner":' || to_json(b.owner_name)
        || ',"packaging":"","partner_rw":"","permits":[],"photos":[],"price":' || p.price
        || ',"sold_at":[],"story":"","subcategory":' || to_json(s.name) || ',"technique":"","unit":' || to_json(p.unit)
        || ',"waste_used":"","workers_from_cimahi":null,"workers_from_rw":' || b.workers_from_rw
        || ',"workers_men":null,"workers_total":' || b.workers_total || ',"workers_women":null,"year_started":null}'
            AS text
    FROM kelurahan_kelurahan k JOIN exhibitions_exhibition x ON x.kelurahan_id = k.id
    JOIN exhibitions_entry e ON e.exhibition_id = x.id JOIN kelurahan_rw rw ON rw.id = e.rw_id
    JOIN products_product p ON p.id = e.product_id JOIN products_business b ON b.id = p.business_id
    JOIN products_category c ON c.id = p.category_id JOIN products_subcategory s ON s.id = p.subcategory_id
    WHERE k.kota_id = %(kota)s
), versions AS (
    INSERT INTO exhibitions_entryversion (id, entry_id, n, category_id, price, workers_total, workers_from_rw,
        commitment, by_id, at)
    SELECT id, entry_id, 1, category_id, price, workers_total, workers_from_rw,
        encode(sha256(salt || convert_to(text, 'UTF8')), 'hex'), %(staff)s, submitted_at FROM frozen
)
INSERT INTO exhibitions_versionfacts (version_id, text, salt) SELECT id, text, salt FROM frozen ORDER BY id
"""

STEPS = """
INSERT INTO exhibitions_entrystep (entry_id, action, was, became, version_id, note_commitment, by_id, at)
SELECT e.id, s.action, s.was, s.became, CASE WHEN s.after > 0 THEN e.verified_version_id END, '', %(staff)s,
    e.created_at + make_interval(mins => s.after) AS at
FROM kelurahan_kelurahan k JOIN exhibitions_exhibition x ON x.kelurahan_id = k.id
JOIN exhibitions_entry e ON e.exhibition_id = x.id
CROSS JOIN (VALUES ('mulai', '', 'draf', 0), ('ajukan', 'draf', 'diajukan', 20),
    ('terima', 'diajukan', 'terverifikasi', 1500)) AS s (action, was, became, after)
WHERE k.kota_id = %(kota)s ORDER BY at, e.id
"""

STATEMENTS = (BUSINESSES, PRODUCTS, CONSENTS, ENTRIES, VERSIONS, STEPS)


@cache
def goods():
    """JSON of makers and products, by the usual shares of the categories; cities take them in turn."""
    rng = Random("opor/cities")
    ids = {
        (subcategory.category.slug, subcategory.slug): subcategory
        for subcategory in Subcategory.objects.select_related("category")
    }
    rows = [goods_row(rng, category, ids) for category in mixed(USUAL, KINDS_OF_GOODS)]
    return json.dumps(rows, ensure_ascii=False)


def goods_row(rng, category, ids):
    subcategory = rng.choice(words.subcategories(category))
    row = words.product(rng, subcategory, "Buatan")
    maker, workers = words.maker(rng, subcategory), words.workers(rng)
    found = ids[category, subcategory]
    return row | {
        "category_id": found.category_id,
        "subcategory_id": found.pk,
        "maker": maker.business,
        "owner": maker.owner,
        "workers_total": workers.total,
        "workers_from_rw": workers.from_rw,
    }
