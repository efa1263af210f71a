"""History: what was done, by whom and when, with the old and new value of every field."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from textwrap import wrap
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout

from pmo_desktop.domain.schema import kinds
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels.history import by_day, day_head, history_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.history import HistoryRow, Name, RecordLine, history, wanted_names
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField, Token
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.panels import Block, Inspector
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

MOST_LINES = 2_000
"""Lines of the trail that are read."""
MOST_RECORDS = 30
"""Records of one step that the panel shows."""
SHORT, LONG_WORD = 38, 24
"""Characters of a field that fits one line of the panel, and of a word that is broken."""
_PAGES = {
    "project": "project",
    "service": "project",
    "programme": "project",
    "portfolio": "project",
    "meeting": "meetings",
}
"""Kinds of records that have a page, and which."""
Keep = Callable[[HistoryRow], bool]


@dc.dataclass(frozen=True, slots=True)
class Told:
    """The history, who works here, and whether older steps were left out."""

    rows: list[HistoryRow]
    me: UUID
    cut: bool


def read_history(office: Office) -> Told:
    """The latest steps with the names they speak of, in three statements."""
    reader = office.store.reader
    past = reader.history(most=MOST_LINES)
    people = {UUID(int=p.id.int): p.display_name for p in reader.all("person", archived=True)}
    said = language()
    names = {
        uid: Name(ref, title.said(said)) for uid, (ref, title) in reader.names(wanted_names(past)).items()
    }
    return Told(history(past, people, names), office.who, len(past) == MOST_LINES)


class HistoryPage(Page):
    """The trail as a list by day; the panel shows what a step changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._told = Told([], UUID(int=0), cut=False)
        self._undoable: UUID | None = None
        self._header = PageHeader(tr("History"))
        fields = [
            FilterField("who", tr("Person"), self._people),
            FilterField("kind", tr("Kind"), self._kinds),
        ]
        self.bar = FilterBar(fields, hint=tr("Filter by words, such as a code"))
        self.bar.changed.connect(lambda _tokens: self._refilter())
        self.bar.typed.connect(lambda _text: self._refilter())
        self.model: RowsModel[HistoryRow] = RowsModel(history_columns(lambda r: r.id == self._undoable))
        self.model.set_grouping(by_day(), day_head)
        self.table = RecordTable(name="history", row_focus=True)
        self.table.setModel(self.model)
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)}, stretch=3)
        self.table.group_toggled.connect(self.model.toggle)
        self.table.followed.connect(self._inspect)
        self.table.acted.connect(self._act)
        self._none = EmptyState(tr("Nothing has been done yet"), icon="history")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for widget in (self._header, self.bar):
            column.addWidget(widget)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addWidget(self._stack, 1)
        desk.undo_changed.connect(lambda _undo, _redo: self._mark_mine())
        self._offer()

    @property
    def below_head(self) -> QBoxLayout:
        """Under the filter line."""
        return self._below

    def _offer(self) -> None:
        add, chosen = self.does.add, self._why_none
        add(tr("Undo this step"), self._undo, icon="undo-2", shown_key="Return", why_not=self._why_not_mine)
        add(tr("Open the record"), self._open_record, icon="folder-open", why_not=self._why_no_page)
        add(tr("Only what this person did"), self._only_person, icon="user", band=1, why_not=chosen)
        add(tr("Only this record"), self._only_record, icon="history", band=1, why_not=chosen)
        add(tr("Clear filters"), self.bar.clear, icon="funnel-x", band=1, why_not=self._why_all)
        add(tr("Copy as a table"), self.table.copy_selection, icon="copy", band=2, shown_key="Ctrl+C",
            why_not=chosen)  # fmt: skip

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the trail again."""
        if self._desk.is_open:
            self._desk.query(read_history, self._show)

    def open(self, target: str) -> None:
        """Show what a person did, or what was done to a record: by the id of either."""
        try:
            uid = UUID(target)
        except ValueError:
            return
        self.bar.set_tokens([Token("id", tr("About"), (uid,), (tr("one record"),))])
        self._refilter()

    def _show(self, told: Told) -> None:
        self._told = told
        steps = trn("{n} step", "{n} steps", len(told.rows))
        more = tr("{steps}, older ones are in the database", steps=steps)
        self._header.set_facts(more if told.cut else steps)
        self._mark_mine()
        self.model.set_rows(told.rows)
        self._refilter()
        if not self.table.currentIndex().isValid() and self.model.rowCount() > 1:
            self.table.select_row(1)

    def _mark_mine(self) -> None:
        """The latest step of mine that can be undone gets a button."""
        label = self._desk.next_undo
        mine = (r.id for r in self._told.rows if r.who == self._told.me and r.label == label)
        self._undoable = next(mine, None) if label else None
        self.table.viewport().update()

    # -- filter ------------------------------------------------------------------------------------

    def _people(self) -> Sequence[tuple[object, str]]:
        return sorted({(r.who, r.name) for r in self._told.rows}, key=lambda pair: pair[1].casefold())

    def _kinds(self) -> Sequence[tuple[object, str]]:
        found = {k for r in self._told.rows for k in r.kinds}
        return sorted(((k, tr(kinds()[k].plural)) for k in found), key=lambda pair: pair[1].casefold())

    def _refilter(self) -> None:
        tests: list[Keep] = [_by(token) for token in self.bar.tokens()]
        words = self.bar.text.casefold().split()
        if words:
            tests.append(lambda row: all(w in _said(row) for w in words))
        self.model.set_filter((lambda row: all(test(row) for test in tests)) if tests else None)
        empty = self.model.rowCount() == 0
        if empty and tests:
            self._none.set_text(tr("No step matches"), tr("Take a filter away to see more."))
        self._stack.setCurrentIndex(1 if empty else 0)

    def focus_filter(self) -> None:
        """Put the caret in the filter line."""
        self.bar.focus_line()

    # -- acts --------------------------------------------------------------------------------------

    def _row(self) -> HistoryRow | None:
        return self.model.row(self.table.currentIndex().row())

    def _why_none(self) -> str:
        return "" if self._row() is not None else tr("Select a step first")

    def _why_not_mine(self) -> str:
        row = self._row()
        mine = row is not None and row.id == self._undoable
        return self._why_none() or ("" if mine else tr("Only your own last step can be undone here"))

    def _why_no_page(self) -> str:
        return self._why_none() or ("" if self._page_of_record() else tr("The record has no page of its own"))

    def _why_all(self) -> str:
        return "" if self.bar.tokens() or self.bar.text.strip() else tr("No filter is set")

    def _page_of_record(self) -> str:
        row = self._row()
        first = next((line for line in row.lines if line.kind in _PAGES), None) if row is not None else None
        return f"{_PAGES[first.kind]}/{first.id}" if first is not None else ""

    def _open_record(self) -> None:
        self.go.emit(self._page_of_record())

    def _only_person(self) -> None:
        if (row := self._row()) is not None:
            self.bar.set_tokens([Token("who", tr("Person"), (row.who,), (row.name,))])
            self._refilter()

    def _only_record(self) -> None:
        row = self._row()
        if row is not None and row.lines:
            self.open(str(row.lines[0].id))

    def _undo(self) -> None:
        self._act(self.table.currentIndex())

    def _act(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None and row.id == self._undoable:
            self._desk.undo()

    def _inspect(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is None:
            return
        at = tr("{day}, {time}", day=shown.day(row.at.date()), time=shown.time(row.at))
        panel = Inspector(at, row.label)
        head = Block()
        head.add_fact(tr("Who"), row.name)
        head.add_fact(tr("Records"), str(row.records))
        panel.add(head)
        for line in row.lines[:MOST_RECORDS]:
            panel.add(_block(line))
        left = row.records - MOST_RECORDS
        if left > 0:
            more = Block()
            more.add(Label(trn("and {n} more record", "and {n} more records", left), tone="text2"))
            panel.add(more)
        self.inspect.emit(panel)
        self.says.emit(row.label, "")


def _block(line: RecordLine) -> Block:
    block = Block()
    block.add(
        Label(_breakable(tr("{verb}: {record}", verb=line.verb, record=line.name)), weight=600, wrap=True)
    )
    for field in line.fields:
        created = field.old == shown.NOTHING
        said = field.new if created else tr("{old} → {new}", old=field.old, new=field.new)
        if len(field.label) + len(said) <= SHORT:
            block.add_fact(field.label, said)
            continue
        block.add(Label(field.label, size=12, tone="text2"))
        block.add(Label(_breakable(said), wrap=True))
    return block


def _breakable(text: str) -> str:
    """Long words, such as a hash, may go on in the next line."""
    words = (w if len(w) <= LONG_WORD else "\u200b".join(wrap(w, LONG_WORD)) for w in text.split(" "))
    return " ".join(words)


def _by(token: Token) -> Keep:
    wanted: set[Any] = set(token.values)
    match token.field:
        case "who":
            return lambda row: row.who in wanted
        case "kind":
            return lambda row: not wanted.isdisjoint(row.kinds)
    return lambda row: row.who in wanted or any(line.id in wanted for line in row.lines)


def _said(row: HistoryRow) -> str:
    names = " ".join(line.name for line in row.lines)
    return f"{row.label} {row.name} {names}".casefold()
