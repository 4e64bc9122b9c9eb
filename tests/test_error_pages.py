"""Pages for what went wrong. Those of a broken system may need nothing: no context, no database, no static manifest."""

import pytest
from django.template import engines
from django.template.loader import get_template, render_to_string

STANDALONE = ["400.html", "500.html", "503.html"]


@pytest.mark.parametrize("name", STANDALONE)
def test_a_page_of_a_broken_system_renders_with_nothing(name):
    html = render_to_string(name)

    assert html.count("<h1>") == 1
    assert html.count("/static/css/tokens.css") == 1


@pytest.mark.parametrize("name", STANDALONE)
def test_a_page_of_a_broken_system_looks_nothing_up(name):
    sources = [
        get_template(part).template.source for part in (name, "_standalone.html", "_weave.html", "_loom.html")
    ]

    lookups = [tag for tag in ("{% url", "{% static", "{{") for source in sources if tag in source]

    assert lookups == []


@pytest.mark.django_db
def test_an_unknown_page_answers_404_in_our_words(client):
    response = client.get("/halaman-yang-tidak-ada/")

    assert response.status_code == 404
    assert response.content.decode().count("<h1>Halaman tidak ditemukan</h1>") == 1


def test_text_of_a_refused_form_is_shown_again():
    template = engines["django"].get_template("403_csrf.html")

    html = template.render({"typed": [("nama", "Tenun <b>")], "place": "Kota Cimahi"})

    assert html.count("Tenun &lt;b&gt;") == 1
