"""Fields of a line of the plan as a form: the same cells as in the tree, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.gantt.columns import COLUMNS, PLACES
from pmo_desktop.ui.gantt.model import PlanModel
from pmo_desktop.ui.widgets.forms import FieldRow, Form

CHOOSES = frozenset({"kind", "constraint", "manual", "calendar", "may_split"})
"""Cells that are chosen from a list."""
_NONE = "–"


class LineForm(QWidget):
    """`typed(key, text)` when a cell of the lines shown was changed; rows name one cell, or two as a pair."""

    typed = Signal(str, str)

    def __init__(self, rows: Sequence[tuple[str, ...]], helps: dict[str, str] | None = None) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self._shown: dict[str, str] = {}
        self._form = Form()
        for keys in rows:
            made = [self._row(key, (helps or {}).get(key, "")) for key in keys]
            if len(made) == 1:
                self._form.add(made[0])
            else:
                self._form.add_pair(made[0], made[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)
        column.addStretch(1)

    def _row(self, key: str, help: str) -> FieldRow:  # noqa: A002
        field: QWidget
        if key in CHOOSES:
            box = QComboBox()
            box.activated.connect(lambda _at: self._left(key, box.currentText()))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field = box
        else:
            edit = QLineEdit()
            edit.editingFinished.connect(lambda: self._left(key, edit.text()))
            field = edit
        self.rows[key] = FieldRow(tr(COLUMNS[PLACES[key]].title), field, help=help)
        return self.rows[key]

    def _left(self, key: str, text: str) -> None:
        if text.strip() != self._shown.get(key, "").strip():
            self._shown[key] = text
            self.typed.emit(key, text.strip())

    def refuse(self, key: str, why: str) -> bool:
        """Say why what was typed could not be taken; False for a cell that is not here."""
        if key not in self.rows:
            return False
        self.rows[key].set_error(why)
        return True

    def show_lines(self, model: PlanModel, ids: Sequence[str]) -> None:
        """Show the cells of lines: what they share, and nothing where they differ."""
        for key, row in self.rows.items():
            places = [model.index_of(one, PLACES[key]) for one in ids]
            texts = {model.typed_text(place) for place in places}
            mixed, text = len(texts) > 1, texts.pop() if len(texts) == 1 else ""
            row.field.setEnabled(any(model.may_type(place) for place in places))
            if not self._typing(row, key):
                row.set_error("")
                words = model.choices(places[0]) if places and key in CHOOSES else []
                self._put(row.field, key, text, words, tr("several") if mixed else "")

    def _typing(self, row: FieldRow, key: str) -> bool:
        """Whether somebody is in the middle of typing there."""
        field = row.field
        return isinstance(field, QLineEdit) and field.hasFocus() and field.text() != self._shown.get(key, "")

    def _put(self, field: QWidget, key: str, text: str, words: Sequence[str], instead: str) -> None:
        if isinstance(field, QComboBox):
            every = [_NONE, *words] if key == "calendar" else list(words)
            field.clear()
            field.addItems(every)
            at = every.index(text) if text in every else -1 if instead or text else 0
            field.setCurrentIndex(at)
            field.setPlaceholderText(instead or text)
            self._shown[key] = field.currentText()
        elif isinstance(field, QLineEdit):
            field.setText(text)
            field.setCursorPosition(0)
            field.setPlaceholderText(instead)
            self._shown[key] = text
