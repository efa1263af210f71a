"""Typed cells to values, and rows to edits that change nothing but what was typed."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop import i18n
from pmo_desktop.domain.edits import FieldChange
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.values import LText, Money, Points
from pmo_desktop.domain.works import Category, WorkState
from pmo_desktop.itemmodels import editing as e
from pmo_desktop.itemmodels.pasting import grid_of, pasted
from pmo_desktop.itemmodels.register import columns, edit_of
from pmo_desktop.itemmodels.register_context import Context
from tests.builders import TODAY, eur
from tests.readmodels.test_register import row

PEOPLE = tuple(
    Candidate(uuid4(), name, short)
    for name, short in (("Tomas Okafor", "TO"), ("Lena Vogt", "LV"), ("Lena Maas", "LM"))
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("10 Dec 2026", dt.date(2026, 12, 10)),
        ("2026-12-10", dt.date(2026, 12, 10)),
        ("+10 wd", dt.date(2026, 7, 29)),
        (dt.date(2026, 1, 1), dt.date(2026, 1, 1)),
        ("", None),
        ("–", None),
    ],
)
def test_days(typed: Any, day: dt.date | None) -> None:
    assert e.day_of(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("1.2m", Money(120_000_000, "EUR")),
        ("1,200,000", Money(120_000_000, "EUR")),
        ("1.2 Mio.", Money(120_000_000, "EUR")),
        ("GBP 5 k", Money(500_000, "GBP")),
        ("96.4", Money(9_640_000_000, "EUR")),
        ("96,400,000\u00a0EUR", Money(9_640_000_000, "EUR")),
        ("", None),
    ],
)
def test_money_in_a_column_of_millions(typed: str, money: Money | None) -> None:
    assert e.money_of(typed, "EUR", unit=e.MILLION) == money


def test_money_by_the_language_in_force() -> None:
    i18n.use("de")
    assert e.money_of("1.200.000,50", "EUR") == Money(120_000_050, "EUR")


@pytest.mark.parametrize(
    ("read", "says"),
    [
        (lambda: e.day_of("soonish", TODAY), "not a date"),
        (lambda: e.money_of("a lot", "EUR"), "not an amount"),
        (lambda: e.score_of("7"), "1 to 5"),
        (lambda: e.points_of("much"), "not a percentage"),
        (lambda: e.whole_of("x", "Days"), "whole number"),
        (lambda: e.choice_of("blue", Category), "Run, Grow"),
        (lambda: e.person_of("lena", PEOPLE), "Lena Vogt, Lena Maas"),
        (lambda: e.person_of("Zz", PEOPLE), "Nobody"),
        (lambda: e.named_of("R", ((uuid4(), "Roads"), (uuid4(), "Rail")), "unit"), "no single unit"),
        (lambda: e.needed_text("  ", "Title"), "Title is needed"),
    ],
)
def test_what_is_not_understood_is_said(read: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read()


def test_people_scores_choices_and_numbers() -> None:
    assert e.person_of("to", PEOPLE) == PEOPLE[0].id
    assert e.person_of("maas", PEOPLE) == PEOPLE[2].id
    assert e.person_of("", PEOPLE) is None
    assert e.score_of("3") == 3
    assert e.points_of("12.5 %") == Points(1250)
    assert e.whole_of("\u22123", "Days") == -3
    assert e.choice_of("grow", Category) is Category.GROW
    assert e.optional_choice("–", Category) is None


def test_only_states_that_may_follow_are_read() -> None:
    assert e.state_in("project", WorkState.ACTIVE, "On hold") is WorkState.ON_HOLD
    assert e.state_in("project", WorkState.ACTIVE, WorkState.ACTIVE) is WorkState.ACTIVE
    with pytest.raises(ValueError, match="Active, On hold, Closing, Stopped"):
        e.state_in("project", WorkState.ACTIVE, "Closed")


def test_a_title_keeps_its_other_languages() -> None:
    seen = LText.of("Bridge", de="Brücke")
    assert e.title_in(seen, "Big  bridge", "Title") == LText.of("Big bridge", de="Brücke")
    i18n.use("de")
    assert e.title_in(seen, "Große Brücke", "Title") == LText.of("Bridge", de="Große Brücke")
    i18n.use("fr")
    assert e.title_in(seen, "Span", "Title") == LText.of("Span", de="Brücke")


def test_an_edit_holds_what_was_seen_and_what_is_wanted() -> None:
    work = row(budget=eur(10))
    edit = e.set_of("project", work, {"budget": eur(12), "phase": "Build"})
    assert (edit.kind, edit.id) == ("project", work.id)
    assert edit.changes == (FieldChange("budget", eur(10), eur(12)),)
    with pytest.raises(KeyError, match="vision"):
        e.set_of("project", work, {"vision": "x"})


def test_rows_of_other_lists_make_edits_too() -> None:
    from pmo_desktop.readmodels.lists import ActionRow

    usual: dict[str, Any] = dict.fromkeys(ActionRow.__dataclass_fields__)
    usual |= {
        "id": uuid4(),
        "state": ActionState.OPEN,
        "text": "Call",
        "ref": "A-1",
        "revision": 1,
        "due_history": (),
    }
    edit = e.set_of("action", ActionRow(**usual), {"state": ActionState.DONE})
    assert edit.changes == (FieldChange("state", ActionState.OPEN, ActionState.DONE),)


def test_every_editable_column_writes_a_field_that_the_row_carries() -> None:
    at, work = Context(TODAY, "EUR", PEOPLE), row(budget=eur(1))
    editable = [c for c in columns(at) if c.may_edit(work)]
    assert {"title", "state", "phase", "finish_forecast", "budget", "sponsor", "manager", "priority"} <= {
        c.field for c in editable
    }
    for column in editable:
        assert column.seen(work) == getattr(work, column.field)
        edit_of(work, column, column.seen(work))


def test_a_governed_budget_is_locked_and_names_its_authority() -> None:
    column = next(c for c in columns(Context(TODAY)) if c.key == "budget")
    work = row(budget=eur(1), budget_authority=uuid4(), authority_ref="D-7")
    assert not column.may_edit(work)
    assert "D-7" in column.locked(work) if column.locked else False


def test_a_service_has_no_phase_and_no_finish_to_edit() -> None:
    service = row(kind="service")
    able = {c.key for c in columns(Context(TODAY)) if c.may_edit(service)}
    assert "phase" not in able
    assert "finish_forecast" not in able
    assert "title" in able


# -- pasting ---------------------------------------------------------------------------------------

BY_KEY = {c.key: c for c in columns(Context(TODAY, "EUR", PEOPLE))}
SOME = [BY_KEY[k] for k in ("ref", "title", "phase", "finish_forecast", "slip", "budget")]


def test_a_grid_is_split_at_tabs_and_lines() -> None:
    assert grid_of("a\tb\r\nc\td\r\n") == [["a", "b"], ["c", "d"]]
    assert grid_of("\n") == []


def test_pasting_changes_cells_from_the_first_on() -> None:
    works = [row(ref="A"), row(ref="B"), row(ref="C")]
    plan = pasted(grid_of("Design\t1 Dec 2026\nBuild\t2 Dec 2026\n"), works, SOME[2:], lambda r: str(r.kind))
    assert [{c.name for c in edit.changes} for edit in plan.edits] == [
        {"phase", "finish_forecast"},
        {"finish_forecast"},
    ]
    assert (plan.cells, plan.works, plan.refused, plan.beyond) == (3, 2, (), 0)


def test_heads_say_which_columns_are_meant_and_wrong_cells_are_told() -> None:
    works = [row(ref="A"), row(ref="B")]
    text = "Code\tPhase\tBudget\nA\tDesign\t12\nZ\tBuild\tmuch\n"
    plan = pasted(grid_of(text), works, SOME, lambda r: str(r.kind))
    assert [{c.name: c.new for c in edit.changes} for edit in plan.edits] == [
        {"phase": "Design", "budget": eur(12)}
    ]
    assert [text for text, _ in plan.refused] == ["Z", "much"]


def test_one_cell_fills_all_rows_and_more_lines_than_rows_are_counted() -> None:
    works = [row(), row()]
    assert pasted([["Design"]], works, SOME[2:], lambda r: str(r.kind)).works == 2
    assert pasted([["Design"]] * 5, works, SOME[2:], lambda r: str(r.kind)).beyond == 3
