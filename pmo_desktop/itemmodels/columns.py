"""What one column shows; a column of a declared field takes its words from the declaration."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt

from pmo_desktop.domain.schema import kinds
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import Role

R = TypeVar("R")


def _nothing(_row: Any) -> Any:
    return None


@dc.dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column: its head, the value that sorts, the text that shows, how typed text is read.

    `parse` turns typed text (or a chosen value) into the value of `field`; it raises ValueError with a
    sentence. `seen` is the stored value that the person looks at. `roles` answers all else a view asks.
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
    seen: Callable[[R], Any] = _nothing
    editable: Callable[[R], bool] | None = None
    hidden: bool = False
    roles: Mapping[Role, Callable[[R], Any]] = dc.field(default_factory=dict)

    def shown(self, row: R, role: int) -> Any:
        """The answer to a data role."""
        if role == Qt.ItemDataRole.DisplayRole or role == Qt.ItemDataRole.EditRole:
            return self.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.RAW:
            return self.value(row)
        if role == Role.RECORD:
            return row
        found = self.roles.get(role)  # type: ignore[call-overload]
        return found(row) if found else None

    def may_edit(self, row: R) -> bool:
        """Whether this cell can be typed into."""
        return self.parse is not None and (self.editable is None or self.editable(row))


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
    return Column(given.pop("title", None) or tr(words.label), value, text or plain, **given)
