"""Nothing missing, nothing left over: migrations, templates, static files and addresses fit one another."""

import re
from pathlib import Path

import crispy_forms
import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.databases import as_owner
from tests.refusals import rows
from tests.source import APPS, ROOT, found, modules, static_files, strings, templates

# Templates that somebody else's code asks for by name.
BY_CONVENTION = {"400.html", "403.html", "404.html", "500.html", "admin/base_site.html"}
# Django names a migration after its operations or its date; a person names it after what it is for.
DATED = re.compile(r"auto_\d{8}")
URL_TAG = r"""{%\s*url\s+['"]([\w:-]+)['"]"""
STATIC_TAG = r"""{%\s*static\s+['"]([^'"]+)['"]"""


def our_migrations():
    loader = MigrationLoader(None)
    return [migration for (app, _), migration in loader.disk_migrations.items() if app in APPS]


def own_strings():
    """Every text constant of our code outside the tests."""
    return set().union(*(strings(module) for module in modules() if module.folder != "tests"))


def test_no_migration_is_missing(db, capsys):
    call_command("makemigrations", check_changes=True, dry_run=True)

    assert capsys.readouterr().out == "No changes detected\n"


def test_migrations_are_named_after_what_they_are_for():
    generated = [
        f"{migration.app_label}.{migration.name}"
        for migration in our_migrations()
        for name in [migration.name.partition("_")[2]]
        if name != "initial"
        and (name == migration.suggest_name() or DATED.match(name) or "_and_more" in name)
    ]

    assert generated == []


def test_every_app_with_models_keeps_one_line_of_migrations():
    leaves = MigrationLoader(None).graph.leaf_nodes()

    assert len({app for app, _ in leaves}) == len(leaves)


