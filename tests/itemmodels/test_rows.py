"""The rows model tells Qt the truth through any steps: rows, order, filter, groups, folds."""

from __future__ import annotations

import dataclasses as dc
import random
from collections.abc import Sequence
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import QAbstractItemModel, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping, SortKey
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.itemmodels.rows import RowsModel


@dc.dataclass(frozen=True, slots=True)
class Line:
    id: UUID
    name: str
    size: int
    group: str


def name_of(row: Line) -> str:
    return row.name


def columns() -> tuple[Column[Line], ...]:
    def number(value: object) -> int:
        if not str(value).isdecimal():
            raise ValueError("not a number")
        return int(str(value))

    return (
        Column("Name", name_of, name_of, key="name", field="name", parse=str, seen=name_of),
        Column(
            "Size", lambda r: r.size, lambda r: str(r.size), key="size", field="size", number=True,
            parse=number, seen=lambda r: r.size, locked=lambda r: "Too big" if r.size > 90 else "",
            roles={Role.STRONG: lambda r: r.size > 50},
        ),
    )  # fmt: skip


def line(rnd: random.Random) -> Line:
    return Line(uuid4(), rnd.choice("abcdefgh") * 3, rnd.randrange(100), rnd.choice("xyz"))


def by_group() -> Grouping[Line]:
    return Grouping(lambda r: r.group)


def head(key: str, rows: object) -> GroupRow:
    return GroupRow(key, str(len(list(rows))))  # type: ignore[call-overload]


@pytest.fixture
def model(qapp: QApplication) -> RowsModel[Line]:
    return RowsModel(columns())


def expected(model: RowsModel[Line]) -> list[Line]:
    return [r for r in (model.row(n) for n in range(model.rowCount())) if r is not None]


def test_random_steps_keep_model_and_persistent_indexes_true(model: RowsModel[Line]) -> None:
    rnd = random.Random(7)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows: list[Line] = []
    held: list[tuple[QPersistentModelIndex, UUID]] = []
    for _ in range(300):
        match rnd.randrange(8):
            case 0:
                rows = [line(rnd) for _ in range(rnd.randrange(40))]
                model.set_rows(rows)
            case 1:
                model.sort_by(
                    [SortKey(rnd.randrange(2), rnd.random() < 0.5) for _ in range(rnd.randrange(3))]
                )
            case 2:
                limit = rnd.randrange(100)
                model.set_filter(rnd.choice((None, lambda r, limit=limit: r.size < limit)))
            case 3:
                grouping = rnd.choice((None, by_group()))
                model.set_grouping(grouping, head)
            case 4:
                model.toggle(rnd.choice("xyz"))
            case 5 if rows:
                gone = {r.id for r in rnd.sample(rows, min(len(rows), rnd.randrange(3)))}
                rows = [r for r in rows if r.id not in gone]
                model.put_rows([], tuple(gone))
            case 6 if rows:
                old = rnd.choice(rows)
                new = dc.replace(old, size=rnd.randrange(100), group=rnd.choice((old.group, "x")))
                rows = [new if r.id == old.id else r for r in rows]
                model.put_rows([new])
            case _:
                fresh = [line(rnd) for _ in range(rnd.randrange(3))]
                rows += fresh
                model.put_rows(fresh)
        assert {r.id for r in model.all_rows()} == {r.id for r in rows}
        for index, uid in held:
            shown = model.row(index.row()) if index.isValid() else None
            assert shown is None or shown.id == uid
        held = [
            (QPersistentModelIndex(model.index(n, 0)), r.id)
            for n in range(model.rowCount())
            if (r := model.row(n)) is not None and rnd.random() < 0.2
        ]
    tester.deleteLater()


