"""Rules of meetings that never end, or are none, are refused in a sentence before anything waits for them."""

from __future__ import annotations

import dataclasses as dc
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.governance import MeetingSeries
from pmo_desktop.domain.ids import BodyId, SeriesId
from pmo_desktop.domain.values import LText, Minutes
from pmo_desktop.services.meetings import next_meetings

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


def test_a_day_that_never_comes_has_no_next_meeting() -> None:
    assert next_meetings(dc.replace(SERIES, recurrence="FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"), NOW) == ()
