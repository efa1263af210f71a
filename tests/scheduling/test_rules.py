"""What the engine does with everything that a plan can say, one rule at a time, on plans of a few rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import pytest

from pmo_desktop.scheduling.blank import Column, links_of, network, tasks_of
from pmo_desktop.scheduling.drag import drag
from pmo_desktop.scheduling.engine import prepare, schedule
from pmo_desktop.scheduling.joined import CrossLink, joined
from pmo_desktop.scheduling.network import Constraint, Kind, Lag, LinkType, Network, Project
from pmo_desktop.scheduling.ticks import HOUR, NO_DATE, moment, tick
from pmo_desktop.scheduling.timetable import Timetable, Trouble
from pmo_desktop.scheduling.workpattern import USUAL, Pattern

DAY = 8 * HOUR
FS, SS, FF, SF = LinkType
BEGINS = tick(datetime(2026, 1, 5, 8))
"""A Monday."""
Arrows = Sequence[tuple[int, int, LinkType, int]]


def on(day: int, hour: int = 8) -> int:
    """An instant in January 2026."""
    return tick(datetime(2026, 1, day, hour))


def plan(
    days: list[float], arrows: Arrows = (), project: Project | None = None, **columns: Column
) -> Network:
    """Rows of so many days from a Monday."""
    rows = tasks_of(len(days), (), duration=[round(length * DAY) for length in days], **columns)
    return network(rows, arrows, project or Project(start=BEGINS))


def shown(found: Timetable, row: int) -> tuple[str, str]:
    """Start and finish as 'day hour'."""
    made = [moment(int(column[row])) for column in (found.start, found.finish)]
    return tuple("-" if one is None else f"{one:%-d %H}" for one in made)  # type: ignore[return-value]


def dates(network: Network) -> list[tuple[str, str]]:
    """Start and finish of all rows."""
    found = schedule(network)
    return [shown(found, row) for row in range(len(found))]


def column(n: int, row: int, value: int) -> list[int]:
    """No dates but one."""
    return [value if at == row else NO_DATE for at in range(n)]


def troubles(network: Network) -> list[tuple[Trouble, tuple[int, ...]]]:
    """What the engine has to say."""
    return [(notice.trouble, notice.rows) for notice in schedule(network).notices]


@pytest.mark.parametrize(
    ("link", "lag", "second"),
    [
        (FS, 0, ("7 08", "8 17")),
        (FS, DAY, ("8 08", "9 17")),
        (FS, -DAY, ("6 08", "7 17")),
        (SS, DAY, ("6 08", "7 17")),
        (FF, DAY, ("6 08", "7 17")),
        (SF, 3 * DAY, ("6 08", "7 17")),
    ],
)
def test_four_types_of_link(link: LinkType, lag: int, second: tuple[str, str]) -> None:
    assert dates(plan([2, 2], [(0, 1, link, lag)])) == [("5 08", "6 17"), second]


def test_lag_may_be_elapsed_or_a_share_of_the_predecessor() -> None:
    two = plan([4, 1])
    for lag, kind, start in ((48 * HOUR, Lag.ELAPSED, "12 08"), (-5000, Lag.PERCENT, "7 08")):
        links = links_of([(0, 1, FS, lag)], [kind])
        made = Network(two.tasks, links, two.calendars, two.projects, two.resources, two.assignments)
        assert dates(made)[1][0] == start


@pytest.mark.parametrize(
    ("constraint", "date", "expected"),
    [
        (Constraint.ASAP, NO_DATE, ("7 08", "8 17")),
        (Constraint.SNET, on(9), ("9 08", "12 17")),
        (Constraint.FNET, on(12, 17), ("9 08", "12 17")),
        (Constraint.SNLT, on(6), ("6 08", "7 17")),
        (Constraint.FNLT, on(6, 17), ("5 08", "6 17")),
        (Constraint.MSO, on(14), ("14 08", "15 17")),
        (Constraint.MFO, on(15, 17), ("14 08", "15 17")),
        (Constraint.ALAP, NO_DATE, ("15 08", "16 17")),
    ],
)
def test_eight_constraints(constraint: Constraint, date: int, expected: tuple[str, str]) -> None:
    asked = [Constraint.ASAP, constraint, Constraint.ASAP]
    made = plan([2, 2, 10], [(0, 1, FS, 0)], constraint=asked, constraint_date=column(3, 1, date))
    assert dates(made)[1] == expected


def test_links_win_over_must_dates_where_these_are_not_honoured() -> None:
    weak = Project(start=BEGINS, honour_constraints=False)
    asked, when = [Constraint.ASAP, Constraint.MSO], column(2, 1, on(6))
    made = plan([2, 2], [(0, 1, FS, 0)], weak, constraint=asked, constraint_date=when)
    assert dates(made)[1] == ("7 08", "8 17")
    strong = plan([2, 2], [(0, 1, FS, 0)], constraint=asked, constraint_date=when)
    assert dates(strong)[1] == ("6 08", "7 17")
    assert (Trouble.LINK_BROKEN, (0, 1)) in troubles(strong)


def test_a_deadline_bounds_the_late_finish_and_moves_nothing() -> None:
    found = schedule(plan([2, 5], deadline=[on(5, 17), NO_DATE]))
    assert shown(found, 0) == ("5 08", "6 17")
    assert found.total_float.tolist() == [-DAY, 0]
    assert found.critical.all()
    assert [notice.trouble for notice in found.notices] == [Trouble.LATE]


def test_a_row_by_hand_keeps_its_dates_and_the_broken_link_is_named() -> None:
    by_hand: dict[str, Any] = {
        "manual": [False, True],
        "manual_start": column(2, 1, on(5)),
        "manual_finish": column(2, 1, on(5, 17)),
    }
    made = plan([2, 1], [(0, 1, FS, 0)], **by_hand)
    assert dates(made)[1] == ("5 08", "5 17")
    assert troubles(made) == [(Trouble.LINK_BROKEN, (0, 1))]


def test_summaries_span_what_is_under_them_and_pass_links_on() -> None:
    kinds = [Kind.TASK, Kind.SUMMARY, Kind.TASK, Kind.TASK, Kind.TASK]
    arrows = [(0, 1, FS, 0), (2, 3, FS, 0), (1, 4, FS, 0)]
    found = schedule(plan([1, 0, 1, 2, 1], arrows, kind=kinds, parent=[-1, -1, 1, 1, -1]))
    assert [shown(found, row) for row in (1, 2, 4)] == [("6 08", "8 17"), ("6 08", "6 17"), ("9 08", "9 17")]
    assert found.duration[1] == 3 * DAY
    assert found.critical.all()
    assert found.total_float.tolist() == [0] * 5


def test_the_start_of_a_summary_is_that_of_its_earliest_row() -> None:
    kinds, parent = [Kind.SUMMARY, Kind.TASK, Kind.TASK, Kind.TASK], [-1, 0, 0, -1]
    asked, when = (
        [Constraint.ASAP, Constraint.SNET, Constraint.SNET, Constraint.ASAP],
        [NO_DATE, on(8), on(7), NO_DATE],
    )
    made = plan(
        [0, 1, 1, 1], [(0, 3, SS, 0)], kind=kinds, parent=parent, constraint=asked, constraint_date=when
    )
    assert dates(made)[3] == ("7 08", "7 17")


def test_no_earlier_on_a_summary_holds_for_what_is_under_it() -> None:
    asked, when = [Constraint.SNET, Constraint.ASAP], column(2, 0, on(8))
    made = plan(
        [0, 1], kind=[Kind.SUMMARY, Kind.TASK], parent=[-1, 0], constraint=asked, constraint_date=when
    )
    assert dates(made) == [("8 08", "8 17")] * 2


def test_a_milestone_stands_at_the_end_of_the_day_before() -> None:
    assert dates(
        plan([1, 0, 1], [(0, 1, FS, 0), (1, 2, FS, 0)], kind=[Kind.TASK, Kind.MILESTONE, Kind.TASK])
    ) == [
        ("5 08", "5 17"),
        ("5 17", "5 17"),
        ("6 08", "6 17"),
    ]


def test_elapsed_time_runs_through_nights() -> None:
    made = plan([5, 1, 1], [(0, 1, FS, 0), (1, 2, FS, 0)], elapsed=[False, True, False])
    assert dates(made)[1:] == [("9 17", "10 01"), ("12 08", "12 17")]


def test_progress_stands_and_the_rest_follows() -> None:
    begun: dict[str, Any] = {"actual_start": column(2, 0, on(6)), "remaining": [DAY, DAY]}
    found = schedule(plan([3, 1], [(0, 1, FS, 0)], **begun))
    assert [shown(found, row) for row in (0, 1)] == [("6 08", "8 17"), ("9 08", "9 17")]
    late = schedule(plan([3, 1], [(0, 1, FS, 0)], resume=column(2, 0, on(12)), **begun))
    assert shown(late, 0) == ("6 08", "12 17")


def test_what_is_left_moves_behind_the_status_date_where_asked() -> None:
    project = Project(start=BEGINS, status=on(14), move_remaining=True)
    begun: dict[str, Any] = {
        "actual_start": column(3, 0, on(5)),
        "remaining": [DAY, DAY, DAY],
        "actual_finish": column(3, 2, on(7, 17)),
    }
    found = schedule(plan([2, 1, 1], (), project, **begun))
    assert [shown(found, row) for row in (0, 1)] == [("5 08", "14 17"), ("14 08", "14 17")]
    assert not found.critical[2]


def test_splits_lengthen_a_row() -> None:
    pauses: dict[str, Any] = {"pause_task": [0], "pause_after": [DAY], "pause_length": [2 * DAY]}
    assert dates(plan([2, 1], [(0, 1, FS, 0)], **pauses)) == [("5 08", "8 17"), ("9 08", "9 17")]


def test_levelling_delay_comes_after_links() -> None:
    made = plan([1, 1], [(0, 1, FS, 0)], levelling_delay=[0, 48 * HOUR], levelling_elapsed=[True, True])
    assert dates(made)[1] == ("8 08", "8 17")


def test_a_plan_from_its_finish_runs_backwards() -> None:
    project = Project(finish=on(16, 17), from_start=False)
    late = [Constraint.ALAP, Constraint.ALAP]
    found = schedule(plan([2, 3], [(0, 1, FS, 0)], project, constraint=late))
    assert [shown(found, row) for row in (0, 1)] == [("12 08", "13 17"), ("14 08", "16 17")]
    assert found.project_start[0] == on(12)


def test_inactive_rows_drive_nothing() -> None:
    found = schedule(plan([5, 1], [(0, 1, FS, 0)], active=[False, True]))
    assert shown(found, 1) == ("5 08", "5 17")
    assert found.project_finish[0] == on(5, 17)


def test_effort_spans_what_it_accompanies_and_is_never_critical() -> None:
    arrows = [(0, 1, FS, 0), (0, 2, SS, 0), (1, 2, FF, 0)]
    found = schedule(plan([2, 3, 1], arrows, kind=[Kind.TASK, Kind.TASK, Kind.LOE]))
    assert shown(found, 2) == ("5 08", "9 17")
    assert found.critical.tolist() == [True, True, False]


def test_a_hammock_hangs_between_what_begins_and_what_ends_it() -> None:
    arrows = [(0, 2, FS, 0), (2, 1, FS, 0)]
    asked, when = [Constraint.ASAP, Constraint.SNET, Constraint.ASAP], column(3, 1, on(14))
    kinds = [Kind.TASK, Kind.TASK, Kind.HAMMOCK]
    made = plan([1, 1, 1], arrows, kind=kinds, constraint=asked, constraint_date=when)
    assert dates(made)[2] == ("5 17", "14 08")


def test_events_and_duties_keep_their_dates() -> None:
    kept: dict[str, Any] = {
        "manual_start": [NO_DATE, on(6), on(20)],
        "manual_finish": [NO_DATE, on(6, 17), on(20, 17)],
    }
    found = schedule(plan([2, 1, 1], [(0, 1, FS, 0)], kind=[Kind.TASK, Kind.EVENT, Kind.DUTY], **kept))
    assert [shown(found, row) for row in (1, 2)] == [("6 08", "6 17"), ("20 08", "20 17")]
    assert found.project_finish[0] == on(6, 17)
    assert [notice.trouble for notice in found.notices] == [Trouble.LINK_BROKEN]


def test_rings_are_opened_and_named_in_order() -> None:
    made = plan([1, 1, 1, 1], [(0, 1, FS, 0), (1, 2, FS, 0), (2, 0, FS, 0), (2, 3, FS, 0)])
    found = schedule(made)
    ring = next(notice for notice in found.notices if notice.trouble is Trouble.CYCLE)
    assert (ring.rows, ring.link) == ((0, 1, 2), 2)
    assert shown(found, 3) == ("8 08", "8 17")


def test_a_link_of_a_summary_with_its_own_row_is_left_out_and_named() -> None:
    made = plan([0, 1], [(0, 1, FS, 0)], kind=[Kind.SUMMARY, Kind.TASK], parent=[-1, 0])
    assert dates(made)[1] == ("5 08", "5 17")
    assert (Trouble.BAD_LINK, (0, 1)) in troubles(made)


def test_a_calendar_that_never_works_is_stood_in_for_and_named() -> None:
    rows = tasks_of(1, duration=[DAY], calendar=[1])
    made = network(rows, project=Project(start=BEGINS), calendars=(USUAL, Pattern(((),) * 7)))
    assert dates(made) == [("5 08", "5 16")]
    assert troubles(made) == [(Trouble.NO_WORKING_TIME, (0,))]


def test_dates_that_contradict_one_another_are_named() -> None:
    made = plan([1], actual_start=[on(8)], actual_finish=[on(7)])
    assert (Trouble.CONTRADICTION, (0,)) in troubles(made)


def test_projects_with_links_between_them_are_scheduled_together() -> None:
    first, second = plan([3, 1], [(0, 1, FS, 0)]), plan([1, 6], [], Project(start=BEGINS))
    both = joined([first, second], [CrossLink(0, 0, 1, 0)])
    found = schedule(both)
    assert [shown(found, row)[0] for row in range(4)] == ["5 08", "8 08", "8 08", "5 08"]
    assert found.project_finish.tolist() == [on(8, 17), on(12, 17)]
    assert found.total_float.tolist() == [0, 0, 2 * DAY, 0]


def test_open_ends_are_critical_where_asked() -> None:
    project = Project(start=BEGINS, open_ends_critical=True)
    assert schedule(plan([3, 1], [], project)).critical.all()


def test_the_link_that_drives_a_start_is_known() -> None:
    found = schedule(plan([1, 3, 1], [(0, 2, FS, 0), (1, 2, FS, 0)]))
    assert found.driver.tolist() == [-1, -1, 1]


def test_drag_is_what_a_critical_row_adds() -> None:
    made = plan([5, 3, 1], [(0, 2, FS, 0), (1, 2, FS, 0)])
    assert (drag(made, schedule(made)) // DAY).tolist() == [2, 0, 1]


def test_compiled_passes_can_be_loaded_ahead() -> None:
    assert prepare()


def test_nothing_is_scheduled_as_nothing() -> None:
    found = schedule(network(tasks_of(0), project=Project(start=BEGINS)))
    assert len(found) == 0
    assert found.project_finish.tolist() == [BEGINS]
    assert isinstance(found.start, np.ndarray)


def test_parents_in_a_ring_stand_at_the_top_and_are_named() -> None:
    made = plan([1, 1, 1], kind=[Kind.SUMMARY, Kind.SUMMARY, Kind.TASK], parent=[1, 0, 0])
    found = schedule(made)
    assert shown(found, 2) == ("5 08", "5 17")
    assert (Trouble.CYCLE, (0, 1, 2)) in troubles(made)
    assert schedule(plan([1], parent=[0])).total_float.tolist() == [0]
