"""The governance calendar: every step of every meeting, who is late, and the year at a glance."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout

from pmo_desktop.domain.deadlines import Milestone
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.calendar import calendar_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.calendar import MeetingSteps
from pmo_desktop.readmodels.calendar_rows import FACETS, CalendarView, StepRow, in_view, step_rows
from pmo_desktop.readmodels.facets import choices, keeps
from pmo_desktop.services.meetings.calendar import read_calendar
from pmo_desktop.services.meetings.yearplan import SeriesPlan
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.calendar.acts import CalendarActs, Roads
from pmo_desktop.ui.pages.calendar.band import YearBand
from pmo_desktop.ui.pages.calendar.inspector import panel
from pmo_desktop.ui.pages.calendar.menu import offer
from pmo_desktop.ui.pages.calendar.series import SeriesPanel
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.notices import EmptyState, Notice
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, ask_and_write

NOTICE = "calendar"
KINDS = frozenset({"meeting", "body", "calendar", "minute_set", "pack", "paper", "membership", "person"})


class CalendarPage(Page):
    """Meetings and deadlines. `calendar/<view>` opens a view, `calendar/<meeting id>` the steps of one."""

    def __init__(
        self,
        desk: Desk,
        remembered: Remembered | None = None,
        table_bytes: TableBytes | None = None,
        roads: Roads | None = None,
    ) -> None:
        super().__init__()
        self._desk, self.table_bytes = desk, table_bytes
        self.meetings: tuple[MeetingSteps, ...] = ()
        self.rows: tuple[StepRow, ...] = ()
        self._wanted = ""
        self.model: RowsModel[StepRow] = RowsModel(calendar_columns(lambda: self.today))
        self.table = RecordTable(name="calendar", remembered=remembered or Memory(), row_focus=True)
        self.acts = CalendarActs(desk, roads, self)
        self._put_together()
        self._hear()
        self.setAcceptDrops(True)
        offer(self)

    # -- building ----------------------------------------------------------------------------------

    def _put_together(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Calendar"))
        columns = self.model.columns
        widths = {n: c.width for n, c in enumerate(columns)}
        hidden = {n for n, c in enumerate(columns) if c.hidden}
        self.table.set_columns(widths, stretch=self.model.column_of("body"), hidden=hidden)
        self.header = PageHeader(tr("Calendar"))
        self.band = YearBand()
        self.views = Tabs([(v.value, tr(v.label)) for v in CalendarView])
        self.views.choose(CalendarView.NEXT.value)
        by_columns = Button.of(self.table.columns_action(tr("Columns")), look="quiet")
        fields = [
            FilterField(key, tr(label), partial(self._choices, key)) for key, (label, _) in FACETS.items()
        ]
        self.bar = FilterBar(fields, end=[by_columns], hint=tr("Filter by meeting, body or person"))
        self.none = EmptyState("", icon="calendar")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self.series = SeriesPanel()
        self._stack.addWidget(self.series)
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.band, self.views, self.bar):
            column.addWidget(part)
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)

    def _hear(self) -> None:
        self.views.chosen.connect(lambda _key: self._refilter())
        self.bar.changed.connect(lambda _tokens: self._refilter())
        self.bar.typed.connect(lambda _text: self._refilter())
        self.table.followed.connect(self._inspect)
        self.table.acted.connect(lambda _index: self.open_meeting())
        self.band.wanted.connect(self._steps_of)
        self.series.accepted.connect(self.acts.make_series)
        self.series.cancelled.connect(self._back)
        self.acts.planned.connect(self._ask_series)
        self.acts.said.connect(self.says)
        self.acts.wrong.connect(lambda why: self.notice.emit(Notice(NOTICE, "neg", tr("Not done"), why)))
        self._desk.changed.connect(lambda _change: self.notice_over.emit(NOTICE))

    @property
    def below_head(self) -> QBoxLayout:
        """Under the filter line."""
        return self._below

    @property
    def today(self) -> date:
        """The day of the office."""
        return self._desk.office.now().date() if self._desk.is_open else date.min

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all meetings again."""
        if self._desk.is_open:
            today = self.today
            self._desk.query(lambda office: read_calendar(office.store.reader, today), self._show)

    def open(self, target: str) -> None:
        """Show a view by name, or the steps of a meeting."""
        if target in {v.value for v in CalendarView}:
            self.views.choose(target)
            self._refilter()
        else:
            self._wanted = target
            self._find()

    def _show(self, found: tuple[MeetingSteps, ...]) -> None:
        self.meetings, self.rows = found, step_rows(found)
        self.model.set_rows(self.rows)
        self.band.show_meetings(found, self.today)
        for view in (CalendarView.NEXT, CalendarView.LATE):
            self.views.set_count(view.value, sum(map(in_view(view, self.today), self.rows)))
        self._refilter()
        self._find()
        if self.current is None and self.model.rowCount():
            self.table.select_row(0)
        elif self.current is not None:
            self._inspect(self.table.currentIndex())

    def _find(self) -> None:
        wanted = next((r for r in self.rows if str(r.meeting.id) == self._wanted), None)
        if wanted is not None:
            self._wanted = ""
            self._steps_of(wanted.meeting.id)

    def _steps_of(self, meeting: UUID) -> None:
        """All steps of one meeting, the meeting itself selected."""
        self.views.choose(CalendarView.ALL.value)
        self.bar.set_tokens([])
        self._refilter()
        if (line := self.model.line_of((meeting, Milestone.MEETING))) >= 0:
            self.table.select_row(line)

    # -- filters -----------------------------------------------------------------------------------

    @property
    def view(self) -> CalendarView:
        """The view in force."""
        return next(v for v in CalendarView if v.value == (self.views.key or CalendarView.NEXT.value))

    def _choices(self, key: str) -> list[tuple[object, str]]:
        return choices(FACETS, key, filter(in_view(self.view, self.today), self.rows))

    def _refilter(self) -> None:
        tokens = [(t.field, t.values) for t in self.bar.tokens()]
        base = in_view(self.view, self.today)
        self.model.set_filter(keeps(FACETS, base, tokens, self.bar.text, StepRow.words))
        kept = self.model.kept_rows()
        late = sum(map(in_view(CalendarView.LATE, self.today), kept))
        said = trn("{n} step", "{n} steps", len(kept))
        self.header.set_facts(tr("{steps}, {n} late", steps=said, n=late) if late else said)
        if self._stack.currentWidget() is not self.series:
            self._stack.setCurrentIndex(0 if kept else 1)
        filtered = bool(self.bar.tokens() or self.bar.text.strip())
        self.none.set_text(*_nothing(self.view, filtered=filtered))

    def focus_filter(self) -> None:
        """Put the caret in the filter line."""
        self.bar.focus_line()

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    # -- one meeting -------------------------------------------------------------------------------

    @property
    def current(self) -> StepRow | None:
        """The step with the focus."""
        return self.model.row(self.table.currentIndex().row())

    def _inspect(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is not None:
            self.inspect.emit(panel(row.of, self.today, self.go.emit))

    def open_meeting(self) -> None:
        """Go to the meeting of the step."""
        if self.current is not None:
            self.go.emit(f"meetings/{self.current.meeting.id}")

    def _ask_series(self, plan: SeriesPlan | None) -> None:
        """Show the days of a series; with None they were made, and the list comes back."""
        if plan is None:
            self._back()
            return
        self._stack.setCurrentWidget(self.series)
        self.series.show_plan(plan)

    def _back(self) -> None:
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        self.table.setFocus()

    # -- paper and files ---------------------------------------------------------------------------

    def print_view(self) -> None:
        """Print what is shown."""
        print_with_dialog(self, printed(self.table, tr("Calendar: {view}", view=tr(self.view.label)), "", {}))

    def export(self) -> None:
        """Write what is shown into a spreadsheet or CSV file."""
        if self.table_bytes is not None:
            said = ask_and_write(self, self.table, tr("Calendar"), self.table_bytes)
            if said:
                self.toast.emit(said, "")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Answers to invitations may be dropped."""
        if self.acts.roads is not None and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in the answers of dropped files."""
        self.acts.take_in([url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()])


def _nothing(view: CalendarView, *, filtered: bool) -> tuple[str, str]:
    """What is said where no step is shown."""
    if filtered:
        return tr("No step matches"), tr("Take a filter away to see more.")
    match view:
        case CalendarView.LATE:
            return tr("Nothing is late"), ""
        case CalendarView.NEXT:
            return tr("Nothing is due in the next four weeks"), ""
    return tr("No meetings yet"), tr("Plan one on the page Meetings.")
