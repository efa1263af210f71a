"""The tabs of the page of a work, in their order."""

from __future__ import annotations

from pmo_desktop.i18n import N_
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project import reading
from pmo_desktop.ui.pages.project.tab import Tab, TabSpec
from pmo_desktop.ui.widgets.remembered import Remembered


def _summary(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.summary import SummaryTab

    return SummaryTab(desk, kept)


def _plan(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.plan import PlanTab

    return PlanTab(desk, kept)


def _analysis(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.analysis import AnalysisTab

    return AnalysisTab(desk, kept)


def _risks(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.raid import RaidTab

    return RaidTab(desk, kept)


def _actions(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.actions import ActionsTab

    return ActionsTab(desk, kept)


def _reports(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.reports import ReportsTab

    return ReportsTab(desk, kept)


def _documents(desk: Desk, kept: Remembered) -> Tab:
    from pmo_desktop.ui.pages.project.documents import DocumentsTab

    return DocumentsTab(desk, kept)


_RAID = frozenset({"risk", "issue", "action", "decision", "effect", "waiver"})
_PLAN = frozenset({"plan_link", "plan_calendar", "plan_resource", "assignment", "calendar"})

SPECS = (
    TabSpec("summary", N_("Summary"), _summary, reading.read_summary, _RAID),
    TabSpec("plan", N_("Plan"), _plan, reading.read_plan, _PLAN),
    TabSpec("analysis", N_("Analysis"), _analysis, reading.read_plan, _PLAN),
    TabSpec("risks", N_("Risks"), _risks, reading.read_raid, frozenset({"risk", "issue", "body"})),
    TabSpec("actions", N_("Actions"), _actions, reading.read_actions, frozenset({"action"})),
    TabSpec("reports", N_("Reports"), _reports, reading.read_nothing, frozenset()),
    TabSpec("documents", N_("Documents"), _documents, reading.read_documents, frozenset({"document"})),
)
