"""Rules of meetings that never end, or are none, are refused in a sentence before anything waits for them."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.governance import MeetingSeries
from pmo_desktop.domain.ids import BodyId, SeriesId
from pmo_desktop.domain.values import LText, Minutes
from pmo_desktop.services.meetings.series import next_meetings

NOW = datetime(2026, 7, 15, 9, tzinfo=UTC)
SERIES = MeetingSeries(
    id=SeriesId(uuid4()), title=LText.of("Board"), body=BodyId(uuid4()), first=date(2026, 1, 5),
    at_minutes=Minutes(600), recurrence="FREQ=WEEKLY",
)  # fmt: skip


@pytest.mark.parametrize(
    "rule",
    ["FREQ=SECONDLY", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30", "FREQ=HOURLY", "FREQ=WEEKLY;INTERVAL=0",
     "FREQ=DAILY;INTERVAL=00", "", "FREQ=WEEKLY\nRRULE:FREQ=SECONDLY"],
)  # fmt: skip
def test_a_rule_without_an_end_is_refused(rule: str) -> None:
    with pytest.raises(Fault, match="cannot be read"):
        next_meetings(dc.replace(SERIES, recurrence=rule), NOW)


@pytest.mark.parametrize(
    "wrong", [{"at_minutes": 1440}, {"at_minutes": -1}, {"zone": "Mars"}, {"zone": "../x"}]
)
def test_a_time_or_zone_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Fault, match="time of day or time zone"):
        next_meetings(dc.replace(SERIES, **wrong), NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rule",
    ["FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
     "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3", "COUNT=3;FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31",
     "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;UNTIL=99991231T000000"],
)  # fmt: skip
def test_a_day_that_never_comes_is_said_at_once(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateutil import rrule

    walked = 0
    rebuild = rrule._iterinfo.rebuild

    def counted(self: Any, year: int, month: int) -> None:
        nonlocal walked
        walked += 1
        rebuild(self, year, month)

    monkeypatch.setattr(rrule._iterinfo, "rebuild", counted)
    with pytest.raises(Fault, match="never comes"):
        next_meetings(dc.replace(SERIES, recurrence=rule), NOW)
    assert walked < 30_000


def test_a_leap_day_of_one_weekday_is_awaited_over_a_century_without_one() -> None:
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"
    after = datetime(2073, 1, 1, tzinfo=UTC)
    (found,) = next_meetings(dc.replace(SERIES, recurrence=rule), after)
    assert found.at.date() == date(2112, 2, 29)


@pytest.mark.parametrize("first", [date(1, 1, 1), date(2024, 2, 29), date(9999, 12, 31)])
def test_a_series_may_begin_on_any_day(first: date) -> None:
    assert next_meetings(dc.replace(SERIES, first=first, recurrence="FREQ=YEARLY"), NOW) != ()


def test_a_series_that_ended_has_no_next_meeting() -> None:
    assert next_meetings(dc.replace(SERIES, recurrence="FREQ=WEEKLY;COUNT=3"), NOW) == ()
    assert next_meetings(dc.replace(SERIES, recurrence="FREQ=WEEKLY;UNTIL=20260301"), NOW) == ()