SCHEMA = """
SELECT 'column', table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '')
FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


def our_tables():
    return [table for table in connection.introspection.table_names() if table.partition("_")[0] in APPS]


def our_functions():
    return rows("SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace")


def test_every_migration_can_be_undone_and_done_again(own_database):
    with as_owner():
        before = sorted(rows(SCHEMA))
        for app in reversed([app for app in APPS if any(m.app_label == app for m in our_migrations())]):
            call_command("migrate", app, "zero", verbosity=0)
        left = our_tables(), our_functions()
        call_command("migrate", verbosity=0)
        after = sorted(rows(SCHEMA))

    assert left == ([], [])
    assert after == before


def included():
    return {name for name, _ in found(r"""{%\s*(?:include|extends)\s+['"]([^'"]+)['"]""", templates())}


def asked_of_the_form_pack():
    """The names under which crispy-forms looks for the templates of a pack."""
    source = "".join(
        file.read_text()
        for file in Path(crispy_forms.__file__).parent.rglob("*.py")
        if "tests" not in file.parts
    )
    return {f"opor/{name}" for name in re.findall(r"""["'](?:%s/|\{[\w.]+\}/)?([\w/]+\.html)["']""", source)}


def test_no_template_is_left_over():
    asked = included() | own_strings() | asked_of_the_form_pack() | BY_CONVENTION

    assert sorted(set(templates()) - asked) == []


def test_every_template_that_is_included_exists():
    ours = {name for name in included() if not name.startswith("admin/")}

    assert sorted(ours - set(templates())) == []


@pytest.mark.parametrize("name", sorted(templates()))
def test_a_template_parses(name):
    assert get_template(name).template.name == name


def static_asked_for():
    files = found(STATIC_TAG, templates())
    styles = {name: text for name, text in static_files().items() if name.endswith(".css")}
    for path, style in found(r"""url\(["']?(?!data:|#)([^"')]+)""", styles):
        files.add(((Path(style).parent / path).as_posix(), style))
    return files


def test_every_static_file_that_is_asked_for_exists():
    missing = {
        f"{asker}: {name}"
        for name, asker in static_asked_for()
        if finders.find(str(Path(name))) is None and not (ROOT / "static" / name).resolve().is_file()
    }

    assert missing == set()


def test_no_static_file_is_left_over():
    asked = {name for name, _ in static_asked_for()} | own_strings()

    assert sorted(set(static_files()) - asked) == []


def test_static_files_pack_under_hashed_names(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").is_file()


def known_names(resolver=None, namespace=""):
    resolver = resolver or get_resolver()
    names = {f"{namespace}{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    for inner, (_, nested) in resolver.namespace_dict.items():
        names |= known_names(nested, f"{namespace}{inner}:")
    return names


def test_every_address_a_template_names_exists():
    missing = {
        f"{template}: {name}" for name, template in found(URL_TAG, templates()) if name not in known_names()
    }

    assert missing == set()


def test_every_address_the_code_names_exists():
    ours = re.compile(rf"(?:{'|'.join(APPS)}):[a-z_]+")
    named = {text for text in own_strings() if ours.fullmatch(text)}

    assert sorted(named - known_names()) == []


def test_every_address_is_led_to():
    """From a template, a menu or a redirect; what a program asks for is listed."""
    led_to = {name for name, _ in found(URL_TAG, templates())} | own_strings()
    by_programs = {"monitoring:healthz", "monitoring:readyz"}
    ours = {name for name in known_names() if name.partition(":")[0] in APPS}

    assert sorted(ours - led_to - by_programs) == []


FIXED = {
    "catalogue:home": "/",
    "accounts:sign_in": "/masuk/",
    "accounts:sign_out": "/keluar/",
    "exhibitions:entry_list": "/usulan/",
    "exhibitions:entry_create": "/usulan/baru/",
    "exhibitions:entry_detail": "/usulan/7/",
    "exhibitions:entry_edit": "/usulan/7/ubah/",
    "exhibitions:photo_list": "/usulan/7/foto/",
    "exhibitions:entry_submit": "/usulan/7/ajukan/",
    "exhibitions:verification_list": "/verifikasi/",
    "exhibitions:verification_detail": "/verifikasi/7/",
    "curation:sheet_list": "/kurasi/",
    "curation:sheet_detail": "/lembar/7/",
    "curation:sheet_submit": "/lembar/7/kirim/",
    "curation:ranking_list": "/peringkat/",
    "monitoring:healthz": "/healthz",
    "monitoring:readyz": "/readyz",
}


@pytest.mark.parametrize(("name", "path"), FIXED.items())
def test_an_address_that_others_rely_on_stays(name, path):
    try:
        found_at = reverse(name)
    except NoReverseMatch:
        found_at = reverse(name, args=[7])

    assert found_at == path


def test_pages_hold_no_script_style_or_handler_of_their_own():
    inline = (
        found(r"(<script(?![^>]*\bsrc=)[^>]*>)", templates())
        | found(r"(<style[^>]*>)", templates())
        | found(r"""(\sstyle=["'])""", templates())
        | found(r"""(\son[a-z]+=["'])""", templates())
        | found(r"""(["']javascript:)""", templates())
    )

    assert inline == set()


def test_pages_ask_no_third_party_for_anything():
    parts = {**templates(), **{name: text for name, text in static_files().items() if text}}
    asked = found(r"""(?:src|href|action|url\(|@import|fetch\()[=\s"'(]*(https?:)?//""", parts)

    assert asked == set()


def test_the_guides_show_pictures_that_exist_and_no_other_lies_there():
    guides = ROOT / "docs" / "panduan"
    shown = set(
        re.findall(r"\]\((gambar/[^)]+)\)", "".join(guide.read_text() for guide in guides.glob("*.md")))
    )

    kept = {f"gambar/{picture.name}" for picture in (guides / "gambar").iterdir()}

    assert shown == kept


def test_a_form_in_a_partial_is_given_its_token():
    """`only` keeps the token out too, and the form would be refused where it is most needed."""
    texts = templates()
    with_form = {name for name, text in texts.items() if "{% csrf_token %}" in text}

    without_token = [
        (name, included)
        for name, text in texts.items()
        for included, told in re.findall(r"{%\s*include ['\"]([^'\"]+)['\"]([^%]*)%}", text)
        if included in with_form and told.split()[-1:] == ["only"] and "csrf_token=" not in told
    ]

    assert without_token == []
