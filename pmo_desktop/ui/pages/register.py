"""The register of works: views, filter, table with edits in place, inspector, totals, printing."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.works import Work
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.register import totals
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Change, Receipt
from pmo_desktop.services.views import View, own_views
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.newdatabase import NewDatabase
from pmo_desktop.ui.pages.register_acts import PAGE, RegisterActs
from pmo_desktop.ui.pages.register_agenda import offer_meetings
from pmo_desktop.ui.pages.register_data import (
    TOUCHING,
    WORK_KINDS,
    Around,
    RegisterData,
    RegisterHooks,
    needs_all,
    read_around,
    read_register,
    read_touched,
)
from pmo_desktop.ui.pages.register_disputes import Disputes
from pmo_desktop.ui.pages.register_follow import Follower
from pmo_desktop.ui.pages.register_keys import RegisterKeys
from pmo_desktop.ui.pages.register_list import RegisterList
from pmo_desktop.ui.pages.register_menu import RegisterMenu
from pmo_desktop.ui.pages.register_new import NewWork
from pmo_desktop.ui.pages.register_paste import PasteStrip
from pmo_desktop.ui.pages.register_views import ViewBar
from pmo_desktop.ui.pages.register_words import as_at, header_facts, selection_words
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.shell.page import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.remembered import Memory, Remembered

if TYPE_CHECKING:
    from pmo_desktop.ui.widgets.tablefile import TableBytes

_BARS_AFTER_MS = 150
_COUNT_AFTER_MS = 40
_VIEW_KEYS = 9


class RegisterPage(Page):
    """All works. It follows the desk itself: what a change touched is read again, nothing else.

    `remembered` keeps column widths; `hooks` are acts that belong to other parts of the program.
    """

    def __init__(
        self, desk: Desk, remembered: Remembered | None = None, hooks: RegisterHooks | None = None
    ) -> None:
        super().__init__()
        self._desk, self._hooks = desk, hooks or RegisterHooks()
        self._data: RegisterData | None = None
        self._undo = ""
        self._shows_next = ""
        self._view_next = ""
        self.listed = RegisterList(Context(datetime.now().astimezone().date()), remembered or Memory())
        self.acts = RegisterActs(desk, self.listed)
        self.follower = Follower(desk, self.listed)
        self.views = ViewBar()
        self.strip = PasteStrip()
        self._bars = QTimer(self, singleShot=True, interval=_BARS_AFTER_MS)
        self._count_soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._again = QTimer(self, singleShot=True, interval=0)
        self._followed = QTimer(self, singleShot=True, interval=0)
        self._put_together()
        self._hear()
        self._add_actions()

    # -- building ----------------------------------------------------------------------------------

    def _put_together(self) -> None:
        new = Button(tr("New work"), look="primary", icon="plus", on_click=self.new_work)
        self._print = Button(tr("Print view"), look="quiet", icon="printer", on_click=self.print_view)
        self.header = PageHeader(tr("Register"), actions=[self._print, new])
        hooks = self._hooks
        self.empty = NewDatabase(hooks.import_list, hooks.import_schedules, hooks.load_example)
        self.listed.between.addWidget(self.strip)
        work = QWidget()
        inner = QVBoxLayout(work)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.views)
        inner.addWidget(self.listed, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._below = QVBoxLayout()
        column.addWidget(self.header)
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)

    def _hear(self) -> None:
        self._bars.timeout.connect(self.listed.loading)
        self._count_soon.timeout.connect(self._count)
        self._again.timeout.connect(self.refresh)
        self._desk.changed.connect(self._changed)
        self._desk.undo_changed.connect(self._undo_changed)
        self.listed.viewed.connect(lambda: self.views.show_changed(self.listed.view()))
        self.listed.shown.connect(self._say)
        table = self.listed.table
        table.selectionModel().selectionChanged.connect(lambda *_: self._say())
        table.acted.connect(table.edit)
        self.views.chosen.connect(self._choose_view)
        self.views.named.connect(self._name_view)
        self.views.kept.connect(lambda view: self.acts.keep_view(view, self.listed.view()))
        self.views.dropped.connect(self.acts.drop_view)
        self.acts.notice.connect(self.notice)
        self.acts.over.connect(self.notice_over)
        self.acts.said.connect(self.toast)
        self.acts.asks.connect(self.strip.show_plan)
        self.strip.taken.connect(self._take_paste)
        self.strip.left.connect(table.setFocus)
        self.follower.shows.connect(self.inspect)
        self.follower.open_wanted.connect(self.open_selected)
        self.follower.agenda_wanted.connect(self.add_to_agenda)
        self.follower.edits_wanted.connect(self.acts.set_all)
        self.empty.new_work.connect(self.new_work)

    def _add_actions(self) -> None:
        settle = Disputes(self._desk, self.listed, self.acts.submit)
        letters = {"/": self.focus_filter, "g": self.listed.choose_group, "a": self.add_to_agenda,
                   "1": settle.keep, "2": settle.leave}  # fmt: skip
        self._keys = RegisterKeys(self.listed.table, letters, self.acts.paste, self.acts.explain)
        RegisterMenu(self)
        for place in range(_VIEW_KEYS):
            key = QShortcut(QKeySequence(f"Alt+{place + 1}"), self)
            key.activated.connect(partial(self.views.choose_place, place))

    @property
    def below_head(self) -> QBoxLayout:
        """Under the filter line, as long as there is one."""
        return self.listed.between if self._stack.currentIndex() == 0 else self._below

    @property
    def missing(self) -> str:
        """What was asked for and is not in the list."""
        return tr("There is no work “{code}” here.", code=self._shows_next) if self._shows_next else ""

    @property
    def table_bytes(self) -> TableBytes | None:
        """What makes a file of rows; None where none is given."""
        return self._hooks.table_bytes

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the whole register; what is shown stays until it has come."""
        if not self._desk.is_open:
            self._desk.opened.connect(lambda _office: self.refresh(), Qt.ConnectionType.SingleShotConnection)
            return
        self._bars.start()
        self._desk.query(read_register, self._take)

    def mark_stale(self) -> None:
        """Read all again (F5), unless this was said of a change that the page follows itself."""
        self.stale = not self.isVisible()
        if self.isVisible() and not self._followed.isActive():
            self._again.start()

    def _take(self, data: RegisterData) -> None:
        """Show what was read, then read what it is edited with."""
        self._bars.stop()
        first, self._data = self._data is None, data
        self.listed.at.today, self.listed.at.currency = data.today, data.currency
        self._show_empty(empty=not data.rows)
        self.listed.set_rows(data.rows, self.views.now if first else None)
        self._select_first(first=first)
        self.facts.emit(as_at(data))
        self._count_soon.start()
        self._desk.query(read_around, self._take_around)

    def _take_around(self, around: Around) -> None:
        """People, units and a person's own views."""
        self.listed.at.people, self.listed.at.units = around.people, around.units
        self.views.set_views(own_views(PAGE, around.views, self._desk.office.who))
        self._count_soon.start()
        if self._view_next:
            key, self._view_next = self._view_next, ""
            self.views.choose(key)

    def _select_first(self, *, first: bool) -> None:
        """A work that was asked for, else on the first visit the first line."""
        if self._shows_next and self._reveal(self._shows_next):
            self._shows_next = ""
        elif first:
            lines = range(self.listed.model.rowCount())
            line = next((n for n in lines if self.listed.model.row(n) is not None), -1)
            if line >= 0:
                self.listed.table.select_row(line)

    def _changed(self, change: Change) -> None:
        """Follow a change: the works that show something of it are read again."""
        self._again.stop()
        self._followed.start()
        if not change.kinds() & (TOUCHING | {"saved_view", "organisation"}) and change.touched:
            return
        if self._data is None or not self.isVisible():
            self.stale = True
        elif needs_all(change):
            self.refresh()
        else:
            touched = bool(change.kinds() & set(WORK_KINDS))
            self._desk.query(lambda office: read_touched(office, change), partial(self._put, touched))

    def _put(self, works_changed: bool, found: tuple[list[WorkRow], list[UUID]]) -> None:
        rows, gone = found
        self.listed.put_rows(rows, gone)
        self._show_empty(empty=not self.listed.model.all_rows())
        self._count_soon.start()
        self._say()
        if self._shows_next and self._reveal(self._shows_next):
            self._shows_next = ""
        elif works_changed or rows:
            self.follower.follow()

    def _show_empty(self, *, empty: bool) -> None:
        self._stack.setCurrentIndex(1 if empty else 0)
        self.head_moved.emit()
        self._print.setVisible(not empty)

    def _count(self) -> None:
        self.views.set_counts(self.listed.model.all_rows(), self.listed.flags)

    # -- showing -----------------------------------------------------------------------------------

    def _say(self) -> None:
        """Header and status bar."""
        listed = self.listed
        self.header.set_facts(header_facts(listed.kept_rows(), listed.model.all_rows()))
        self.says.emit(*selection_words(listed.selected(), listed.at.currency, self._undo))

    def _undo_changed(self, undo: str, _redo: str) -> None:
        self._undo = undo
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        """Speak in the status bar again."""
        super().showEvent(event)
        self._say()
        if self._data is not None:
            self.facts.emit(as_at(self._data))

    def open(self, target: str) -> None:
        """Select the work with this id or code; in the view of all works when the one shown leaves it out.

        "new" asks for the fields of a new work.
        """
        if target == "new":
            self.new_work()
        elif not self._reveal(target):
            self._shows_next = target

    def _reveal(self, target: str) -> bool:
        rows = self.listed.model.all_rows()
        uid = next((row.id for row in rows if target in (str(row.id), row.ref)), None)
        if uid is None:
            return False
        if self.listed.select(uid):
            return True
        self.views.choose("all")
        return self.listed.select(uid)

    def focus_filter(self) -> None:
        """Put the caret in the filter line."""
        self.listed.bar.focus_line()

    def focus_first(self) -> None:
        """The list, also while its rows are still being read."""
        self.listed.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- acts --------------------------------------------------------------------------------------

    def _choose_view(self, view: View) -> None:
        self.listed.apply(view)
        self.views.show_changed(self.listed.view())

    def _name_view(self, title: str) -> None:
        self._view_next = self.acts.name_view(title, self.listed.view())

    def _take_paste(self, plan: object) -> None:
        self.acts.take(plan)  # type: ignore[arg-type]
        self.listed.table.setFocus()

    def new_work(self) -> None:
        """Ask for the few fields of a new work, in the inspector's place."""
        panel = NewWork(self.listed.at)
        panel.made.connect(self._create)
        panel.left.connect(self._leave_new)
        self.follower.held = True
        self.inspect.emit(panel)
        QTimer.singleShot(0, panel, panel.start)

    def _leave_new(self) -> None:
        self.follower.held = False
        self.inspect.emit(None)
        self.follower.follow()
        self.listed.table.setFocus()

    def _create(self, work: Work) -> None:
        self._shows_next = str(work.id)

        def stored(_receipt: Receipt) -> None:
            self._leave_new()

        self.acts.create(work, stored)

    def open_selected(self) -> None:
        """Open the page of the work with the focus."""
        row = self.listed.current() or next(iter(self.listed.selected()), None)
        if row is not None:
            self.go.emit(f"project/{row.id}")

    def add_to_agenda(self) -> None:
        """Offer the coming meetings for the selected works."""
        offer_meetings(self._desk, self.listed, self.acts.to_agenda)

    def print_view(self) -> None:
        """Hand on these columns, this order and this filter to be printed."""
        if self._data is None:
            return
        listed = self.listed
        said = totals(listed.kept_rows(), listed.at)
        bottom = {listed.model.column_of(key): text for key, text in said.items()}
        title = tr("Register: {view}", view=self.views.title_now)
        facts = tr("{works}. {at}", works=header_facts(listed.kept_rows(), listed.model.all_rows()),
                   at=as_at(self._data))  # fmt: skip
        send = self._hooks.print_list or partial(print_with_dialog, self)
        send(printed(listed.table, title, facts, bottom))
