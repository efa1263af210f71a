"""The page of a work over a small real database: a bridge with a plan, risks, actions, reports, a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pmo_desktop.bootstrap import open_office, plan_pdf
from pmo_desktop.domain.ids import PlanItemId
from pmo_desktop.domain.plans import ItemKind, Plan, PlanItem
from pmo_desktop.domain.values import Minutes, Wall
from pmo_desktop.domain.works import ServiceLevel
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.project import ProjectPage
from pmo_desktop.ui.pages.project.tab import Around
from pmo_desktop.ui.theme import Look, Mode
from pmo_desktop.ui.widgets.remembered import Memory
from tests import builders as b

LONGEST_MS = 20_000
MONDAY = dt.date(2026, 7, 6)


def wall(day: dt.date, hour: int) -> Wall:
    """A wall-clock time."""
    return Wall(dt.datetime.combine(day, dt.time(hour)))


def line(plan: Plan, number: int, name: str, start: dt.date, finish: dt.date, **more: Any) -> PlanItem:
    """A line of a plan, from eight to five."""
    days = sum((start + dt.timedelta(n)).weekday() < 5 for n in range((finish - start).days + 1))
    usual: dict[str, Any] = {
        "id": PlanItemId(uuid4()), "plan": plan.id, "number": number, "position": number * 100, "name": name,
        "start": wall(start, 8), "finish": wall(finish, 17), "duration": Minutes(days * 480),
        "baseline_start": wall(start, 8), "baseline_finish": wall(finish, 17),
    }  # fmt: skip
    return PlanItem(**(usual | more))


class Made:
    """The records of the database, by what they are."""

    def __init__(self, path: Path) -> None:
        self.url = f"sqlite:///{path}"
        office = open_office(self.url, create=True)
        self.manager = b.person("Tomas Okafor")
        self.sponsor = b.person("Ingrid Solberg")
        self.programme = b.programme()
        self.work = b.project(
            manager=self.manager.id, sponsor=self.sponsor.id, parent=self.programme.id,
            lifecycle="Building 2.0", tolerance_time=20,
        )  # fmt: skip
        self.service = b.service(
            manager=self.manager.id, budget=b.eur(4), forecast_cost=b.eur(4.1),
            levels=(
                ServiceLevel("Roads gritted before six", "%", 95, 97), ServiceLevel("Calls", "%", 90, 80),
            ),
        )  # fmt: skip
        self.plan = b.plan(self.work.id, status_date=b.TODAY)
        self.lines = self._lines(self.plan)
        self.risk = b.risk(self.work.id, owner=self.manager.id)
        self.issue = b.issue(self.work.id)
        self.action = b.action(work=self.work.id, owner=self.manager.id)
        self.decision = b.decision(works=[self.work.id], authority="Portfolio board")
        self.reports = (
            b.report(self.work.id, dt.date(2026, 6, 14), "green"),
            b.report(self.work.id, derived=b.ratings("red")),
        )  # fmt: skip
        people, works = (self.manager, self.sponsor), (self.programme, self.work, self.service)
        b.stored(office, *people, *works, self.plan)
        b.stored(office, *self.lines, self.risk, self.issue, self.action, self.decision, *self.reports)
        office.close()

    @staticmethod
    def _lines(plan: Plan) -> tuple[PlanItem, ...]:
        end = dt.date(2026, 7, 31)
        return (
            line(plan, 1, "Foundations", MONDAY, end, item_kind=ItemKind.SUMMARY),
            line(plan, 2, "Piling, pier 1", MONDAY, dt.date(2026, 7, 17), parent=1, critical=True),
            line(plan, 3, "Piling, pier 2", dt.date(2026, 7, 20), end, parent=1, critical=True),
            b.gate(plan.id, "G3", dt.date(2026, 8, 7), 4, position=400),
        )


class Opened:
    """The page on a screen, and a coordinator's hands."""

    def __init__(self, made: Made, bot: QtBot, app: QApplication, target: str = "") -> None:
        self.made, self.bot = made, bot
        self.look = Look(app, Mode.LIGHT)
        self.kept = Memory()
        self.desk = Desk(lambda: open_office(made.url))
        self.said: list[tuple[str, str]] = []
        self.toasts: list[str] = []
        self.refused: list[str] = []
        with bot.waitSignal(self.desk.opened, timeout=LONGEST_MS):
            self.desk.start()
        self.jobs = Jobs()
        self.page = ProjectPage(self.desk, self.kept, Around(self.jobs, plan_pdf=plan_pdf))
        self.page.says.connect(lambda lead, rest: self.said.append((lead, rest)))
        self.page.toast.connect(lambda text, _act: self.toasts.append(text))
        self.desk.refused.connect(lambda _op, why: self.refused.append(str(why)))
        self.page.resize(1252, 820)
        if target:
            self.page.open(target)
        with bot.waitExposed(self.page):
            self.page.show()
        self.settle()

    @property
    def office(self) -> Office:
        """The open database."""
        return self.desk.office

    def settle(self) -> None:
        """Wait until nothing is read or written."""
        for _ in range(2):
            self.bot.waitUntil(lambda: not self.desk.busy, timeout=LONGEST_MS)
            self.bot.wait(15)

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something."""
        self.bot.waitUntil(true, timeout=LONGEST_MS)

    def record(self, kind: str, uid: Any) -> Any:
        """A record as it is stored."""
        return self.office.store.reader.get(kind, [uid])[uid]

    def close(self) -> None:
        """Let go of page and database."""
        self.page.close()
        self.jobs.shut_down()
        self.desk.close()
        self.page.deleteLater()
