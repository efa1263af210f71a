from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import Op
from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.registersheet import Cell, Sheet, SheetRow
from pmo_desktop.domain.values import Money
from pmo_desktop.domain.works import Project, WorkState
from pmo_desktop.services.columns.sheet import sheet_plan
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.importing.register import (
    ImportReceipt,
    Outcome,
    as_json,
    read_register,
    register_edit,
    register_receipt,
)
from pmo_desktop.services.importing.world import World, known_works, world_of
from pmo_desktop.services.ports import Store
from pmo_desktop.storage.store import open_store

TODAY = date(2026, 1, 15)
HEADER = (
    "Code",
    "Title",
    "Department",
    "RAG 2025",
    "RAG comment",
    "Start date",
    "End date",
    "Budget",
    "Manager",
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    (
        "A-1",
        "New depot",
        "Roads",
        "Amber/Red",
        "Late permits",
        "2025-01-31",
        "2026-06-30",
        "€1,000,000",
        "Ann Lee",
    ),
    (
        "A-2",
        "Old bridge",
        "ROADS",
        "Green",
        "",
        "2025-02-01",
        "2024-06-30",
        "Exempt under Section 43",
        "Al Low",
    ),
    ("Total", None, None, None, None, None, None, "€1,000,000", None),
)


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    opened = open_store(sqlite_url)
    yield opened
    opened.close()


def _sheet(rows: tuple[tuple[Cell, ...], ...] = ROWS, header: tuple[str, ...] = HEADER) -> Sheet:
    return Sheet(
        "register.csv", "register", header, tuple(SheetRow(n, r) for n, r in enumerate(rows, start=2))
    )


def _receipt(world: World, sheet: Sheet, answers: Mapping[str, str] | None = None) -> ImportReceipt:
    return register_receipt(sheet_plan([sheet], known_works(world), answers), world)


def _import(store: Store, sheet: Sheet) -> ImportReceipt:
    receipt = _receipt(world_of(store.reader, TODAY), sheet)
    Editor(store).apply(_op(receipt))
    return receipt


def _op(receipt: ImportReceipt) -> Op:
    return Op(uuid4(), register_edit(receipt), datetime.now(UTC), UUID(int=1), receipt.label)


def test_a_receipt_says_what_would_happen_row_by_row() -> None:
    receipt = _receipt(World(today=TODAY), _sheet())
    assert [(r.row, r.outcome) for r in receipt.rows] == [
        (2, Outcome.CREATED),
        (3, Outcome.CREATED),
        (4, Outcome.SKIPPED),
    ]
    second = receipt.rows[1]
    assert [n.reason for n in second.not_taken] == ["Withheld"]
    assert any("before the start" in note for note in second.notes)
    assert receipt.rows[2].reason == "A line of totals"
    assert receipt.label == "Import 2 works from register.csv"


def test_the_receipt_as_json_has_the_promised_shape() -> None:
    told = json.loads(json.dumps(as_json(_receipt(World(today=TODAY), _sheet()))))
    assert (told["rows"], told["created"], told["changed"]) == (3, 2, 0)
    assert told["skipped"] == [{"row": 4, "reason": "A line of totals"}]
    assert told["not_taken"] == [
        {"row": 3, "column": "Budget", "text": "Exempt under Section 43", "reason": "Withheld"}
    ]
    assert isinstance(told["warnings"], list)


def test_an_import_is_stored_as_one_batch_and_undone_as_one(store: Store) -> None:
    receipt = _import(store, _sheet())
    works = {w.external_ref: w for w in store.reader.all("work")}
    depot, bridge = works["A-1"], works["A-2"]
    assert isinstance(depot, Project)
    assert depot.state is WorkState.ACTIVE
    assert (depot.start_planned, depot.finish_planned) == (date(2025, 1, 31), date(2026, 6, 30))
    assert depot.budget == Money(100_000_000, "EUR")
    assert (bridge.start_planned, bridge.finish_planned, bridge.budget) == (date(2025, 2, 1), None, None)
    assert depot.org_unit == bridge.org_unit
    assert [u.title.said("en") for u in store.reader.all("org_unit")] == ["Roads"]
    assert {p.initials for p in store.reader.all("person")} == {"AL", "ALo"}
    reports = {r.work: r for r in store.reader.all("status_report")}
    report = reports[depot.id]
    assert report.declared.overall is Rating.AMBER
    assert report.declared_words == "Amber/Red"
    assert report.status_date == date(2025, 12, 31)
    assert report.rag_reason == "Late permits"
    assert "row 2" in depot.source
    undo = Op(uuid4(), register_edit(receipt).inverse(), datetime.now(UTC), UUID(int=1), "undo")
    Editor(store).apply(undo)
    assert store.reader.all("work") == []
    assert store.reader.all("status_report") == []
    assert store.reader.all("org_unit") == []


