"""Search: every decision, action, minute, risk, issue and vote, found while one types."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.documents import SavedView
from pmo_desktop.domain.searchwords import Choice, Going, with_value
from pmo_desktop.domain.searchwords_keys import FoundKind, Key, kind_meant, kind_word
from pmo_desktop.i18n import language, tr, trc, trl, trn
from pmo_desktop.itemmodels.found import TEXT, FoundRow, found_columns, found_rows
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes_found import MOST, KnownNames
from pmo_desktop.readmodels.registerfilter import Filter
from pmo_desktop.services.meetings.searching import Answer, offered, search
from pmo_desktop.services.office import NOBODY, Office
from pmo_desktop.services.views import View, forget, own_views, save_new
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.search_cell import HitsDelegate
from pmo_desktop.ui.pages.search_empty import Teaching
from pmo_desktop.ui.pages.search_line import SearchLine
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.notices import EmptyState, Notice
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, ask_and_write
from pmo_desktop.ui.widgets.text import Label

ALL = "all"
MORE = 50
"""How many times the first lines "Show all" gives at most."""
_TEACHING, _LIST, _NONE = range(3)


class SearchPage(Page):
    """One line to type in, chips with the count of each kind, the lines found.

    One search runs at a time, in a reader's thread; what was typed meanwhile follows it, so that the newest
    text wins and nothing waits in the window.
    """

    def __init__(self, desk: Desk, remembered: Remembered, table_bytes: TableBytes) -> None:
        super().__init__()
        self._desk, self._to_bytes = desk, table_bytes
        self._names = KnownNames()
        self._saved: list[View] = []
        self._running, self._waiting = False, False
        self._wanted, self._most = "", MOST
        self.answer: Answer | None = None
        self.line = SearchLine(self._offers)
        self.line.asked.connect(self.ask)
        self.line.down.connect(self._to_list)
        self.hint = Label("", tone="warn", wrap=True)
        self.hint.hide()
        self.chips = Tabs([(ALL, tr("All")), *((k.value, tr(k.label)) for k in FoundKind)])
        self.chips.chosen.connect(self._only)
        self.model: RowsModel[FoundRow] = RowsModel(found_columns())
        self.table = RecordTable(name="search", remembered=remembered, row=TWO_LINES, row_focus=True)
        self.table.setModel(self.model)
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)}, stretch=TEXT)
        self._marks = HitsDelegate(self.table)
        self.table.setItemDelegateForColumn(TEXT, self._marks)
        self.table.acted.connect(lambda _index: self._go())
        self.table.doubleClicked.connect(lambda _index: self._go())
        self.teaching = Teaching()
        self.teaching.wanted.connect(self.search_for)
        self._none = EmptyState(tr("Nothing was found"), icon="search")
        self._lay_out()
        self._offer()

    def _lay_out(self) -> None:
        self._header = PageHeader(tr("Search"))
        self._more = Button(tr("Show all"), small=True, on_click=self.show_all)
        self._more.hide()
        self._views = Button(
            tr("Saved searches"), icon="bookmark", menu=True, small=True, on_click=self._choose
        )
        self._header.add_action(self._more)
        self._header.add_action(self._views)
        self._stack = QStackedWidget()
        for part in (self.teaching, self.table, self._none):
            self._stack.addWidget(part)
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 0, 16, 4)
        row.addWidget(self.line)
        under = QWidget()
        said = QHBoxLayout(under)
        said.setContentsMargins(16, 0, 16, 0)
        said.addWidget(self.hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for widget in (self._header, top, under, self.chips):
            column.addWidget(widget)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)
        self.chips.hide()

    def _offer(self) -> None:
        add, chosen, any_ = self.does.add, self._why_none, self._why_empty
        add(tr("Go to the line"), self._go, icon="arrow-right", shown_key="Return", why_not=chosen)
        add(tr("Copy as a table"), self.table.copy_selection, icon="copy", shown_key="Ctrl+C", why_not=chosen)
        add(tr("Copy the text"), self._copy, keys="Ctrl+Shift+C", icon="clipboard", why_not=chosen)
        add(tr("Export these rows…"), self.export, icon="download", band=1, why_not=any_)
        add(tr("Show all"), self.show_all, icon="list", band=1, why_not=self._why_all)
        add(tr("Save this search"), self.save, keys="Ctrl+S", icon="bookmark", band=2, why_not=any_)
        add(tr("Forget this saved search"), self.forget, band=2, why_not=self._why_not_saved)

    @property
    def below_head(self) -> QBoxLayout:
        """Under the chips."""
        return self._below

    # -- searching ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the names again, and search again."""
        if not self._desk.is_open:
            return

        def read(office: Office) -> tuple[KnownNames, Sequence[SavedView]]:
            reader = office.store.reader
            return reader.known_names(), reader.where("saved_view", "page", ["search"])

        def show(found: tuple[KnownNames, Sequence[SavedView]]) -> None:
            self._names = found[0]
            self._saved = own_views("search", found[1], self._desk.office.who)
            self.teaching.show_examples(self._names)
            self._search()

        self._desk.query(read, show)

    def open(self, target: str) -> None:
        """Search for a text."""
        self.search_for(target)

    def search_for(self, text: str) -> None:
        """Put a text in the line and search for it."""
        self.line.setText(text)
        self.ask(text)
        self.line.setFocus()

    def ask(self, text: str) -> None:
        """Search for what is typed; nothing happens where that is what is shown."""
        if text != self._wanted:
            self._wanted, self._most = text, MOST
            self._search()

    def show_all(self) -> None:
        """Show the lines beyond the first."""
        self._most = MOST * MORE
        self._search()

    def _search(self) -> None:
        """Search now, or when the search under way is over."""
        if not self._desk.is_open:
            return
        if self._running:
            self._waiting = True
            return
        self._running, text, names, most = True, self._wanted, self._names, self._most

        def read(office: Office) -> tuple[Answer, float]:
            began = time.perf_counter()
            return search(office, text, names, most), time.perf_counter() - began

        self._desk.query(read, self._found, self._failed)

    def _found(self, told: tuple[Answer, float]) -> None:
        self._running = False
        if self._waiting:
            self._waiting = False
            self._search()
            return
        answer, seconds = told
        self.answer = answer
        rows = found_rows(answer.found.lines, answer.query.phrases)
        self.model.set_rows(rows)
        self._show_counts(answer, seconds)
        self.hint.setText("  ".join(answer.hints))
        self.hint.setVisible(bool(answer.hints) and not self.line.choices)  # a term is still being typed
        place = _TEACHING if answer.query.empty else (_LIST if rows else _NONE)
        self._stack.setCurrentIndex(place)
        if rows:
            self.table.scrollToTop()

    def _failed(self, sentence: str) -> None:
        self._running = self._waiting = False
        self.notice.emit(
            Notice("search", "neg", tr("The search did not work"), sentence, trc("act", "Close"))
        )

    def _show_counts(self, answer: Answer, seconds: float) -> None:
        counts = answer.found.counts
        total = sum(counts.values())
        self.chips.setVisible(bool(total))
        self.chips.set_count(ALL, total)
        for kind in FoundKind:
            self.chips.set_count(kind.value, counts.get(kind, 0))
        kinds = [kind_meant(v, language()) for v in answer.query.values(Key.KIND)]
        only = kinds[0] if len(kinds) == 1 else None
        self.chips.choose(only.value if only is not None else ALL)
        fitting = sum(counts.get(k, 0) for k in kinds if k) if kinds else total
        self._more.setVisible(fitting > len(answer.found.lines))
        self._header.set_facts("" if answer.query.empty else self._facts(fitting, answer, seconds))
        more = tr("Look at the words, or leave a term out.")
        self._none.set_text(tr("Nothing was found"), more)

    def _facts(self, fitting: int, answer: Answer, seconds: float) -> str:
        found = trn("{n} line", "{n} lines", fitting)
        took = tr("{n} ms", n=shown.number(round(seconds * 1000)))
        if fitting > len(answer.found.lines):
            first = tr("the first {n} shown", n=len(answer.found.lines))
            return f"{found} · {first} · {took}"
        return f"{found} · {took}"

    # -- typing ------------------------------------------------------------------------------------

    def _offers(self, text: str, caret: int) -> tuple[Going, list[Choice]]:
        return offered(text, caret, self._names)

    def _only(self, key: str) -> None:
        """A chip narrows the search by what stands in the line, so that it can be saved and changed there."""
        word = next((kind_word(kind, language()) for kind in FoundKind if kind.value == key), "")
        self.search_for(with_value(self.line.text(), Key.KIND, word, language()))

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.select_row(0)

    def focus_filter(self) -> None:
        """Put the caret in the line."""
        self.line.setFocus()
        self.line.selectAll()

    def focus_first(self) -> None:
        """One comes here to type."""
        self.focus_filter()

    def take_focus(self, _last: QWidget | None) -> None:
        """The line gets the keys whenever the page comes to the front."""
        self.focus_filter()

    # -- acts --------------------------------------------------------------------------------------

    def _row(self) -> FoundRow | None:
        return self.model.row(self.table.currentIndex().row())

    def _why_none(self) -> str:
        return "" if self._row() is not None else tr("Select a line first")

    def _why_empty(self) -> str:
        return "" if self.model.rowCount() else tr("Nothing was found")

    def _why_all(self) -> str:
        return "" if not self._more.isHidden() else tr("All lines are shown")

    def _why_not_saved(self) -> str:
        return "" if self._saved_now() is not None else tr("This search is not saved")

    def _go(self) -> None:
        if (row := self._row()) is not None:
            self.go.emit(row.line.target)

    def _copy(self) -> None:
        rows = [self.model.row(n) for n in self.table.selected_rows()]
        texts = [" ".join(t for t in (r.line.ref, r.line.text) if t) for r in rows if r is not None]
        QApplication.clipboard().setText("\n".join(texts))

    def export(self) -> None:
        """Write what is shown into a spreadsheet or CSV file."""
        said = ask_and_write(self, self.table, tr("Search"), self._to_bytes)
        if said:
            self.toast.emit(said, "")

    def _saved_now(self) -> View | None:
        return next((v for v in self._saved if v.wanted.text == self._wanted and v.record is not None), None)

    def save(self) -> None:
        """Keep the search; its own words are its name."""
        text = " ".join(self._wanted.split())
        if text and self._saved_now() is None:
            view = View("", text, Filter(text=self._wanted))
            who = self._desk.office.who
            edit = save_new("search", text[:200], view, None if who == NOBODY else who)
            self._desk.submit(edit, trl("Save a search"))
            self.toast.emit(tr("The search is saved."), "undo")

    def forget(self) -> None:
        """Take the saved search away that is in the line."""
        view = self._saved_now()
        if view is not None and view.record is not None:
            self._desk.submit(forget(view.record), trl("Forget a saved search"))

    def _choose(self) -> None:
        """The saved searches under their button."""
        menu = QMenu(self)
        for view in self._saved:
            menu.addAction(view.title.replace("&", "&&"), partial(self.search_for, view.wanted.text))
        if not self._saved:
            menu.addAction(tr("No search is saved yet")).setEnabled(False)
        menu.addSeparator()
        keep = menu.addAction(tr("Save this search"), self.save)
        keep.setEnabled(bool(self._wanted.strip()) and self._saved_now() is None)
        menu.popup(self._views.mapToGlobal(self._views.rect().bottomLeft()))
