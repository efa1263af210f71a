"""The page of one work: its head, its tabs, and the list to choose another one from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.project import WorkFile
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.chooser import Chooser, worst
from pmo_desktop.ui.pages.project.header import WorkHeader
from pmo_desktop.ui.pages.project.page_reading import PageReading
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.tab import Answer, Around, Tab
from pmo_desktop.ui.pages.project.tabs import SPECS
from pmo_desktop.ui.shell.acts import Act, in_bands, pop_up
from pmo_desktop.ui.shell.page import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import Tabs
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered

HEAD_KINDS = frozenset(
    {
        "portfolio", "programme", "project", "service", "person", "org_unit",
        "status_report", "plan", "plan_item", "component",
    }
)  # fmt: skip
"""Kinds of records that the head shows."""
_LAST, _TAB = "project/last", "project/tab"


class ProjectPage(Page):
    """Opens on "project/<id or code>", with "/<tab>" and "/<part>" behind it on one of its tabs."""

    def __init__(self, desk: Desk, remembered: Remembered, around: Around) -> None:
        super().__init__()
        self._desk, self._kept, self._around = desk, remembered, around
        self._part = ""
        self._target = str(remembered.value(_LAST) or "")
        self._known: Known | None = None
        self._target_id: UUID | None = None
        self._built: dict[str, Tab] = {}
        self._stale_tabs = {spec.key for spec in SPECS}
        self._changes: list[Change] = []
        self._reading = PageReading(desk, lambda found: self._show(found, fresh=True))
        self._list_wanted = self._missed = False
        self._specs = {spec.key: spec for spec in SPECS}
        self._lay_out()
        self._make_actions()
        desk.changed.connect(self._noted)

    # -- what there is -----------------------------------------------------------------------------

    @property
    def file(self) -> WorkFile | None:
        """The work that is open."""
        return self._known.file if self._known else None

    @property
    def tab(self) -> Tab | None:
        """The tab in front, once it is built."""
        return self._built.get(self.tabs.key)

    @property
    def _today(self) -> date:
        return self._desk.office.now().date()

    def _lay_out(self) -> None:
        self._report = Button(tr("Report"), icon="file-text", on_click=self.new_report)
        self._more = Button(look="plain", icon="ellipsis", tip=tr("More"), on_click=self._menu)
        self.header = WorkHeader([self._report, self._more])
        self.tabs = Tabs([(spec.key, tr(spec.title)) for spec in SPECS])
        self.tabs.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        record = QWidget()
        column = QVBoxLayout(record)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, self.tabs):
            column.addWidget(widget)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addWidget(self.stack, 1)
        self._none = EmptyState(
            tr("Choose a work"), tr("Type a part of its name or code at the left."), icon="chart-gantt"
        )
        self._right = QStackedWidget()
        self._right.addWidget(self._none)
        self._right.addWidget(record)
        self.chooser: Chooser | None = None
        self._split = Splitter(name="project/list", remembered=self._kept, default=[344, 900])
        self._split.addWidget(self._right)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._split)
        if (kept := str(self._kept.value(_TAB) or "")) in self._specs:
            self.tabs.choose(kept)

    def _make_actions(self) -> None:
        add, opened = self.does.add, self._why_none
        add(tr("New report"), self.new_report, keys="Ctrl+Shift+R", icon="file-text", band=8, why_not=opened)
        add(tr("Show in the register"), self._to_register, icon="table", band=8, why_not=opened)
        add(tr("All works"), self.toggle_list, keys="Ctrl+Shift+L", icon="panel-left", band=8)
        for i, spec in enumerate(SPECS, 1):
            words, run = tr("Show {tab}", tab=tr(spec.title)), partial(self.show_tab, spec.key)
            add(words, run, keys=f"Alt+{i}", band=9, under=tr("Tabs"), elsewhere=True)

    def offered(self) -> list[Act]:
        """Acts of the tab in front, then of the work."""
        tab = self.tab if self.file is not None else None
        return in_bands([*(tab.offered() if tab is not None else ()), *super().offered()])

    @property
    def below_head(self) -> QVBoxLayout | None:
        """Under the tabs of a work."""
        return self._below if self._right.currentIndex() == 1 else None

    @property
    def missing(self) -> str:
        """A work that was asked for and is not here."""
        return self._none.sentence if self._missed else ""

    def _why_none(self) -> str:
        return "" if self.file is not None else tr("Choose a work")

    def _to_register(self) -> None:
        if self.file is not None:
            self.go.emit(f"register/{self.file.work.ref}")

    def _menu(self) -> None:
        own = [act for act in super().offered() if not act.elsewhere]
        pop_up(self, own).popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    # -- what is shown -----------------------------------------------------------------------------

    def open(self, target: str) -> None:
        """Show a work by id or code, and one of its tabs if it is named after a slash."""
        work, _, tab = target.partition("/")
        tab, _, self._part = tab.partition("/")
        if tab in self._specs:
            self._front(tab)
        if self.file is not None and work in ("", str(self.file.work.id), self.file.work.ref):
            self._read(head=False)
            return
        if work:
            self._target, self._known, self._missed = work, None, False
            self._all_stale()
        self.stale = True
        if self.isVisible():
            self._catch_up()

    def refresh(self) -> None:
        """Read what changed: nothing, the tab in front, or all of it."""
        changes, self._changes = [*self._reading.unread, *self._changes], []
        touched = {kind for change in changes for kind in change.kinds()}
        everything = not changes or any(not change.touched for change in changes) or self._known is None
        if everything:
            self._all_stale()
        else:
            self._stale_tabs |= {s.key for s in SPECS if s.kinds & touched or HEAD_KINDS & touched}
        if everything or not self._read_part(changes):
            self._read(head=everything or bool(touched & HEAD_KINDS))
        if self._list_wanted and (everything or touched & HEAD_KINDS):
            self._read_list()

    def mark_stale(self) -> None:
        """Wait for the change itself to arrive, so that only what it touches is read."""
        self.stale = True
        QTimer.singleShot(0, self, self._if_seen)

    def _if_seen(self) -> None:
        if self.isVisible():
            self._catch_up()

    def _noted(self, change: Change) -> None:
        self._changes.append(change)
        self.mark_stale()

    def _all_stale(self) -> None:
        self._stale_tabs = set(self._specs)

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front; it is read when it has not been since the last change."""
        self._front(key)
        if self._known is not None:
            self._read(head=False)

    def _front(self, key: str) -> None:
        self.tabs.choose(key)
        self._kept.setValue(_TAB, key)

    def _read(self, *, head: bool) -> None:
        if not self._target:
            QTimer.singleShot(0, self, self._offer_list)  # a work to open may follow at once
            return
        key, known = self.tabs.key, None if head else self._known
        if known is not None and key not in self._stale_tabs:
            self._show(Answer(known, key), fresh=False)
        else:
            self._reading.whole(self._specs[key], self._target, self._today, known)

    def _read_part(self, changes: list[Change]) -> bool:
        """Read only what changed, where the tab in front knows the rest and nothing else is being read."""
        known, again = self._known, self.tab.again(changes) if self.tab is not None else None
        whole = partial(self._read, head=True)
        return known is not None and self._reading.part(known, self.tabs.key, again, changes, whole)

    def _show(self, answer: Answer, *, fresh: bool) -> None:
        known, today = answer.known, self._today
        if known is None:
            self._lost()
            return
        if self._target_id != known.file.work.id:
            self._target_id = known.file.work.id
            for key in self._specs:
                self.tabs.set_count(key, None)
        again = known is self._known
        self._known, self._target = known, str(known.file.work.id)
        self._kept.setValue(_LAST, self._target)
        self._right.setCurrentIndex(1)
        self.head_moved.emit()
        if self.chooser is not None and not self._list_wanted:
            self.chooser.hide()
        if not again:
            self.header.show_work(known, today)
            self.tabs.set_count("reports", len(known.file.reports) or None)
        tab, before = self._tab(answer.tab), self.stack.currentWidget()
        held = QApplication.focusWidget()
        moved = bool(held and before and before is not tab and before.isAncestorOf(held))
        self.stack.setCurrentWidget(tab)
        for other in self._built.values():
            for action in other.actions():
                action.setVisible(other is tab)
        if fresh:
            self._stale_tabs.discard(answer.tab)
            tab.take(known, answer.found, today)
        tab.show_part(self._part)
        self._part = ""
        tab.spoken()
        if moved or self.hasFocus():
            self.focus_first()

    def _tab(self, key: str) -> Tab:
        if key not in self._built:
            tab = self._specs[key].build(self._desk, self._kept)
            tab.work_with(self._around)
            tab.says.connect(lambda lead, rest, t=tab: self._if_front(t, lambda: self.says.emit(lead, rest)))
            tab.facts.connect(lambda text, t=tab: self._if_front(t, lambda: self.facts.emit(text)))
            tab.go.connect(self.go)
            tab.toast.connect(self.toast)
            tab.counted.connect(lambda which, n: self.tabs.set_count(which, n or None))
            for action in tab.actions():
                self.addAction(action)
            self._built[key] = tab
            self.stack.addWidget(tab)
        return self._built[key]

    def _if_front(self, tab: Tab, say: Callable[[], None]) -> None:
        if self.tab is tab:
            say()

    def _lost(self) -> None:
        """The work is not there (any more): say so and offer the list."""
        self._none.set_text(
            tr("There is no work “{code}” here.", code=self._target),
            tr("It may have been archived. Choose another one at the left."),
        )
        self._target, self._known, self._missed = "", None, True
        self._kept.setValue(_LAST, "")
        self._show_list()

    # -- the list ----------------------------------------------------------------------------------

    def toggle_list(self) -> None:
        """Show or hide the list of works."""
        if self.chooser is not None and self.chooser.isVisible() and self._known is not None:
            self._list_wanted = False
            self.chooser.hide()
            if self.tab is not None:
                self.tab.focus_work()
        else:
            self._list_wanted = True
            self.focus_filter()

    def _offer_list(self) -> None:
        if not self._target:
            self._show_list()

    def _show_list(self) -> None:
        if self.chooser is None:
            self.chooser = Chooser(self._today)
            self.chooser.chosen.connect(lambda work: self.open(str(work)))
            self._split.insertWidget(0, self.chooser)
            self._split.setStretchFactor(1, 1)
            self._split.restore()
        self.chooser.show()
        if self._known is None:
            self._right.setCurrentIndex(0)
            self.head_moved.emit()
            self.says.emit("", "")
        self._read_list()

    def _read_list(self) -> None:
        today, chooser = self._today, self.chooser

        def show(rows: list[WorkRow]) -> None:
            if chooser is not None:
                chooser.show_works(rows, self.file.work.id if self.file else None)
            if not (self._target or self._missed) and (first := worst(rows, today)) is not None:
                self.open(str(first.id))

        self._desk.query(lambda office: office.store.reader.works(today), show)

    def focus_filter(self) -> None:
        """Put the caret where works are filtered."""
        if self.chooser is None or not self.chooser.isVisible():
            self._show_list()
        if self.chooser is not None:
            self.chooser.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first(self) -> None:
        """The tab decides where work begins."""
        if self.tab is not None and self.tab.isVisible():
            self.tab.focus_work()
        elif self._target and self._known is None:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)  # handed on to the tab once it is read
        else:
            super().focus_first()

    # -- acts --------------------------------------------------------------------------------------

    def new_report(self) -> None:
        """Begin the next status report."""
        from pmo_desktop.ui.pages.project.reports import ReportsTab

        if self._known is None:
            return
        self.show_tab("reports")
        if isinstance(tab := self._tab("reports"), ReportsTab):
            tab.new_report()
