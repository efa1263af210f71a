"""What one column shows; a column of a declared field takes its words from the declaration."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from pmo_desktop.domain.schema import kinds
from pmo_desktop.i18n import tr, trl
from pmo_desktop.itemmodels.roles import Role

R = TypeVar("R")


def _nothing(_row: Any) -> Any:
    return None


@dc.dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its head, the value that sorts, the text that shows, how typed text is read.

    `parse` turns typed text (or a chosen value) into the value of `field`; it raises ValueError with a
    sentence; `parse_in` does so where the answer depends on the row. `seen` is the stored value that the
    person looks at, `edit` its text while it is edited, `tip` a tooltip, `locked` why a governed cell
    cannot be edited ("" where it can). `roles` answers all else a view asks.
    """

    title: str
    value: Callable[[R], Any]
    text: Callable[[R], str]
    help: str = ""
    key: str = ""
    number: bool = False
    width: int = 120
    field: str = ""
    parse: Callable[[str], Any] | None = None
    parse_in: Callable[[R, Any], Any] | None = None
    seen: Callable[[R], Any] = _nothing
    editable: Callable[[R], bool] | None = None
    edit: Callable[[R], str] | None = None
    tip: Callable[[R], str] | None = None
    locked: Callable[[R], str] | None = None
    hidden: bool = False
    roles: Mapping[Role, Callable[[R], Any]] = dc.field(default_factory=dict)

    def shown(self, row: R, role: int) -> Any:
        """The answer to a data role."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row)
            case Qt.ItemDataRole.EditRole:
                return self.edit(row) if self.edit else self.text(row)
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row)
            case Qt.ItemDataRole.AccessibleTextRole:
                return tr("{column}: {value}", column=self.title, value=self.text(row))
            case Role.RAW:
                return self.value(row)
            case Role.RECORD:
                return row
            case Role.LOCKED:
                return bool(self.locked and self.locked(row)) and not self.number
            case Role.ICON if self.number and self.locked:
                return "lock" if self.locked(row) else None  # at the reading edge: numbers keep theirs
        found = self.roles.get(role)  # type: ignore[call-overload]
        return found(row) if found else None

    def head(self, role: int) -> Any:
        """The answer of the column's head to a data role."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.title
            case Qt.ItemDataRole.ToolTipRole:
                return self.help or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return self.alignment
        return None

    @property
    def alignment(self) -> Qt.AlignmentFlag:
        """Numbers end at the far edge, all else starts at the reading edge."""
        side = Qt.AlignmentFlag.AlignRight if self.number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def known_roles(self) -> frozenset[int]:
        """The roles of `Role` that cells of this column may answer with something."""
        return frozenset(self.roles) | ({Role.LOCKED, Role.ICON} if self.locked else set())

    def _tip(self, row: R) -> str | None:
        why = self.locked(row) if self.locked else ""
        return why or (self.tip(row) if self.tip else "") or None

    def read(self, row: R, value: Any) -> Any:
        """The value meant by typed text or a chosen value; ValueError with a sentence when there is none."""
        if self.parse_in is not None:
            return self.parse_in(row, value)
        if self.parse is None:
            raise ValueError(tr("{column} cannot be edited", column=self.title))
        return self.parse(value)

    def may_edit(self, row: R) -> bool:
        """Whether this cell can be typed into."""
        able = self.parse is not None or self.parse_in is not None
        return (
            able and (self.editable is None or self.editable(row)) and not (self.locked and self.locked(row))
        )


def of_field(
    kind: str, field: str, value: Callable[[R], Any], text: Callable[[R], str] | None = None, **more: Any
) -> Column[R]:
    """A column whose head and help come from the declaration of a field; `more` is any part of Column."""
    words = kinds()[kind].field(field).words

    def plain(row: R) -> str:
        found = value(row)
        return "" if found is None else str(found)

    given: dict[str, Any] = {
        "key": field,
        "help": tr(words.help) if words.help else "",
        "field": field,
        **more,
    }
    return Column(given.pop("title", None) or trl(words.label), value, text or plain, **given)
