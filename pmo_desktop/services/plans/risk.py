"""A stored plan, or a schedule file, worked through many times."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence

from pmo_desktop.domain.raid import Risk
from pmo_desktop.readmodels.plans import PlanFile
from pmo_desktop.readmodels.schedulerisk import ScheduleRisk, schedule_risk
from pmo_desktop.services.plans.branchings import branches_of, ways_told
from pmo_desktop.services.plans.riskinputs import RiskSettings, inputs_of


def _goes_on(_found: ScheduleRisk) -> bool:
    return True


def simulated(
    file: PlanFile,
    risks: Sequence[Risk],
    settings: RiskSettings,
    seen: Callable[[ScheduleRisk], bool] = _goes_on,
) -> ScheduleRisk:
    """Work a plan through; the same seed gives the same answer.

    `seen` gets the result so far after each block of runs and says whether to go on. Raises ValueError, in
    words of the engine, where there is nothing to work through, and OutOfTime for dates beyond all years.
    """
    from pmo_desktop.scheduling.engine import schedule
    from pmo_desktop.scheduling.simulation.result import Simulation
    from pmo_desktop.scheduling.simulation.run import simulate

    plan = file.network
    branches = branches_of(file.plan, plan.items, plan.rows, plan.network) if settings.ways else ()
    inputs = inputs_of(plan.network, settings, plan.items, risks, branches)
    numbers = [item.number for item in plan.items]
    last: list[ScheduleRisk] = []

    def told(found: Simulation) -> bool:
        so_far = schedule_risk(
            found, numbers, file.by_number,
            days=file.days, wanted=settings.runs, assumed=inputs.assumed,
        )  # fmt: skip
        ways = ways_told(file.plan, plan.items, found.taken, found.runs) if settings.ways else ()
        so_far = dc.replace(so_far, ways=ways)
        last[:] = [so_far]
        return seen(so_far)

    simulate(
        plan.network,
        schedule(plan.network),
        inputs.uncertain,
        runs=settings.runs,
        seed=settings.seed,
        seen=told,
    )
    return last[0]
