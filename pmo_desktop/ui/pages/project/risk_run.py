"""What the risk pane runs in a worker, and what its charts draw."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.schedulerisk import ScheduleRisk
from pmo_desktop.ui.jobs import Progress

if TYPE_CHECKING:
    from pmo_desktop.domain.raid import Risk
    from pmo_desktop.readmodels.plans import PlanFile
    from pmo_desktop.services.plans.riskinputs import RiskSettings


def worked_through(
    file: PlanFile, risks: Sequence[Risk], settings: RiskSettings, so_far: deque[ScheduleRisk],
    progress: Progress,
) -> None:  # fmt: skip
    """In a worker: simulate, and leave what was found so far where the window looks for it."""
    from pmo_desktop.scheduling.worktime import OutOfTime
    from pmo_desktop.services.plans.risk import simulated

    def seen(found: ScheduleRisk) -> bool:
        so_far.append(found)
        if progress.stopped:
            return False
        progress(found.runs / settings.runs, tr("{n} runs", n=shown.number(found.runs)))
        return True

    try:
        simulated(file, risks, settings, seen)
    except OutOfTime as why:
        raise Fault(str(why)) from why


def draw_curve(risk: ScheduleRisk, figure: Any, palette: Any) -> None:
    """The S-curve with the histogram below it."""
    from pmo_desktop.charts.finishes import s_curve

    s_curve(figure, risk, palette)


def draw_bars(risk: ScheduleRisk, figure: Any, palette: Any) -> None:
    """The tornado."""
    from pmo_desktop.charts.finishes import tornado

    tornado(figure, risk, palette)
