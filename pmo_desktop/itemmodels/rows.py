"""One Qt model for every flat list: columns are data, rows are frozen, order is a permutation."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import (
    Gatherer,
    Grouping,
    Head,
    Order,
    Row,
    SortKey,
    Steps,
    arranged,
    rank,
    runs,
    shown_at,
    steps_between,
)
from pmo_desktop.itemmodels.roles import GroupRow, Role

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


R = TypeVar("R", bound=Row)


class RowsModel(QAbstractTableModel, Generic[R]):
    """Shows rows through an order; takes new rows with the fewest signals that tell the truth.

    It never writes: `edit_requested(row, column, wanted)` asks for an edit, and the cell changes when
    that has been stored. `refused(row, column, text, sentence)` says why typed text was not understood.
    """

    edit_requested = Signal(object, object, object)
    refused = Signal(object, object, str, str)
    arranged = Signal()

    def __init__(self, columns: Sequence[Column[R]], most_runs: int = 64) -> None:
        super().__init__()
        self.columns, self._most = tuple(columns), most_runs
        self._rows: list[R] = []
        self._at: dict[Hashable, int] = {}
        self._ranks: dict[int, list[int]] = {}
        self._order: Order = []
        self._chosen: Order | None = None
        self._kept: list[R] | None = None
        self._keys: tuple[SortKey, ...] = ()
        self._keep: Callable[[R], bool] | None = None
        self._gatherer: Gatherer[R] | None = None
        self._groups: list[tuple[str, GroupRow]] = []
        self._folded: set[str] = set()

    # -- what Qt asks ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NONE) -> int:
        """Lines shown, heads of groups included."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, by role."""
        if not index.isValid():
            return None
        at = self._order[index.row()]
        if at < 0:
            return self._group_data(-1 - at, index.column(), role)
        return self.columns[index.column()].shown(self._rows[at], role)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The head of a column, its help as tooltip."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        return self.columns[section].head(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Editable where the column can read typed text."""
        usual = super().flags(index)
        row = self.row(index.row()) if index.isValid() else None
        if row is not None and self.columns[index.column()].may_edit(row):
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Never writes: asks for an edit. The cell changes when the edit has been stored."""
        row = self.row(index.row()) if index.isValid() else None
        column = self.columns[index.column()] if index.isValid() else None
        if row is None or column is None or role != Qt.ItemDataRole.EditRole or not column.may_edit(row):
            return False
        try:
            wanted = column.read(row, value)
        except ValueError as why:
            self.refused.emit(row, column, str(value), str(why))
            return False
        if wanted != column.seen(row):
            self.edit_requested.emit(row, column, wanted)
        return False

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; a negative column gives back the order of the rows."""
        down = order is Qt.SortOrder.DescendingOrder
        self.sort_by((SortKey(column, down),) if column >= 0 else ())

    # -- what pages ask ----------------------------------------------------------------------------

    def row(self, at: int) -> R | None:
        """The row on a line, or None where the head of a group stands."""
        if not 0 <= at < len(self._order):
            return None
        found = self._order[at]
        return self._rows[found] if found >= 0 else None

    def shown_rows(self) -> list[R]:
        """The rows on screen, in their order, without those of folded groups."""
        return [self._rows[i] for i in self._order if i >= 0]

    def kept_rows(self) -> list[R]:
        """The rows that the filter keeps, those of folded groups too; the same list until they change."""
        if self._kept is None:
            self._kept = [self._rows[i] for i in self._choice()]
        return self._kept

    def all_rows(self) -> Sequence[R]:
        """Every row, filtered or not."""
        return self._rows

    def column_roles(self, column: int) -> frozenset[int]:
        """The roles that cells of a column may answer, so that views ask for no others."""
        return self.columns[column].known_roles() | {Role.GROUP}

    def line_of(self, uid: Hashable) -> int:
        """The line that shows this id, or -1."""
        at = self._places().get(uid)
        if at is None:
            return -1
        return next((line for line, row in enumerate(self._order) if row == at), -1)

    def column_of(self, key: str) -> int:
        """The column with this key, or -1."""
        return next((i for i, c in enumerate(self.columns) if c.key == key), -1)

    @property
    def keys(self) -> tuple[SortKey, ...]:
        """The levels of sorting in force."""
        return self._keys

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the first weighing most."""
        self._keys = tuple(keys)
        self._relayout(self._rows)

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows that a predicate keeps."""
        self._keep = keep
        self._choose_anew()
        self._relayout(self._rows)

    def set_grouping(self, grouping: Grouping[R] | None, head: Head[R] | None = None) -> None:
        """Show rows under heads; `head` makes the head of a group from its key and rows."""
        self._gatherer = Gatherer(grouping, head) if grouping else None
        self._relayout(self._rows)

    def arrange(
        self,
        keys: Sequence[SortKey],
        keep: Callable[[R], bool] | None,
        grouping: Grouping[R] | None = None,
        head: Head[R] | None = None,
        rows: Sequence[R] | None = None,
    ) -> None:
        """Order, choice and groups in one step, as a saved view names them; over other rows if given."""
        self._keys, self._keep = tuple(keys), keep
        self._gatherer = Gatherer(grouping, head) if grouping else None
        self._choose_anew()
        self._relayout(self._rows if rows is None else list(rows))

    def fold(self, key: str, folded: bool) -> None:
        """Hide or show the rows of a group."""
        (self._folded.add if folded else self._folded.discard)(key)
        self._relayout(self._rows)

    def toggle(self, key: str) -> None:
        """Fold an open group, open a folded one."""
        self.fold(key, key not in self._folded)

    def set_rows(self, rows: Sequence[R]) -> None:
        """Take the whole list anew."""
        self._move_to(list(rows))

    def put_rows(self, rows: Sequence[R], gone: Sequence[Hashable] = ()) -> None:
        """Take rows that changed or appeared, let go of some; the rest stays. Cheap when none moves."""
        at = self._places()
        if not gone and all(r.id in at and self._stays(self._rows[at[r.id]], r) for r in rows):
            self._replace([(at[r.id], r) for r in rows])
            return
        out = set(gone)
        fresh = {r.id: r for r in self._rows if r.id not in out}
        fresh.update((r.id, r) for r in rows)
        self._move_to(list(fresh.values()))

    # -- inside ------------------------------------------------------------------------------------

    def _group_data(self, group: int, column: int, role: int) -> Any:
        head = self._groups[group][1]
        title = head.title if role == Qt.ItemDataRole.DisplayRole and column == 0 else None
        return head if role == Role.GROUP else title

    def _places(self) -> dict[Hashable, int]:
        if len(self._at) != len(self._rows):
            self._at = {r.id: i for i, r in enumerate(self._rows)}
        return self._at

    def _stays(self, old: R, new: R) -> bool:
        if self._gatherer is not None and self._gatherer.key(old) != self._gatherer.key(new):
            return False
        kept = self._keep is None or self._keep(old) == self._keep(new)
        values = (self.columns[k.column].value for k in self._keys)
        return kept and all(value(old) == value(new) for value in values)

    def _replace(self, rows: Sequence[tuple[int, R]]) -> None:
        self._ranks, self._kept = {}, None
        for at, row in rows:
            self._rows[at] = row
        changed = {at for at, _ in rows}
        shown = [line for line, at in enumerate(self._order) if at in changed]
        if self._gatherer is not None:
            keys = {self._gatherer.key(row) for _, row in rows}
            shown = sorted(shown + self._head_again(self._gatherer, keys))
        for first, last in runs(shown):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def _head_again(self, gatherer: Gatherer[R], keys: set[str]) -> list[int]:
        """Make the heads of these groups anew, since they count and add up; gives their lines."""
        gatherer.forget(keys)
        _, fresh = gatherer.gathered(self._choice(), self._rows, self._folded)
        heads = dict(fresh)
        self._groups = [(key, heads.get(key, head)) for key, head in self._groups]
        return [i for i, n in enumerate(self._order) if n < 0 and self._groups[-1 - n][0] in keys]

    def _choose_anew(self) -> None:
        """Another filter, or other rows."""
        self._chosen = self._kept = None

    def _choice(self) -> Order:
        """The numbers of the rows that the filter keeps."""
        if self._chosen is None:
            keep, rows = self._keep, self._rows
            if keep is None:
                self._chosen = list(range(len(rows)))
            else:
                self._chosen = [at for at, row in enumerate(rows) if keep(row)]
        return self._chosen

    def _ordered(self) -> tuple[Order, list[tuple[str, GroupRow]]]:
        order = arranged(self._choice(), [(self._rank(k.column), k.down) for k in self._keys])
        if self._gatherer is None:
            return order, []
        return self._gatherer.gathered(order, self._rows, self._folded)

    def _rank(self, column: int) -> list[int]:
        if column not in self._ranks:
            value = self.columns[column].value
            self._ranks[column] = rank([value(r) for r in self._rows])
        return self._ranks[column]

    def _identity(self, line: int) -> Hashable:
        """What a line shows, in a form that outlives a change of order."""
        at = self._order[line]
        return self._rows[at].id if at >= 0 else ("group", self._groups[-1 - at][0])

    def _lines(self, wanted: Sequence[Hashable]) -> list[int]:
        """The lines that show these identities now, -1 for none."""
        back, at = shown_at(self._order, len(self._rows)), self._places()
        found: dict[Hashable, int] = {
            ("group", self._groups[-1 - n][0]): line for line, n in enumerate(self._order) if n < 0
        }
        return [found[w] if w in found else back[at[w]] if w in at else -1 for w in wanted]

    def _placed(self, line: int, column: int) -> QModelIndex:
        return self.index(line, column) if line >= 0 else QModelIndex()

    def _move_to(self, rows: list[R]) -> None:
        old_order, old_rows = self._order, self._rows
        if self._gatherer is not None or self._groups or not len(old_order):
            self._relayout(rows)
            return
        old = [old_rows[i] for i in old_order]
        self._take_rows(rows)
        order, _ = self._ordered()
        new = [rows[i] for i in order]
        self._rows = old_rows
        self._at = {}
        steps = steps_between([r.id for r in old], [r.id for r in new])
        if steps is not None and len(steps.gone) + len(steps.come) <= self._most:
            self._step(old, rows, order, steps)
        else:
            self._relayout(rows)

    def _step(self, old: list[R], rows: list[R], order: Order, steps: Steps) -> None:
        for first, last in reversed(steps.gone):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._order = self._order[:first] + self._order[last + 1 :]
            self.endRemoveRows()
        before = {r.id: r for r in old}
        new_lines = {i for first, last in steps.come for i in range(first, last + 1)}
        self._order = [n for line, n in enumerate(order) if line not in new_lines]
        self._rows, self._ranks, self._at, self._kept = rows, {}, {}, None
        for first, last in steps.come:
            self.beginInsertRows(QModelIndex(), first, last)
            self._order[first:first] = order[first : last + 1]
            self.endInsertRows()
        shown = [rows[j] for j in order]
        changed = [i for i, r in enumerate(shown) if r.id in before and before[r.id] != r]
        for first, last in runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.arranged.emit()

    def _take_rows(self, rows: list[R]) -> None:
        """Other rows: nothing worked out from those before holds."""
        self._rows, self._ranks, self._at = rows, {}, {}
        self._choose_anew()
        if self._gatherer is not None:
            self._gatherer.forget()

    def _relayout(self, rows: list[R]) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        before = [self._identity(i.row()) for i in held]
        if rows is not self._rows:
            self._take_rows(rows)
        self._order, self._groups = self._ordered()
        lines = self._lines(before) if held else []
        moved = [self._placed(line, i.column()) for line, i in zip(lines, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()
        self.arranged.emit()
