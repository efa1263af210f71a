"""The plan of a work on paper: what is on the screen, and what the margins say, for the print window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pmo_desktop.i18n import tr
from pmo_desktop.ui.pages.project.plan_acts import baseline_name
from pmo_desktop.ui.pages.project.plan_tools import NO_BASELINE
from pmo_desktop.ui.print.making import PlanPdf, PlanToPrint, name_of, write_plan

if TYPE_CHECKING:
    from pmo_desktop.ui.jobs import Jobs, Progress
    from pmo_desktop.ui.pages.project.plan_hands import PlanHands
    from pmo_desktop.ui.print.dialog import PlanPrint


def ask_to_print(tab: PlanHands) -> None:
    """Open the print window once it is known who prints."""

    def ready(name: str) -> None:
        window = print_window(tab, name)
        if window is not None:
            window.finished.connect(window.deleteLater)
            window.open()

    tab.desk.query(name_of, ready)


def print_window(tab: PlanHands, name: str = "") -> PlanPrint | None:
    """The print window of the plan that is shown; None where nothing can be printed."""
    from pmo_desktop.ui.print.dialog import PlanPrint

    tools = _tools(tab)
    if tab.file is None or tools is None:
        return None
    jobs, make = tools
    return PlanPrint(
        to_print(tab, name),
        make,
        jobs,
        tab.remembered,
        str(tab.file.plan.id),
        lambda said: tab.toast.emit(said, ""),
        tab,
    )


def to_print(tab: PlanHands, name: str = "") -> PlanToPrint:
    """The plan as it is on the screen, with code, time, name and baseline for the margins."""
    from pmo_desktop.charts.paper.pages import PrintFacts

    number, view = tab.tools.baseline, tab.view
    facts = PrintFacts(
        code=tab.code,
        printed=tab.desk.office.now().astimezone().replace(tzinfo=None),
        by=name,
        baseline="" if number == NO_BASELINE else baseline_name(number),
    )
    service = tab.file is not None and tab.file.service
    return PlanToPrint(view.model, view.collapsed, frozenset(view.selected_ids), facts, service)


def write_as_chosen(tab: PlanHands, path: Path) -> None:
    """Write the plan to a file with the settings chosen last; a toast says where it is, or why not."""
    from pmo_desktop.ui.print.dialog import chosen_settings

    tools = _tools(tab)
    if tab.file is None or tools is None:
        return
    (jobs, make), plan = tools, to_print(tab)
    settings = chosen_settings(tab.remembered, str(tab.file.plan.id))

    def work(tell: Progress) -> Path:
        layout = plan.laid_out(settings)
        return write_plan(path, layout, plan.facts, make, tell, settings.dpi)[0]

    jobs.run(
        tr("Writing {name}", name=path.name),
        work,
        done=lambda place: tab.toast.emit(tr("The plan is in {path}.", path=place), ""),
        failed=lambda why: tab.toast.emit(str(why), ""),
    )


def _tools(tab: PlanHands) -> tuple[Jobs, PlanPdf] | None:
    around = tab.around
    return None if around is None or around.plan_pdf is None else (around.jobs, around.plan_pdf)
