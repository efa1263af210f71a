"""Home: what needs me today, the first row that needs something selected."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.home import (
    action_columns,
    gate_columns,
    paper_columns,
    recent_columns,
    report_columns,
)
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.home import Home, HomeFacts, home
from pmo_desktop.readmodels.lists import ActionRow
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.home_start import Start
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.figures import Part, SegmentedBar
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.panels import Card
from pmo_desktop.ui.widgets.table import DENSE, TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import Label
from pmo_desktop.ui.widgets.track import Track, TrackStep

SINCE_DAYS = 2


def gathered(office: Office, today: date) -> Home:
    """The page of a day, read in five statements."""
    reader = office.store.reader
    meetings = reader.coming_meetings()
    papers = reader.where("paper", "meeting", [meetings[0].id]) if meetings else []
    since = office.now() - timedelta(days=SINCE_DAYS)
    news = [r for r in reader.recent(since) if r.who != office.who]
    return home(HomeFacts(reader.works(today), reader.actions(open_only=True), meetings, papers, news), today)


class ListBlock(Card):
    """A card with a short list that is as high as its rows, or one true line when it is empty."""

    def __init__(self, title: str, icon: str, row: int, nothing: str) -> None:
        super().__init__(title, icon=icon)
        self._row = row
        self.table = RecordTable(row=row, row_focus=True)
        self.table.horizontalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QWidget()
        words = QHBoxLayout(self.nothing)
        words.setContentsMargins(15, 4, 15, 8)
        words.addWidget(Label(nothing, tone="text2", wrap=True))
        self.model: RowsModel[Any] | None = None
        self.add_wide(self.table)
        self.add_wide(self.nothing)

    def show_rows(self, columns: Sequence[Column[Any]], rows: Sequence[Any], stretch: int) -> None:
        """Show these rows; the model is made once."""
        if self.model is None:
            self.model = RowsModel(columns)
            self.table.setModel(self.model)
        self.model.columns = tuple(columns)
        self.model.set_rows(rows)
        self.table.set_columns({i: c.width for i, c in enumerate(columns) if c.width}, stretch=stretch)
        self.table.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        high = self.table.verticalHeader().defaultSectionSize() * len(rows) + 2
        self.table.setFixedHeight(high)
        self.updateGeometry()

    def row(self, index: QModelIndex) -> Any:
        """The row of an index."""
        return self.model.row(index.row()) if self.model is not None and index.isValid() else None


class HomePage(Page):
    """Today: rhythm of the board, reports, overdue actions, gates, papers, what others changed."""

    def __init__(
        self,
        desk: Desk,
        *,
        load_example: Callable[[], None],
        choose_files: Callable[[], None],
        import_files: Callable[[list[Path]], None],
    ) -> None:
        super().__init__()
        self._desk = desk
        self._home: Home | None = None
        self._stack = QStackedWidget()
        start = Start(choose_files, lambda: self.go.emit("register/new"), load_example)
        start.dropped.connect(lambda names: import_files([Path(n) for n in names]))
        self._stack.addWidget(QWidget())
        self._stack.addWidget(start)
        self._stack.addWidget(self._day())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    # -- building ----------------------------------------------------------------------------------

    def _day(self) -> QWidget:
        self._header = PageHeader("", side_by_side=False)
        self._track = Track()
        self._reports = ListBlock(
            tr("Status reports"), "inbox", DENSE, tr("Every report is in and accepted.")
        )
        self._bar = SegmentedBar(legend=True)
        self._count = Label("", size=24, weight=600)
        self._of = Label("", tone="text2")
        self._actions = ListBlock(tr("Overdue actions"), "circle-check", TWO_LINES, tr("No overdue actions."))
        self._gates = ListBlock(
            tr("Gates that need you"), "diamond", TWO_LINES, tr("No gate in the next 45 days.")
        )
        self._papers = ListBlock(tr("Papers"), "file-text", TWO_LINES, tr("All papers are in."))
        self._news = ListBlock(
            tr("Changed by others"), "git-compare", TWO_LINES, tr("Nobody else changed anything.")
        )
        self._reports.table.acted.connect(self._open_report)
        self._actions.table.acted.connect(self._action_done)
        self._gates.table.acted.connect(lambda i: self._go_work(self._gates.row(i), "plan"))
        self._papers.table.acted.connect(self._open_paper)
        head = QHBoxLayout()
        head.addWidget(self._count)
        head.addWidget(self._of)
        head.addWidget(self._bar, 1)
        holder = QWidget()
        holder.setLayout(head)
        self._reports.layout().insertWidget(1, holder)  # type: ignore[union-attr]
        head.setContentsMargins(15, 0, 15, 6)
        return self._arranged()

    def _arranged(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, blocks in (
            (left, (self._reports, self._actions)),
            (right, (self._gates, self._papers, self._news)),
        ):
            side.setSpacing(16)
            for block in blocks:
                side.addWidget(block)
            side.addStretch(1)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        sides.addLayout(left, 8)
        sides.addLayout(right, 5)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 4, 24, 16)
        column.setSpacing(16)
        column.addWidget(self._track)
        column.addLayout(sides)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(8, 4, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header)
        outer.addWidget(scroll, 1)
        return page

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the day again."""
        if self._desk.is_open:
            today = datetime.now().astimezone().date()
            self._desk.query(lambda office: gathered(office, today), self._show)

    def _show(self, found: Home) -> None:
        first, self._home = self._home is None, found
        self._stack.setCurrentIndex(1 if found.empty else 2)
        if found.empty:
            self.says.emit(tr("New database"), tr("nothing is stored yet"))
            return
        self._show_head(found)
        self._show_reports(found, first=first)
        self._actions.set_title(tr("Overdue actions"), str(found.overdue_all or ""))
        self._actions.show_rows(action_columns(found.today), found.overdue, 0)
        self._gates.set_title(tr("Gates that need you"), tr("next 45 days"))
        self._gates.show_rows(gate_columns(), found.gates, 1)
        meeting = found.meeting.ref if found.meeting else ""
        counted = tr("{n} of {all} accepted", n=found.papers_accepted, all=found.papers_all)
        self._papers.set_title(
            tr("Papers for {meeting}", meeting=meeting) if meeting else tr("Papers"), counted
        )
        self._papers.show_rows(paper_columns(meeting), found.papers, 0)
        self._news.show_rows(recent_columns(), found.recent, 0)
        self._say_next(found)

    def _show_head(self, found: Home) -> None:
        facts = tr("No board meeting is planned.")
        if found.meeting:
            facts = trn(
                "{body} {ref} meets in {n} working day",
                "{body} {ref} meets in {n} working days",
                found.meeting_days,
                body=found.meeting.body.said(language()),
                ref=found.meeting.ref,
            )
        self._header.set_title(shown.long_date(found.today))
        self._header.set_facts(facts)
        self._track.setVisible(bool(found.steps))
        self._track.set_steps(
            [TrackStep(tr(s.title), shown.day_month(s.day), s.stand.value) for s in found.steps]
        )

    def _show_reports(self, found: Home, *, first: bool) -> None:
        self._count.setText(str(found.accepted))
        self._of.setText(tr("of {n} accepted", n=found.reporting))
        self._bar.set_parts(
            [
                Part(found.accepted, tr("accepted"), "accent"),
                Part(found.to_check, tr("to check"), "info"),
                Part(found.returned, tr("returned"), "warn"),
                Part(found.not_in, tr("not in"), "text3"),
            ]
        )
        self._reports.show_rows(report_columns(), found.reports, 3)
        if found.reports:
            self._reports.table.select_row(0)
            if first:
                self._reports.table.setFocus()

    def _say_next(self, found: Home) -> None:
        if found.reports:
            work = found.reports[0].title.said(language())
            self.says.emit(tr("Next:"), tr("the report on {work}", work=work))
        elif found.overdue:
            self.says.emit(tr("Next:"), str(found.overdue[0].text))
        self.facts.emit(tr("As at {time}", time=datetime.now().astimezone().strftime("%H:%M")))

    # -- acts --------------------------------------------------------------------------------------

    def _go_work(self, row: Any, tab: str) -> None:
        if row is not None:
            self.go.emit(f"project/{row.id}/{tab}")

    def _open_report(self, index: QModelIndex) -> None:
        self._go_work(self._reports.row(index), "reports")

    def _open_paper(self, _index: QModelIndex) -> None:
        if self._home and self._home.meeting:
            self.go.emit(f"meetings/{self._home.meeting.id}")

    def _action_done(self, index: QModelIndex) -> None:
        """Mark an action as done today; undo takes it back."""
        row: ActionRow | None = self._actions.row(index)
        if row is None:
            return
        today = datetime.now().astimezone().date()

        def mark(found: dict[Any, Action]) -> None:
            seen = found[row.id]
            edit = between(seen, dc.replace(seen, state=ActionState.DONE, done_on=today))
            self._desk.submit(edit, tr("Done: {ref}", ref=row.ref))
            self.toast.emit(tr("{ref} is done", ref=row.ref), "undo")

        self._desk.query(lambda office: office.store.reader.get("action", [row.id]), mark)

    def sizeHint(self) -> QSize:
        """The page asks for what the window has."""
        return QSize(1180, 800)
