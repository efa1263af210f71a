"""The worst open threats of the works in scope: where they stand, came from and shall go."""

from __future__ import annotations

from pmo_desktop.domain.health import Trend
from pmo_desktop.domain.raid import Assessment, Polarity, Risk, RiskState
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.pack_portfolio import Place, RiskLine, TopRisks
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.numbers import Numbers

MOST = 10
VERY_HIGH = 4
OPEN = (RiskState.OPEN, RiskState.TREATED, RiskState.ESCALATED)
PROBABILITY = {1: 5, 2: 20, 3: 40, 4: 60, 5: 85}
"""Middle of each step of the scale, in per cent."""
RISK_LEVELS = (
    (1, 1, 1, 1, 3),
    (1, 1, 2, 2, 4),
    (1, 2, 2, 3, 4),
    (1, 2, 3, 4, 4),
    (2, 3, 4, 4, 4),
)
"""Level of a risk by chance and impact: a rare disaster is not hidden by their product."""


def open_threats(frame: Frame) -> list[Risk]:
    """Open threats with a score, of the works in scope, the worst first."""
    works = {w.id for w in frame.works} | {a.id for w in frame.works for a in frame.ancestors(w)}
    kept = [
        r
        for r in frame.facts.risks
        if r.state in OPEN and r.polarity is Polarity.THREAT and r.current is not None and r.work in works
    ]
    return sorted(kept, key=lambda r: (-level(r), -_score(r.current), -_weight(frame, r), r.ref))


def level(risk: Risk) -> int:
    """The level of a risk by the lookup table of the matrix, 1 low to 4 very high; 0 without a score."""
    if risk.current is None:
        return 0
    return RISK_LEVELS[risk.current.probability - 1][risk.current.impact - 1]


def exposure(frame: Frame, risk: Risk) -> Money | None:
    """Chance times cost, in the currency of the pack; None where no cost is on record."""
    cost = frame.base(risk.cost_impact)
    if cost is None or risk.current is None:
        return None
    return Money(round(cost.minor * PROBABILITY[risk.current.probability] / 100), cost.currency)


def top_risks(frame: Frame, numbers: Numbers) -> TopRisks:
    """The ten worst by level, score and weight; all others as one sum, so that the column adds up."""
    head = frame.head(
        keys.RISKS,
        tr("Top risks"),
        numbers.taken_by(keys.RISKS),
        paper=numbers.own(keys.RISKS),
        tab=tr("Risk"),
    )
    threats = open_threats(frame)
    rest = [m for r in threats[MOST:] if (m := exposure(frame, r)) is not None]
    reserves = [w.contingency for w in frame.projects if w.contingency]
    return TopRisks(
        head=head,
        risks=tuple(_line(frame, numbers, r, n) for n, r in enumerate(threats[:MOST], 1)),
        levels=RISK_LEVELS,
        others=max(0, len(threats) - MOST),
        others_exposure=frame.total(rest) if rest else None,
        contingency=frame.total(reserves) if reserves else None,
    )


def _line(frame: Frame, numbers: Numbers, risk: Risk, number: int) -> RiskLine:
    assert risk.current is not None
    work = frame.facts.meeting.works.get(risk.work)
    return RiskLine(
        number=str(number),
        work=frame.title(work),
        text=frame.title(risk),
        owner=frame.short_name(risk.owner),
        now=_place(risk.current),
        score=risk.current.score,
        before=_place(risk.previous) if risk.previous else None,
        score_before=risk.previous.score if risk.previous else None,
        target=_place(risk.target) if risk.target else None,
        score_target=risk.target.score if risk.target else None,
        trend=_trend(frame, risk),
        exposure=exposure(frame, risk),
        key=numbers.work_key(work),
    )


def is_new(frame: Frame, risk: Risk) -> bool:
    """Whether the last pack could not know of it: raised at the meeting of that pack, or later."""
    return frame.since is not None and risk.raised_at is not None and risk.raised_at >= frame.since


def _trend(frame: Frame, risk: Risk) -> Trend | None:
    now = _score(risk.current)
    if risk.previous is None:
        return Trend.NEW if is_new(frame, risk) else None
    before = risk.previous.score
    return Trend.WORSE if now > before else Trend.BETTER if now < before else Trend.SAME


def _place(assessed: Assessment) -> Place:
    return Place(assessed.probability, assessed.impact)


def _score(assessed: Assessment | None) -> int:
    return assessed.score if assessed else 0


def _weight(frame: Frame, risk: Risk) -> int:
    weight = exposure(frame, risk)
    return weight.minor if weight else 0
