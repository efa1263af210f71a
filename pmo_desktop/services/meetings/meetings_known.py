"""Read what the lines of a meeting may name beyond it, one statement a kind, after the page is there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from pmo_desktop.domain.effects import WaiverState
from pmo_desktop.domain.minutes import DecisionState
from pmo_desktop.domain.raid import OPEN_ACTION, OPEN_RISK, IssueState
from pmo_desktop.readmodels.meetings_known import KINDS, Known
from pmo_desktop.services.ports import Reader

_CHANGES = (IssueState.OPEN, IssueState.IN_PROGRESS, IssueState.BLOCKED, IssueState.ESCALATED)
_WAIVERS = (WaiverState.REQUESTED, WaiverState.RECOMMENDED, WaiverState.GRANTED, WaiverState.ACTIVE)
_READ: Mapping[str, Callable[[Reader], list[Any]]] = {
    "plan": lambda r: r.all("plan"),
    "risk": lambda r: r.where("risk", "state", OPEN_RISK),
    "issue": lambda r: r.where("issue", "state", _CHANGES),
    "waiver": lambda r: r.where("waiver", "state", _WAIVERS),
    "action": lambda r: r.where("action", "state", OPEN_ACTION),
    "decision": lambda r: r.where("decision", "state", (DecisionState.TO_RATIFY,)),
}


def read_known(reader: Reader, kinds: Collection[str] = KINDS, before: Known | None = None) -> Known:
    """What may be named; only these kinds anew, the others as before."""
    known = before or Known()
    fresh = {name: {r.id: r for r in _READ[name](reader)} for name in KINDS if name in kinds}
    return Known(**{name: fresh.get(name, getattr(known, name)) for name in KINDS})
