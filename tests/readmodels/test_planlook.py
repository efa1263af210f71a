"""Which lines of a plan show: filters, text, groups, days of duties."""

from __future__ import annotations

import dataclasses as dc
from datetime import date
from uuid import UUID

import pytest

from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.plans import ItemKind
from pmo_desktop.domain.values import Points
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.readmodels.occurrences import needed_rule, occurrences
from pmo_desktop.readmodels.planlook import FILTERS, GROUPS, PlanLook, found_count, looked
from pmo_desktop.readmodels.plans import PlanFile, gantt_model
from tests.services.plans import MONDAY, item, link, plan_file, wall

ADA = PersonId(UUID(int=5))


def plan() -> PlanFile:
    """Foundations over a long and a short line; one line done; a duty."""
    file = plan_file(
        item(1, item_kind=ItemKind.SUMMARY, name="Foundations"),
        item(2, 9, parent=1, name="Piling"),
        item(3, 1, parent=1, name="Survey", responsible=ADA),
        item(4, 1, name="Permit", percent=Points(10_000), actual_start=wall(MONDAY),
             actual_finish=wall(MONDAY, 17)),
        item(5, 1, name="Inspect", item_kind=ItemKind.DUTY, recurrence="FREQ=MONTHLY;BYDAY=1MO"),
        links=(link(3, 2),),
    )  # fmt: skip
    return dc.replace(file, responsible={3: "Ada"})


def names(look: PlanLook, today: date = MONDAY) -> list[str]:
    return [i.name for i in looked(plan(), look, today, UUID(int=5))]


@pytest.mark.parametrize(
    ("look", "wanted"),
    [
        (PlanLook(), ["Foundations", "Piling", "Survey", "Permit", "Inspect"]),
        (PlanLook("critical"), ["Foundations", "Piling", "Survey"]),
        (PlanLook("mine"), ["Foundations", "Survey"]),
        (PlanLook("open"), ["Foundations", "Piling", "Survey", "Inspect"]),
        (PlanLook(text="pil"), ["Foundations", "Piling"]),
        (PlanLook(text="ada"), ["Foundations", "Survey"]),
        (PlanLook(text="nothing like it"), []),
        (PlanLook(group="responsible"), ["Ada", "Survey", "Nobody", "Piling", "Permit", "Inspect"]),
        (PlanLook(group="kind"), ["Task", "Piling", "Survey", "Permit", "Duty", "Inspect"]),
        (PlanLook("mine", group="kind"), ["Task", "Survey"]),
    ],
)
def test_a_look_shows_its_lines_with_what_stands_above_them(look: PlanLook, wanted: list[str]) -> None:
    assert names(look) == wanted


def test_late_means_that_it_should_be_done_or_cannot_be_in_time() -> None:
    assert names(PlanLook("late"), date(2026, 7, 9)) == ["Foundations", "Survey", "Inspect"]
    file = plan()
    due = dc.replace(file.by_number[2], deadline=wall(date(2026, 7, 8), 17))
    file = dc.replace(file, items=tuple(due if i.number == 2 else i for i in file.items))
    assert [i.name for i in looked(file, PlanLook("late"), MONDAY)] == ["Foundations", "Piling"]


def test_this_month_is_what_lies_in_it() -> None:
    assert names(PlanLook("month"), date(2026, 8, 1)) == []
    assert "Piling" in names(PlanLook("month"), date(2026, 7, 31))


def test_lines_keep_their_numbers_and_heads_have_none() -> None:
    file = plan()
    model = gantt_model(file, MONDAY, items=looked(file, PlanLook("mine"), MONDAY, UUID(int=5)))
    assert [(row.number, row.name, row.level) for row in model.rows] == [
        (1, "Foundations", 0),
        (3, "Survey", 1),
    ]
    grouped = gantt_model(file, MONDAY, items=looked(file, PlanLook(group="kind"), MONDAY))
    assert [(row.number, row.level) for row in grouped.rows][:3] == [(0, 0), (2, 1), (3, 1)]


def test_what_is_found_is_counted_without_what_stands_above_it() -> None:
    assert found_count(plan(), PlanLook(text="pil"), MONDAY) == 1
    assert all(isinstance(text, str) for text in (*FILTERS.values(), *GROUPS.values()))


def test_a_service_has_nothing_done() -> None:
    file = dc.replace(plan(), service=True)
    assert all(
        not row.progress for row in gantt_model(file, MONDAY, items=looked(file, PlanLook(), MONDAY)).rows
    )


# -- duties ------------------------------------------------------------------------------------------


def test_the_days_of_duties_stand_under_them_for_a_year() -> None:
    found = looked(plan(), PlanLook(occurrences=True), MONDAY)
    days = [i for i in found if i.parent == 5]
    assert [i.start.date() for i in days if i.start][:3] == [MONDAY, date(2026, 8, 3), date(2026, 9, 7)]
    assert len(days) == 13
    assert found.index(days[0]) == [i.number for i in found].index(5) + 1


def test_a_day_off_is_due_on_the_working_day_before_it() -> None:
    days = WorkDays.of(frozenset(range(5)), {date(2026, 8, 3): False})
    duty = item(1, recurrence="FREQ=MONTHLY;BYDAY=1MO")
    assert occurrences(duty, days, date(2026, 9, 1)) == (MONDAY, date(2026, 7, 31))


@pytest.mark.parametrize(
    "rule",
    ["", "FREQ=SECONDLY", "FREQ=WEEKLY;INTERVAL=0", "every day", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31"],
)
def test_a_rule_that_is_none_has_no_days_and_cannot_be_typed(rule: str) -> None:
    assert occurrences(item(1, recurrence=rule), WorkDays(), date(2027, 1, 1)) == ()
    with pytest.raises(ValueError, match="no rule of repetition"):
        needed_rule(rule, wall(MONDAY))


def test_a_rule_that_ends_by_itself_ends() -> None:
    assert len(occurrences(item(1, recurrence="FREQ=WEEKLY;COUNT=3"), WorkDays(), date(2027, 1, 1))) == 3
