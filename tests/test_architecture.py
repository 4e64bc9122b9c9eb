"""The layers of docs/architecture.md and the habits of CONTRIBUTING.md, read from the source."""

import ast
import re

import pytest
from django.apps import apps

from tests.source import APPS, app_modules, modules

LONGEST_FUNCTION = 40
LONGEST_MODULE = 400
LONGEST_VIEW_MODULE = 250

WEB = (
    "django.http",
    "django.shortcuts",
    "django.template",
    "django.forms",
    "django.contrib.messages",
    "django.views",
)
SIGNALS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
)
# Place in an app -> places of the same app it may not import: what stands right of it in
# models <- permissions <- acts <- forms <- views <- urls. A module that builds a page may use forms: see below.
RIGHT_OF = {
    "models": {"permissions", "forms", "views", "urls", "admin", "context", "middleware"},
    "permissions": {"forms", "views", "urls", "admin", "context", "middleware"},
    "forms": {"views", "urls"},
    "views": {"urls", "admin"},
}
RIGHT_OF_ACTS = {"views", "urls", "admin"}
NOT_ACTS = {"admin", "apps", "management", "__init__", "urls", *RIGHT_OF}
JUNK_DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "misc",
    "tools",
    "core",
    "base",
    "lib",
}
QUERY_METHODS = {
    *(
        "filter",
        "exclude",
        "get",
        "annotate",
        "aggregate",
        "alias",
        "order_by",
        "values",
        "values_list",
        "only",
    ),
    *(
        "defer",
        "select_related",
        "prefetch_related",
        "distinct",
        "earliest",
        "latest",
        "update",
        "get_or_create",
    ),
    *("Q", "F", "Count", "Sum", "Max", "Min", "Exists", "OuterRef", "Prefetch", "Subquery"),
}


def within(name, packages):
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_an_app_imports_only_what_stands_left_of_it():
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        if module.folder in APPS
        for node, name in module.imports()
        if within(name, [*APPS[APPS.index(module.folder) + 1 :], "opor", "tests", "devkit"])
    ]

    assert wrong == []


def test_every_app_of_the_project_has_a_place_in_the_order():
    ours = {config.name for config in apps.get_app_configs() if "site-packages" not in config.path}

    assert ours == set(APPS)


def test_the_project_package_holds_settings_and_addresses_alone():
    held = {module.path.name for module in modules() if module.folder == "opor"}

    assert held == {"__init__.py", "settings.py", "urls.py", "wsgi.py"}


def test_the_launcher_imports_nothing_of_the_application():
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        if module.folder == "devkit" or module.path.name == "dev.py"
        for node, name in module.imports()
        if within(name, [*APPS, "opor", "django"])
    ]

    assert wrong == []


def forbidden_places(module):
    if module.place in RIGHT_OF:
        return RIGHT_OF[module.place]
    return set() if module.place in NOT_ACTS else RIGHT_OF_ACTS


def test_inside_an_app_nothing_imports_what_stands_right_of_it():
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in app_modules()
        for node, name in module.imports()
        if within(name, [f"{module.folder}.{place}" for place in forbidden_places(module)])
    ]

    assert wrong == []


def test_what_models_permissions_and_forms_build_on_knows_no_form():
    page_modules = {
        ".".join(module.path.with_suffix("").parts)
        for module in app_modules()
        if module.place not in {"forms", "views", "admin"}
        and any(within(name, [f"{module.folder}.forms"]) for _, name in module.imports())
    }

    wrong = [
        f"{module.at(node)} imports {name}"
        for module in app_modules()
        if module.place in {"models", "permissions", "forms"}
        for node, name in module.imports()
        if within(name, page_modules)
    ]

    assert wrong == []


def test_models_and_permissions_know_no_request_form_or_template():
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in app_modules()
        if module.place in {"models", "permissions"}
        for node, name in module.imports()
        if within(name, WEB)
    ]
    requests = [
        module.at(node)
        for module in app_modules()
        if module.place in {"models", "permissions"}
        for node in module.nodes(ast.arg)
        if node.arg == "request"
    ]

    assert wrong == []
    assert requests == []


