"""The facts of one work on one page, for somebody who has five seconds; and the list to choose it from."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.raid import HIGH_RISK
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.lists import ActionRow, RiskRow
from pmo_desktop.readmodels.register import WorkRow

TOP = 3
DIMENSIONS = (
    ("time", N_("Time")),
    ("cost", N_("Cost")),
    ("scope", N_("Scope")),
    ("risk", N_("Risk")),
    ("benefits", N_("Benefits")),
)


@dc.dataclass(frozen=True, slots=True)
class FactLine:
    """A fact: its label, value, what it is measured against, and the tone of that."""

    label: str
    value: str
    note: str = ""
    tone: str = "text2"


@dc.dataclass(frozen=True, slots=True)
class ShortLine:
    """A line of a short list: text, and a value at its end."""

    text: str
    end: str = ""
    tone: str = "text2"


@dc.dataclass(frozen=True, slots=True)
class WorkBrief:
    """A work in a list or beside an item: rating, name, and how late it is."""

    id: UUID
    ref: str
    title: str
    rating: str
    trend: str
    note: str
    tone: str
    dimensions: tuple[tuple[str, str], ...] = ()


@dc.dataclass(frozen=True, slots=True)
class FactsCard:
    """One page of facts."""

    work: WorkBrief
    people: str
    headline: str
    path: str
    reported: str
    facts: tuple[FactLine, ...]
    risks: tuple[ShortLine, ...] = ()
    actions: tuple[ShortLine, ...] = ()
    decisions: tuple[ShortLine, ...] = ()


def brief(row: WorkRow, today: date) -> WorkBrief:
    """A work in short."""
    seen, moved = row.health(today), row.report.trend if row.report else None
    slip = row.slip
    note = tr("{slip} wd to plan", slip=shown.signed(slip)) if slip else tr(row.state.label)
    tone = "neg" if slip and row.over_time else "text2"
    trend = moved.value if moved else ""
    return WorkBrief(
        row.id, row.ref, row.title.said(language()), seen.rating.value, trend, note, tone, _dimensions(row)
    )


def briefs(rows: Iterable[WorkRow], today: date, first: Collection[UUID] = ()) -> tuple[WorkBrief, ...]:
    """All works that run, those of `first` before the others, else by name."""
    kept = [row for row in rows if row.running or row.id in first]
    ordered = sorted(kept, key=lambda r: (r.id not in first, r.title.said(language()).casefold()))
    return tuple(brief(row, today) for row in ordered)


def initial(title: str) -> str:
    """The letter that a name is found under."""
    return next((c.upper() for c in title if c.isalnum()), "#")


def _dimensions(row: WorkRow) -> tuple[tuple[str, str], ...]:
    if row.report is None:
        return ()
    return tuple((tr(label), _rated(row, key).value) for key, label in DIMENSIONS)


def _rated(row: WorkRow, key: str) -> Rating:
    """Declared, else derived."""
    assert row.report is not None
    said: Rating = getattr(row.report.declared, key)
    found: Rating = getattr(row.report.derived, key)
    return said if said is not Rating.NONE else found


def facts_card(
    row: WorkRow,
    today: date,
    *,
    risks: Sequence[RiskRow] = (),
    actions: Sequence[ActionRow] = (),
    decisions: Sequence[Decision] = (),
) -> FactsCard:
    """One page of facts about a work, from its row of the register and what is open."""
    people = [
        tr("Sponsor {name}", name=row.sponsor_name) if row.sponsor_name else "",
        tr("Manager {name}", name=row.manager_name) if row.manager_name else "",
    ]
    report = row.report
    return FactsCard(
        brief(row, today),
        " · ".join(p for p in people if p),
        report.headline if report else "",
        report.path_to_green if report else "",
        tr("reported {day}", day=shown.day(report.status_date)) if report else tr("No status report yet"),
        tuple(_facts(row)),
        tuple(_risk(r) for r in sorted(risks, key=lambda r: -(r.score or 0))[:TOP]),
        tuple(_action(a, today) for a in actions[:TOP]),
        tuple(_decision(d) for d in _latest(decisions)),
    )


def _facts(row: WorkRow) -> Iterable[FactLine]:
    slip = row.slip
    if row.finish is not None:
        plan = tr("plan {day}", day=shown.day(row.finish_planned)) if row.finish_planned else ""
        late = tr("{slip} wd to plan", slip=shown.signed(slip)) if slip else ""
        tone = "neg" if row.over_time else "text2"
        yield FactLine(tr("Finish"), shown.day(row.finish), " · ".join(p for p in (plan, late) if p), tone)
    if row.gate_date is not None:
        gate = " ".join(p for p in (row.gate, row.gate_name) if p)
        yield FactLine(tr("Next gate"), shown.day(row.gate_date), gate)
    if row.budget is not None:
        by = tr("set by {decision}", decision=row.authority_ref) if row.authority_ref else ""
        yield FactLine(tr("Budget"), shown.money(row.budget, in_millions=True), by)
    if row.forecast_cost is not None:
        share = row.cost_share
        note = tr("{share} to budget", share=_share(share)) if share else ""
        tone = "neg" if row.over_cost else "text2"
        yield FactLine(tr("Forecast cost"), shown.money(row.forecast_cost, in_millions=True), note, tone)
    if row.actual_cost is not None:
        yield FactLine(tr("Spent"), shown.money(row.actual_cost, in_millions=True))


def _share(points: int) -> str:
    return ("+" if points > 0 else "") + shown.percent(points, 1)


def _risk(risk: RiskRow) -> ShortLine:
    tone = "neg" if (risk.score or 0) > HIGH_RISK else "text2"
    return ShortLine(risk.title.said(language()), shown.number(risk.score), tone)


def _action(action: ActionRow, today: date) -> ShortLine:
    late = action.overdue(today) > 0
    end = " · ".join(p for p in (action.owner_name, shown.day_month(action.due)) if p)
    return ShortLine(str(action.text), end, "neg" if late else "text2")


def _latest(decisions: Sequence[Decision]) -> list[Decision]:
    dated = [d for d in decisions if d.archived_at is None]
    return sorted(dated, key=lambda d: (d.made_on or date.min, d.ref), reverse=True)[:TOP]


def _decision(decision: Decision) -> ShortLine:
    return ShortLine(str(decision.text), decision.ref)
