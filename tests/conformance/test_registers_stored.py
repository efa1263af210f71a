"""Real registers through to the database: one batch each, undone at once, and nothing made twice."""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import Edit, Op
from pmo_desktop.exchange.tables.reading import read_tables
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.importing.register import ImportReceipt, as_json, read_register, register_edit
from pmo_desktop.services.importing.world import world_of
from pmo_desktop.services.ports import Store
from pmo_desktop.storage.store import open_store

pytestmark = pytest.mark.conformance

TODAY = date(2026, 1, 15)
FILES = {
    "register-uk-gmpp/uk_2014.csv": 199,
    "register-uk-gmpp/uk_2016.csv": 143,
    "register-uk-gmpp/uk_2018.csv": 133,
    "register-uk-gmpp/uk_2020.csv": 125,
    "register-uk-gmpp/uk_2021.csv": 184,
    "register-uk-gmpp/uk_2022.csv": 235,
    "register-canada-it/gc-it-projects-2016.csv": 398,
    "register-canada-it/gc-it-projects-2019.csv": 463,
}


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def _receipt(store: Store, path: Path) -> ImportReceipt:
    return read_register(read_tables(path), world_of(store.reader, TODAY))


def _apply(store: Store, edit: Edit, label: str) -> None:
    Editor(store).apply(Op(uuid4(), edit, datetime.now(UTC), UUID(int=1), label))


@pytest.mark.parametrize("name", list(FILES))
def test_a_register_is_stored_whole_and_undone_whole(reference_data: Path, store: Store, name: str) -> None:
    path = reference_data / name
    receipt = _receipt(store, path)
    told = as_json(receipt)
    assert (told["rows"], told["created"], told["changed"], told["skipped"]) == (
        FILES[name],
        FILES[name],
        0,
        [],
    )
    _apply(store, register_edit(receipt), receipt.label)
    works = store.reader.all("work")
    assert Counter(w.title.said("en") for w in works) == Counter(r.title for r in receipt.rows)
    again = as_json(_receipt(store, path))
    assert (again["created"], again["changed"], len(again["skipped"])) == (0, 0, FILES[name])
    _apply(store, register_edit(receipt).inverse(), "undo")
    assert store.reader.all("work") == []


def test_both_databases_hold_what_a_register_says(reference_data: Path, database_url: str) -> None:
    opened = open_store(database_url)
    try:
        path = reference_data / "register-uk-gmpp" / "uk_2022.csv"
        receipt = _receipt(opened, path)
        _apply(opened, register_edit(receipt), receipt.label)
        again = _receipt(opened, path)
    finally:
        opened.close()
    assert register_edit(again).edits == ()


def test_the_years_follow_one_another_in_one_register(reference_data: Path, store: Store) -> None:
    created = changed = 0
    for name in [n for n in FILES if "uk" in n]:
        receipt = _receipt(store, reference_data / name)
        told = as_json(receipt)
        assert told["created"] + told["changed"] == FILES[name]
        created, changed = created + told["created"], changed + told["changed"]
        _apply(store, register_edit(receipt), receipt.label)
    assert len(store.reader.all("work")) == created
    assert changed > 300
    assert len(store.reader.all("status_report")) == sum(n for f, n in FILES.items() if "uk" in f)


def test_the_united_states_branch_comes_in_with_its_numeric_ratings(
    reference_data: Path, store: Store, tmp_path: Path
) -> None:
    dump = next((reference_data / "register-us-it-portfolio").glob("*.gz"))
    text = gzip.decompress(dump.read_bytes()).decode("utf-8")
    rows = [_fields(p) for p in re.findall(r"properties:\{((?:[^{}\"]|\"(?:[^\"\\]|\\.)*\")*)\}", text)]
    rated = [r for r in rows if "Evaluation_by_CIO" in r and "Identifier" in r]
    projects = [r for r in rows if "Cost_Variance" in r and "Project_delay" in r]
    assert len(projects) == 17
    for kind, found in (("investments", rated), ("projects", projects)):
        path = _written(tmp_path / f"{kind}.csv", found)
        receipt = _receipt(store, path)
        assert as_json(receipt)["created"] == len(found) > 0
        _apply(store, register_edit(receipt), receipt.label)
    words = Counter(r.declared_words for r in store.reader.all("status_report"))
    assert words == Counter(r["Evaluation_by_CIO"] for r in rated)


def _fields(properties: str) -> dict[str, str]:
    pairs = re.findall(r"([\w$]+):(\"(?:[^\"\\]|\\.)*\"|[^,]+)", properties)
    return {key: value.strip('"') for key, value in pairs}


def _written(path: Path, rows: list[dict[str, str]]) -> Path:
    names = sorted({name for row in rows for name in row})
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    return path
