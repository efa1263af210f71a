"""Which lines and columns of a plan show: menus, the line to find by, and what is remembered of them."""

from __future__ import annotations

import dataclasses as dc
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.planlook import FILTERS, GROUPS, PlanLook
from pmo_desktop.ui.gantt.columns import KEYS, USUAL
from pmo_desktop.ui.gantt.tree import PlanTree
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.remembered import Remembered, remembered_flag
from pmo_desktop.ui.widgets.text import Label, surface

_ONLY, _GROUP, _DUE, _COLUMNS = "plan/only", "plan/group", "plan/occurrences", "plan/columns"
_TYPED_MS = 200


class FindStrip(QWidget):
    """A line to find lines by. `typed` tells what stands in it; Escape empties and closes it."""

    typed = Signal(str)
    left = Signal()
    """Work goes on among the lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Find by name, code or person"))
        self.line.setAccessibleName(tr("Find in the plan"))
        self.line.setMinimumWidth(current().px(260))
        self.count = Label("", size=12, tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(8)
        row.addWidget(IconMark("search"))
        row.addWidget(self.line)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(Button(look="quiet", icon="x", tip=tr("Show all lines (Esc)"), on_click=self.close_up))
        self._soon = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._soon.timeout.connect(lambda: self.typed.emit(self.line.text()))
        self.line.textChanged.connect(lambda _text: self._soon.start())
        self.hide()

    def open_up(self) -> None:
        """Show the line with the caret in it."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def close_up(self) -> None:
        """Empty it, so that all lines show again, and go."""
        self.line.clear()
        self._soon.stop()
        self.hide()
        self.typed.emit("")
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the lines that were found, Escape back to all."""
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape:
                self.close_up()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Down:
                self._soon.stop()
                self.typed.emit(self.line.text())
                self.left.emit()
            case _:
                super().keyPressEvent(event)


class Looks(QObject):
    """What of plans shows, kept from one start to the next but for the text. `changed`: another look."""

    changed = Signal()

    def __init__(self, tree: PlanTree, remembered: Remembered) -> None:
        super().__init__(tree)
        self._tree, self._kept = tree, remembered
        only, group = str(remembered.value(_ONLY) or ""), str(remembered.value(_GROUP) or "")
        self.look = PlanLook(
            only if only in FILTERS else "",
            group=group if group in GROUPS else "",
            occurrences=remembered_flag(remembered, _DUE, default=False),
        )
        kept = remembered.value(_COLUMNS)
        tree.set_columns(USUAL if kept is None else frozenset(str(kept).split()) & frozenset(KEYS))
        tree.columns_chosen.connect(lambda keys: remembered.setValue(_COLUMNS, " ".join(sorted(keys))))

    @property
    def words(self) -> str:
        """What shows, for the button."""
        look = self.look
        parts = [tr(FILTERS[look.only])] if look.only or not look.group else []
        parts += [tr(GROUPS[look.group])] if look.group else []
        return " · ".join(parts)

    def find(self, text: str) -> None:
        """Show lines with this in them alone."""
        self._become(dc.replace(self.look, text=text.strip()))

    def choose(self, only: str) -> None:
        """Show the lines of a filter alone, all with ""."""
        self._kept.setValue(_ONLY, only)
        self._become(dc.replace(self.look, only=only))

    def group_by(self, group: str) -> None:
        """Put lines together, as they stand with ""."""
        self._kept.setValue(_GROUP, group)
        self._become(dc.replace(self.look, group=group))

    def show_occurrences(self, on: bool) -> None:
        """Show the days of duties under them, or not."""
        self._kept.setValue(_DUE, on)
        self._become(dc.replace(self.look, occurrences=on))

    def _become(self, look: PlanLook) -> None:
        if look != self.look:
            self.look = look
            self.changed.emit()

    def menu(self, parent: QWidget, at: QPoint) -> None:
        """Offer filters, groups and columns."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu)
        menu.popup(at)

    def fill(self, menu: QMenu) -> None:
        """The lines of that menu."""
        for words, now, choose in (
            (FILTERS, self.look.only, self.choose), (GROUPS, self.look.group, self.group_by),
        ):  # fmt: skip
            for key, text in words.items():
                action = menu.addAction(tr(text), partial(choose, key))
                action.setCheckable(True)
                action.setChecked(key == now)
            menu.addSeparator()
        due = menu.addAction(tr("Days of duties"))
        due.setCheckable(True)
        due.setChecked(self.look.occurrences)
        due.triggered.connect(self.show_occurrences)
        columns = self._tree.column_menu()
        columns.setTitle(tr("Columns"))
        columns.setParent(menu, columns.windowFlags())
        menu.addMenu(columns)


def count_words(n: int) -> str:
    """How many lines were found."""
    return trn("{n} line found", "{n} lines found", n)