def test_nothing_happens_by_signal():
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        if module.folder in (*APPS, "opor")
        for node, name in module.imports()
        if within(name, SIGNALS)
    ]

    assert wrong == []


def inner_imports(module):
    for function in module.nodes(ast.FunctionDef, ast.AsyncFunctionDef):
        if module.place == "apps" and function.name == "ready":
            continue
        yield from (node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def test_imports_stand_at_the_top():
    wrong = [module.at(node) for module in modules() for node in inner_imports(module)]

    assert wrong == []


def test_a_module_is_named_after_what_is_in_it():
    drawers = [
        str(module)
        for module in modules()
        if JUNK_DRAWERS & {part.removesuffix(".py") for part in module.path.parts}
    ]

    assert drawers == []


def test_modules_stay_short():
    too_long = [
        f"{module}: {module.lines}"
        for module in modules()
        if not module.is_migration
        and module.lines > (LONGEST_VIEW_MODULE if module.is_view else LONGEST_MODULE)
    ]

    assert too_long == []


def test_functions_stay_short():
    too_long = [
        f"{module.at(node)} {node.name}: {node.end_lineno - node.lineno + 1}"
        for module in modules()
        if module.folder != "tests" and not module.is_migration
        for node in module.nodes(ast.FunctionDef, ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


def calls(module, names):
    for node in module.nodes(ast.Call):
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", None)
        if name in names:
            yield node


def test_views_narrow_by_the_methods_of_querysets():
    wrong = [
        module.at(node)
        for module in app_modules()
        if module.is_view
        for node in calls(module, {"filter", "exclude", "annotate", "aggregate", "raw", "extra", "Q"})
    ]

    assert wrong == []


def test_only_commands_speak_and_they_use_their_own_output():
    wrong = [module.at(node) for module in app_modules() for node in calls(module, {"print", "breakpoint"})]

    assert wrong == []


def test_roles_decide_and_the_admin_site_s_flags_nothing_else():
    wrong = [
        module.at(node)
        for module in app_modules()
        for node in module.nodes(ast.Attribute)
        if node.attr == "is_superuser" or (node.attr == "is_staff" and module.folder != "accounts")
    ]

    assert wrong == []


def names_of_models(ours):
    """(names that reach only `ours`, names that reach beyond) on the models of these apps."""
    near, beyond = set(), set()
    for model in apps.get_models():
        if model._meta.app_label not in ours:
            continue
        for field in model._meta.get_fields():
            related = field.related_model if field.auto_created and field.is_relation else None
            accessor = {field.name, field.get_accessor_name()} if related else {field.name}
            (near if related is None or related._meta.app_label in ours else beyond).update(accessor)
    return near, beyond


def names_reaching_right(app):
    """The reverse names by which a model here, or on the left, would be asked for rows of an app on the right."""
    near, beyond = names_of_models(APPS[: APPS.index(app) + 1])
    return beyond - near - {None}


def looked_up(node):
    """The segments of every path that a call of a queryset is given."""
    paths = [keyword.arg for keyword in node.keywords if keyword.arg]
    paths += [
        text.value
        for text in ast.walk(node)
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]
    return {
        segment.lstrip("-")
        for path in paths
        if re.fullmatch(r"-?[a-z_]+", path)
        for segment in path.split("__")
    }


@pytest.mark.parametrize("app", APPS)
def test_nothing_looks_up_from_an_app_into_one_on_its_right(app):
    names = names_reaching_right(app)
    here = [module for module in app_modules() if module.folder == app]

    asked = [
        f"{module.at(node)}: {', '.join(sorted(looked_up(node) & names))}"
        for module in here
        for node in calls(module, QUERY_METHODS)
        if looked_up(node) & names
    ]
    read = [
        f"{module.at(node)}: {node.attr}"
        for module in here
        for node in module.nodes(ast.Attribute)
        if node.attr in names
    ]

    assert asked == []
    assert read == []
