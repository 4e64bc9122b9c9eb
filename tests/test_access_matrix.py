"""Who gets which answer on which path: one row per URL name, and a URL without a row fails.

The world behind it: Melong is planned, with a submitted entry of RW 05 and none of RW 06. In Utama scoring is open and
kurator_1 has a sheet. People of other RW, kelurahan, kecamatan and of another kota come to all of it.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.invitation_codes import code_of
from accounts.invitations import make_link
from exhibitions.models import Status
from exhibitions.spares import add_spare
from products import maker_links, maker_requests
from tests.exhibitions.walk_in_factories import make_walk_in
from tests.factories import make_entry, make_import_draft, make_notice, make_scoring, rw_of, sheet_of
from tests.products.permit_factories import make_permit, sign_on_paper

PEOPLE = (
    "rw_melong_5",
    "rw_melong_6",
    "op_melong",
    "op_utama",
    "lurah_melong",
    "camat_utara",
    "kurator_1",
    "kurator_3",
    "pemkot",
)
EVERYBODY = (200,) * len(PEOPLE)
#                      rw5  rw6  op-m op-u lurah camat kur1 kur3 staff
RW_PAGES = {
    "entry_list": ("", (200, 200, 200, 200, 200, 200, 403, 403, 200)),
    "entry_create": ("", (302, 200, 200, 200, 403, 403, 403, 403, 403)),
    "abstention_create": ("number", (404, 200, 200, 404, 403, 403, 403, 403, 403)),
    "entry_detail": ("entry", (200, 404, 200, 404, 200, 404, 403, 403, 200)),
    "entry_edit": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "entry_step": ("entry part", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "entry_check": ("entry", (302, 404, 302, 404, 403, 404, 403, 403, 403)),
    "entry_replace": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "spare_list": ("number", (404, 200, 200, 404, 403, 403, 403, 403, 403)),
    "POST spare_remove": ("number spare", (404, 302, 302, 404, 403, 403, 403, 403, 403)),
    "maker_switch": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "POST entry_submit": ("entry", (302, 404, 302, 404, 403, 404, 403, 403, 403)),
    "entry_sent": ("entry", (200, 404, 200, 404, 200, 404, 403, 403, 200)),
    "entry_withdraw": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "photo_list": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "photo_edit": ("entry photo", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "photo_show": ("entry photo rendition", (200, 404, 200, 404, 200, 404, 403, 403, 200)),
    "POST photo_remove": ("entry photo", (302, 404, 302, 404, 403, 404, 403, 403, 403)),
    "permit_list": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "permit_edit": ("entry permit_kind", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "permit_file": ("entry permit_kind", (200, 404, 200, 404, 403, 404, 403, 403, 200)),
    "permit_check": ("entry permit", (403, 403, 200, 404, 200, 404, 403, 403, 200)),
    "POST permit_verify": ("entry permit", (403, 403, 302, 404, 403, 404, 403, 403, 403)),
    "POST permit_unverify": ("entry permit", (403, 403, 302, 404, 403, 404, 403, 403, 403)),
    "permit_watch": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "consent_list": ("entry", (200, 404, 200, 404, 200, 404, 403, 403, 200)),
    "consent_create": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "consent_paper_create": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "consent_paper": ("entry consent", (200, 404, 200, 404, 403, 404, 403, 403, 200)),
    "consent_sheet": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "consent_withdraw": ("entry consent_kind", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "walk_in_start": ("", (403, 403, 200, 200, 403, 403, 403, 403, 403)),
    "walk_in_create": ("number", (403, 403, 302, 404, 403, 403, 403, 403, 403)),
    "walk_in_slip": ("walk_in", (403, 403, 200, 404, 403, 404, 403, 403, 403)),
    "walk_in_signature": ("walk_in", (403, 403, 200, 404, 403, 404, 403, 403, 200)),
    "maker_list": ("", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "maker_detail": ("maker", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "maker_merge": ("maker", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "product_merge": ("product", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "maker_share": ("entry", (200, 404, 200, 404, 403, 404, 403, 403, 403)),
    "POST maker_link_renew": ("entry", (302, 404, 302, 404, 403, 404, 403, 403, 403)),
    "request_list": ("", (403, 403, 200, 200, 403, 403, 403, 403, 200)),
    "request_detail": ("request", (403, 403, 200, 404, 403, 403, 403, 403, 200)),
    "request_erase": ("request", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "verification_list": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "verification_detail": ("entry", (403, 403, 200, 404, 200, 404, 403, 403, 200)),
    "POST verification_accept": ("entry", (403, 403, 200, 404, 403, 404, 403, 403, 403)),
    "POST verification_return": ("entry", (403, 403, 200, 404, 403, 404, 403, 403, 403)),
    "verification_recategorise": ("entry", (403, 403, 200, 404, 403, 404, 403, 403, 403)),
    "POST verification_refuse": ("entry", (403, 403, 200, 404, 403, 404, 403, 403, 403)),
}
CURATION = {
    "sheet_list": ("", (403, 403, 403, 403, 403, 403, 200, 200, 403)),
    "sheet_grid": ("", (403, 403, 403, 403, 403, 403, 200, 200, 403)),
    "sheet_detail": ("sheet", (403, 403, 403, 403, 403, 403, 200, 404, 403)),
    "POST sheet_submit": ("sheet", (403, 403, 403, 403, 403, 403, 200, 404, 403)),
    "sheet_photo": ("sheet sheet_photo rendition", (403, 403, 403, 403, 403, 403, 200, 404, 403)),
    "exhibition_list": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "exhibition_detail": ("planned", (403, 403, 200, 404, 200, 404, 403, 403, 200)),
    "POST exhibition_schedule": ("planned", (403, 403, 200, 404, 403, 404, 403, 403, 200)),
    "POST stand_number": ("planned", (403, 403, 302, 404, 403, 404, 403, 403, 302)),
    "scoring_open": ("planned", (403, 403, 200, 404, 403, 404, 403, 403, 200)),
    "POST seat_create": ("planned_panel", (403, 403, 403, 404, 403, 404, 403, 403, 302)),
    "POST seat_delete": ("seat", (403, 403, 404, 403, 404, 404, 403, 403, 302)),
    "panel_close": ("open_panel", (403, 403, 404, 200, 404, 404, 403, 403, 200)),
    "ranking_list": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "ranking_detail": ("kelurahan", (403, 403, 200, 404, 200, 404, 403, 403, 200)),
    "edition_list": ("", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "POST edition_open": ("", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "edition_close": ("edition", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "rubric_detail": ("rubric", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
    "rubric_edit": ("rubric", (403, 403, 403, 403, 403, 403, 403, 403, 200)),
}
OFFICERS = {
    "officer_list": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "officer_create": ("", (403, 403, 200, 200, 403, 403, 403, 403, 200)),
    "officer_detail": ("officer", (403, 403, 200, 404, 200, 404, 403, 403, 200)),
    "officer_edit": ("officer", (403, 403, 200, 404, 403, 404, 403, 403, 200)),
    "POST officer_link": ("officer", (403, 403, 302, 404, 403, 404, 403, 403, 302)),
    "officer_deactivate": ("officer", (403, 403, 200, 404, 403, 404, 403, 403, 200)),
    "slip_list": ("", (403, 403, 200, 200, 403, 403, 403, 403, 200)),
    "POST slip_prepare": ("", (403, 403, 302, 302, 403, 403, 403, 403, 302)),
    "import_create": ("", (403, 403, 200, 200, 403, 403, 403, 403, 200)),
    "import_template": ("kind", (403, 403, 200, 200, 403, 403, 403, 403, 404)),
    "import_detail": ("draft", (403, 403, 200, 404, 403, 403, 403, 403, 404)),
    "POST import_apply": ("draft", (403, 403, 302, 404, 403, 403, 403, 403, 404)),
}
OWN_ACCOUNT = {
    "start": ("", (302,) * len(PEOPLE)),
    "sign_in": ("", (302,) * len(PEOPLE)),
    "POST sign_in_again": ("", EVERYBODY),
    "POST sign_out": ("", (302,) * len(PEOPLE)),
    "password_lost": ("", EVERYBODY),
    "invitation_accept": ("code", EVERYBODY),
    "password_change": ("", EVERYBODY),
    "inbox": ("", EVERYBODY),
    "POST notices_read": ("", (302,) * len(PEOPLE)),
    "POST notice_open": ("notice", (302, 404, 404, 404, 404, 404, 404, 404, 404)),
}
# The maker's own link opens them to whoever holds it.
OWN_LINK = {
    "own_maker": ("own_code", EVERYBODY),
    "own_copy": ("own_code", EVERYBODY),
    "own_request": ("own_code", EVERYBODY),
    "POST own_consent_withdraw": ("own_code product consent_kind", (302,) * len(PEOPLE)),
}
WATCHING = {
    "coverage_board": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "help_list": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "help_table": ("", (403, 403, 200, 200, 200, 200, 403, 403, 200)),
    "reminder_list": ("", (403, 403, 200, 200, 403, 403, 403, 403, 200)),
    "POST reminder_send": ("", (403, 403, 302, 302, 403, 403, 403, 403, 302)),
}
PUBLIC = {
    "catalogue:home": ("", EVERYBODY),
    "catalogue:privacy": ("", EVERYBODY),
    "monitoring:healthz": ("", EVERYBODY),
    "monitoring:readyz": ("", EVERYBODY),
}


def named(app, rows):
    return {
        f"{'POST ' if row.startswith('POST ') else ''}{app}:{row.removeprefix('POST ')}": answer
        for row, answer in rows.items()
    }


MATRIX = (
    named("exhibitions", RW_PAGES | OWN_LINK)
    | named("curation", CURATION)
    | named("accounts", OFFICERS | OWN_ACCOUNT)
    | PUBLIC
    | named("monitoring", WATCHING)
)
OPEN_TO_ANYBODY = {
    "accounts:sign_in",
    "POST accounts:sign_in_again",
    "POST accounts:sign_out",
    "accounts:password_lost",
    "accounts:invitation_accept",
    *PUBLIC,
    *named("exhibitions", OWN_LINK),
}

LEAD_ELSEWHERE = {"POST accounts:sign_out", "POST exhibitions:own_consent_withdraw"}


def every_url_name():
    for resolver in get_resolver().url_patterns:
        if getattr(resolver, "namespace", None) == "admin":
            continue
        patterns = [resolver] if isinstance(resolver, URLPattern) else resolver.url_patterns
        yield from (f"{resolver.namespace}:{pattern.name}" for pattern in patterns)


@pytest.fixture
def cast(request, database):
    return {person: request.getfixturevalue(person) for person in PEOPLE}


@pytest.fixture
def world(cast, gelar_melong, gelar_utama, melong, utama, kurator_1, pemkot):
    """{argument name: value} for the paths of the matrix."""
    entry = make_entry(gelar_melong, rw_of(melong, 5), status=Status.SUBMITTED)
    scored = make_entry(gelar_utama, rw_of(utama, 1), status=Status.VERIFIED)
    make_scoring(gelar_utama, [kurator_1], pemkot)
    panel = gelar_utama.panels.get(category__slug="tpt")
    return {
        "entry": entry.pk,
        "maker": entry.product.business_id,
        "product": entry.product_id,
        "own_code": maker_links.code_of(maker_links.renew(entry.product.business, pemkot)),
        "request": maker_requests.ask(entry.product.business, "perbaikan", "Nama usaha saya salah tulis.").pk,
        "photo": entry.product.photos.get().pk,
        "rendition": "32.jpg",
        "number": 6,
        "part": "harga",
        "spare": add_spare(rw_of(melong, 6), cast["rw_melong_6"], {"name": "Tas"}).pk,
        "sheet": sheet_of(scored, kurator_1).pk,
        "sheet_photo": scored.product.photos.get().pk,
        "permit_kind": "nib",
        "permit": make_permit(entry.product.business, entry.created_by, with_paper=True).pk,
        "consent_kind": "publication",
        "consent": sign_on_paper(entry.product, entry.created_by).pk,
        "walk_in": make_walk_in(rw_of(melong, 8), gelar_melong, cast["op_melong"], signed=True).pk,
        "planned": gelar_melong.pk,
        "planned_panel": gelar_melong.panels.get(category__slug="tpt").pk,
        "open_panel": panel.pk,
        "seat": panel.seats.get().pk,
        "kelurahan": "melong",
        "officer": cast["rw_melong_5"].pk,
        "draft": make_import_draft(melong, cast["op_melong"]).pk,
        "kind": "csv",
        "notice": make_notice(cast["rw_melong_5"], cast["op_melong"]).pk,
        "code": code_of(make_link(cast["rw_melong_6"], pemkot)),
        "edition": gelar_melong.edition_id,
        "rubric": panel.rubric_id,
    }


def answer(client, row, world):
    """The status of one request, undone afterwards."""
    method, _, name = row.rpartition(" ")
    path = reverse(name, args=[world[argument] for argument in MATRIX[row][0].split()])
    with transaction.atomic():
        response = client.post(path, {}) if method == "POST" else client.get(path)
        transaction.set_rollback(True)
    if response.streaming:
        list(response)
    return response


def test_every_url_has_a_row():
    rows = {row.removeprefix("POST ") for row in MATRIX}

    assert rows == set(every_url_name())


@pytest.mark.parametrize("row", MATRIX)
def test_each_person_gets_the_answer_of_the_table(row, world, cast, client_of):
    expected = dict(zip(PEOPLE, MATRIX[row][1], strict=True))

    given = {person: answer(client_of(user), row, world).status_code for person, user in cast.items()}

    assert given == expected


@pytest.mark.parametrize("row", sorted(set(MATRIX) - OPEN_TO_ANYBODY))
def test_nobody_signed_in_is_sent_to_sign_in(row, world):
    response = answer(Client(), row, world)

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/masuk/")


@pytest.mark.parametrize("row", sorted(set(MATRIX) - OPEN_TO_ANYBODY))
def test_staff_of_another_kota_are_nobody_here(row, world, other_city_staff, client_of):
    response = answer(client_of(other_city_staff), row, world)

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/masuk/")


@pytest.mark.parametrize("row", sorted(OPEN_TO_ANYBODY - LEAD_ELSEWHERE))
def test_public_pages_answer_to_anybody(row, world):
    assert answer(Client(), row, world).status_code == 200
