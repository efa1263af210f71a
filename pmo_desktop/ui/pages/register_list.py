"""The table of the register with its filter line, groups, columns and totals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, QStringListModel, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QCompleter, QMenu, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.itemmodels.ordering import SortKey
from pmo_desktop.itemmodels.register import GROUPS, columns, grouping, totals
from pmo_desktop.itemmodels.register_context import Context
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.readmodels.registerfilter import FACETS, FLAG, Filter, Flags, choices, keeps, value_text
from pmo_desktop.services.views import View
from pmo_desktop.ui.pages.register_loading import LoadingBars
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.columns import TotalsRow
from pmo_desktop.ui.widgets.filters import FilterBar, FilterField, Token
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable

_FIELDS = (
    FLAG,
    "state",
    "health",
    "kind",
    "programme",
    "unit",
    "sponsor",
    "manager",
    "phase",
    "priority",
    "category",
)
_SHOWS = N_("Shows")
_WIDEST = 260
_FROZEN = 3
"""Mark, code and name stay when the list is scrolled sideways."""
_MEASURED_ROWS = 24
"""Rows whose content says how wide a column is."""


class RegisterList(QWidget):
    """Works in a table. `viewed` when filter, order or groups changed by hand, `shown` after lines did."""

    viewed = Signal()
    shown = Signal()

    def __init__(self, at: Context, remembered: Remembered) -> None:
        super().__init__()
        self.at, self.flags = at, Flags(at.today)
        self.model = RowsModel(columns(at))
        self.model.setParent(self)
        self._group, self._sized = "", False
        self._line = -1
        self._added_up: list[WorkRow] | None = None
        self.table = RecordTable(name="register", remembered=remembered, frozen=_FROZEN)
        self.table.setModel(self.model)
        self.table.horizontalHeader().setResizeContentsPrecision(_MEASURED_ROWS)
        self.table.setAccessibleName(tr("Register of works"))
        self.totals = TotalsRow(self.table)
        self.group_button = Button(look="quiet", icon="rows-3", on_click=self.choose_group)
        by_columns = Button.of(self.table.columns_action(tr("Columns")), look="quiet")
        self.bar = FilterBar(
            [FilterField(key, _label(key), partial(self._choices, key)) for key in _FIELDS],
            end=[self.group_button, by_columns],
            hint=tr("Filter by code, name or person"),
        )
        self._complete_fields()
        self.nothing = EmptyState(
            "", icon="list-filter", buttons=[Button(tr("Clear filters"), on_click=self.clear_filters)]
        )
        self._stack = QStackedWidget()
        self._loading = LoadingBars()
        for part in (self.table, self.nothing, self._loading):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.between = QVBoxLayout()
        column.addWidget(self.bar)
        column.addLayout(self.between)
        column.addWidget(self._stack, 1)
        column.addWidget(self.totals)
        self._hear()
        self._name_group()

    def _hear(self) -> None:
        self.bar.changed.connect(lambda _tokens: self._by_hand())
        self.bar.typed.connect(lambda _text: self._by_hand())
        self.table.group_toggled.connect(self.model.toggle)
        self.table.sorted_by.connect(lambda _column, _order: self.viewed.emit())
        self.table.level_wanted.connect(self._add_level)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.model.arranged.connect(self._after)
        self.model.dataChanged.connect(lambda *_: self._show_totals())

    def _choices(self, key: str) -> list[tuple[object, str]]:
        return list(choices(key, self.model.all_rows(), self.flags))

    def _complete_fields(self) -> None:
        """Typing the name of a field and a colon offers its values."""
        self._completer = QCompleter([], self.bar.line)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.activated.connect(self._take_offer)
        self.bar.line.setCompleter(self._completer)
        self.bar.line.textEdited.connect(self._offer)

    def _offer(self, typed: str) -> None:
        name, colon, _ = typed.partition(":")
        key = next((k for k in _FIELDS if name.casefold() in (k, _label(k).casefold())), "") if colon else ""
        said = [f"{name}:{text}" for _, text in self._choices(key)] if key else []
        self._completer.setModel(QStringListModel(said, self._completer))

    def _take_offer(self, offer: str) -> None:
        """An offered value becomes a token."""
        name, _, text = offer.partition(":")
        key = next(k for k in _FIELDS if name.casefold() in (k, _label(k).casefold()))
        value = next(v for v, said in self._choices(key) if said == text)
        self.bar.line.clear()
        before = next((t.values for t in self.bar.tokens() if t.field == key), ())
        self.bar.set_token(key, (*before, value))

    # -- rows --------------------------------------------------------------------------------------

    def set_rows(self, rows: Sequence[WorkRow], view: View | None = None) -> None:
        """Show the whole register anew, in a view when one is given."""
        self.flags = Flags(self.at.today)
        self.at.forget()
        if view is not None:
            self.apply(view, rows)
        else:
            self._arrange(self.model.keys, rows)
        if not self._sized and rows:
            self._size_columns()

    def put_rows(self, rows: Sequence[WorkRow], gone: Sequence[UUID]) -> None:
        """Show works that changed, were made or put away."""
        self.model.put_rows(rows, gone)

    def loading(self) -> None:
        """Show grey bars where rows will be, if there are none yet."""
        if not self.model.all_rows():
            self._stack.setCurrentWidget(self._loading)

    def selected(self) -> list[WorkRow]:
        """The works selected, from the top."""
        found = (self.model.row(line) for line in self.table.selected_rows())
        return [row for row in found if row is not None]

    def _moved(self, now: QModelIndex) -> None:
        if now.isValid():
            self._line = now.row()

    def _stay(self) -> None:
        """The current work has left what is shown: go on at the one that stands in its place."""
        if self._line < 0 or self.table.currentIndex().isValid():
            return
        last = self.model.rowCount() - 1
        lines = (*range(min(self._line, last), last + 1), *range(min(self._line, last), -1, -1))
        line = next((n for n in lines if self.model.row(n) is not None), -1)
        if line >= 0:
            self.table.select_row(line)

    def current(self) -> WorkRow | None:
        """The work with the focus."""
        return self.model.row(self.table.currentIndex().row())

    def select(self, uid: UUID) -> bool:
        """Select a work and bring it into view; False when it is not shown."""
        line = self.model.line_of(uid)
        if line >= 0:
            self.table.select_row(line)
        return line >= 0

    def _size_columns(self) -> None:
        """Widths from the content of the language in force; the name takes what is left."""
        self._sized = True
        hidden = {i for i, c in enumerate(self.model.columns) if c.hidden}
        head = self.table.horizontalHeader()
        widths: dict[int, int] = {}
        for at, column in enumerate(self.model.columns):
            content = 0 if at in hidden or not at else self.table.sizeHintForColumn(at)
            needed = round(max(content, head.sectionSizeHint(at) - 12) / current().zoom)
            widths[at] = min(max(column.width, needed), _WIDEST)
        self.table.set_columns(widths, stretch=self.model.column_of("title"), hidden=hidden)

    # -- views -------------------------------------------------------------------------------------

    def apply(self, view: View, rows: Sequence[WorkRow] | None = None) -> None:
        """Show the rows (others, when given) in a view's filter, order and grouping."""
        every = self.model.all_rows() if rows is None else rows
        self._group, self._line = view.group, min(self._line, 0)
        with QSignalBlocker(self.bar.line):
            self.bar.line.setText(view.wanted.text)
        self.bar.set_tokens([self._token(key, values, every) for key, values in view.wanted.tokens])
        down = view.order.startswith("-")
        column = self.model.column_of(view.order.removeprefix("-"))
        keys = (SortKey(column, down),) if column >= 0 else ()
        self._arrange(keys, rows)
        if column >= 0:
            orders = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
            self.table.show_sorted(column, orders[0] if down else orders[1])
        self.table.scrollToTop()

    def wanted(self) -> Filter:
        """The filter in force."""
        tokens = tuple((t.field, tuple(map(str, t.values))) for t in self.bar.tokens())
        return Filter(tokens, self.bar.text.strip())

    def view(self) -> View:
        """What is shown, as a view without a name."""
        first = self.model.keys[0] if self.model.keys else None
        order = ""
        if first:
            order = ("-" if first.down else "") + self.model.columns[first.column].key
        return View("", "", self.wanted(), order, self._group)

    def _token(self, key: str, values: Sequence[str], rows: Sequence[WorkRow]) -> Token:
        texts = tuple(value_text(key, value, rows, self.flags) for value in values)
        return Token(key, _label(key), tuple(values), texts)

    def _arrange(self, keys: Sequence[SortKey], rows: Sequence[WorkRow] | None = None) -> None:
        """One step for all: rows, filter, order and groups."""
        by, head = grouping(self._group, self.model.all_rows() if rows is None else rows, self.at)
        self.model.arrange(keys, keeps(self.wanted(), self.flags), by, head, rows)
        self._name_group()

    def _by_hand(self) -> None:
        self._line = min(self._line, 0)
        self.model.set_filter(keeps(self.wanted(), self.flags))
        self.viewed.emit()

    def _add_level(self, column: int) -> None:
        """Sort within the levels there are; again turns the direction."""
        before = [k for k in self.model.keys if k.column != column]
        down = any(k == SortKey(column) for k in self.model.keys)
        self.model.sort_by((*before, SortKey(column, down)))
        self.viewed.emit()

    def clear_filters(self) -> None:
        """Show all works."""
        self.bar.clear()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- groups ------------------------------------------------------------------------------------

    def choose_group(self) -> None:
        """Offer what to group by."""
        menu = QMenu(self)
        exclusive = QActionGroup(menu)
        for key, text in (("", tr("No groups")), *((g.key, tr(g.label)) for g in GROUPS.values())):
            action = menu.addAction(text.replace("&", "&&"), partial(self.group_by, key))
            action.setCheckable(True)
            action.setChecked(key == self._group)
            exclusive.addAction(action)
        menu.popup(self.group_button.mapToGlobal(self.group_button.rect().bottomLeft()))

    def group_by(self, key: str) -> None:
        """Group by a key of `GROUPS`; "" for no groups."""
        self._group = key
        self._arrange(self.model.keys)
        self.viewed.emit()

    def _name_group(self) -> None:
        by = GROUPS.get(self._group)
        said = tr("Group: {name}", name=tr(by.label)) if by else tr("Group")
        self.group_button.setText(said)
        self.group_button.setAccessibleName(said)
        self.group_button.updateGeometry()

    # -- totals and states -------------------------------------------------------------------------

    def _after(self) -> None:
        self._show_totals()
        rows, kept = len(self.model.all_rows()), self.model.rowCount()
        if rows and not kept:
            by = self._filters()
            said = trn("{n} work is hidden by {by}.", "{n} works are hidden by {by}.", rows, by=by)
            self.nothing.set_text(tr("No works match"), said)
        self._stack.setCurrentWidget(self.nothing if rows and not kept else self.table)
        self.totals.setVisible(bool(kept))
        self._stay()
        self.shown.emit()

    def _filters(self) -> str:
        """The filters in force, each by its name."""
        named = [tr("{field} is {value}", field=t.label, value=t.said) for t in self.bar.tokens()]
        typed = self.bar.text.strip()
        return ", ".join([*named, tr("“{text}”", text=typed)] if typed else named)

    def kept_rows(self) -> list[WorkRow]:
        """The works that the filter keeps, those in folded groups too."""
        return self.model.kept_rows()

    def _show_totals(self) -> None:
        kept = self.kept_rows()
        if kept is self._added_up:
            return  # sorted or folded: the same works
        self._added_up = kept
        said = totals(kept, self.at)
        self.totals.set_totals({self.model.column_of(key): text for key, text in said.items()})

    def index_of(self, line: int, key: str) -> QModelIndex:
        """The cell of a line in the column with a key."""
        return self.model.index(line, self.model.column_of(key))


def _label(key: str) -> str:
    return tr(_SHOWS) if key == FLAG else tr(FACETS[key].label)
