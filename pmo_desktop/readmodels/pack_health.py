"""The health of governance in a pack: its measures and the index, as printed."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.readmodels.pack_values import Head


@dc.dataclass(frozen=True, slots=True)
class HealthLine:
    """One measure: value, target, value before, and what was counted, in words; `spark` meeting by meeting.

    `state` is "met", "short" or "none" where there was nothing to count.
    """

    title: str
    value: str
    target: str
    state: str
    before: str = ""
    counted: str = ""
    beside: str = ""
    spark: tuple[float, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class GovernanceHealth:
    """How well the body was governed over its last meetings; an empty `index` where nothing was measured."""

    head: Head
    index: str = ""
    before: str = ""
    meetings: int = 0
    parts: int = 0
    measured_parts: int = 0
    lines: tuple[HealthLine, ...] = ()
