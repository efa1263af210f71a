"""The sections of a pack as a table: on or off, number, title, pages, state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from pmo_desktop.i18n import N_, tr, trn
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.packlist import SectionLine

Index = QModelIndex | QPersistentModelIndex
NUMBER, TITLE, PAGES, STATE = range(4)
_NOWHERE = QModelIndex()
_HEADS = (N_("No."), N_("Section"), N_("Pages"), "")
_STATES = {
    "ready": ("check", "pos", N_("Ready")),
    "look": ("triangle-alert", "warn", N_("Something to look at")),
    "stops": ("circle-alert", "neg", N_("Stops the issue")),
    "empty": ("minus", "text3", N_("Empty")),
    "off": ("minus", "text3", N_("Left out")),
}
_END = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class SectionsModel(QAbstractTableModel):
    """The sections in order. `switched(key, on)` asks to take one in or leave it out."""

    switched = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SectionLine, ...] = ()
        self.locked = False

    def set_lines(self, lines: Sequence[SectionLine]) -> None:
        """Other lines; what is selected stays when the number of lines does."""
        if len(lines) == len(self._lines):
            self._lines = tuple(lines)
            self.dataChanged.emit(self.index(0, 0), self.index(max(len(lines) - 1, 0), STATE))
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    @property
    def lines(self) -> tuple[SectionLine, ...]:
        """What is shown."""
        return self._lines

    def row_of(self, key: str) -> int:
        """The row of a section, -1 when it is not there."""
        return next((n for n, line in enumerate(self._lines) if line.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Sections."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Number, section, pages, state."""
        return 0 if parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Column heads."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole and section == PAGES:
            return _END
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The first column is ticked, unless the pack is frozen."""
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        ticks = index.column() == NUMBER and not self.locked
        return usual | Qt.ItemFlag.ItemIsUserCheckable if ticks else usual

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick is a wish."""
        if role != Qt.ItemDataRole.CheckStateRole or self.locked:
            return False
        on = Qt.CheckState(value) is Qt.CheckState.Checked
        self.switched.emit(self._lines[index.row()].key, on)
        return True

    def column_roles(self, column: int) -> frozenset[int]:
        """What each column can answer."""
        return frozenset(
            {Qt.ItemDataRole.CheckStateRole, Role.TONE, Role.ICON} if column != TITLE else {Role.TONE}
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        line, column = self._lines[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(line, column)
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return _spoken(line)
            case Qt.ItemDataRole.CheckStateRole if column == NUMBER and not self.locked:
                return Qt.CheckState.Checked if line.on else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole if column == PAGES:
                return _END
            case Role.RECORD:
                return line
            case Role.ICON if column == STATE:
                return _STATES[line.state][0]
            case Role.TONE:
                return _tone(line, column)
            case _:
                return None


def _text(line: SectionLine, column: int) -> str:
    match column:
        case 0:
            return f"/{line.number}" if line.number else ""
        case 1:
            return line.title
        case 2:
            return str(line.pages) if line.pages else ""
        case _:
            return ""


def _tone(line: SectionLine, column: int) -> str:
    if column == STATE:
        return _STATES[line.state][1]
    return "text3" if not line.on else "text" if column == TITLE else "text2"


def _spoken(line: SectionLine) -> str:
    state = tr(_STATES[line.state][2])
    pages = trn("{n} page", "{n} pages", line.pages) if line.pages else ""
    return ", ".join(t for t in (line.title, pages, state) if t)
