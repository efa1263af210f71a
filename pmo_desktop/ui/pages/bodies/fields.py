"""Fields of a body that are stored when they are left: choices, numbers, lines, texts, switches."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.editing import whole_of
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Switch
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.text import Label

_MOST = 9999


@dc.dataclass(frozen=True, slots=True)
class Place:
    """Where a value lives in a body: its word and help, how it is read and how it is put."""

    title: str
    help: str
    get: Callable[[GovernanceBody], Any]
    put: Callable[[GovernanceBody, Any], GovernanceBody]


def of_body(name: str, said: str = "") -> Place:
    """A field of the body, with the words of its declaration."""
    words = kinds()["body"].field(name).words
    return Place(
        tr(words.label),
        said or (tr(words.help) if words.help else ""),
        lambda body: getattr(body, name),
        lambda body, value: dc.replace(body, **{name: value}),
    )


def of_quorum(name: str, title: str, said: str = "") -> Place:
    """A part of the quorum rule."""
    return Place(
        title,
        said,
        lambda body: getattr(body.quorum, name),
        lambda body, value: dc.replace(body, quorum=dc.replace(body.quorum, **{name: value})),
    )


class Text(QPlainTextEdit):
    """A text of a few lines; `left` when the focus goes. Tab goes on."""

    left = Signal()

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + current().px(20))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing is over."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Choice(QComboBox):
    """A list of choices that the wheel never changes by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()


class FieldSet(QWidget):
    """Fields in columns. `changed(word, wanted body)` when a person changed one."""

    changed = Signal(str, object)

    def __init__(self, columns: int = 2) -> None:
        super().__init__()
        self._columns, self._at = columns, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current().px(24))
        self._grid.setVerticalSpacing(current().px(8))
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._body: GovernanceBody | None = None
        self._shows: list[Callable[[GovernanceBody], None]] = []

    def show_body(self, body: GovernanceBody) -> None:
        """Show what is stored."""
        self._body = body
        for show in self._shows:
            show(body)

    # -- what can be added -------------------------------------------------------------------------

    def heading(self, text: str) -> Label:
        """A heading over all columns."""
        made = Label(text, weight=600)
        made.setContentsMargins(0, current().px(6), 0, 0)
        self.wide(made)
        return made

    def gap(self) -> None:
        """Leave the rest of the line free."""
        self._at = -(-self._at // self._columns) * self._columns

    def wide(self, widget: QWidget) -> None:
        """A widget over all columns."""
        row = -(-self._at // self._columns)
        self._grid.addWidget(widget, row, 0, 1, self._columns)
        self._at = (row + 1) * self._columns

    def choice(self, place: Place, options: Iterable[Worded] | Sequence[tuple[str, Any]]) -> FieldRow:
        """One of several words or records."""
        box = Choice()
        listed = [(tr(o.label), o) if isinstance(o, Worded) else o for o in options]
        self.fill(box, listed)
        box.activated.connect(lambda _at: self._take(place, box.currentData()))
        row = self._row(place, box)

        def show(body: GovernanceBody) -> None:
            wanted = place.get(body)
            at = next((n for n in range(box.count()) if box.itemData(n) == wanted), -1)
            with QSignalBlocker(box):
                box.setCurrentIndex(at)

        self._shows.append(show)
        return row

    @staticmethod
    def fill(box: QComboBox, listed: Sequence[tuple[str, Any]]) -> None:
        """Other choices in a list."""
        with QSignalBlocker(box):
            box.clear()
            for text, value in listed:
                box.addItem(text, value)

    def number(self, place: Place, *, tenths: int = 1) -> FieldRow:
        """A whole number from nought on; `tenths` is what one of it is stored as (100 for a per cent)."""
        line = QLineEdit()
        line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row = self._row(place, line)

        def leave() -> None:
            try:
                found = whole_of(line.text(), place.title)
            except ValueError as why:
                row.set_error(str(why))
                return
            if found is None or not 0 <= found <= _MOST:
                row.set_error(tr("A whole number from 0 to {most} is needed.", most=_MOST))
                return
            row.set_error("")
            self._take(place, found * tenths)

        def show(body: GovernanceBody) -> None:
            if not line.hasFocus() or not line.isModified():
                line.setText(str(round(place.get(body) / tenths)))
                row.set_error("")

        line.editingFinished.connect(leave)
        self._shows.append(show)
        return row

    def line(
        self,
        place: Place,
        said: Callable[[Any], str] = str,
        read: Callable[[str], Any] = str.strip,
        *,
        wide: bool = False,
    ) -> FieldRow:
        """A line of text; `said` and `read` turn a value into text and back (ValueError says why not)."""
        line = QLineEdit()
        row = self._row(place, line, wide=wide)

        def leave() -> None:
            try:
                found = read(line.text())
            except ValueError as why:
                row.set_error(str(why))
                return
            row.set_error("")
            self._take(place, found)

        def show(body: GovernanceBody) -> None:
            if not line.hasFocus() or not line.isModified():
                line.setText(said(place.get(body)))
                line.setCursorPosition(0)
                row.set_error("")

        line.editingFinished.connect(leave)
        self._shows.append(show)
        return row

    def text(self, place: Place, lines: int = 3) -> FieldRow:
        """A text of several lines, over all columns."""
        field = Text(lines)
        row = FieldRow(place.title, field, help=place.help)
        self.wide(row)
        field.left.connect(lambda: self._take(place, Rich(field.toPlainText().strip())))

        def show(body: GovernanceBody) -> None:
            typing = field.hasFocus() and field.document().isModified()
            if not typing and field.toPlainText() != str(place.get(body)):
                field.setPlainText(str(place.get(body)))
            if not typing:
                field.document().setModified(False)

        self._shows.append(show)
        return row

    def flag(self, place: Place) -> Switch:
        """On or off."""
        switch = Switch(place.title)
        switch.setAccessibleName(place.title)
        switch.clicked.connect(lambda on: self._take(place, on))
        self._put(switch)

        def show(body: GovernanceBody) -> None:
            with QSignalBlocker(switch):
                switch.setChecked(bool(place.get(body)))

        self._shows.append(show)
        return switch

    # -- inside ------------------------------------------------------------------------------------

    def _row(self, place: Place, field: QWidget, *, wide: bool = False) -> FieldRow:
        row = FieldRow(place.title, field, help=place.help)
        if wide:
            self.wide(row)
        else:
            self._put(row)
        return row

    def _put(self, widget: QWidget) -> None:
        at = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(widget, self._at // self._columns, self._at % self._columns, at)
        self._at += 1

    def _take(self, place: Place, value: Any) -> None:
        if self._body is None or place.get(self._body) == value:
            return
        self.changed.emit(place.title, place.put(self._body, value))
