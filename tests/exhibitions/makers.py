"""A maker with something in every place that can tell who it is, and a look into every text of the database."""

from django.db import connection

from exhibitions.models import Entry, Status
from products import maker_links, maker_requests
from products.models import Business, Product
from tests.factories import make_entry
from tests.products.permit_factories import make_permit, sign_on_paper

NAME = "Zaitunah Unikawati"
FIRM = "Bengkel Zaitunik"
PHONE = "+6281277776666"
WORDS = (NAME, FIRM, PHONE, "81277776666", "Gang Zaitun")

TEXT_COLUMNS = """
SELECT c.table_name, c.column_name FROM information_schema.columns c
JOIN information_schema.tables t USING (table_schema, table_name)
WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
AND (c.data_type IN ('text', 'character varying', 'jsonb', 'json', 'ARRAY'))
"""


def make_known_maker(exhibition, rw, operator, status=Status.SUBMITTED):
    """An entry that was sent back with a note, whose maker has papers, a link and a request; the entry."""
    entry = make_entry(
        exhibition,
        rw,
        business_name=FIRM,
        owner_name=NAME,
        phone=PHONE,
        name=f"Tas {FIRM}",
        description=f"Dijahit {NAME} di Gang Zaitun.",
    )
    Business.objects.filter(pk=entry.product.business_id).update(address="Gang Zaitun 7", turnover="2-5")
    Product.objects.filter(pk=entry.product_id).update(story=f"Hubungi {PHONE}", unit="lembar", price=10_000)
    maker = Business.objects.get(pk=entry.product.business_id)
    entry = Entry.objects.for_page().get(pk=entry.pk)
    entry.product.photos.update(description=f"{NAME} di depan rumah")
    make_permit(maker, entry.created_by, with_paper=True, number="9876543210987")
    sign_on_paper(entry.product, entry.created_by)
    if status != Status.DRAFT:
        entry.submit(entry.created_by)
        entry.send_back(operator, reason=f"{NAME} belum mengisi.", comments={"produk": f"Tanya {FIRM}"})
        entry.submit(entry.created_by)
    if status == Status.VERIFIED:
        entry.accept(operator, version_seen=2)
    maker_links.renew(maker, operator)
    maker_requests.ask(maker, "perbaikan", f"Nomor saya {PHONE}, salam {NAME}")
    return entry


def places_with(*words):
    """{table.column} where one of the words stands in any text, list or JSON of the database."""
    quote = connection.ops.quote_name
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(TEXT_COLUMNS)
        for table, column in cursor.fetchall():
            for word in words:
                cursor.execute(
                    f"SELECT 1 FROM {quote(table)} WHERE {quote(column)}::text ILIKE %s LIMIT 1",
                    [f"%{word}%"],
                )
                if cursor.fetchone():
                    found.add(f"{table}.{column}")
    return found
