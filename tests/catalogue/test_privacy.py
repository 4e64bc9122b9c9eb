"""The page about personal data: what it promises is what the command does."""

import re
from html import unescape

from exhibitions.retention import SCHEDULE
from products.consents import current_text
from products.models import Consent


def page_of(client):
    return unescape(client.get("/privasi/").content.decode())


def cells(page, label):
    return [cell.strip() for cell in re.findall(rf'<td data-label="{label}">(.*?)</td>', page, re.DOTALL)]


def test_the_table_is_the_schedule_that_the_command_applies(client, cimahi):
    page = page_of(client)

    assert cells(page, "Berapa lama") == [rule.kept for rule in SCHEDULE]
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == [rule.data for rule in SCHEDULE]
    assert cells(page, "Siapa yang melihat") == [rule.seen_by for rule in SCHEDULE]


def test_each_consent_stands_there_in_its_own_words(client, cimahi):
    page = page_of(client)

    assert [kind for kind in Consent.Kind if current_text(kind) not in page] == []


def test_the_kota_controls_unless_the_settings_name_somebody(client, cimahi, settings):
    usual = page_of(client)
    settings.OPOR_CONTROLLER_NAME, settings.OPOR_CONTROLLER_CONTACT = "Dinas Uji", "022-000"
    named = page_of(client)

    controller = r"<p>([^<]*) adalah pengendali data"
    assert [re.search(controller, page)[1] for page in (usual, named)] == [
        "Pemerintah Kota Cimahi",
        "Dinas Uji",
    ]
    assert [page.count("Hubungi: 022-000.") for page in (usual, named)] == [0, 1]


def test_every_page_leads_to_it(client, cimahi):
    assert client.get("/").content.decode().count('href="/privasi/"') == 1
