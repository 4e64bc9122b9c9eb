"""What people type into the pages of this app, and what they see there."""

import re
from html import unescape
from html.parser import HTMLParser

from exhibitions.models import Entry
from products.models import Category

HIDDEN_FROM_PEOPLE = ("csrfmiddlewaretoken",)


# What a person types on each page of an entry that needs something to be submitted.
TYPED = {
    "usaha": {"business_name": "Batik Cirendeu", "phone": "0812-3456-7890"},
    "produk": {"name": "Selendang ecoprint daun jati", "category": "tpt", "main_material": "Katun primisima"},
    "harga": {"price": "185.000", "unit": "lembar"},
    "pekerja": {"workers_total": "6", "workers_from_rw": "4"},
    "persetujuan": {"owner_name": "Euis Komariah", "consent": "on"},
}


def typed(slug, **changes):
    """A page of an entry as a browser sends it; a field given as None is not sent."""
    values = TYPED[slug] | changes
    if values.get("category") in {"tpt", "kriya", "kuliner"}:
        values["category"] = str(Category.objects.get(slug=values["category"]).pk)
    return {name: value for name, value in values.items() if value is not None}


def blank(slug):
    return {name: "" for name in TYPED[slug] if name != "consent"}


def step_path(entry, slug):
    return f"/usulan/{entry.pk}/ubah/{slug}/"


def fill(phone, entry, *slugs):
    """Send these pages with what is usual; where each answer leads."""
    return [phone.post(step_path(entry, slug), typed(slug)).headers["Location"] for slug in slugs]


def newest_entry():
    return Entry.objects.order_by("-pk").first()


def html(response):
    return response.content.decode()


def words(markup):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def found(response, pattern):
    """Each match of the pattern's only group, as words."""
    return [words(match) for match in re.findall(pattern, html(response), re.DOTALL)]


def title_of(response):
    return found(response, r"<title>(.*?)</title>")[0]


def summary_of(response):
    """[(link, sentence)] of the error summary; the link is empty for what belongs to no field."""
    block = re.search(r'class="error-summary".*?</div>', html(response), re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", block[0], re.DOTALL) if block else []
    return [("".join(re.findall(r'href="(.*?)"', item)), words(item)) for item in items]


def messages_of(response):
    """[(kind, sentence)] of the messages on top of the page."""
    block = re.search(r'<div class="messages">.*?</div>', html(response), re.DOTALL)
    notices = re.findall(r'class="notice notice--(\w+)"[^>]*>(.*?)</p>', block[0], re.DOTALL) if block else []
    return [(kind, words(sentence)) for kind, sentence in notices]


def missing_on(response):
    """What the page of an entry says it still lacks."""
    block = re.search(r"Masih kurang untuk diajukan</h2>\s*<p>(.*?)</p>", html(response), re.DOTALL)
    return words(block[1]).split(", ") if block else []


def tasks_on(response):
    """{part: its state} on the page of all parts."""
    tasks = re.findall(
        r'class="task__title"[^>]*>(.*?)</a>.*?class="task__state">(.*?)</p>', html(response), re.DOTALL
    )
    return {words(title): words(state) for title, state in tasks}


def rows_of(response, path="usulan"):
    """The ids of the entries whose rows lead to /<path>/<id>/, in the order of the page."""
    return [int(pk) for pk in re.findall(rf'class="row__main"\s+href="/{path}/(\d+)/"', html(response))]


def timeline_of(response):
    """[(what, who, why)] newest first, without the time."""
    steps = re.findall(r'<li class="timeline__step.*?</li>', html(response), re.DOTALL)
    return [(part(step, "what"), part(step, "who").split(",")[0], part(step, "why")) for step in steps]


def part(step, name):
    match = re.search(rf'class="timeline__{name}">(.*?)</p>', step, re.DOTALL)
    return words(match[1]) if match else ""


def without_tokens(response):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html(response))


class Fields(HTMLParser):
    """Collects what the fields of a page hold: `values`."""

    def __init__(self):
        super().__init__()
        self.values, self.select, self.textarea = {}, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input":
            self.take_input(given)
        elif tag == "option" and "selected" in given:
            self.values[self.select] = given["value"]
        elif tag == "select":
            self.select = given["name"]
            self.values[self.select] = ""
        elif tag == "textarea":
            self.textarea = given["name"]
            self.values[self.textarea] = ""

    def take_input(self, given):
        if given["type"] not in ("radio", "checkbox"):
            self.values[given["name"]] = given.get("value", "")
        elif "checked" in given:
            self.values[given["name"]] = given.get("value", "on")

    def handle_data(self, data):
        if self.textarea:
            self.values[self.textarea] += data.lstrip("\n")

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = None


def values_on(response):
    """{field: value} that a browser would send again from this page."""
    reader = Fields()
    reader.feed(re.search(r"<main.*</main>", html(response), re.DOTALL)[0])
    return {name: value for name, value in reader.values.items() if name not in HIDDEN_FROM_PEOPLE}
