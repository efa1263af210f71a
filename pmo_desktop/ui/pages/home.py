"""Home: what needs me today, the first row that needs something selected."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.edits import between
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.itemmodels.home import (
    action_columns,
    gate_columns,
    paper_columns,
    recent_columns,
    report_columns,
)
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.home import CHECK, Home, HomeFacts, Recent, Stand, Step, home
from pmo_desktop.readmodels.lists import ActionRow
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.newdatabase import NewDatabase
from pmo_desktop.ui.pages.home_blocks import ListBlock, ReportsBlock, act_words
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.shell.acts import Act
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.table import TWO_LINES
from pmo_desktop.ui.widgets.track import Track, TrackStep

SINCE_DAYS = 2
NARROW = 1000
"""Pixels: below this width the blocks stand in one column."""


def gathered(office: Office, today: date) -> Home:
    """The page of a day, read in a fixed number of statements."""
    reader = office.store.reader
    meetings = reader.coming_meetings()
    since = office.now() - timedelta(days=SINCE_DAYS)
    news = [r for r in reader.recent(since) if r.who != office.who]
    works, actions = reader.works(today), reader.actions(open_only=True)
    return home(HomeFacts(works, actions, meetings, news), today)


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

        def take(paths: Sequence[Path]) -> None:
            import_files(list(paths)) if paths else choose_files()

        start = NewDatabase(take, take, load_example)
        start.new_work.connect(self._new_work)
        self._stack.addWidget(QWidget())
        self._stack.addWidget(start)
        self._stack.addWidget(self._day())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._add_actions()

    # -- building ----------------------------------------------------------------------------------

    def _add_actions(self) -> None:
        add = self.does.add
        what, row = tr("Do what the row asks"), self._why_no_row
        self._row_act = add(what, self._act_on_row, icon="corner-down-left", shown_key="Return", why_not=row)
        add(tr("Check the next report"), self._check, keys="C", icon="inbox", why_not=self._why_no_report)
        meeting = self._why_no_meeting
        add(tr("Open the next meeting"), self._open_meeting, icon="scale", band=1, why_not=meeting)
        add(tr("Open its pack"), self._open_pack, icon="files", band=1, why_not=meeting)
        add(tr("New work"), self._new_work, keys="Ctrl+N", icon="plus", band=2)
        add(tr("Copy as a table"), self._copy, icon="copy", band=2, shown_key="Ctrl+C", why_not=row)

    @property
    def below_head(self) -> QBoxLayout | None:
        """Under the day; a new database has no head."""
        return self._below if self._stack.currentIndex() == 2 else None

    def offered(self) -> list[Act]:
        """The first act is that of the row that was worked on last."""
        self._row_act.setText(act_words(self._row_now()) or tr("Do what the row asks"))
        return super().offered()

    def _day(self) -> QWidget:
        new = Button(tr("New work"), icon="plus", key="Ctrl+N", on_click=self._new_work)
        self._header = PageHeader("", actions=[new], side_by_side=False)
        self._header.setContentsMargins(0, 0, 8, 0)
        self._track = Track()
        self._reports = ReportsBlock(self._check)
        self._actions = ListBlock(
            tr("Overdue actions"), "circle-check", TWO_LINES, tr("No overdue actions."), heads=True
        )
        self._gates = ListBlock(
            tr("Gates that need you"), "diamond", TWO_LINES, tr("No gate in the next 45 days.")
        )
        self._papers = ListBlock(tr("Papers"), "file-text", TWO_LINES, tr("All papers are in."))
        self._news = ListBlock(
            tr("Changed by others"), "git-compare", TWO_LINES, tr("Nobody else changed anything.")
        )
        self._blocks = (self._reports, self._actions, self._gates, self._papers, self._news)
        self._reports.table.acted.connect(self._open_report)
        self._actions.table.acted.connect(self._action_done)
        self._gates.table.acted.connect(lambda i: self._go_work(self._gates.row(i), "plan"))
        self._papers.table.acted.connect(self._open_paper)
        self._news.table.acted.connect(self._open_news)
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
        sides = self._sides = QHBoxLayout()
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
        self._below = QVBoxLayout()
        outer.addWidget(self._header)
        outer.addLayout(self._below)
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
        self.head_moved.emit()
        if found.empty:
            self.says.emit(tr("New database"), tr("nothing is stored yet"))
            return
        self._show_head(found)
        self._reports.show_counts(found)
        self._reports.show_rows(report_columns(), found.reports, 3)
        self._actions.set_title(tr("Overdue actions"), str(len(found.overdue) or ""))
        self._actions.show_rows(action_columns(found.today), found.overdue, 0)
        self._gates.set_title(tr("Gates that need you"), tr("next 45 days"))
        self._gates.show_rows(gate_columns(), found.gates, 1)
        meeting = found.meeting.ref if found.meeting else ""
        counted = tr("{n} of {all} accepted", n=found.papers_accepted, all=found.papers_all)
        title = tr("Papers for {meeting}", meeting=meeting) if meeting else tr("Papers")
        self._papers.set_title(title, counted if found.papers_all else "")
        none = tr("No paper is planned yet.")
        self._papers.set_nothing(tr("All papers are in.") if found.papers_all else none)
        self._papers.show_rows(paper_columns(meeting), found.papers, 0)
        self._news.show_rows(recent_columns(), found.recent, 0)
        self._say_next(found)
        if self.isVisible() and (first or self._reports.table.hasFocus()):
            self.focus_first()

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
            [TrackStep(tr(s.title), _step_day(s, found.today), s.stand.value) for s in found.steps]
        )

    def _say_next(self, found: Home) -> None:
        if found.reports:
            work = found.reports[0].title.said(language())
            self.says.emit(tr("Next:"), tr("the report on {work}", work=work))
        elif found.overdue:
            self.says.emit(tr("Next:"), str(found.overdue[0].text))
        self.facts.emit(tr("As at {time}", time=datetime.now().astimezone().strftime("%H:%M")))

    def focus_first(self) -> None:
        """The first row that needs something; without one the first control."""
        blocks = (self._reports, self._actions, self._gates, self._papers)
        block = next((b for b in blocks if b.model is not None and b.table.isVisible()), None)
        if block is None:
            super().focus_first()
            return
        if not block.table.currentIndex().isValid():
            block.table.select_row(0)
        block.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def _block_now(self) -> ListBlock | None:
        """The list that was worked in last, else the first with rows."""
        shown = [b for b in self._blocks if b.model is not None and b.model.rowCount()]
        return next((b for b in shown if b.table is self.focusWidget()), next(iter(shown), None))

    def _row_now(self) -> QModelIndex:
        block = self._block_now()
        return block.table.currentIndex() if block is not None else QModelIndex()

    def _why_no_row(self) -> str:
        return "" if self._row_now().isValid() else tr("Select a row first")

    def _why_no_report(self) -> str:
        waits = self._home is not None and any(r.act == CHECK for r in self._home.reports)
        return "" if waits else tr("No report waits to be checked")

    def _why_no_meeting(self) -> str:
        return "" if self._home and self._home.meeting else tr("No board meeting is planned.")

    def _act_on_row(self) -> None:
        block = self._block_now()
        if block is not None:
            block.table.acted.emit(block.table.currentIndex())

    def _copy(self) -> None:
        block = self._block_now()
        if block is not None:
            block.table.copy_selection()

    def _open_meeting(self) -> None:
        if self._home and self._home.meeting:
            self.go.emit(f"meetings/{self._home.meeting.id}")

    def _open_pack(self) -> None:
        if self._home and self._home.meeting:
            self.go.emit(f"packs/{self._home.meeting.id}")

    def _go_work(self, row: Any, tab: str) -> None:
        if row is not None:
            self.go.emit(f"project/{row.id}/{tab}")

    def _open_report(self, index: QModelIndex) -> None:
        self._go_work(self._reports.row(index), "reports")

    def _check(self) -> None:
        """Open the first report that was submitted."""
        wanted = (r for r in self._home.reports if r.act == CHECK) if self._home else iter(())
        self._go_work(next(wanted, None), "reports")

    def _new_work(self) -> None:
        self.go.emit("register/new")

    def _open_news(self, index: QModelIndex) -> None:
        row: Recent | None = self._news.row(index)
        if row is not None:
            self.go.emit(f"history/{row.who}")

    def _open_paper(self, _index: QModelIndex) -> None:
        self._open_meeting()

    def _action_done(self, index: QModelIndex) -> None:
        """Mark an action as done today; undo takes it back."""
        row: ActionRow | None = self._actions.row(index)
        if row is None:
            return
        today = datetime.now().astimezone().date()

        def mark(found: dict[Any, Action]) -> None:
            seen = found[row.id]
            edit = between(seen, dc.replace(seen, state=ActionState.DONE, done_on=today))
            self._desk.submit(edit, trl("Done: {ref}", ref=row.ref))
            self.toast.emit(tr("{ref} is done", ref=row.ref), "undo")

        self._desk.query(lambda office: office.store.reader.get("action", [row.id]), mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two columns have no room, one stands below the other."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = self.width() < current().px(NARROW)
        self._sides.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def sizeHint(self) -> QSize:
        """The page asks for what the window has."""
        return QSize(1180, 800)


def _step_day(step: Step, today: date) -> str:
    """The day of a step; of the one that is due now also how near it is."""
    day = shown.day_month(step.day)
    if step.stand is not Stand.NOW:
        return day
    if step.day < today:
        return tr("{day}, late", day=day)
    if step.day == today:
        return tr("{day}, today", day=day)
    return tr("{day}, tomorrow", day=day) if step.day == today + timedelta(days=1) else day
