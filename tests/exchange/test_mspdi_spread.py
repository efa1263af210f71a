"""Values by period, and the splits that they show."""

from __future__ import annotations

from datetime import datetime, timedelta

from pmo_desktop.domain.scheduleresources import Spread
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.mspdi.spread import splits
from tests.exchange.mspdi_writer import mspdi, task

MONDAY = datetime.fromisoformat("2026-01-05T08:00")


def _spread(*values: float | None, kind: int = 1) -> tuple[Spread, ...]:
    """One value a day, from Monday."""
    day = timedelta(days=1)
    return tuple(Spread(kind, MONDAY + n * day, MONDAY + (n + 1) * day, v) for n, v in enumerate(values))


def _days(*values: float | None, **more: int) -> list[tuple[int, int]]:
    return [((a - MONDAY).days, (b - MONDAY).days) for a, b in splits([_spread(*values, **more)])]


def test_nought_between_work_is_a_split() -> None:
    assert _days(480, 0, 0, 480) == [(1, 3)]
    assert _days(480, 0, None, None, 480, 0, 240) == [(1, 4), (5, 6)]


def test_weekends_delays_and_ends_are_none() -> None:
    assert _days(480, None, None, 480) == []
    assert _days(0, 480, 480, 0) == []
    assert _days(480, 0, 480, kind=4) == []
    assert splits([]) == ()


def test_a_task_rests_when_all_rest() -> None:
    found = splits([_spread(480, 0, 0, 480, 480), _spread(480, 480, 0, 0, 480), ()])
    assert [(a - MONDAY).days for a, _ in found] == [2]


def test_the_reader_keeps_values_and_counts_what_it_leaves() -> None:
    def _period(first: int, **more: object) -> dict[str, object]:
        begins = MONDAY + timedelta(days=first)
        ends = begins + timedelta(days=1)
        return {"Type": 1, "Start": begins.isoformat(), "Finish": ends.isoformat(), "Unit": 2, **more}

    work = [
        _period(0, Value="PT8H0M0S"),
        _period(1, Value="PT0H0M0S"),
        _period(2, Value="PT4H0M0S"),
        _period(3),
    ]
    data = mspdi(
        [task(1, TimephasedData=_period(0, Type=11, Value="50")), task(2)],
        resources=[{"UID": 1, "ID": 1, "Name": "Ann"}],
        assignments=[
            {
                "UID": 1,
                "TaskUID": 1,
                "ResourceUID": 1,
                "WorkContour": 8,
                "TimephasedData": [*work, {"Type": 1}],
            },
            {"UID": 2, "TaskUID": 2, "ResourceUID": -65535, "TimephasedData": work},
        ],
    )
    schedule = parse_mspdi(data, "plan.xml")
    first, second = schedule.tasks
    assert [s.value for s in schedule.assignments[0].spread] == [480, 0, 240, None]
    rest = (MONDAY + timedelta(days=1), MONDAY + timedelta(days=2))
    assert (first.splits, second.splits, first.spread, len(second.spread)) == ((rest,), (rest,), (), 4)
    assert schedule.timephased == 10
    assert [w.count for w in schedule.warnings] == [2]
