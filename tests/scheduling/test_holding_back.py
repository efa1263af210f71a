"""What rows in progress and summaries leave to those before them, and summaries over rows by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pmo_desktop.scheduling.blank import Column, network, tasks_of
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Kind, LinkType, Network, Project
from pmo_desktop.scheduling.ticks import HOUR, NO_DATE, tick

DAY = 8 * HOUR
FS = LinkType.FS
TASK, SUMMARY = Kind.TASK, Kind.SUMMARY


def on(day: int, hour: int = 8) -> int:
    """An instant in January 2026, which has its first Monday on the fifth."""
    return tick(datetime(2026, 1, day, hour))


def plan(days: list[float], arrows: list[tuple[int, int]], **columns: Column) -> Network:
    """Rows of so many days from that Monday, linked from finish to start."""
    rows = tasks_of(len(days), (), duration=[round(length * DAY) for length in days], **columns)
    return network(rows, [(*ends, FS, 0) for ends in arrows], Project(start=on(5)))


def test_a_row_in_progress_holds_by_where_its_work_goes_on() -> None:
    begun: dict[str, Any] = {"actual_start": [on(5), on(6), NO_DATE], "remaining": [DAY, 3 * DAY, 9 * DAY]}
    found = schedule(plan([1, 4, 9], [(0, 1)], **begun))
    assert found.late_finish[0] == on(6, 17)
    assert found.late_finish[1] == on(15, 17)
    assert found.total_float[:2].tolist() == [DAY, 4 * DAY]


def test_a_row_by_hand_in_progress_holds_by_where_it_was_said_to_go_on() -> None:
    by_hand: dict[str, Any] = {
        "manual": [False, True, False],
        "manual_start": [NO_DATE, on(6), NO_DATE],
        "manual_finish": [NO_DATE, on(9, 17), NO_DATE],
        "actual_start": [NO_DATE, on(6), NO_DATE],
        "resume": [NO_DATE, on(7, 13), NO_DATE],
    }
    found = schedule(plan([1, 4, 9], [(0, 1)], **by_hand))
    assert found.late_finish[0] == on(7, 12)


def test_a_link_into_a_summary_holds_by_all_that_is_under_it_until_all_is_done() -> None:
    shape: dict[str, Any] = {"kind": [TASK, SUMMARY, TASK, TASK, TASK], "parent": [-1, -1, 1, 1, -1]}
    begun: dict[str, Any] = {
        "actual_start": [NO_DATE, NO_DATE, on(6), NO_DATE, NO_DATE],
        "actual_finish": [NO_DATE, NO_DATE, on(6, 17), NO_DATE, NO_DATE],
    }
    found = schedule(plan([1, 0, 1, 1, 9], [(0, 1)], **shape, **begun))
    assert found.total_float[0] == 0
    both = {
        name: [*column[:3], when, NO_DATE]
        for (name, column), when in zip(begun.items(), (on(6), on(6, 17)), strict=True)
    }
    found = schedule(plan([1, 0, 1, 1, 9], [(0, 1)], **shape, **both))
    assert found.total_float[0] == 8 * DAY


def test_a_summary_of_rows_by_hand_has_no_float_of_theirs() -> None:
    by_hand: dict[str, Any] = {
        "kind": [SUMMARY, TASK, TASK],
        "parent": [-1, 0, -1],
        "manual": [False, True, False],
        "manual_start": [NO_DATE, on(5), NO_DATE],
        "manual_finish": [NO_DATE, on(6, 17), NO_DATE],
    }
    found = schedule(plan([0, 2, 9], [], **by_hand))
    assert found.total_float[:2].tolist() == [0, 7 * DAY]
    assert found.critical[:2].tolist() == [True, False]


def test_a_summary_by_hand_counts_where_it_stands_for_the_one_above() -> None:
    by_hand: dict[str, Any] = {
        "kind": [SUMMARY, SUMMARY, TASK, TASK],
        "parent": [-1, 0, 1, -1],
        "manual": [False, True, False, False],
        "manual_start": [NO_DATE, on(5), NO_DATE, NO_DATE],
        "manual_finish": [NO_DATE, on(7, 17), NO_DATE, NO_DATE],
    }
    found = schedule(plan([0, 0, 1, 9], [], **by_hand))
    assert found.total_float.tolist() == [0, 6 * DAY, 8 * DAY, 0]


def test_what_has_begun_counts_no_earlier_than_it_ends_for_its_summary() -> None:
    begun: dict[str, Any] = {
        "kind": [SUMMARY, TASK, TASK],
        "parent": [-1, 0, -1],
        "actual_start": [NO_DATE, on(5), NO_DATE],
        "deadline": [NO_DATE, on(6, 17), NO_DATE],
        "remaining": [0, 2 * DAY, 9 * DAY],
    }
    found = schedule(plan([0, 3, 9], [], **begun))
    assert found.total_float[:2].tolist() == [0, -DAY]
