"""A block from a spreadsheet on a plan: onto cells, by heads, and below the last line."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from pmo_desktop.itemmodels.pasting import grid_of
from pmo_desktop.itemmodels.plancells import Typing
from pmo_desktop.itemmodels.planpaste import Pasting, pasted
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.state import applied
from tests.services.plans import MONDAY, item, plan_file

TITLES = {"Name": "name", "Duration": "duration", "Predecessors": "predecessors", "#": "number"}
KEYS = ("name", "duration", "start", "predecessors")
AT = Typing(MONDAY, uuid4)


def paste(file: PlanFile, text: str, *numbers: int) -> tuple[Pasting, PlanFile]:
    done = pasted(Draft(file), grid_of(text), numbers, KEYS, TITLES, AT)
    return done, applied(file, done.draft.edit())


def test_cells_are_pasted_from_the_current_one_on() -> None:
    file = plan_file(item(1), item(2))
    done, after = paste(file, "Piling\t3 d\nCaps\t2 d", 1, 2)
    assert [(i.name, i.duration) for i in after.items] == [("Piling", 1440), ("Caps", 960)]
    assert (done.cells, done.lines, done.refused) == (4, 0, ())


def test_rows_below_the_last_line_are_new_ones_and_may_wait_for_one_another() -> None:
    file = plan_file(item(1))
    done, after = paste(file, "Piling\t3 d\t\t\nCaps\t2 d\t\t1FS+1d\nDeck\t5 d\t\t2", 1)
    assert [(i.name, i.duration) for i in after.items] == [("Piling", 1440), ("Caps", 960), ("Deck", 2400)]
    assert done.lines == 2
    assert [(k.from_no, k.to_no, k.lag) for k in after.links] == [(1, 2, 480), (2, 3, 0)]
    assert [i.position for i in after.items] == sorted({i.position for i in after.items})


def test_a_row_of_heads_says_which_columns_are_meant() -> None:
    _, after = paste(plan_file(item(1)), "#\tDuration\tName\n1\t4 d\tPiling", 1)
    assert (after.items[0].name, after.items[0].duration) == ("Piling", 4 * 480)


def test_what_is_not_understood_is_left_and_told_and_the_rest_is_taken() -> None:
    done, after = paste(plan_file(item(1)), "Piling\tsoon\t13 Jul 2026", 1)
    assert [text for text, _ in done.refused] == ["soon"]
    assert after.items[0].name == "Piling"
    assert after.items[0].start
    assert after.items[0].start.date() == date(2026, 7, 13)


def test_a_plan_without_lines_is_filled_from_nothing() -> None:
    done, after = paste(plan_file(), "Piling\t3 d\nCaps\t2 d")
    assert (done.lines, len(after.items)) == (2, 2)
    assert [i.number for i in after.items] == [1, 2]