def test_importing_the_same_file_again_changes_nothing(store: Store) -> None:
    _import(store, _sheet())
    again = _receipt(world_of(store.reader, TODAY), _sheet())
    assert [r.outcome for r in again.rows] == [Outcome.SKIPPED] * 3
    assert register_edit(again).edits == ()


def test_a_newer_file_changes_only_what_it_says(store: Store) -> None:
    _import(store, _sheet())
    newer = (("A-1", "New depot", "Roads", "Red", "", "2025-01-31", "2026-09-30", "", ""),)
    receipt = _import(store, _sheet(newer))
    assert [r.outcome for r in receipt.rows] == [Outcome.CHANGED]
    depot = store.reader.where("work", "external_ref", ["A-1"])[0]
    assert depot.finish_planned == date(2026, 9, 30)
    assert depot.budget == Money(100_000_000, "EUR")
    (report,) = store.reader.where("status_report", "work", [depot.id])
    assert report.declared.overall is Rating.RED


def test_amounts_of_one_year_are_kept_with_the_report_not_as_the_budget() -> None:
    header = ("Title", "RAG", "Yearly budget (£m)", "Budgeted whole life cost (£m)")
    sheet = _sheet((("New depot", "Green", "12.5", "400"), ("Old bridge", "Red", "3", "90")), header)
    receipt = _receipt(World(today=TODAY), sheet)
    project, report = (dict(e.values) for e in receipt.rows[0].edits)  # type: ignore[union-attr]
    assert project["budget"] == project["whole_life_cost"] == Money(40_000_000_000, "GBP")
    assert "Yearly budget (£m): 12.5" in report["achieved"]


def test_several_rating_columns_make_a_report_per_year_and_fill_its_dimensions() -> None:
    header = ("Title", "RAG 2024", "RAG 2025", "Cost RAG 2025")
    receipt = _receipt(World(today=TODAY), _sheet((("New depot", "Green", "Red", "Amber"),), header))
    _, first, second = (dict(e.values) for e in receipt.rows[0].edits)  # type: ignore[union-attr]
    assert (first["status_date"], second["status_date"]) == (date(2024, 12, 31), date(2025, 12, 31))
    assert first["declared"].overall is Rating.GREEN
    assert (second["declared"].overall, second["declared"].cost) == (Rating.RED, Rating.AMBER)


def test_a_withheld_rating_is_a_report_without_a_colour() -> None:
    sheet = _sheet((("New depot", "Exempt under Section 43"), ("Old bridge", "Green")), ("Title", "RAG"))
    _, report = (dict(e.values) for e in _receipt(World(today=TODAY), sheet).rows[0].edits)  # type: ignore[union-attr]
    assert report["declared_words"] == "Exempt under Section 43"
    assert "declared" not in report


def test_an_open_question_is_a_warning() -> None:
    sheet = _sheet((("New depot", "03/04/2020", "Roads"),), ("Title", "Start date", "Department"))
    receipt = _receipt(World(today=TODAY), sheet)
    assert any("day or month first" in w and "Not answered" in w for w in receipt.warnings)
    answered = _receipt(World(today=TODAY), sheet, {"date-order": "day_first"})
    assert answered.rows[0].not_taken == ()


def test_an_older_file_adds_its_report_and_changes_no_work(store: Store) -> None:
    _import(store, _sheet())
    header = (*HEADER[:3], "RAG", *HEADER[4:])
    older = (("A-1", "New depot", "Roads", "Green", "", "2025-01-31", "2027-09-30", "€5", ""),)
    sheet = _sheet(older, header)
    world = world_of(store.reader, TODAY)
    receipt = read_register([sheet], world, {"as-at": "2024-06-30", "unit": "1"})
    (row,) = receipt.rows
    assert [type(e).__name__ for e in row.edits] == ["Create"]
    assert any("newer" in note for note in row.notes)


def test_programmes_and_services_are_siblings_of_projects() -> None:
    header = ("Ref", "Work", "Type", "Status")
    rows = (
        ("S1", "Payroll", "Service", "Live"),
        ("G1", "Renewal", "Programme", "Closed"),
        ("P1", "Depot", "", "On hold"),
    )
    receipt = _receipt(World(today=TODAY), _sheet(rows, header))
    made = [e for row in receipt.rows for e in row.edits]
    assert [(e.kind, str(dict(e.values)["state"])) for e in made] == [  # type: ignore[union-attr]
        ("service", "live"),
        ("programme", "closed"),
        ("project", "on_hold"),
    ]
