"""Random calendars for tests of properties."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from pmo_desktop.domain.schedulecalendar import CalendarException, DayHours, WorkWeek
from pmo_desktop.scheduling.workpattern import Pattern
from tests.scheduling.walking import FIRST, runs

_MARKS = st.lists(st.integers(0, 48).map(lambda half: half * 30), min_size=0, max_size=4, unique=True)


@st.composite
def days(draw: st.DrawFn) -> DayHours:
    """The hours of a day: none to two periods on half hours."""
    marks = sorted(draw(_MARKS))
    return runs(marks if len(marks) % 2 == 0 else marks[1:])


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    """A calendar with some working time on its Wednesday, exceptions and another week for a while."""
    week = [draw(days()) for _ in range(7)]
    week[2] = week[2] or ((480, 1020),)
    offsets = draw(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 2), days()), max_size=3))
    exceptions = [
        CalendarException("", FIRST + timedelta(days=at), FIRST + timedelta(days=at + more), hours)
        for at, more, hours in offsets
    ]
    other = WorkWeek("", FIRST + timedelta(days=7), FIRST + timedelta(days=9), (draw(days()), *((None,) * 6)))
    return Pattern(tuple(week), tuple(exceptions), (other,) if draw(st.booleans()) else ())
