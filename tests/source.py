"""The repository as tests about its shape read it: files, syntax trees, and what each module imports."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# From left to right: an app imports only what stands left of it.
APPS = ("kelurahan", "accounts", "products", "exhibitions", "curation", "catalogue", "monitoring", "demo")
FOLDERS = (*APPS, "opor", "devkit", "tests")


class Module:
    """One Python file: `path` from the root, its `lines`, and its syntax `tree`."""

    def __init__(self, file):
        self.path = file.relative_to(ROOT)
        self.text = file.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text, str(self.path))

    def __repr__(self):
        return str(self.path)

    @property
    def folder(self):
        return self.path.parts[0]

    @property
    def place(self):
        """What it is in its app: "models", "views", "forms", or its own name."""
        return self.path.parts[:2][-1].removesuffix(".py")

    @property
    def is_migration(self):
        return "migrations" in self.path.parts

    @property
    def is_view(self):
        return self.place == "views"

    @property
    def lines(self):
        return self.text.count("\n")

    def nodes(self, *kinds):
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def at(self, node):
        return f"{self.path}:{node.lineno}"

    def imports(self):
        """(node, dotted name) of everything imported; relative names are made absolute."""
        for node in self.nodes(ast.Import, ast.ImportFrom):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            else:
                base = self._base(node)
                yield from ((node, f"{base}.{alias.name}") for alias in node.names)

    def _base(self, node):
        if not node.level:
            return node.module
        package = self.path.parts[: len(self.path.parts) - node.level]
        return ".".join([*package, *([node.module] if node.module else [])])


@cache
def modules():
    files = [ROOT / "dev.py", ROOT / "manage.py"]
    for folder in FOLDERS:
        files += sorted((ROOT / folder).rglob("*.py"))
    return [Module(file) for file in files]


def app_modules():
    """The modules of the apps, without migrations."""
    return [module for module in modules() if module.folder in APPS and not module.is_migration]


@cache
def templates():
    """{name: text} of every template of the project."""
    folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
    return {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for folder in folders
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@cache
def static_files():
    """{name: text or None} of every static file of ours; None for a picture."""
    folder = ROOT / "static"
    return {
        str(file.relative_to(folder)): file.read_text() if file.suffix in {".css", ".js", ".svg"} else None
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def strings(module):
    """Every text constant of a module."""
    return {node.value for node in module.nodes(ast.Constant) if isinstance(node.value, str)}


def found(pattern, texts):
    """What the pattern's group finds in {name: text}, as a set of (found, name)."""
    return {(match, name) for name, text in texts.items() if text for match in re.findall(pattern, text)}
