"""What the log says of an error: where and what, never the values of a row."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client

from exhibitions import registration
from exhibitions.models import Status
from products.models import Business
from tests.factories import make_entry

PHONE = "+6281288887777"
SECRETS = (PHONE, "0812-8888-7777", "81288887777", "Gang Sunyi")


@pytest.fixture
def log():
    """What the handler of the settings writes while the test runs."""
    written = io.StringIO()
    formatters = settings.LOGGING["formatters"]["line"]
    handler = logging.StreamHandler(written)
    handler.setFormatter(
        logging.config.DictConfigurator(settings.LOGGING).configure_formatter(dict(formatters))
    )
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def found_in(log):
    return [secret for secret in SECRETS if secret in log.getvalue()]


def test_a_refused_row_is_logged_without_what_stood_in_it(log, melong, rw_melong_5):
    business = Business(
        rw=rw_melong_5.rw, phone=PHONE, address="Gang\n\nSunyi, Gang Sunyi", workers_total=5000
    )

    try:
        with transaction.atomic():
            business.save()
    except IntegrityError:
        logging.getLogger("uji").exception("Tidak tersimpan")

    assert (found_in(log), log.getvalue().count("DETAIL: left out")) == ([], 2)
    assert log.getvalue().count("business_workers_range") == 2


def test_a_page_that_fails_is_logged_without_what_was_typed(
    log, gelar_melong, rw_melong_5, op_melong, monkeypatch
):
    entry = make_entry(gelar_melong, rw_melong_5.rw, status=Status.DRAFT)
    phone = Client(raise_request_exception=False)
    phone.force_login(rw_melong_5)

    def fail(entry, by, values):
        Business.objects.filter(pk=entry.product.business_id).update(
            phone=values["phone"], workers_total=5000
        )

    monkeypatch.setattr(registration, "edit", fail)

    answer = phone.post(
        f"/usulan/{entry.pk}/ubah/usaha/",
        {"business_name": "Batik", "phone": "0812-8888-7777", "address": "Gang Sunyi"},
    )

    assert (answer.status_code, found_in(log)) == (500, [])
    assert log.getvalue().count("Internal Server Error") == 1
