"""The phases of a work as the chevrons of its head: what is behind, where it stands, what is to come."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.works import OngoingService, Portfolio, PortfolioState, Project, ServiceState, Work
from pmo_desktop.i18n import N_, tr

LIFE_CYCLES: Mapping[str, tuple[str, ...]] = {
    "building": (N_("Brief"), N_("Design"), N_("Build"), N_("Hand over"), N_("Close")),
    "digital": (N_("Define"), N_("Build"), N_("Test"), N_("Pilot"), N_("Roll-out"), N_("Embed")),
    "change": (N_("Define"), N_("Build"), N_("Pilot"), N_("Roll-out"), N_("Close")),
    "event": (N_("Idea"), N_("Preparation"), N_("Event"), N_("Close")),
    "": (N_("Start-up"), N_("Design"), N_("Build"), N_("Hand over"), N_("Close")),
}
"""Phases of the life cycles that the program brings, by the first word of their name; "" for others."""
_SERVICE = (ServiceState.PROPOSED, ServiceState.IN_TRANSITION, ServiceState.LIVE, ServiceState.RETIRED)
_OVER = frozenset({"closed", "stopped"})


@dc.dataclass(frozen=True, slots=True)
class Phase:
    """One chevron: its word and its place, "done", "now" or "next"."""

    word: str
    place: str


def phase_word(phase: str) -> str:
    """A phase for people: one of the cycles that the program brings is translated, any other is as typed."""
    said = phase.casefold()
    known = (word for cycle in LIFE_CYCLES.values() for word in cycle if word.casefold() == said)
    return next((tr(word) for word in known), phase)


def phases(work: Work) -> tuple[Phase, ...]:
    """The phases of a project; the states of what has no phases. A phase of no known cycle stands alone."""
    if isinstance(work, Project):
        return _of_project(work)
    if isinstance(work, OngoingService):
        return _states(work.state, _SERVICE)
    if isinstance(work, Portfolio):
        return _states(work.state, tuple(PortfolioState))
    state: Worded | None = getattr(work, "state", None)
    return (Phase(tr(state.label), "now"),) if state else ()


def _of_project(work: Project) -> tuple[Phase, ...]:
    if work.state.value in _OVER:
        return (Phase(tr(work.state.label), "now"),)
    cycle = LIFE_CYCLES.get(work.lifecycle.split(" ")[0].casefold(), LIFE_CYCLES[""])
    said = work.phase.casefold()
    at = next((i for i, word in enumerate(cycle) if said in (word.casefold(), tr(word).casefold())), None)
    if at is None:
        return (Phase(work.phase, "now"),) if work.phase else (Phase(tr(work.state.label), "now"),)
    return _chain([tr(word) for word in cycle], at)


def _states(now: Worded, chain: tuple[Worded, ...]) -> tuple[Phase, ...]:
    if now not in chain:
        return (Phase(tr(now.label), "now"),)
    return _chain([tr(state.label) for state in chain], chain.index(now))


def _chain(words: list[str], at: int) -> tuple[Phase, ...]:
    places = ["done"] * at + ["now"] + ["next"] * (len(words) - at - 1)
    return tuple(Phase(word, place) for word, place in zip(words, places, strict=True))
