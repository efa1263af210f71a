"""Models of the analysis of a plan: they keep Qt's contract, and ticks of lines are counted."""

from __future__ import annotations

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from pmo_desktop.itemmodels.analysis import check_columns, comparison_columns, offender_columns
from pmo_desktop.itemmodels.planpicks import PlanPicks
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.baselines import BaselineHead, BaselineRow, compared
from pmo_desktop.services.plans.quality import quality_of
from tests.services.quality_plans import MONDAY, chain

CHECK = Qt.ItemDataRole.CheckStateRole
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def test_checks_answer_a_mark_and_its_word(qtbot: QtBot) -> None:
    model = RowsModel(check_columns())
    QAbstractItemModelTester(model, STRICT, model)
    model.set_rows(list(quality_of(chain()).checks))
    index = model.index(0, 1)
    assert (index.data(), index.data(Role.COMPLIANCE), index.data(Role.TONE)) == ("Failed", "gap", "neg")


def test_each_line_at_fault_has_a_way_to_the_plan(qtbot: QtBot) -> None:
    model = RowsModel(offender_columns())
    model.set_rows(list(quality_of(chain()).checks[0].offenders))
    assert [model.index(0, c).data() for c in (1, 2)] == ["Dig", "no predecessor"]
    assert model.index(0, 3).data(Role.BUTTON) == "Go to"


def test_a_baseline_is_a_column(qtbot: QtBot) -> None:
    file = chain()
    found = compared(file.plan, file.items, file.days, MONDAY)
    assert len(comparison_columns(found.heads)) == 3


@pytest.mark.parametrize(("slip", "tone"), [(None, None), (-3, None), (10, None), (11, "warn"), (21, "neg")])
def test_a_slip_is_marked_outside_its_tolerance_only(slip: int | None, tone: str | None) -> None:
    head = BaselineHead(0, "Baseline 1", None, "", MONDAY, slip, 1)
    row = BaselineRow(uuid4(), "1", "Dig", 0, False, MONDAY, (MONDAY,), (slip,))
    roles = comparison_columns([head])[-1].roles
    assert (roles[Role.TONE](row), roles[Role.STRONG](row)) == (tone, tone == "neg")


def test_lines_are_ticked_by_the_box_and_kept_in_plan_order(qtbot: QtBot) -> None:
    items, model = chain().items, PlanPicks()
    QAbstractItemModelTester(model, STRICT, model)
    model.choose_from(items, [items[2].id])
    told: list[int] = []
    model.ticked.connect(told.append)
    assert model.index(2, 0).data(CHECK) == Qt.CheckState.Checked
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsUserCheckable
    model.setData(model.index(0, 0), Qt.CheckState.Checked, CHECK)
    assert list(model.picked) == [items[0].id, items[2].id]
    model.tick(2)
    assert list(model.picked) == [items[0].id]
    assert told == [2, 1]
