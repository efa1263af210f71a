"""Which way imports may point, who may know which library, and what is refused everywhere.

ARCHITECTURE.md says why. Imports inside functions count; those for type checkers alone do not.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "pmo_desktop"

LAYERS: tuple[frozenset[str], ...] = tuple(
    frozenset(names.split())
    for names in (
        "__main__",
        "main",
        "commands",
        "bootstrap",
        "ui storage packs exchange",
        "itemmodels",
        "demo",
        "charts services",
        "readmodels",
        "scheduling",
        "domain",
        "settings",
        "i18n",
        "assets",
    )
)
"""From top to bottom: a part may import those below its line, and none on its line but itself."""

COMPOSITION = {"bootstrap", "main", "commands"}

OWNERS: dict[str, set[str]] = {
    "PySide6": {"itemmodels", "ui", *COMPOSITION},
    "shiboken6": {"itemmodels", "ui", *COMPOSITION},
    "sqlalchemy": {"storage"},
    "alembic": {"storage"},
    "psycopg": {"storage"},
    "reportlab": {"packs"},
    "matplotlib": {"charts", "packs", "ui"},
    "openpyxl": {"exchange"},
    "docx": {"exchange"},
    "icalendar": {"exchange"},
    "defusedxml": {"exchange"},
    "ortools": {"scheduling"},
    "numba": {"scheduling"},
}
"""Library and the parts of the program that may know it."""

REFUSED = {"processEvents", "pyplot", "NotImplementedError"}
"""Names that stand for a way of working that this program does without."""


@cache
def modules() -> dict[str, ast.Module]:
    """Each module of the program by its dotted name, parsed."""
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def nodes_run(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            continue
        yield node
        yield from nodes_run(node)


@cache
def imports() -> dict[str, frozenset[str]]:
    """What each module imports, by dotted name; a name out of one of our packages counts as its module."""
    return {name: frozenset(_imported(tree)) for name, tree in modules().items()}


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in nodes_run(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in modules() else source


def part(module: str) -> str:
    """The part of the program that a module belongs to: the name below the package."""
    return [*module.split("."), ""][1]


def level(module: str) -> int:
    """How far down its layer is."""
    return next(depth for depth, names in enumerate(LAYERS) if part(module) in names)


def ours() -> Iterator[tuple[str, str]]:
    """Each import of one module of the program by another part of it: importer, imported."""
    for name, seen in imports().items():
        for other in seen:
            if other.startswith(f"{PACKAGE}.") and part(name) and part(other) != part(name):
                yield name, other


def test_every_part_has_its_place() -> None:
    known = {PACKAGE} | {f"{PACKAGE}.{name}" for names in LAYERS for name in names}
    strangers = {f"{PACKAGE}.{part(name)}" if part(name) else name for name in modules()} - known
    assert not strangers


def test_imports_point_downward() -> None:
    upward = [f"{a} imports {b}" for a, b in ours() if level(b) <= level(a)]
    assert not upward


def test_item_models_serve_screens_alone() -> None:
    others = {a for a, b in ours() if part(b) == "itemmodels"}
    assert {part(name) for name in others} <= {"ui", *COMPOSITION}


@pytest.mark.parametrize("library", OWNERS)
def test_a_library_is_known_to_its_owners_only(library: str) -> None:
    knowing = {name for name, seen in imports().items() if any(m.split(".")[0] == library for m in seen)}
    assert {name for name in knowing if part(name) not in OWNERS[library]} == set()


def test_item_models_know_no_widgets() -> None:
    knowing = {name for name, seen in imports().items() if any("QtWidgets" in other for other in seen)}
    assert {name for name in knowing if part(name) == "itemmodels"} == set()


def test_the_domain_needs_the_standard_library_alone() -> None:
    foreign = {
        f"{name} imports {other}"
        for name, seen in imports().items()
        if part(name) == "domain"
        for other in seen
        if other.split(".")[0] not in sys.stdlib_module_names and part(other) not in ("domain", "i18n")
    }
    assert foreign == set()


def test_no_module_imports_itself_by_way_of_others() -> None:
    known = modules().keys()
    graph = {name: (seen & known) - {name} for name, seen in imports().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_pages_do_not_know_one_another() -> None:
    pages = f"{PACKAGE}.ui.pages."
    knowing = [
        f"{name} imports {other}"
        for name, seen in imports().items()
        if name.startswith(pages)
        for other in seen
        if other.startswith(pages) and page_of(name) != page_of(other)
    ]
    assert not knowing


def page_of(module: str) -> str:
    """The page that a module belongs to: `register_paste` is a part of `register`."""
    return module.split(".")[3].split("_", maxsplit=1)[0]


def test_refused_names_are_used_nowhere() -> None:
    used = {
        f"{name}:{getattr(node, 'lineno', 0)} {word}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        for word in _words(node)
        if word in REFUSED
    }
    assert used == set()


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Raise):  # catching a library's is another matter
        yield getattr(node.exc, "id", getattr(getattr(node.exc, "func", None), "id", ""))
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.alias):
        yield from node.name.split(".")


def test_the_map_names_files_that_are_there() -> None:
    named = re.findall(r"`([\w./]+(?:\.py|/))`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))
    parts = [part for part in (ROOT / PACKAGE).iterdir() if part.is_dir()]
    places = [ROOT, ROOT / "packaging", ROOT / PACKAGE, *parts]
    assert len(named) > 20
    assert [name for name in named if not any((place / name).exists() for place in places)] == []
