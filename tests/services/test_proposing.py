"""Meetings are proposed around holidays, days off, other meetings and the hours of other zones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.governance import Capacity, GovernanceBody, MeetingSeries, Membership
from pmo_desktop.domain.ids import LocationId, MembershipId, SeriesId
from pmo_desktop.domain.organisation import Location
from pmo_desktop.domain.proposing import Attendee, Hindrance, clashes_of, moved_to, proposed
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.services.meetings.proposing import attendees, holiday, is_known, proposals
from pmo_desktop.services.office import Office
from tests import builders as make

TWO_HOURS = timedelta(hours=2)
LONDON_10 = Zoned(datetime(2026, 9, 17, 9, tzinfo=UTC), "Europe/London")


def who(n: int, zone: str = "Europe/London", **given: object) -> Attendee:
    return Attendee(UUID(int=n), f"Person {n}", zone, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("zone", "fits"),
    [("Europe/London", True), ("Asia/Dubai", True), ("America/New_York", False), ("Asia/Tokyo", False)],
)
def test_hours_are_those_of_each_place(zone: str, *, fits: bool) -> None:
    found = clashes_of(LONDON_10, TWO_HOURS, [who(1, zone)])
    assert (found == ()) is fits
    assert all(c.why is Hindrance.HOUR for c in found)


def test_a_better_day_is_the_nearest_that_suits_more_people() -> None:
    holiday_there = who(1, free=lambda d: "Founders' Day" if d == date(2026, 9, 17) else "")
    sits_elsewhere = who(2, busy={date(2026, 9, 18): "IC-09"})
    (found,) = proposed([LONDON_10], TWO_HOURS, [holiday_there, sits_elsewhere])
    assert [(c.why, c.detail) for c in found.clashes] == [(Hindrance.HOLIDAY, "Founders' Day")]
    assert found.better == moved_to(LONDON_10, date(2026, 9, 16))


def test_no_better_day_where_all_are_alike() -> None:
    never = who(1, works=lambda _d: False)
    (found,) = proposed([LONDON_10], TWO_HOURS, [never])
    assert (found.clashes[0].why, found.better) == (Hindrance.DAY_OFF, None)


def test_the_wall_clock_stays_when_the_clocks_change() -> None:
    later = moved_to(Zoned(datetime(2026, 10, 20, 9, tzinfo=UTC), "Europe/London"), date(2026, 10, 27))
    assert later.at == datetime(2026, 10, 27, 10, tzinfo=UTC)


def test_holidays_of_countries() -> None:
    assert holiday("DE", "BY", date(2026, 1, 6))
    assert not holiday("DE", "HB", date(2026, 1, 6))
    assert holiday("DE", "ZZ", date(2026, 1, 1)), "an unknown region falls back to its country"
    assert not holiday("", "", date(2026, 1, 1))
    assert (is_known("DE"), is_known("ZZ"), is_known("")) == (True, False, False)


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    office = open_office(database_url)
    yield office
    office.close()


def _seat(body: GovernanceBody, person: UUID) -> Membership:
    return Membership(
        id=MembershipId(uuid4()), body=body.id, person=person, capacity=Capacity.VOTING  # type: ignore[arg-type]
    )  # fmt: skip


def test_members_from_the_database(office: Office) -> None:
    bremen = Location(
        id=LocationId(uuid4()), title=LText.of("Bremen"), country="DE", subdivision="DE-HB",
        time_zone="Europe/Berlin",
    )  # fmt: skip
    person = make.person("Inga Berg", location=bremen.id)
    body, other = make.body("Project board", "PB"), make.body("Investment committee", "IC")
    seats = _seat(body, person.id), _seat(other, person.id)
    elsewhere = make.meeting(other.id, date(2026, 11, 5), ref="IC-11")
    make.stored(office, make.organisation(), bremen, person, body, other, *seats, elsewhere)
    people = attendees(office.store.reader, body, date(2026, 7, 1))
    assert [(p.name, p.zone) for p in people] == [("Inga Berg", "Europe/Berlin")]
    starts = [
        Zoned(datetime(2026, m, d, 9, tzinfo=UTC), "Europe/Berlin") for m, d in ((10, 3), (11, 5), (12, 1))
    ]
    series = MeetingSeries(
        id=SeriesId(uuid4()), title=LText.of("Board"), body=body.id, recurrence="FREQ=MONTHLY",
        first=date(2026, 10, 3), left_out=("2026-12-01",),
    )  # fmt: skip
    unity, committee = proposals(series, starts, people)
    assert [c.why for c in unity.clashes] == [Hindrance.HOLIDAY]
    assert [(c.why, c.detail) for c in committee.clashes] == [(Hindrance.MEETING, "IC-11")]
    assert unity.better is not None
