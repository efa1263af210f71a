"""Forms in one column: label above the field, help or error in the one line below, so nothing jumps."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label


class FieldRow(QWidget):
    """One field: `FieldRow("Budget", QLineEdit(), help="in EUR", needed=True)`.

    `set_error("Above the limit of 90 m")` marks the field and says why; `set_error("")` takes it back.
    `lock("Set by D-PB-2026-03-02")` makes a line edit read-only and names the authority.
    """

    def __init__(
        self,
        label: str,
        field: QWidget,
        *,
        help: str = "",  # noqa: A002
        needed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field, self._help = field, help
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._label: QLabel = Label(label, size=12, weight=500)
        self._label.setBuddy(field)
        head.addWidget(self._label)
        if needed:
            head.addWidget(Label(tr("needed"), size=11, tone="text2"))
        head.addStretch(1)
        self._lock = IconMark("lock", size=14)
        self._lock.hide()
        head.addWidget(self._lock)
        column.addLayout(head)
        column.addWidget(field)
        self._below = Label(help, size=12, tone="text2", wrap=True)
        self._below.setMinimumHeight(self._below.fontMetrics().height())
        column.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        field.setAccessibleName(label)
        field.setAccessibleDescription(help)

    @property
    def error(self) -> str:
        """The error shown, "" without one."""
        return self._below.text() if self.field.property("wrong") == "true" else ""

    def set_help(self, text: str) -> None:
        """Show another help text (a unit, what a date was read as)."""
        self._help = text
        if not self.error:
            self._below.setText(text)

    def set_error(self, text: str) -> None:
        """Mark the field and say what is wrong and the way out; "" clears it."""
        self._below.setText(text or self._help)
        self._below.set_tone("neg" if text else "text2")
        self.field.setProperty("wrong", "true" if text else "false")
        self.field.setAccessibleDescription(text or self._help)
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)

    def lock(self, reason: str) -> None:
        """Make the field read-only and say why."""
        self._lock.setVisible(bool(reason))
        if isinstance(self.field, QLineEdit):
            self.field.setReadOnly(bool(reason))
            self.field.setCursorPosition(0)
        else:
            self.field.setEnabled(not reason)
        self.set_help(reason)


class Form(QWidget):
    """Fields below each other, 12 px apart; pairs (start and finish) side by side."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        self._rows: list[FieldRow] = []

    def add(self, row: FieldRow) -> FieldRow:
        """Add a field; returns it."""
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def add_pair(self, first: FieldRow, second: FieldRow) -> None:
        """Add two fields that belong together."""
        self._rows += [first, second]
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(first, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(second, 1, Qt.AlignmentFlag.AlignTop)
        self._column.insertLayout(self._column.count() - 1, pair)

    def focus_first_error(self) -> bool:
        """Put the caret in the first field with an error; False when there is none."""
        for row in self._rows:
            if row.error:
                row.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False
