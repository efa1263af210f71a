"""P6's way: what is left of every row is scheduled from the status date, behind its predecessors."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pmo_desktop.scheduling.blank import network, tasks_of
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Constraint, FloatRule, Kind, LagClock, LinkType, Project
from pmo_desktop.scheduling.ticks import HOUR, NO_DATE, moment, tick
from pmo_desktop.scheduling.timetable import Timetable
from pmo_desktop.scheduling.workpattern import ROUND_THE_CLOCK, USUAL

DAY = 8 * HOUR
FS, SS, FF, _ = LinkType
STATUS = tick(datetime(2026, 1, 12, 8))
"""A Monday, a week after the project's start."""
P6 = Project(
    start=tick(datetime(2026, 1, 5, 8)), status=STATUS, from_status=True, float_rule=FloatRule.FINISH
)


def on(day: int, hour: int = 8) -> int:
    """An instant in January 2026."""
    return tick(datetime(2026, 1, day, hour))


def found(
    days: Sequence[float],
    arrows: Sequence[tuple[int, int, LinkType, int]] = (),
    project: Project = P6,
    **columns: Any,
) -> Timetable:
    """The timetable of rows of so many days."""
    rows = tasks_of(len(days), (), duration=[round(length * DAY) for length in days], **columns)
    return schedule(network(rows, arrows, project, (USUAL, ROUND_THE_CLOCK)))


def shown(timetable: Timetable, row: int) -> tuple[str, str]:
    """Start and finish as 'day hour'."""
    start, finish = (moment(int(column[row])) for column in (timetable.start, timetable.finish))
    assert start is not None
    assert finish is not None
    return f"{start:%-d %H}", f"{finish:%-d %H}"


def test_nothing_that_is_left_lies_before_the_status_date() -> None:
    begun: dict[str, Any] = {"actual_start": [on(6), NO_DATE], "remaining": [2 * DAY, DAY]}
    made = found([5, 1], [(0, 1, FS, 0)], **begun)
    assert [shown(made, row) for row in (0, 1)] == [("6 08", "13 17"), ("14 08", "14 17")]
    assert int(made.early_start[0]) == STATUS


def test_work_begun_out_of_sequence_waits_for_its_predecessor() -> None:
    made = found([3, 2], [(0, 1, FS, 0)], actual_start=[NO_DATE, on(8)], remaining=[3 * DAY, DAY])
    assert shown(made, 1) == ("8 08", "15 17")


def test_what_is_done_keeps_its_dates_and_has_no_float() -> None:
    made = found([2, 1], [(0, 1, FS, 0)], actual_start=[on(5), NO_DATE], actual_finish=[on(7, 17), NO_DATE])
    assert [shown(made, row) for row in (0, 1)] == [("5 08", "7 17"), ("12 08", "12 17")]
    assert made.total_float.tolist() == [0, 0]
    assert made.critical.tolist() == [False, True]


def test_only_what_is_left_of_a_lag_counts() -> None:
    done: dict[str, Any] = {"actual_start": [on(7), NO_DATE], "actual_finish": [on(8, 17), NO_DATE]}
    assert shown(found([2, 1], [(0, 1, FS, 3 * DAY)], **done), 1) == ("14 08", "14 17")
    begun: dict[str, Any] = {"actual_start": [on(9), NO_DATE], "remaining": [4 * DAY, DAY]}
    assert shown(found([5, 1], [(0, 1, SS, 2 * DAY)], **begun), 1) == ("13 08", "13 17")


def test_soft_dates_bound_without_pulling() -> None:
    asked = [Constraint.ASAP, Constraint.FNLT, Constraint.MSO, Constraint.SNLT]
    when = [NO_DATE, on(13, 17), on(15), on(12)]
    soft: dict[str, Any] = {"constraint": asked, "constraint_date": when, "soft": [True] * 4}
    made = found([3, 1, 1, 1], [(0, 1, FS, 0), (0, 3, FS, 0)], **soft)
    assert [shown(made, row)[0] for row in range(4)] == ["12 08", "15 08", "15 08", "15 08"]
    assert [value / DAY for value in made.total_float.tolist()] == [-3, -2, 0, -3]


def test_a_must_finish_is_where_float_counts_from() -> None:
    assert found([2], project=dc.replace(P6, must_finish=on(16, 17))).total_float.tolist() == [3 * DAY]


def test_lags_run_on_the_calendar_that_the_project_names() -> None:
    rules = {LagClock.PREDECESSOR: "13 08", LagClock.SUCCESSOR: "14 16", LagClock.ALWAYS: "13 08"}
    for rule, start in rules.items():
        made = found([1, 1], [(0, 1, FS, 2 * DAY)], dc.replace(P6, lag_clock=rule), calendar=[1, 0])
        assert shown(made, 1)[0] == start, rule


def test_milestones_stand_where_they_begin_or_end_something() -> None:
    kinds = [Kind.TASK, Kind.MILESTONE, Kind.TASK, Kind.TASK]
    links = [(0, 1, FS, 0), (0, 2, FS, 0), (1, 3, FS, 0), (2, 3, FS, 0)]
    made = found([5, 0, 0, 1], links, kind=kinds, opens=[False, False, True, False])
    assert [shown(made, row)[0] for row in (1, 2, 3)] == ["16 17", "19 08", "19 08"]
    assert [moment(int(made.late_start[row])) for row in (1, 2)] == [moment(on(16, 17)), moment(on(19))]


def test_the_longest_path_is_critical_whatever_its_float() -> None:
    project = dc.replace(P6, by_longest_path=True, must_finish=on(30, 17))
    made = found([2, 1, 2], [(0, 2, FS, 0), (1, 2, FS, 0)], project)
    assert made.critical.tolist() == [True, False, True]
    assert (made.total_float > 0).all()


def test_a_branch_has_the_dates_of_its_summary() -> None:
    kinds = [Kind.SUMMARY, Kind.TASK, Kind.TASK, Kind.BRANCH]
    made = found([0, 1, 2, 0], [(1, 2, FS, 0)], kind=kinds, parent=[-1, 0, 0, 0])
    assert shown(made, 3) == shown(made, 0) == ("12 08", "14 17")
    assert not made.critical[3]


def test_dates_from_outside_bound_a_row() -> None:
    made = found([1, 1], not_before=[on(14), NO_DATE], not_after=[NO_DATE, on(12, 17)])
    assert [shown(made, row)[0] for row in (0, 1)] == ["14 08", "12 08"]
    assert made.total_float.tolist() == [0, 0]


def test_as_late_as_possible_moves_into_free_float_alone() -> None:
    asked = [Constraint.ASAP, Constraint.ALAP, Constraint.ASAP]
    made = found([3, 1, 1], [(0, 2, FS, 0), (1, 2, FS, 0)], constraint=asked)
    assert [shown(made, row)[0] for row in range(3)] == ["12 08", "14 08", "15 08"]
    assert made.total_float.tolist() == [0, 0, 0]


def test_a_finish_link_from_what_is_done_holds_nothing() -> None:
    done: dict[str, Any] = {
        "actual_start": [NO_DATE, on(6), NO_DATE],
        "actual_finish": [NO_DATE, on(7, 17), NO_DATE],
    }
    made = found([4, 2, 1], [(0, 1, FS, 0), (1, 2, FF, DAY)], **done)
    assert shown(made, 2) == ("12 08", "12 17")
