"""What a check of a schedule says: how many of how many, against which limit, and which rows."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from enum import Enum, IntEnum


class Check(IntEnum):
    """The fourteen checks by their numbers."""

    LOGIC = 1
    LEADS = 2
    LAGS = 3
    LINK_TYPES = 4
    HARD_CONSTRAINTS = 5
    HIGH_FLOAT = 6
    NEGATIVE_FLOAT = 7
    LONG_DURATION = 8
    INVALID_DATES = 9
    RESOURCES = 10
    MISSED = 11
    CRITICAL_PATH = 12
    CPLI = 13
    BEI = 14


class Verdict(Enum):
    """How a check went."""

    PASSED = "passed"
    FAILED = "failed"
    REPORTED = "reported"
    """The standard sets no limit: the figure is only reported."""
    NOT_APPLICABLE = "not applicable"
    """Nothing to check, or what it needs (a status date, a baseline) is not there."""


@dc.dataclass(frozen=True, slots=True)
class Limits:
    """What is still good; the standard's own figures. Days are working days of the project."""

    share: float = 0.05
    """Checks 1, 3, 5, 6, 8 and 11: at most this share."""
    finish_to_start: float = 0.90
    days: float = 44.0
    """Two months: above it a float is high and a duration long."""
    index: float = 0.95
    """CPLI and BEI: at least this."""
    test_delay: float = 600.0
    """By how much the critical path test delays the first critical row."""


@dc.dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check. `value` is a share 0 to 1, a count (checks 2, 7, 9, 12) or an index."""

    check: Check
    verdict: Verdict
    population: int = 0
    """How many rows or links were looked at."""
    value: float | None = None
    limit: float | None = None
    rows: tuple[int, ...] = ()
    """The offending rows of the network, in plan order."""
    links: tuple[int, ...] = ()
    """The offending links."""


def passed(findings: Sequence[Finding]) -> tuple[int, int]:
    """Checks that passed, of those that could pass or fail (the schedule quality of a pack)."""
    counted = [one for one in findings if one.verdict in (Verdict.PASSED, Verdict.FAILED)]
    return sum(one.verdict is Verdict.PASSED for one in counted), len(counted)
