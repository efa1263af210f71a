"""Days proposed for meetings: who could not come on each, why, and the nearest better day."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.values import Zoned
from pmo_desktop.i18n import N_

DAY_BEGINS, DAY_ENDS = time(8), time(18)
"""Hours between which people are expected to meet, on their own clock."""
AROUND = 10
"""Days before and after that are looked at for a better one."""


class Hindrance(Worded):
    """Why a day does not suit somebody."""

    HOLIDAY = "holiday", N_("Public holiday")
    DAY_OFF = "day_off", N_("Not a working day")
    MEETING = "meeting", N_("In another meeting")
    HOUR = "hour", N_("Outside working hours")


@dc.dataclass(frozen=True, slots=True)
class Clash:
    """Somebody whom a day does not suit, and why in their own terms: the holiday, the meeting, the hour."""

    person: UUID
    name: str
    why: Hindrance
    detail: str = ""


@dc.dataclass(frozen=True, slots=True)
class Attendee:
    """What is known of somebody who is to come. `free` gives the name of a holiday, `works` a working day.

    `counts` says that the person votes: such a clash weighs more.
    """

    person: UUID
    name: str
    zone: str
    counts: bool = True
    works: Callable[[date], bool] = lambda _day: True
    free: Callable[[date], str] = lambda _day: ""
    busy: Mapping[date, str] = dc.field(default_factory=dict)


@dc.dataclass(frozen=True, slots=True)
class Proposal:
    """One meeting of a series: its instant, whom it does not suit, and a better day near it."""

    starts: Zoned
    clashes: tuple[Clash, ...] = ()
    better: Zoned | None = None

    @property
    def day(self) -> date:
        """The day where the meeting is held."""
        return self.starts.at.astimezone(ZoneInfo(self.starts.zone)).date()


def clashes_of(starts: Zoned, length: timedelta, people: Sequence[Attendee]) -> tuple[Clash, ...]:
    """Whom a time does not suit, each once, by the clock and calendar of where they are."""
    return tuple(c for p in people for c in _clash(starts, length, p))


def _clash(starts: Zoned, length: timedelta, p: Attendee) -> Iterator[Clash]:
    zone = ZoneInfo(p.zone or starts.zone)
    begins, ends = starts.at.astimezone(zone), (starts.at + length).astimezone(zone)
    day = begins.date()
    if name := p.free(day):
        yield Clash(p.person, p.name, Hindrance.HOLIDAY, name)
    elif not p.works(day):
        yield Clash(p.person, p.name, Hindrance.DAY_OFF)
    elif other := p.busy.get(day):
        yield Clash(p.person, p.name, Hindrance.MEETING, other)
    elif begins.time() < DAY_BEGINS or ends.date() > day or ends.time() > DAY_ENDS:
        yield Clash(p.person, p.name, Hindrance.HOUR, f"{begins:%H:%M}")


def weight(clashes: Sequence[Clash], people: Sequence[Attendee]) -> int:
    """How badly a time suits: a member who votes counts ten, anybody else one; an odd hour a third of it."""
    votes = {p.person: 10 if p.counts else 1 for p in people}
    thirds = (votes[c.person] * (1 if c.why is Hindrance.HOUR else 3) for c in clashes)
    return sum(thirds)


def proposed(starts: Sequence[Zoned], length: timedelta, people: Sequence[Attendee]) -> tuple[Proposal, ...]:
    """Each time with whom it does not suit; where there is a nearer-by day that suits better, that too."""
    made = []
    for at in starts:
        clashes = clashes_of(at, length, people)
        better = _better(at, length, people, weight(clashes, people)) if clashes else None
        made.append(Proposal(at, clashes, better))
    return tuple(made)


def _better(starts: Zoned, length: timedelta, people: Sequence[Attendee], now: int) -> Zoned | None:
    """The day nearest by that suits best, at the same hour of the clock where the meeting is held."""
    options = [(_moved(starts, n), abs(n), -n) for n in range(-AROUND, AROUND + 1) if n]
    scored = [(weight(clashes_of(z, length, people), people), far, early, z) for z, far, early in options]
    least = min(scored, key=lambda s: s[:3])
    return least[3] if least[0] < now else None


def _moved(starts: Zoned, days: int) -> Zoned:
    zone = ZoneInfo(starts.zone)
    wall = starts.at.astimezone(zone).replace(tzinfo=None) + timedelta(days=days)
    return Zoned(wall.replace(tzinfo=zone).astimezone(starts.at.tzinfo), starts.zone)


def moved_to(starts: Zoned, day: date) -> Zoned:
    """The same hour of the clock on another day."""
    zone = ZoneInfo(starts.zone)
    wall = datetime.combine(day, starts.at.astimezone(zone).time())
    return Zoned(wall.replace(tzinfo=zone).astimezone(starts.at.tzinfo), starts.zone)
