"""The line of the search: what is typed, and below it how the term at the caret can go on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from pmo_desktop.domain.searchwords import Choice, Going, chosen
from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current

Offers = Callable[[str, int], tuple[Going, list[Choice]]]
_PAUSE_MS = 40
_LEAST = 2
"""Letters of a word after which keys are offered."""
_COLOURS = ("page", "line", "text", "selected")
_LOOK = (
    "QListView {{ background: {page}; color: {text}; border: 1px solid {line}; padding: 4px; }}"
    "QListView::item {{ padding-left: 8px; padding-right: 8px; }}"
    "QListView::item:selected {{ background: {selected}; color: {text}; }}"
)
_ROLE = Qt.ItemDataRole.UserRole


class SearchLine(QLineEdit):
    """A line to type a search in. `asked(str)` follows shortly after each key; `down` leaves for the list."""

    asked = Signal(str)
    down = Signal()

    def __init__(self, offers: Offers) -> None:
        super().__init__()
        self._offers = offers
        self._now: Going | None = None
        self.setPlaceholderText(tr('Words, "a phrase", -without, and keys such as is:open'))
        self.setAccessibleName(tr("Search minutes, decisions and actions"))
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(current().px(34))
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(9)
        self._list = QListView()
        self._completer.setPopup(self._list)
        self._completer.setWidget(self)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index]
        self._wait = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wait.timeout.connect(lambda: self.asked.emit(self.text()))
        self.textChanged.connect(lambda _text: self._wait.start())
        self.textEdited.connect(lambda _text: self.offer())

    def offer(self, *, all_keys: bool = False) -> None:
        """Show how the piece at the caret can go on; without one only where all keys are wanted."""
        now, choices = self._offers(self.text(), self.cursorPosition())
        typing = now.key is not None or len(now.typed) >= _LEAST or all_keys
        done = len(choices) == 1 and choices[0].inserted.strip() == self.text()[now.start : now.end]
        self._now = now
        if not typing or not choices or done:
            self._list.hide()
            return
        self._model.clear()
        for choice in choices:
            text = f"{choice.label}   {choice.note}" if choice.note else choice.label
            item = QStandardItem(text)
            item.setData(choice, _ROLE)
            item.setSizeHint(QSize(0, current().px(30)))
            self._model.appendRow(item)
        theme = current()
        self._list.setStyleSheet(_LOOK.format(**{name: theme.colour(name).name() for name in _COLOURS}))
        texts = (self._model.item(n).text() for n in range(self._model.rowCount()))
        wide = max(*map(self.fontMetrics().horizontalAdvance, texts), theme.px(170)) + theme.px(48)
        self._completer.complete(QRect(self.cursorRect().left(), 0, wide, self.height() + theme.px(4)))

    @property
    def choices(self) -> list[Choice]:
        """What is offered now, in order."""
        shown = self._list.isVisible()
        return [self._model.item(n).data(_ROLE) for n in range(self._model.rowCount())] if shown else []

    def _take(self, index: QModelIndex) -> None:
        choice = index.data(_ROLE)
        if isinstance(choice, Choice):
            self.take(choice)

    def take(self, choice: Choice) -> None:
        """Go on with a choice: a key is followed by its values."""
        if self._now is None:
            return
        text, caret = chosen(self.text(), self._now, choice)
        self.setText(text)
        self.setCursorPosition(caret)
        if text[:caret].endswith(":"):
            QTimer.singleShot(0, self.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes to what was found; Ctrl+Space shows the keys; Enter searches at once."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down:
            self.down.emit()
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offer(all_keys=True)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wait.stop()
            self.asked.emit(self.text())
            self.down.emit()
        else:
            super().keyPressEvent(event)
