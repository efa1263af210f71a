"""The health of governance as people look at it: each measure with its trend, and the index."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from pmo_desktop.domain.governancehealth import AIMS, WEIGHTS, Aim, Measure, Unit, index_of, met, score
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.health_counting import Reading
from pmo_desktop.readmodels.health_facts import HealthFacts, single, window
from pmo_desktop.readmodels.health_measures import MEASURED


@dc.dataclass(frozen=True, slots=True)
class HealthRow:
    """A measure now and before, and meeting by meeting."""

    reading: Reading
    before: float | None = None
    points: tuple[tuple[date, float], ...] = ()

    @property
    def id(self) -> str:
        """The measure."""
        return self.measure.value

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.reading.measure

    @property
    def aim(self) -> Aim:
        """Its target and formula."""
        return AIMS[self.measure]

    @property
    def value(self) -> float | None:
        """The value now, None where there is nothing to count."""
        return self.reading.value

    @property
    def met(self) -> bool | None:
        """Whether it reaches the target; None where nothing was counted."""
        return None if self.value is None else met(self.measure, self.value)

    @property
    def trend(self) -> str:
        """Against the stretch before: "better", "same" or "worse"; "" where one of them is missing."""
        if self.value is None or self.before is None:
            return ""
        gain = (self.before - self.value) if self.aim.less else (self.value - self.before)
        return "same" if abs(gain) < 0.5 else "better" if gain > 0 else "worse"

    @property
    def weight(self) -> int:
        """Its weight in the index, in hundredths; 0 when it is not part of it."""
        return WEIGHTS.get(self.measure, 0)

    @property
    def part(self) -> float | None:
        """How much of its target it reaches, as the index counts it."""
        return None if self.value is None or not self.weight else score(self.measure, self.value)

    def said(self) -> str:
        """The value in words, "n/a" where there is nothing to count."""
        return value_said(self.aim.unit, self.value)

    def target_said(self) -> str:
        """The target in words."""
        text = value_said(self.aim.unit, self.aim.target)
        return tr("≤ {value}", value=text) if self.aim.less else tr("≥ {value}", value=text)

    def counted(self) -> str:
        """What was counted: part and whole, or how many values the median is of."""
        r = self.reading
        if self.value is None:
            return tr("nothing to count yet")
        if self.aim.unit is not Unit.PERCENT:
            return trn("median of {n} value", "median of {n} values", int(r.whole))
        return tr("{part} of {whole}", part=shown.number(r.part), whole=shown.number(r.whole))


def value_said(unit: Unit, value: float | None) -> str:
    """A value with its unit."""
    if value is None:
        return tr("n/a")
    if unit is Unit.PERCENT:
        return shown.percent(round(value * 100))
    number = shown.number(value, 0 if value == int(value) else 1)
    return tr("{n} wd", n=number) if unit is Unit.DAYS else tr("{n} min", n=number)


@dc.dataclass(frozen=True, slots=True)
class Health:
    """All measures of a body or of all bodies, the index and what it leaves out."""

    rows: tuple[HealthRow, ...]
    index: float | None
    before: float | None
    meetings: int
    bodies: Mapping[UUID, str]

    @property
    def measured(self) -> int:
        """How many measures have a value."""
        return sum(r.value is not None for r in self.rows)

    @property
    def short(self) -> int:
        """How many miss their target."""
        return sum(r.met is False for r in self.rows)

    @property
    def left_out(self) -> tuple[Measure, ...]:
        """Parts of the index without a value: their weight goes to the others."""
        return tuple(r.measure for r in self.rows if r.weight and r.value is None)


def health(facts: HealthFacts, body: UUID | None = None) -> Health:
    """The measures over the last six meetings of a body, or of each body."""
    now, before = window(facts, body), window(facts, body, 1)
    each = [(facts.day(m), single(facts, m)) for m in now.held]
    rows = []
    for count in MEASURED.values():
        reading = count(facts, now)
        was = count(facts, before).value if before.meetings else None
        points = ((day, count(facts, one).value) for day, one in each)
        rows.append(HealthRow(reading, was, _per_day((d, v) for d, v in points if v is not None)))
    names = {uid: b.code for uid, b in facts.bodies.items()}
    index = index_of({r.measure: r.value for r in rows})
    earlier = index_of({r.measure: r.before for r in rows}) if before.meetings else None
    return Health(tuple(rows), index, earlier, len(now.meetings), names)


def _per_day(points: Iterable[tuple[date, float]]) -> tuple[tuple[date, float], ...]:
    """One value a day: the mean where several bodies met."""
    found: dict[date, list[float]] = {}
    for day, value in points:
        found.setdefault(day, []).append(value)
    return tuple((day, sum(values) / len(values)) for day, values in sorted(found.items()))
