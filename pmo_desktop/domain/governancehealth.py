"""The measures of how well a body is governed, their targets, and the index made of seven of them."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping

from pmo_desktop.domain.declare import Worded
from pmo_desktop.i18n import N_

MEETINGS = 6
"""Meetings of each body that a measure looks back on."""


class Measure(Worded):
    """What is measured, in the order in which it is read."""

    HELD = "held", N_("Meetings held as planned")
    PACK = "pack", N_("Pack on time")
    PAPERS = "papers", N_("Papers on time")
    QUORATE = "quorate", N_("Quorate")
    ATTENDANCE = "attendance", N_("Attendance of voting members")
    DECIDING = "deciding", N_("Time on decisions")
    ACCURACY = "accuracy", N_("Agenda accuracy")
    LATENCY = "latency", N_("Decision latency")
    DEFERRED = "deferred", N_("Deferral rate")
    MINUTES = "minutes", N_("Minutes turnaround")
    ACTIONS = "actions", N_("Actions on time")
    IMPLEMENTED = "implemented", N_("Decisions implemented")
    REPORTS = "reports", N_("Reports on time")
    PACK_SIZE = "pack_size", N_("Pack size")
    DECLARED = "declared", N_("Declarations taken")
    SCRIBE = "scribe", N_("Scribe apart from chair and leader")


class Unit(Worded):
    """What a measure is counted in."""

    PERCENT = "percent", N_("%")
    DAYS = "days", N_("wd")
    MINUTES = "minutes", N_("min")


@dc.dataclass(frozen=True, slots=True)
class Aim:
    """The target of a measure, whether less is better, and how it is worked out (marked text)."""

    target: float
    formula: str
    unit: Unit = Unit.PERCENT
    less: bool = False


AIMS: Mapping[Measure, Aim] = {
    Measure.HELD: Aim(90, N_("Meetings held, of those planned up to today.")),
    Measure.PACK: Aim(95, N_("Packs issued by the body's day for it, of the meetings held.")),
    Measure.PAPERS: Aim(90, N_("Papers that came on time, of all that came.")),
    Measure.QUORATE: Aim(100, N_("Minutes with a quorum, of the minutes in session.")),
    Measure.ATTENDANCE: Aim(80, N_("Voting members present, of those due. Deputies are counted apart.")),
    Measure.DECIDING: Aim(50, N_("Minutes on items to decide, of the minutes in session.")),
    Measure.ACCURACY: Aim(80, N_("One less the minutes over or under each item, of the minutes planned.")),
    Measure.LATENCY: Aim(
        15,
        N_("Median of working days from a paper handed in to the decision on its item."),
        Unit.DAYS,
        less=True,
    ),
    Measure.DEFERRED: Aim(10, N_("Items deferred, of the items of business."), less=True),
    Measure.MINUTES: Aim(
        2, N_("Median of working days from the meeting to the draft of its minutes."), Unit.DAYS, less=True
    ),
    Measure.ACTIONS: Aim(80, N_("Actions closed by the day agreed first, of those closed.")),
    Measure.IMPLEMENTED: Aim(90, N_("Decisions carried out within 30 days of taking effect, of those due.")),
    Measure.REPORTS: Aim(95, N_("Status reports that came, of those asked for.")),
    Measure.PACK_SIZE: Aim(
        60,
        N_("Median reading time of a pack: two minutes a page of papers, one for the other pages."),
        Unit.MINUTES,
        less=True,
    ),
    Measure.DECLARED: Aim(100, N_("Meetings with an item for interests, of the meetings held.")),
    Measure.SCRIBE: Aim(100, N_("Meetings whose scribe was not the chair or the leader, of those held.")),
}

WEIGHTS: Mapping[Measure, int] = {
    Measure.PACK: 15,
    Measure.PAPERS: 15,
    Measure.QUORATE: 15,
    Measure.ATTENDANCE: 10,
    Measure.LATENCY: 15,
    Measure.ACTIONS: 20,
    Measure.IMPLEMENTED: 10,
}
"""The parts of the index, in hundredths; they add up to 100."""


def met(measure: Measure, value: float) -> bool:
    """Whether a value reaches the target."""
    aim = AIMS[measure]
    return value <= aim.target if aim.less else value >= aim.target


def score(measure: Measure, value: float) -> float:
    """How much of its target a value reaches, 0 to 1; more than the target counts no more."""
    aim = AIMS[measure]
    if aim.less:
        return 1.0 if value <= aim.target else aim.target / value
    return max(0.0, min(1.0, value / aim.target))


def weighted(parts: Iterable[tuple[float, float]]) -> float | None:
    """The index, 0 to 100, of (weight, score) pairs; weights are taken in proportion to those given.

    None without any part, so that nothing is said of what was not measured.
    """
    listed = list(parts)
    whole = sum(weight for weight, _ in listed)
    if not whole:
        return None
    return 100 * sum(weight * min(1.0, one) for weight, one in listed) / whole


def index_of(values: Mapping[Measure, float | None]) -> float | None:
    """The index of the measures that have a value."""
    known = ((WEIGHTS[m], values.get(m), m) for m in WEIGHTS)
    return weighted((w, score(m, v)) for w, v, m in known if v is not None)
