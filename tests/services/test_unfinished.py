"""Work that is not done by the status date goes on after it."""

from __future__ import annotations

from datetime import date

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.plans import ConstraintKind, ItemKind
from pmo_desktop.domain.values import Minutes, Points
from pmo_desktop.services.plans.rescheduling import rescheduled
from pmo_desktop.services.unfinished import moved_on
from tests.services.plans import MONDAY, item, plan_file, stretch, wall

FRIDAY = date(2026, 7, 10)
NEXT = date(2026, 7, 13)


def test_what_should_have_begun_begins_after_the_status_date() -> None:
    file = plan_file(item(1, 3), item(2, 1, percent=Points(10_000)), status_date=FRIDAY)
    made = rescheduled(file, moved_on(file))
    assert [stretch(i) for i in made.items] == [(NEXT, date(2026, 7, 15)), (MONDAY, MONDAY)]
    assert made.items[0].constraint is ConstraintKind.SNET


def test_what_is_left_of_begun_work_goes_on_after_it() -> None:
    begun = item(1, 4, percent=Points(5000), actual_start=wall(MONDAY), remaining=Minutes(960))
    file = plan_file(begun, status_date=FRIDAY)
    made = rescheduled(file, moved_on(file))
    assert stretch(made.items[0]) == (MONDAY, date(2026, 7, 14)), "two days done, two from Monday on"
    assert made.items[0].resume == wall(NEXT)


def test_work_that_is_ahead_must_dates_and_decided_dates_stay() -> None:
    file = plan_file(
        item(1, 10, percent=Points(8000), actual_start=wall(MONDAY)),
        item(2, constraint=ConstraintKind.MSO, constraint_date=wall(MONDAY)),
        item(3, item_kind=ItemKind.EVENT),
        item(4, manual=True),
        item(5, start=wall(date(2026, 8, 3)), constraint=ConstraintKind.SNET,
             constraint_date=wall(date(2026, 8, 3))),
        status_date=FRIDAY,
    )  # fmt: skip
    assert moved_on(file) == Batch(())


def test_nothing_moves_without_a_status_date() -> None:
    assert moved_on(plan_file(item(1))) == Batch(())
