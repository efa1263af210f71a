"""The first tab: how the work stands and why, what comes next, who decided what."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.raid import HIGH_RISK
from pmo_desktop.i18n import N_, language, tr, trn
from pmo_desktop.itemmodels.project import part_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project import GROUPS
from pmo_desktop.readmodels.project_summary import Fact, Summary
from pmo_desktop.readmodels.register import WorkRow, rating_counts
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.authority import AuthorityLine, offer_bodies
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.sections import Section, facts_grid, list_line, ratings_grid
from pmo_desktop.ui.pages.project.summary_charts import cost_of_parts, ratings_over_time
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import GateMark, RagCounts, Tag
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, surface

_ROW, _MOST_ROWS = 30, 12
_LATE = 10
_MET = {True: (N_("Met"), "pos"), False: (N_("Missed"), "neg"), None: (N_("Not measured"), "neutral")}


class SummaryTab(Tab):
    """Two columns that scroll together; a programme begins with the list of its works."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("Summary"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        self._known: Known | None = None
        self._summary: Summary | None = None
        self.parts: RowsModel[WorkRow] | None = None

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show the tab anew; the scroll place stays when it is the same work."""
        same = self._known is not None and self._known.file.work.id == known.file.work.id
        place = self._area.verticalScrollBar().value() if same else 0
        self._known, self._summary = known, found
        self._area.setWidget(self._filled(known, found, today))
        self._area.verticalScrollBar().setValue(place)
        self.counted.emit("actions", found.open_actions)
        self.counted.emit("risks", found.open_risks)

    def spoken(self) -> None:
        """When it was reported last."""
        found = self._summary
        if found is None:
            return
        said = tr("As reported on {day}", day=shown.day(found.reported)) if found.reported else ""
        self.says.emit("", said or tr("No status report yet"))
        self.facts.emit("")

    def focus_work(self) -> None:
        """The text scrolls with the arrow keys."""
        self._area.setFocus()

    # -- building ----------------------------------------------------------------------------------

    def _filled(self, known: Known, found: Summary, today: date) -> QWidget:
        page = surface(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(18)
        if found.parts or isinstance(known.file.work, GROUPS):
            column.addWidget(self._parts(found, today))
        left, right = self._left(known, found, today), self._right(known, found, today)
        both = QHBoxLayout()
        both.setSpacing(36)
        for stretch, sections in ((6, left), (5, right)):
            side = QVBoxLayout()
            side.setSpacing(18)
            for section in sections:
                side.addWidget(section)
            side.addStretch(1)
            both.addLayout(side, stretch)
        column.addLayout(both)
        for chart in (cost_of_parts(found.parts), ratings_over_time(known.file.counting)):
            if chart is not None:
                column.addWidget(chart)
        column.addStretch(1)
        return page

    def _left(self, known: Known, found: Summary, today: date) -> list[QWidget]:
        sections: list[QWidget] = []
        if found.ratings or not isinstance(known.file.work, GROUPS):
            sections.append(self._standing(found))
        if found.levels:
            sections.append(_levels(found))
        if not isinstance(known.file.work, GROUPS):
            sections.append(self._coming(known, found, today))
        sections.append(_decisions(found))
        return sections

    def _right(self, known: Known, found: Summary, today: date) -> list[QWidget]:
        facts = Section(tr("Key facts"))
        facts.add(facts_grid(found.facts, self._governed))
        money = Section(tr("Money"))
        money.add(facts_grid(found.money, self._governed))
        if not found.money:
            money.say(tr("No budget yet. Type it in the register."))
        risks = [self._risks(found)] if found.risks or not isinstance(known.file.work, GROUPS) else []
        waivers = [_waivers(found)] if found.waivers else []
        return [facts, money, *waivers, *risks, self._actions(found, today)]

    def _governed(self, fact: Fact) -> QWidget:
        return AuthorityLine(fact, self.go.emit, self._put_before)

    def _put_before(self, field: str, at: QWidget) -> None:
        if self._known is not None:
            file = self._known.file
            work = UUID(int=file.work.id.int)
            offer_bodies(self.desk, work, file.title, field, at, lambda said: self.toast.emit(said, "undo"))

    def _standing(self, found: Summary) -> Section:
        said = tr("reported {day}", day=shown.day(found.reported)) if found.reported else ""
        section = Section(tr("How it stands"), tr("All reports"), lambda: self._to("reports"), facts=said)
        if not found.ratings:
            section.say(tr("No status report yet. Write the first one."))
            write = Button(tr("New report"), look="primary", on_click=lambda: self._to("reports"))
            section.add(_held(write))
            return section
        section.add(Label(found.headline, size=14, weight=600, wrap=True))
        section.add(ratings_grid(found.ratings))
        section.tell(tr("Path to green"), found.path)
        return section

    def _coming(self, known: Known, found: Summary, today: date) -> Section:
        service = known.file.kind == "service"
        heading = tr("Next duties") if service else tr("Next milestones")
        section = Section(heading, tr("Open the plan"), lambda: self._to("plan"))
        for item in found.coming:
            slip = "" if item.slip is None else tr("{slip} wd", slip=shown.signed(item.slip))
            ends = (
                (slip, "neg" if (item.slip or 0) > _LATE else "text2"),
                (shown.day(item.on), _due(item.on, today)),
            )
            lead = GateMark(item.gate, size=24) if item.gate else ""
            section.add(list_line(lead, item.name, *ends))
        if not found.coming:
            section.say(
                tr("No duties are planned. Add them in the plan.")
                if service
                else tr("Nothing dated lies ahead. Add milestones in the plan.")
            )
        return section

    def _risks(self, found: Summary) -> Section:
        more = trn("{n} open", "{n} open", found.open_risks)
        section = Section(tr("Top risks"), tr("All risks"), lambda: self._to("risks"), facts=more)
        for risk in found.risks:
            score = risk.score
            tone = "neg" if (score or 0) > HIGH_RISK else "text"
            ends = ((risk.owner_name, "text2"), (shown.number(score), tone))
            section.add(list_line("", risk.title.said(language()), *ends))
        if not found.risks:
            section.say(tr("No open risks. Add the first one under Risks."))
        return section

    def _actions(self, found: Summary, today: date) -> Section:
        more = trn("{n} open", "{n} open", found.open_actions)
        section = Section(tr("Open actions"), tr("All actions"), lambda: self._to("actions"), facts=more)
        for action in found.actions:
            due = (shown.day_month(action.due), _due(action.due, today) if action.due else "text2")
            section.add(list_line("", str(action.text), (action.owner_name, "text2"), due))
        if not found.actions:
            section.say(tr("No open actions."))
        return section

    def _parts(self, found: Summary, today: date) -> Section:
        said = trn("{n} work", "{n} works", len(found.parts))
        section = Section(tr("Works"), tr("Open the register"), lambda: self.go.emit("register"), facts=said)
        if not found.parts:
            section.say(tr("No works belong here yet. Set “Part of” on a work in the register."))
            return section
        section.add(_held(RagCounts(rating_counts(found.parts, today))))
        self.parts = RowsModel(part_columns(today))
        table = RecordTable(name="project/parts", remembered=self.remembered, row_focus=True)
        table.setModel(self.parts)
        self.parts.set_rows(list(found.parts))
        widths = {i: c.width for i, c in enumerate(self.parts.columns)}
        table.set_columns(widths, stretch=2)
        table.setAccessibleName(tr("Works"))
        rows = min(len(found.parts), _MOST_ROWS) + 1
        table.setFixedHeight(current().px(_ROW) * rows + 4)
        table.acted.connect(self._opened)
        table.doubleClicked.connect(self._opened)
        section.add(table)
        return section

    def _opened(self, index: QModelIndex) -> None:
        row = self.parts.row(index.row()) if self.parts else None
        if row is not None:
            self.go.emit(f"project/{row.id}")

    def _to(self, tab: str) -> None:
        if self._known is not None:
            self.go.emit(f"project/{self._known.file.work.id}/{tab}")


def _waivers(found: Summary) -> Section:
    section = Section(tr("Waivers"))
    for line in found.waivers:
        until = tr("until {day}", day=shown.day(line.until)) if line.until else ""
        section.add(list_line("", line.clause, (line.state, "text2"), (until, "text2")))
        said = " · ".join(part for part in (line.decision, line.reason) if part)
        section.add(Label(said, size=12, tone="text2", elide=True))
    return section


def _levels(found: Summary) -> Section:
    section = Section(tr("Service levels"))
    for level in found.levels:
        word, tone = _MET[level.met]
        bad = "neg" if level.met is False else "text"
        line = list_line("", level.measure, (level.actual, bad), (level.target, "text2"))
        holder = QWidget()
        holder.setLayout(row_of(line, Tag(tr(word), tone)))
        section.add(holder)
    return section


def _decisions(found: Summary) -> Section:
    section = Section(tr("Decisions"))
    for line in found.decisions:
        when = tr("{state}, {day}", state=line.state, day=shown.day(line.on)) if line.on else line.state
        section.add(list_line("", line.text, wrap=True))
        said = " · ".join(part for part in (line.ref, line.authority, when) if part)
        section.add(Label(said, size=12, tone="text2", elide=True))
    if not found.decisions:
        section.say(tr("No decision has been made about this work."))
    return section


def _due(on: date, today: date) -> str:
    return "neg" if on < today else "text2"


def _held(widget: QWidget) -> QWidget:
    """A widget at the reading edge, as wide as it wants."""
    holder = QWidget()
    holder.setLayout(row_of(widget, 1))
    return holder
