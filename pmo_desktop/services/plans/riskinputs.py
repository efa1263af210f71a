"""What is uncertain about a plan, from its estimates, its risks and what the person assumes for the rest."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TYPE_CHECKING
from uuid import UUID

from pmo_desktop.domain.plans import ItemKind, PlanItem
from pmo_desktop.domain.raid import OPEN_RISK, Polarity, Risk
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.readmodels.schedulerisk import Assumed, CountedRisk

if TYPE_CHECKING:
    from pmo_desktop.scheduling.network import Index, Network, Numbers
    from pmo_desktop.scheduling.simulation.model import Branch, Estimates, RiskEvent, Uncertainty

CHANCES: Mapping[int, float] = {1: 0.05, 2: 0.20, 3: 0.40, 4: 0.60, 5: 0.85}
"""The middle of each step of the scale of probability."""
_PER_MINUTE = 10
"""Ticks of the engine in a minute."""
_WORK = (ItemKind.TASK, ItemKind.EVENT)
_DONE = 10_000


class Together(Enum):
    """Within what durations go up and down together."""

    NOTHING = "nothing"
    RESPONSIBLE = "responsible"
    SUMMARY = "summary"

    @property
    def label(self) -> str:
        """What it is called, translated."""
        return tr(_TOGETHER[self])


_TOGETHER = {
    Together.NOTHING: N_("Not modelled"),
    Together.RESPONSIBLE: N_("Lines of the same person"),
    Together.SUMMARY: N_("Lines under the same summary"),
}


@dc.dataclass(frozen=True, slots=True)
class Spread:
    """How lines without estimates of their own vary: per cent below and above the planned duration."""

    low: int = 10
    high: int = 25


USUAL = Spread()


@dc.dataclass(frozen=True, slots=True)
class RiskSettings:
    """What the person chose. Without a spread, lines without estimates stay exactly as planned.

    `correlation` is 0 (not at all) to 1 (as one); it counts where `together` says within what.
    """

    runs: int = 10_000
    seed: int = 1
    spread: Spread | None = USUAL
    correlation: float = 0.3
    together: Together = Together.NOTHING
    risks: bool = True
    """Whether risks of the register can happen in the runs."""
    ways: bool = True
    """Whether each run takes one of the ways that the work may go; otherwise all of them are done."""


@dc.dataclass(frozen=True, slots=True)
class RiskInputs:
    """What the engine varies, and the same in words."""

    uncertain: Uncertainty
    assumed: Assumed


def inputs_of(
    network: Network,
    settings: RiskSettings,
    items: Sequence[PlanItem] = (),
    risks: Sequence[Risk] = (),
    branches: Sequence[Branch] = (),
) -> RiskInputs:
    """What varies in a plan; the lines are found in the network by their numbers, its uids.

    Without lines (a schedule file) every row has the spread of the settings, and nothing else varies.
    """
    from pmo_desktop.scheduling.simulation.model import Uncertainty

    rows = {int(uid): row for row, uid in enumerate(network.tasks.uid.tolist())}
    estimates, (own, spread, exact) = _estimates(network, settings, items, rows)
    told = told_risks(risks, items) if settings.risks else ()
    shares = _shares(estimates, settings)
    assumed = _assumed(settings, together=len(shares) > 0)
    return RiskInputs(
        Uncertainty(estimates, shares, _events(risks, told, items, rows, network), tuple(branches)),
        dc.replace(assumed, risks=told, own=own, spread=spread, exact=exact),
    )


def _assumed(settings: RiskSettings, *, together: bool) -> Assumed:
    spread = settings.spread
    return Assumed(
        low=spread.low if spread else 0,
        high=spread.high if spread else 0,
        correlation=settings.correlation if together else 0.0,
        together=settings.together.label if together else "",
    )


# -- durations ---------------------------------------------------------------------------------------


def _estimates(
    network: Network, settings: RiskSettings, items: Sequence[PlanItem], rows: Mapping[int, int]
) -> tuple[Estimates, tuple[int, int, int]]:
    """Three-point durations of the rows that can vary; how many have their own, the spread, or neither."""
    import numpy as np

    from pmo_desktop.scheduling.simulation.model import Estimates
    from pmo_desktop.scheduling.simulation.run import drives

    live = drives(network)
    own = _own(items, rows, network)
    points = []
    for row in np.flatnonzero(live).tolist():
        if row in own:
            points.append((row, *own[row]))
        elif settings.spread is not None:
            points.append((row, *_spread(int(network.tasks.duration[row]), settings.spread)))
    made = Estimates.of(points)
    mine = sum(row in own for row, *_ in points)
    counts = mine, len(points) - mine, int(live.sum()) - len(points)
    if settings.correlation > 0:
        made = dc.replace(made, group=_groups(made, settings, items, rows, network))
    return made, counts


def _spread(duration: int, spread: Spread) -> tuple[int, int, int]:
    return round(duration * (1 - spread.low / 100)), duration, round(duration * (1 + spread.high / 100))


def _own(
    items: Sequence[PlanItem], rows: Mapping[int, int], network: Network
) -> dict[int, tuple[int, int, int]]:
    """Estimates that lines carry themselves, by row; the planned duration is brought between them."""
    found = {}
    for item in items:
        row = rows.get(item.number)
        if row is None or (item.optimistic is None and item.pessimistic is None):
            continue
        likely = int(network.tasks.duration[row])
        low = likely if item.optimistic is None else item.optimistic * _PER_MINUTE
        high = likely if item.pessimistic is None else item.pessimistic * _PER_MINUTE
        low, high = min(low, high), max(low, high)
        found[row] = (low, min(max(likely, low), high), high)
    return found


def _groups(
    made: Estimates, settings: RiskSettings, items: Sequence[PlanItem], rows: Mapping[int, int],
    network: Network,
) -> Index:  # fmt: skip
    """The group of each estimate, -1 for none."""
    import numpy as np

    keys: Mapping[int, object] = {}
    match settings.together:
        case Together.RESPONSIBLE:
            keys = {rows[i.number]: i.responsible for i in items if i.number in rows and i.responsible}
        case Together.SUMMARY:
            keys = {row: above for row, above in enumerate(network.tasks.parent.tolist()) if above >= 0}
        case Together.NOTHING:
            pass
    places: dict[object, int] = {}
    wanted = (keys.get(row) for row in made.row.tolist())
    group = [-1 if key is None else places.setdefault(key, len(places)) for key in wanted]
    return np.array(group, np.int32)


def _shares(made: Estimates, settings: RiskSettings) -> Numbers:
    """The correlation of each group."""
    import numpy as np

    groups = int(made.group.max()) + 1 if len(made) else 0
    return np.full(groups, settings.correlation)


# -- risks -------------------------------------------------------------------------------------------


def told_risks(risks: Sequence[Risk], items: Sequence[PlanItem]) -> tuple[CountedRisk, ...]:
    """Each open risk with what it would do to the plan, or why it is left out of the runs."""
    live = {item.id for item in delayable(items)}
    return tuple(_told(risk, sum(one in live for one in risk.delays)) for risk in risks if _open(risk))


def delayable(items: Sequence[PlanItem]) -> list[PlanItem]:
    """The lines that a risk can make longer: work that has a length and is not done."""
    above = {item.parent for item in items}
    return [
        item
        for item in items
        if item.active and item.number not in above and item.item_kind in _WORK and item.duration > 0
        and item.percent < _DONE and item.actual_finish is None
    ]  # fmt: skip


def _open(risk: Risk) -> bool:
    return risk.state in OPEN_RISK and risk.archived_at is None


def _told(risk: Risk, lines: int) -> CountedRisk:
    chance = CHANCES.get(int(risk.current.probability)) if risk.current else None
    why = ""
    if not lines:
        why = tr("its plan items are done") if risk.delays else tr("no plan item named")
    elif chance is None:
        why = tr("not assessed yet")
    elif not risk.delay_impact:
        why = tr("no delay in working days")
    sign = -1 if risk.polarity is Polarity.OPPORTUNITY else 1
    days = None if risk.delay_impact is None else sign * abs(risk.delay_impact)
    return CountedRisk(risk.id, risk.ref, risk.title.said(language()), chance, days, lines, why)


def _events(
    risks: Sequence[Risk], told: Sequence[CountedRisk], items: Sequence[PlanItem], rows: Mapping[int, int],
    network: Network,
) -> tuple[RiskEvent, ...]:  # fmt: skip
    """Risks that can happen in the runs: their delay falls on every line that they name."""
    from pmo_desktop.scheduling.simulation.model import RiskEvent
    from pmo_desktop.scheduling.simulation.run import drives

    live, numbers = drives(network), {item.id: item.number for item in items}
    delays, made = {UUID(int=risk.id.int): risk.delays for risk in risks}, []
    for one in told:
        if one.left_out or one.chance is None or one.days is None:
            continue
        named = (rows.get(numbers.get(item, -1), -1) for item in delays[one.id])
        places = tuple(row for row in named if row >= 0 and live[row])
        if places:
            project = network.projects[int(network.tasks.project[places[0]])]
            length = one.days * project.minutes_per_day * _PER_MINUTE
            made.append(RiskEvent(one.ref, one.chance, places, length, length, length))
    return tuple(made)
