"""Actions: one register over all bodies and works, edited in place, with reminders and answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.actions import ActionContext, action_columns, grouped, totals
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import FACETS, ActionEntry, ActionView, choices, figures, in_view, keeps
from pmo_desktop.services.actions.reading import Register, read_register
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.actions.acts import ActionActs
from pmo_desktop.ui.pages.actions.figures import FigureStrip
from pmo_desktop.ui.pages.actions.inspector import panel
from pmo_desktop.ui.pages.actions.mail import ActionMail
from pmo_desktop.ui.pages.actions.menu import offer
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.columns import TotalsRow
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.notices import EmptyState, Notice
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, ask_and_write

if TYPE_CHECKING:
    from pmo_desktop.services.engines import MailRoads

NOTICE = "actions"
_FROZEN = 2
_TEXT = 300
"""The least width of what is to be done."""
_SHOWN_AT_FIRST = ActionView.OPEN


class ActionsPage(Page):
    """All actions of the office. `mail` sends reminders and reads answers; None offers neither."""

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        remembered: Remembered | None = None,
        mail: Callable[[], MailRoads] | None = None,
        table_bytes: TableBytes | None = None,
    ) -> None:
        super().__init__()
        self._desk, self.table_bytes = desk, table_bytes
        self.register, self._wanted = Register(), ""
        self.at = ActionContext(date.min)
        self.model: RowsModel[ActionEntry] = RowsModel(action_columns(self.at))
        self.table = RecordTable(name="actions/all", remembered=remembered or Memory(), frozen=_FROZEN)
        self.acts = ActionActs(desk, self, self.selected)
        self.mail = ActionMail(desk, jobs, self, mail) if mail else None
        self._put_together()
        self._hear()
        offer(self)

    # -- building ----------------------------------------------------------------------------------

    def _put_together(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Actions"))
        columns = self.model.columns
        hidden = {n for n, c in enumerate(columns) if c.hidden}
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("text"), hidden=hidden, least=_TEXT)
        remind = Button(tr("Remind…"), look="primary", icon="mail", on_click=self._remind)
        self.header = PageHeader(tr("Actions"), actions=[remind] if self.mail is not None else [])
        self.views = Tabs([(v.value, v.said) for v in ActionView])
        self.views.choose(_SHOWN_AT_FIRST.value)
        self.strip = FigureStrip()
        by_columns = Button.of(self.table.columns_action(tr("Columns")), look="quiet")
        fields = [FilterField(f.key, tr(f.label), partial(self._choices, f.key)) for f in FACETS.values()]
        hint = tr("Filter by words, code or person")
        self.bar = FilterBar(fields, end=[by_columns], hint=hint)
        self.totals = TotalsRow(self.table)
        self.none = EmptyState("", icon="circle-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.none)
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        column.addWidget(self.views)
        column.addWidget(self.bar)
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)
        column.addWidget(self.totals)

    def _hear(self) -> None:
        self.views.chosen.connect(lambda _key: self.show_view())
        self.bar.changed.connect(lambda _tokens: self._refilter())
        self.bar.typed.connect(lambda _text: self._refilter())
        self.table.followed.connect(self._inspect)
        self.table.group_toggled.connect(self.model.toggle)
        self.table.acted.connect(self.table.edit)
        self.model.edit_requested.connect(self.acts.cell)
        self.model.refused.connect(lambda _row, column, _text, why: self.warn(column.title, why))
        self.acts.said.connect(self.says)
        self.acts.wrong.connect(lambda why: self.warn(tr("Not done"), why))
        self._desk.changed.connect(lambda _change: self.notice_over.emit(NOTICE))

    @property
    def below_head(self) -> QBoxLayout:
        """Under the filter line."""
        return self._below

    @property
    def today(self) -> date:
        """The day on this computer."""
        return self.acts.today

    def _remind(self) -> None:
        if self.mail is not None:
            self.mail.remind()

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read all actions again."""
        if self._desk.is_open:
            today = self.today
            self._desk.query(lambda office: read_register(office.store.reader, today), self._show)

    def open(self, target: str) -> None:
        """Show one action by id or code, or a view by name ("overdue")."""
        self._wanted = target
        if target in {v.value for v in ActionView}:
            self._wanted = ""
            self.views.choose(target)
            self.show_view()
        else:
            self._find()

    @property
    def missing(self) -> str:
        """What was asked for and is not in the list."""
        return tr("There is no action “{code}” here.", code=self._wanted) if self._wanted else ""

    def _show(self, found: Register) -> None:
        self.register = found
        self.at.today, self.at.people = self.today, found.candidates()
        self.acts.people = self.at.people
        self.model.arrange(self.model.keys, self._keep(), *grouped(self.view.group, self.today), found.rows)
        self._count()
        self._find()
        self._say()
        if not self.table.currentIndex().isValid():
            self._first()

    def _find(self) -> None:
        """Go to the action that was asked for, out of the filters when they hide it."""
        row = next((r for r in self.register.rows if self._wanted in (str(r.id), r.ref)), None)
        if not self._wanted or row is None:
            return
        if self.model.line_of(row.id) < 0:
            self.bar.set_tokens([])
            self.bar.line.clear()
            self.views.choose((ActionView.OPEN if row.open else ActionView.ALL).value)
            self.show_view()
        self.table.select_row(self.model.line_of(row.id))
        self._wanted = ""

    def _first(self) -> None:
        """The first action, not the head of a group."""
        line = next((n for n in range(self.model.rowCount()) if self.model.row(n) is not None), -1)
        if line >= 0:
            self.table.select_row(line)

    # -- views and filters -------------------------------------------------------------------------

    @property
    def view(self) -> ActionView:
        """The view in force."""
        return ActionView(self.views.key or _SHOWN_AT_FIRST)

    def show_view(self) -> None:
        """Show another view, with the filters as they are."""
        self.model.arrange(self.model.keys, self._keep(), *grouped(self.view.group, self.today))
        self._say()
        self._first()

    def _keep(self) -> Callable[[ActionEntry], bool]:
        base = in_view(self.view, self._desk.office.who, self.today)
        tokens = [(t.field, t.values) for t in self.bar.tokens()]
        return keeps(base, tokens, self.bar.text, self.today)

    def _refilter(self) -> None:
        self.model.set_filter(self._keep())
        self._say()

    def _choices(self, key: str) -> list[tuple[object, str]]:
        base = in_view(self.view, self._desk.office.who, self.today)
        return list(choices(key, filter(base, self.register.rows), self.today))

    def _count(self) -> None:
        """How many actions each view holds."""
        me, today = self._desk.office.who, self.today
        for view in (ActionView.MINE, ActionView.OPEN, ActionView.OVERDUE, ActionView.CHAIR):
            self.views.set_count(view.value, sum(map(in_view(view, me, today), self.register.rows)))

    def _say(self) -> None:
        kept, today = self.model.kept_rows(), self.today
        every = keeps(lambda _r: True, [(t.field, t.values) for t in self.bar.tokens()], self.bar.text, today)
        open_ones = [r for r in self.register.rows if every(r)]
        self.strip.show_figures(figures(open_ones, today))
        said = totals(kept, today)
        self.totals.set_totals({self.model.column_of(key): text for key, text in said.items()})
        self.header.set_facts(trn("{n} action", "{n} actions", len(kept)))
        self.facts.emit(tr("Dates as of {day}", day=shown.date(today)))
        self._stack.setCurrentIndex(0 if kept else 1)
        self.totals.setVisible(bool(kept))
        filtered = bool(self.bar.tokens() or self.bar.text.strip())
        self.none.set_text(*_nothing(self.view, filtered=filtered, any_at_all=bool(self.register.rows)))

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Put the caret in the filter line."""
        self.bar.focus_line()

    # -- rows --------------------------------------------------------------------------------------

    def selected(self) -> list[ActionEntry]:
        """The actions selected, from the top."""
        found = (self.model.row(line) for line in self.table.selected_rows())
        return [row for row in found if row is not None]

    def paste(self) -> None:
        """Put the clipboard onto the cells from the current one on; one cell fills all that are selected."""
        now = self.table.currentIndex()
        head = self.table.horizontalHeader()
        order = [head.logicalIndex(at) for at in range(head.visualIndex(now.column()), head.count())]
        columns = [self.model.columns[c] for c in order if not head.isSectionHidden(c)]
        lines = range(now.row(), self.model.rowCount()) if now.isValid() else range(0)
        below = [row for line in lines if (row := self.model.row(line)) is not None]
        chosen = self.selected()
        self.acts.paste(chosen if len(chosen) > 1 else below, columns)

    def _inspect(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is not None:
            self.inspect.emit(panel(row, self.today, self.go.emit))

    def warn(self, lead: str, why: str) -> None:
        """Say in a banner why something was not done."""
        self.notice.emit(Notice(NOTICE, "neg", lead, why))

    # -- paper and files ---------------------------------------------------------------------------

    def print_view(self) -> None:
        """Print what is shown."""
        title = tr("Actions: {view}", view=self.view.said)
        sums = {self.model.column_of(k): v for k, v in totals(self.model.kept_rows(), self.today).items()}
        print_with_dialog(self, printed(self.table, title, "", sums))

    def export(self) -> None:
        """Write what is shown into a spreadsheet or CSV file."""
        if self.table_bytes is not None:
            said = ask_and_write(self, self.table, tr("Actions"), self.table_bytes)
            if said:
                self.toast.emit(said, "")

    def show_record(self, uid: UUID) -> None:
        """Go to one action."""
        self.open(str(uid))


def _nothing(view: ActionView, *, filtered: bool, any_at_all: bool) -> tuple[str, str]:
    """What is said where no action is shown."""
    if filtered:
        return tr("No action matches"), tr("Take a filter away to see more.")
    if not any_at_all:
        return tr("No action was agreed yet"), tr("Meetings and works add theirs.")
    match view:
        case ActionView.MINE:
            return tr("Nothing is waiting for me"), ""
        case ActionView.OVERDUE:
            return tr("No overdue actions"), ""
        case ActionView.CHAIR:
            return tr("Nothing is on the chair's list"), tr("Over 14 days late or moved twice puts it there.")
    return tr("No open actions"), ""
