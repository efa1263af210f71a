"""Working time against a walk of one minute after another, and against dates that anybody can check."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_desktop.domain.schedulecalendar import (
    USUAL_DAY,
    Calendar,
    CalendarException,
    Recurrence,
    Rhythm,
    WorkWeek,
)
from pmo_desktop.scheduling.recurring import days_of
from pmo_desktop.scheduling.ticks import (
    FIRST_DAY,
    HOUR,
    LAST_DAY,
    MINUTE,
    NO_DATE,
    moment,
    moments,
    tick,
    ticks,
)
from pmo_desktop.scheduling.workpattern import ROUND_THE_CLOCK, USUAL, Pattern, pattern_of
from pmo_desktop.scheduling.worktime import OutOfTime, WorkClock
from tests.scheduling.patterns import patterns
from tests.scheduling.walking import FIRST, NEVER, Walker, minutes_of

NIGHTS = Pattern((((0, 180), (240, 480), (1380, 1440)),) * 7)
ORIGIN = tick(FIRST)


def at(text: str) -> int:
    """The instant of an ISO date and time."""
    return tick(datetime.fromisoformat(text))


def one(instant: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """A column of one."""
    return np.array([instant], np.int64)


def added(pattern: Pattern, start: str, hours: float) -> str:
    """The end of some hours of work from a date."""
    found = WorkClock(pattern).add(one(at(start)), one(round(hours * HOUR)))
    return str(moment(int(found[0])))


def test_ticks_and_datetimes_are_the_same_thing() -> None:
    several = [datetime(1955, 2, 3, 4, 5, 6), None, datetime(2026, 1, 5, 8)]
    assert moments(ticks(several)) == several
    assert [moment(tick(given)) for given in several] == several
    assert tick(date(1970, 1, 2)) == 24 * HOUR
    assert ticks([None]).tolist() == [NO_DATE]


@pytest.mark.parametrize(
    ("pattern", "start", "hours", "end"),
    [
        (USUAL, "2026-01-09T16:00", 2, "2026-01-12 09:00:00"),
        (USUAL, "2026-01-09T13:00", 4, "2026-01-09 17:00:00"),
        (USUAL, "2026-01-10T13:00", 0, "2026-01-10 13:00:00"),
        (USUAL, "2026-01-12T08:00", -8, "2026-01-09 08:00:00"),
        (ROUND_THE_CLOCK, "2026-01-09T16:00", 30, "2026-01-10 22:00:00"),
        (NIGHTS, "2026-01-05T22:00", 8, "2026-01-06 08:00:00"),
        (Pattern((USUAL_DAY,) * 3 + ((), (), (), USUAL_DAY)), "2026-01-07T16:00", 2, "2026-01-11 09:00:00"),
        (Pattern((USUAL_DAY,) * 4 + (((480, 720),), (), ())), "2026-01-09T11:00", 2, "2026-01-12 09:00:00"),
    ],
    ids=["weekend", "to the end", "nought", "back", "always", "nights", "Sun-Wed", "half Friday"],
)
def test_hours_are_added_across_time_off(pattern: Pattern, start: str, hours: float, end: str) -> None:
    assert added(pattern, start, hours) == end


def test_tables_grow_until_time_ends() -> None:
    assert added(USUAL, "2026-01-05T08:00", 8 * 260 * 60) == "2085-10-19 17:00:00"
    with pytest.raises(OutOfTime, match="1900 to 2199"):
        added(USUAL, "2026-01-05T08:00", 8 * 260 * 200)


def test_a_derived_calendar_keeps_the_holidays_of_its_base() -> None:
    holiday = CalendarException("New year", date(2026, 1, 1), date(2026, 1, 2))
    base = Calendar(1, "Base", is_base=True, week=(USUAL_DAY,) * 5 + ((), ()), exceptions=(holiday,))
    own = Calendar(2, "Own", is_base=False, base_uid=1, week=(None,) * 5 + (((480, 720),), None))
    pattern = pattern_of(2, {1: base, 2: own})
    assert added(pattern, "2025-12-31T17:00", 4) == "2026-01-03 12:00:00"
    assert added(pattern, "2025-12-31T17:00", 5) == "2026-01-05 09:00:00"


def test_a_work_week_changes_the_pattern_for_a_while() -> None:
    summer = WorkWeek("Summer", date(2026, 7, 1), date(2026, 7, 31), (((420, 780),),) * 4 + ((), None, None))
    pattern = Pattern(work_weeks=(summer,))
    assert added(pattern, "2026-07-06T07:00", 24) == "2026-07-09 13:00:00"
    assert added(pattern, "2026-07-09T12:00", 2) == "2026-07-13 08:00:00"


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Recurrence(Rhythm.DAILY, every=10), ["01-05", "01-15", "01-25"]),
        (Recurrence(Rhythm.WEEKLY, every=2, weekdays=(0, 4)), ["01-05", "01-09", "01-19", "01-23"]),
        (Recurrence(Rhythm.MONTHLY_BY_DAY, month_day=20), ["01-20"]),
        (Recurrence(Rhythm.MONTHLY_BY_POSITION, position=5, position_of="4"), ["01-30"]),
        (Recurrence(Rhythm.YEARLY_BY_DAY, month=1, month_day=6), ["01-06"]),
        (Recurrence(Rhythm.YEARLY_BY_POSITION, month=1, position=2, position_of="weekday"), []),
        (Recurrence(Rhythm.DAILY, occurrences=2, by_occurrences=True), ["01-05", "01-06"]),
    ],
)
def test_exceptions_recur(rule: Recurrence, days: Sequence[str]) -> None:
    exception = CalendarException("", date(2026, 1, 5), date(2026, 1, 31), (), rule)
    found = [str(date.fromordinal(719163 + int(day)))[5:] for day in days_of(exception)]
    assert found == list(days)


@pytest.mark.parametrize("rhythm", list(Rhythm))
@pytest.mark.parametrize("number", [-5, 0, 99, 2**31])
def test_a_rule_of_nonsense_and_of_all_years_gives_days_in_order(rhythm: Rhythm, number: int) -> None:
    rule = Recurrence(
        rhythm, number, (), number, number, number, "3", occurrences=number, by_occurrences=number % 2 == 1
    )
    days = days_of(CalendarException("", date.min, date.max, (), rule))
    assert (np.diff(days) > 0).all()
    assert ((days >= FIRST_DAY) & (days <= LAST_DAY)).all()


def test_a_series_by_count_is_counted_from_its_beginning() -> None:
    rule = Recurrence(Rhythm.DAILY, occurrences=365 * 2 + 2, by_occurrences=True)
    days = days_of(CalendarException("", date(1898, 1, 1), date(2100, 1, 1), (), rule))
    assert days.tolist() == [FIRST_DAY, FIRST_DAY + 1]


def test_a_million_instants_at_once() -> None:
    clock, n = WorkClock(USUAL), 1_000_000
    starts = np.sort(np.random.default_rng(1).integers(at("2020-01-01"), at("2030-01-01"), n))
    ends = clock.add(starts, np.full(n, 40 * HOUR))
    assert (clock.between(starts, ends) == 40 * HOUR).all()


@settings(max_examples=60, deadline=None)
@given(patterns(), st.lists(st.integers(7 * 48, 14 * 48), min_size=1, max_size=4), st.integers(-20, 20))
def test_a_clock_agrees_with_a_walk(pattern: Pattern, halves: list[int], hours: int) -> None:
    walker = Walker(minutes_of(pattern, 40))
    clock, minutes = WorkClock(pattern), [half * 30 for half in halves]
    instants = ORIGIN + np.array(minutes, np.int64) * MINUTE
    moved = [walker.moved(minute, hours * 60) for minute in minutes]
    if NEVER not in map(abs, moved):
        found = (clock.add(instants, np.full(len(minutes), hours * HOUR)) - ORIGIN) // MINUTE
        assert found.tolist() == moved
    nexts = (clock.next_start(instants) - ORIGIN) // MINUTE
    assert nexts.tolist() == [walker.next_start(minute) for minute in minutes]
    previous = (clock.previous_finish(instants) - ORIGIN) // MINUTE
    walked = [walker.last_finish(minute) for minute in minutes]
    assert all(a == b for a, b in zip(previous.tolist(), walked, strict=True) if b > 0)
    between = clock.between(instants[:1].repeat(len(minutes)), instants) // MINUTE
    assert between.tolist() == [walker.between(minutes[0], minute) for minute in minutes]
