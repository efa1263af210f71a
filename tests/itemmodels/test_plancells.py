"""Cells of a plan: what each column understands, what it refuses, and that nothing else changes."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from pmo_desktop.domain.edits import Archive, Create, Set, steps
from pmo_desktop.domain.ids import PlanCalendarId
from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.plans import ConstraintKind, ItemKind, LinkKind, PlanCalendar, PlanItem
from pmo_desktop.domain.schedulecalendar import Calendar
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.itemmodels.plancells import CHANGES, Typing, put_cell
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.services.plans.draft import Draft
from pmo_desktop.services.plans.state import applied
from tests.services.plans import MONDAY, PLAN, item, link, plan_file, stretch, wall

ADA = Candidate(UUID(int=7), "Ada Lovelace", "AL")
AT = Typing(MONDAY, uuid4, (ADA,))


def typed(file: PlanFile, number: int, key: str, text: str) -> PlanItem:
    draft = Draft(file)
    put_cell(draft, number, key, text, AT)
    return draft.items[number]


def refused(file: PlanFile, number: int, key: str, text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        typed(file, number, key, text)


def three() -> PlanFile:
    return plan_file(item(1, 2), item(2), item(3, 2), links=(link(1, 2),))


@pytest.mark.parametrize(
    ("key", "text", "wanted"),
    [
        ("name", "  Piling   pier 2 ", {"name": "Piling pier 2"}),
        ("duration", "3 d", {"duration": 3 * 480, "elapsed": False}),
        ("duration", "3 ed", {"duration": 3 * 1440, "elapsed": True, "finish": wall(date(2026, 7, 9))}),
        ("done", "40 %", {"percent": 4000, "actual_start": wall(MONDAY)}),
        ("wbs", "1.7", {"wbs": "1.7"}),
        ("constraint", "must start on", {"constraint": ConstraintKind.MSO, "constraint_date": wall(MONDAY)}),
        ("constraint", "", {"constraint": ConstraintKind.ASAP, "constraint_date": None}),
        ("constraint_date", "13 Jul 2026",
         {"constraint": ConstraintKind.SNET, "constraint_date": wall(date(2026, 7, 13))}),
        ("deadline", "17 Jul 2026", {"deadline": wall(date(2026, 7, 17), 17)}),
        ("manual", "yes", {"manual": True}),
        ("may_split", "no", {"may_split": False}),
        ("optimistic", "1 d", {"optimistic": 480}),
        ("pessimistic", "4 d", {"pessimistic": 4 * 480}),
        ("pessimistic", "", {"pessimistic": None}),
        ("effort", "3 d", {"effort": 1440}),
        ("priority", "700", {"priority": 700}),
        ("responsible", "ada", {"responsible": ADA.id}),
        ("repeats", "RRULE:FREQ=MONTHLY;BYDAY=1MO", {"recurrence": "FREQ=MONTHLY;BYDAY=1MO"}),
        ("venue", "Town hall", {"venue": "Town hall"}),
        ("actual_start", "7 Jul 2026", {"actual_start": wall(date(2026, 7, 7))}),
        ("actual_finish", "8 Jul 2026", {"percent": 10_000, "actual_finish": wall(date(2026, 7, 8), 17)}),
    ],
)  # fmt: skip
def test_a_cell_is_understood(key: str, text: str, wanted: dict[str, Any]) -> None:
    found = typed(three(), 1, key, text)
    assert {name: getattr(found, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("name", "  ", "needs a name"),
        ("duration", "soon", "is not a length"),
        ("start", "soon", "is not a date"),
        ("done", "140 %", "0 to 100"),
        ("optimistic", "9 d", "not longer"),
        ("pessimistic", "1 d", "not shorter"),
        ("manual", "perhaps", "neither yes nor no"),
        ("may_split", "perhaps", "neither yes nor no"),
        ("calendar", "Night", "is not one of"),
        ("priority", "2000", "between 0 and 1000"),
        ("responsible", "Bo", "Nobody here"),
        ("repeats", "FREQ=SECONDLY", "no rule of repetition"),
        ("constraint", "someday", "is not one of"),
        ("predecessors", "1", "does not wait for itself"),
        ("predecessors", "9", "no line 9"),
        ("predecessors", "2", "waits for “Line 1” already"),
        ("resources", "Ada [0%]", "no share"),
    ],
)
def test_what_is_not_understood_is_refused_in_a_sentence(key: str, text: str, why: str) -> None:
    refused(three(), 1, key, text, why)


def test_a_typed_start_holds_the_line_and_an_emptied_one_lets_it_go() -> None:
    file = three()
    found = typed(file, 3, "start", "13 Jul 2026")
    assert (found.constraint, found.constraint_date) == (ConstraintKind.SNET, wall(date(2026, 7, 13)))
    assert stretch(found) == (date(2026, 7, 13), date(2026, 7, 14)), "its length stays"
    free = typed(dc.replace(file, items=(*file.items[:2], found)), 3, "start", "")
    assert (free.constraint, free.constraint_date) == (ConstraintKind.ASAP, None)


def test_a_line_without_dates_is_held_where_its_start_is_typed() -> None:
    bare = item(4, start=None, finish=None)
    file = dc.replace(three(), items=(*three().items, bare))
    assert typed(file, 4, "start", "13 Jul 2026").constraint is ConstraintKind.SNET
    refused(file, 4, "constraint", "must start on", "no dates yet")


def test_summaries_take_no_dates_but_a_deadline() -> None:
    file = plan_file(item(1, item_kind=ItemKind.SUMMARY), item(2, parent=1))
    for key in ("start", "finish", "duration", "done", "optimistic"):
        refused(file, 1, key, "5", "follows the lines under it")
    assert typed(file, 1, "deadline", "17 Jul 2026").deadline == wall(date(2026, 7, 17), 17)


def test_kinds_are_changed_and_milestones_have_no_length() -> None:
    file = three()
    point = typed(file, 1, "kind", "milestone")
    assert (point.item_kind, point.duration, point.finish) == (ItemKind.MILESTONE, 0, point.start)
    with_point = dc.replace(file, items=(point, *file.items[1:]))
    refused(with_point, 1, "duration", "3 d", "no length")
    task = typed(with_point, 1, "kind", "Task")
    assert (task.item_kind, task.duration) == (ItemKind.TASK, 480)


def test_a_duty_and_a_service_are_never_partly_done() -> None:
    refused(plan_file(item(1, item_kind=ItemKind.DUTY)), 1, "done", "50 %", "never partly done")
    refused(dc.replace(three(), service=True), 1, "done", "50 %", "never partly done")


def test_calendars_are_named_by_their_beginning() -> None:
    night = PlanCalendar(
        id=PlanCalendarId(uuid4()), plan=PLAN, number=4, name="Night shift",
        times=Calendar(uid=4, name="Night shift", is_base=True),
    )  # fmt: skip
    file = dc.replace(three(), calendars=(night,))
    assert typed(file, 1, "calendar", "night").calendar_number == 4
    assert typed(file, 1, "calendar", "–").calendar_number is None


# -- other records -----------------------------------------------------------------------------------


def edit_of(file: PlanFile, number: int, key: str, text: str) -> list[Any]:
    draft = Draft(file)
    put_cell(draft, number, key, text, AT)
    return list(steps(draft.edit()))


def test_predecessors_make_change_and_take_away_links() -> None:
    file = plan_file(item(1), item(2), item(3), item(4), links=(link(1, 4), link(2, 4)))
    found = edit_of(file, 4, "predecessors", "2SS+1d; 3")
    assert sorted(type(step).__name__ for step in found) == ["Archive", "Create", "Set"]
    after = applied(file, Draft(file).edit())
    assert after.links == file.links, "nothing happens before the edit is applied"
    draft = Draft(file)
    put_cell(draft, 4, "predecessors", "2SS+1d; 3", AT)
    links = applied(file, draft.edit()).links
    assert {(k.from_no, k.link_kind, k.lag) for k in links} == {(2, LinkKind.SS, 480), (3, LinkKind.FS, 0)}
    assert edit_of(file, 4, "predecessors", "1; 2") == [], "the same text changes nothing"


def test_resources_are_found_made_and_taken_off() -> None:
    file = three()
    draft = Draft(file)
    put_cell(draft, 1, "resources", "Crew A; Ada [50%]", AT)
    put_cell(draft, 2, "resources", "crew a", AT)
    made = applied(file, draft.edit())
    assert sorted(one.name for one in made.resources) == ["Ada", "Crew A"]
    assert {(a.item_no, a.resource_no, a.units) for a in made.assignments} == {
        (1, 1, 10_000), (1, 2, 5_000), (2, 1, 10_000),
    }  # fmt: skip
    left = edit_of(made, 1, "resources", "Ada [75%]")
    assert [(type(step), step.kind) for step in left] == [(Set, "assignment"), (Archive, "assignment")]
    assert all(not isinstance(step, Create) for step in left)


NEEDED = {"name", "duration", "start", "finish", "done", "kind"}
"""Cells that are never empty."""


@pytest.mark.parametrize("key", CHANGES)
def test_a_cell_is_emptied_unless_it_is_needed(key: str) -> None:
    if key in NEEDED:
        refused(three(), 1, key, "", ".")
    else:
        typed(three(), 1, key, "")


def test_progress_is_summed_up_over_the_lines_below() -> None:
    file = plan_file(item(1, item_kind=ItemKind.SUMMARY), item(2, 3, parent=1), item(3, 1, parent=1))
    draft = Draft(file)
    put_cell(draft, 2, "done", "100 %", AT)
    draft.sum_up()
    assert draft.items[1].percent == Points(7500)
    assert draft.items[1].duration == Minutes(3 * 480)
