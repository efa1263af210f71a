"""The list of meetings: upcoming and past, by body, and what to do when there are none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.i18n import language, tr
from pmo_desktop.itemmodels.meetings import meeting_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.meetings import MeetingRow
from pmo_desktop.services.meetings.lists import MeetingList, NextMeeting
from pmo_desktop.ui.pages.meetings.begin import BeginPanel
from pmo_desktop.ui.pages.meetings.planning import NextPanel
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable


class ListTab(QWidget):
    """All meetings. `opened(id)` when one is chosen, `next_wanted(body id)` when the next is to be made.

    What a meeting needs before it is made is asked in the place of the list: `planned(body, carried)` when
    it is known what the next one takes over, `begun(Beginning)` when a first one is described.
    """

    opened = Signal(object)
    next_wanted = Signal(object)
    planned = Signal(object, object)
    begun = Signal(object)

    def __init__(self, today: Callable[[], date], remembered: Remembered | None = None) -> None:
        super().__init__()
        self._list = MeetingList()
        self.model: RowsModel[MeetingRow] = RowsModel(meeting_columns())
        self.table = RecordTable(name="meetings", remembered=remembered, row_focus=True)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("body"))
        self.table.setAccessibleName(tr("Meetings"))
        self.table.acted.connect(self._act)
        self.table.doubleClicked.connect(self._act)
        self.which = Segments([("ahead", tr("Upcoming")), ("past", tr("Past"))])
        self.which.chosen.connect(lambda _key: self._filter())
        self.body = QComboBox()
        self.body.setAccessibleName(tr("Body"))
        self.body.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.body.setMinimumWidth(current().px(200))
        self.body.currentIndexChanged.connect(lambda _n: self._filter())
        self.make = Button(tr("Next meeting"), look="primary", icon="calendar-plus", on_click=self._make_next)
        found = Button(tr("New body…"), icon="plus", on_click=lambda: self.show_begin(None))
        self._header = PageHeader(tr("Meetings"), "", [found, self.make])
        first = tr("New body and its first meeting")
        self.first = Button(first, look="primary", icon="plus", on_click=lambda: self.show_begin(None))
        self._empty = EmptyState("", icon="scale", buttons=[self.first])
        self.next, self.begin = NextPanel(), BeginPanel(today)
        self._next: tuple[GovernanceBody, NextMeeting] | None = None
        self.next.accepted.connect(self._planned)
        self.begin.begun.connect(self.begun)
        self._stack = QStackedWidget()
        for widget in (self.table, self._empty, self.next, self.begin):
            self._stack.addWidget(widget)
        for panel in (self.next, self.begin):
            panel.cancelled.connect(self.close_panel)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(10)
        tools.addWidget(self.which)
        tools.addWidget(self.body)
        tools.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addLayout(tools)
        self.below = QVBoxLayout()
        column.addLayout(self.below)
        column.addWidget(self._stack, 1)

    def show_list(self, found: MeetingList) -> None:
        """Show other meetings; body and place in the list stay."""
        chosen = self.body.currentData()
        self._list = found
        blocker = QSignalBlocker(self.body)
        self.body.clear()
        self.body.addItem(tr("All bodies"), None)
        for body in found.bodies:
            self.body.addItem(body.title.said(language()), body.id)
        self.body.setCurrentIndex(max(0, self.body.findData(chosen)))
        blocker.unblock()
        self.model.set_rows(found.rows)
        self._filter()

    def _filter(self) -> None:
        ahead, body = self.which.key != "past", self.body.currentData()
        self.model.set_filter(lambda r: r.upcoming is ahead and body in (None, r.body))
        shown = self.model.rowCount()
        coming = sum(r.upcoming for r in self._list.rows)
        self._header.set_facts(
            tr("{ahead} upcoming, {past} past", ahead=coming, past=len(self._list.rows) - coming)
        )
        self._say_empty(ahead)
        if self._stack.currentWidget() not in (self.next, self.begin):
            self._stack.setCurrentIndex(0 if shown else 1)
        if shown and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def _say_empty(self, ahead: bool) -> None:
        self.make.setEnabled(bool(self._list.bodies))
        self.first.setVisible(not self._list.bodies)
        if not self._list.bodies:
            said = (
                tr("There is no governance body yet"),
                tr("A board and its members come first, then its meetings."),
            )
        elif ahead:
            said = tr("No meeting is planned"), tr("“Next meeting” makes one from the series of the body.")
        else:
            said = tr("No meeting was held yet"), ""
        self._empty.set_text(*said)

    def current(self) -> MeetingRow | None:
        """The meeting with the focus, while the list is shown."""
        shown = self._stack.currentWidget() is self.table
        return self.model.row(self.table.currentIndex().row()) if shown else None

    def open_current(self) -> None:
        """Open the meeting with the focus."""
        self._act(self.table.currentIndex())

    def _act(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.opened.emit(row.id)

    def show_next(self, body: GovernanceBody, found: NextMeeting) -> None:
        """Ask what the next meeting takes over."""
        self._next = body, found
        self.next.show_next(body.title.said(language()), found)
        self._stack.setCurrentWidget(self.next)
        self.next.focus_first()

    def show_begin(self, body: GovernanceBody | None) -> None:
        """Ask for a first meeting, of a new body without `body`."""
        self._stack.setCurrentWidget(self.begin)
        self.begin.show_for(body)

    def close_panel(self) -> None:
        """Back to the list."""
        self._stack.setCurrentIndex(0)
        self._filter()
        (self.table if self.model.rowCount() else self.first).setFocus()

    def _planned(self, kept: frozenset[int]) -> None:
        if self._next is not None:
            body, found = self._next
            self.planned.emit(body, tuple(c for n, c in enumerate(found.carried) if n in kept))

    def _make_next(self) -> None:
        chosen = self.body.currentData()
        with_series = {s.body for s in self._list.series}
        first = next((b.id for b in self._list.bodies if b.id in with_series), None)
        wanted: UUID | None = chosen or first or (self._list.bodies[0].id if self._list.bodies else None)
        if wanted is not None:
            self.next_wanted.emit(wanted)
