"""What a simulation says in key figures and in one line."""

from __future__ import annotations

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project_figures import Figure
from pmo_desktop.readmodels.schedulerisk import Percentile, ScheduleRisk

_LOW = 0.5
"""A chance below it is said in the warning tone."""


def risk_figures(risk: ScheduleRisk) -> tuple[Figure, ...]:
    """The chance of the plan, then the percentiles with their distance to plan and baseline."""
    chance = shown.percent(round(risk.chance * 10_000))
    tone = "neg" if risk.chance < _LOW else "text2"
    plan = Figure(tr("Chance of the plan"), chance, shown.day(risk.planned.date()), tone)
    return (plan, *(_percentile(one) for one in risk.percentiles))


def _percentile(one: Percentile) -> Figure:
    late = tr("{n}\u00a0wd to plan", n=shown.signed(one.to_plan))
    if one.to_baseline is not None:
        base = shown.signed(one.to_baseline)
        late = tr("{n}\u00a0wd, baseline {base}", n=shown.signed(one.to_plan), base=base)
    return Figure(one.label, shown.day(one.on.date()), late)


def runs_words(risk: ScheduleRisk, *, stale: bool) -> str:
    """How many runs with which seed, and what has to be known beside the curve."""
    if stale:
        return tr("The plan has changed since. Run again.")
    runs, seed = shown.number(risk.runs), str(risk.seed)
    said = [tr("{n} runs, seed {seed}", n=runs, seed=seed)]
    if risk.runs < risk.wanted:
        wanted = shown.number(risk.wanted)
        said = [tr("{n} of {wanted} runs, seed {seed}", n=runs, wanted=wanted, seed=seed)]
    if risk.worked_out.date() != risk.planned.date():
        day = shown.day(risk.worked_out.date())
        said.append(tr("durations and links alone end {day}", day=day))
    return " · ".join(said)
