"""Which pages there are, in the order of the rail; each is built at its first visit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import N_
from pmo_desktop.ui.shell import PageSpec

if TYPE_CHECKING:
    from pmo_desktop.ui.window import Workplace


def page_specs(of: Workplace) -> list[PageSpec]:
    """The pages of one window."""
    return [
        PageSpec("home", N_("Home"), "house", partial(_home, of)),
        PageSpec("register", N_("Register"), "table", partial(_register, of)),
        PageSpec("project", N_("Projects"), "chart-gantt", partial(_project, of)),
        PageSpec("meetings", N_("Meetings"), "scale", partial(_meetings, of)),
        PageSpec("packs", N_("Packs"), "files", partial(_packs, of)),
        PageSpec("calendar", N_("Calendar"), "calendar", partial(_calendar, of)),
        PageSpec("bodies", N_("Bodies"), "users", partial(_bodies, of)),
        PageSpec("decisions", N_("Decisions"), "gavel", partial(_decisions, of)),
        PageSpec("actions", N_("Actions"), "list-checks", partial(_actions, of)),
        PageSpec("health", N_("Governance health"), "heart-pulse", partial(_health, of)),
        PageSpec("search", N_("Search"), "search", partial(_search, of)),
        PageSpec(
            "roadmap", N_("Roadmap"), "chart-gantt", partial(_roadmap, of), hidden=True, under="register"
        ),
        PageSpec("receipt", N_("Import"), "upload", partial(_receipt, of), hidden=True, under="register"),
        PageSpec("history", N_("History"), "history", partial(_history, of), bottom=True),
        PageSpec("settings", N_("Settings"), "settings", partial(_settings, of), bottom=True),
    ]


def _home(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.home import HomePage

    return HomePage(
        of.desk,
        load_example=of.load_example,
        choose_files=of.choose_files,
        import_files=of.import_files,
    )


def _register(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.register import RegisterPage
    from pmo_desktop.ui.pages.register_data import RegisterHooks

    def list_or_choose(paths: Sequence[Path]) -> None:
        if paths:
            of.import_files(list(paths))
        else:
            of.choose_files()

    choose, tables = list_or_choose, of.engines.table_bytes
    hooks = RegisterHooks(None, choose, choose, of.load_example, table_bytes=tables)
    return RegisterPage(of.desk, of.remembered, hooks)


def _project(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.project import ProjectPage
    from pmo_desktop.ui.pages.project.tab import Around

    around = Around(of.jobs, of.engines.table_bytes, of.engines.plan_pdf)
    return ProjectPage(of.desk, of.remembered, around)


def _meetings(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.meetings import MeetingsPage
    from pmo_desktop.ui.pages.meetings.minutes.hooks import hooks_of

    beside = hooks_of(of.engines, of.remembered)
    page = MeetingsPage(of.desk, of.remembered, of.print_minutes, of.leading.show, beside)
    page.live.printer.build = of.engines.sheet_pdf
    page.agenda.paper.build = of.engines.agenda_pdf
    return page


def _calendar(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.calendar import CalendarPage

    return CalendarPage(of.desk, of.remembered, of.engines.table_bytes, of.engines.calendar)


def _bodies(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.bodies import BodiesPage

    return BodiesPage(of.desk, of.remembered, of.engines.terms_file)


def _decisions(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.decisions import DecisionsPage

    return DecisionsPage(of.desk, of.remembered, of.engines.table_bytes)


def _actions(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.actions import ActionsPage

    engines = of.engines
    return ActionsPage(of.desk, of.jobs, of.remembered, engines.mail, engines.table_bytes)


def _health(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.health import HealthPage

    return HealthPage(of.desk, of.remembered, of.engines.table_bytes)


def _packs(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.packs import PacksPage

    charts = of.engines.plan_pdf, of.remembered
    return PacksPage(of.desk, of.jobs, of.engines.build_pack, charts)


def _search(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.search import SearchPage

    return SearchPage(of.desk, of.remembered, of.engines.table_bytes)


def _roadmap(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.roadmap import RoadmapPage

    return RoadmapPage(of.desk, of.engines.plan_pdf)


def _receipt(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.receipt import ReceiptPage

    return ReceiptPage(of.desk, of.jobs, of.engines)


def _history(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.history import HistoryPage

    return HistoryPage(of.desk)


def _settings(of: Workplace) -> QWidget:
    from pmo_desktop.ui.pages.settings import SettingsPage

    return SettingsPage(of.desk, of.look, of.other_wanted.emit)