def test_one_changed_row_is_told_alone_and_its_head_counts_anew(model: RowsModel[Line]) -> None:
    rows = [
        Line(uuid4(), name, size, group)
        for name, size, group in (("a", 1, "x"), ("b", 2, "x"), ("c", 3, "y"))
    ]
    model.set_grouping(
        Grouping(lambda r: r.group), lambda key, found: GroupRow(key, str(sum(r.size for r in found)))
    )
    model.set_rows(rows)
    told: list[tuple[int, int]] = []
    laid: list[int] = []
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    model.layoutChanged.connect(lambda *_: laid.append(1))
    model.put_rows([dc.replace(rows[1], size=20)])
    assert laid == []
    assert told == [(0, 0), (2, 2)]
    assert model.index(0, 0).data(Role.GROUP).facts == "21"


def test_levels_of_sorting_and_empty_values_last(model: RowsModel[Line]) -> None:
    rows = [Line(uuid4(), n, s, "x") for n, s in (("b", 1), ("A", 2), ("", 3), ("a", 1))]
    model.set_rows(rows)
    model.sort_by((SortKey(0), SortKey(1, down=True)))
    assert [(r.name, r.size) for r in expected(model)] == [("A", 2), ("a", 1), ("b", 1), ("", 3)]
    model.sort_by((SortKey(0, down=True),))
    assert [r.name for r in expected(model)] == ["b", "A", "a", ""]


def test_folding_hides_rows_and_keeps_them_counted(model: RowsModel[Line]) -> None:
    rnd = random.Random(1)
    rows = [line(rnd) for _ in range(30)]
    model.arrange((SortKey(1),), None, Grouping(lambda r: r.group), head, rows)
    model.fold("x", folded=True)
    inside = [r for r in rows if r.group == "x"]
    assert len(expected(model)) == 30 - len(inside)
    assert len(model.kept_rows()) == 30
    group = model.index(0, 1).data(Role.GROUP)
    assert (group.key, group.facts, group.open) == ("x", str(len(inside)), False)


def test_sorting_asks_no_head_anew_and_a_filter_only_those_that_change(model: RowsModel[Line]) -> None:
    asked: list[str] = []

    def counted(key: str, found: Sequence[Line]) -> GroupRow:
        asked.append(key)
        return GroupRow(key, str(len(found)))

    model.set_rows([Line(uuid4(), f"Line {n}", n, "ab"[n % 2]) for n in range(10)])
    model.arrange((SortKey(1),), None, by_group(), counted)
    assert sorted(asked) == ["a", "b"]
    asked.clear()
    model.sort_by((SortKey(1, down=True),))
    assert asked == []
    kept = model.kept_rows()
    assert model.kept_rows() is kept
    model.set_filter(lambda row: row.size != 3)
    assert asked == ["b"]
    assert len(model.kept_rows()) == 9


def test_typed_cells_ask_for_edits_and_never_write(model: RowsModel[Line]) -> None:
    row = Line(uuid4(), "a", 5, "x")
    model.set_rows([row, Line(uuid4(), "b", 95, "x")])
    asked: list[tuple[object, ...]] = []
    refused: list[tuple[object, ...]] = []
    model.edit_requested.connect(lambda *what: asked.append(what))
    model.refused.connect(lambda *what: refused.append(what))
    cell = model.index(0, 1)
    assert model.setData(cell, "7") is False
    assert model.setData(cell, "5") is False
    assert model.setData(cell, "seven") is False
    assert [(r, c.key, v) for r, c, v in asked] == [(row, "size", 7)]  # type: ignore[attr-defined]
    assert refused[0][2:] == ("seven", "not a number")
    assert model.row(0) == row
    locked = model.index(1, 1)
    assert not model.flags(locked) & Qt.ItemFlag.ItemIsEditable
    assert model.setData(locked, "1") is False
    assert locked.data(Qt.ItemDataRole.ToolTipRole) == "Too big"


def test_a_column_says_which_roles_it_knows(model: RowsModel[Line]) -> None:
    assert Role.STRONG in model.column_roles(1)
    assert Role.RAG not in model.column_roles(1)
    assert isinstance(model, QAbstractItemModel)
