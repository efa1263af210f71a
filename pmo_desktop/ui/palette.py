"""The command palette (Ctrl+K): records first, then commands with their keys, then places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from pmo_desktop.i18n import N_, tr
from pmo_desktop.ui.delegates.palette import PaletteDelegate
from pmo_desktop.ui.search import Heading, Item, Line, Source, arrange
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label, line

_HELP = (
    ("record", N_("Type a name, a code or a word of it"), ""),
    ("command", N_("Only commands"), ">"),
    ("person", N_("Only people"), "@"),
    ("work", N_("Only works"), "#"),
)


class _Lines(QAbstractListModel):
    """What is found, with headings between."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()
        self.query = ""

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        found = self.lines[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        return None

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        if isinstance(self.lines[index.row()], Item):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def show(self, query: str, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.query, self.lines = query, lines
        self.endResetModel()


def _same(line: Line, held: Item) -> bool:
    return isinstance(line, Item) and (line.kind, line.text, line.sub) == (held.kind, held.text, held.sub)


class CommandPalette(QWidget):
    """A veil over the window with a panel: type, choose with the arrows, Enter runs, Esc goes back.

    `sources` are asked for items with what was typed, without its prefix; the list may grow.
    """

    def __init__(self, window: QWidget, sources: Sequence[Source]) -> None:
        super().__init__(window)
        self._window, self._sources = window, sources
        self._before: QWidget | None = None
        self._only = ""
        self._panel = QFrame(self)
        self._panel.setProperty("look", "popup")
        column = QVBoxLayout(self._panel)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._entry())
        column.addWidget(line())
        column.addWidget(self._found(), 1)
        column.addWidget(line())
        column.addLayout(self._foot())
        self.hide()
        window.installEventFilter(self)

    def _entry(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(17, 12, 17, 12)
        row.setSpacing(10)
        row.addWidget(IconMark("search", size=18))
        self.line = QLineEdit()
        self.line.setProperty("look", "bare")
        self.line.setFont(font(15))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        row.addWidget(self.line, 1)
        row.addWidget(Label(tr("Esc"), size=11, tone="text2"))
        return row

    def _found(self) -> QListView:
        self._model = _Lines(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list, lambda: self._model.query))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setViewportMargins(0, 4, 0, 4)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self._run(index.row()))
        self.list.entered.connect(self.list.setCurrentIndex)
        return self.list

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(17, 8, 17, 9)
        row.setSpacing(16)
        for text in (tr("↑ ↓ choose"), tr("Enter open")):
            row.addWidget(Label(text, size=12, tone="text2"))
        row.addStretch(1)
        row.addWidget(Label(tr("> commands   @ people   # works   ? help"), size=12, tone="text2"))
        return row

    # -- use ---------------------------------------------------------------------------------------

    def open(self, text: str = "", only: str = "") -> None:
        """Show the palette over its window with a text in the line; `only` "records" leaves commands out."""
        self._before = self._window.window().focusWidget()
        self._only = only
        hint = tr("Search everything") if only else tr("Search or run a command")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.setGeometry(self._window.rect())
        self.line.setText(text)
        self._search(text)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def dismiss(self) -> None:
        """Go away and give the focus back."""
        self.hide()
        if self._before:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def again(self) -> None:
        """A source has found more for what is typed: show it, and stay on the line chosen."""
        if not self.isVisible():
            return
        row = self.list.currentIndex().row()
        held = self._model.lines[row] if 0 <= row < self._model.rowCount() else None
        first = row <= 1
        self._search(self.line.text())
        if isinstance(held, Item) and not first:
            same = (n for n, i in enumerate(self._model.lines) if _same(i, held))
            self.list.setCurrentIndex(self._model.index(next(same, row)))

    def items(self) -> list[Item]:
        """What is shown, without headings."""
        return [found for found in self._model.lines if isinstance(found, Item)]

    def _search(self, text: str) -> None:
        prefix = text[:1] if text[:1] in {">", "@", "#", "?"} else ""
        query = text[len(prefix) :].strip()
        if prefix == "?":
            lines: Sequence[Line] = [Item("help", tr(said), key=key) for _, said, key in _HELP]
        else:
            lines = arrange([i for s in self._sources for i in s(query)], query, prefix or self._only)
            lines = lines or [Heading(tr("Nothing found"))] if query else lines
        self._model.show(query, lines)
        self._place()
        self._move(1, start=-1)

    def _move(self, step: int, start: int | None = None) -> None:
        """To the next item, over headings, around the ends."""
        count = self._model.rowCount()
        at = self.list.currentIndex().row() if start is None else start
        for _ in range(count):
            at = (at + step) % count
            if isinstance(self._model.lines[at], Item):
                self.list.setCurrentIndex(self._model.index(at))
                return

    def _run(self, row: int) -> None:
        found = self._model.lines[row] if 0 <= row < self._model.rowCount() else None
        if not isinstance(found, Item) or found.off:
            return
        if found.kind == "help":
            self.line.setText(found.key)
            return
        self.dismiss()
        if found.run:
            found.run()

    def _place(self) -> None:
        theme, room = current(), self.rect()
        wide = min(theme.px(640), room.width() - 32)
        rows = sum(self.list.sizeHintForRow(r) for r in range(self._model.rowCount()))
        high = min(rows + theme.px(8 + 52 + 38), theme.px(560), room.height() - 60)
        top = min(theme.px(96), max((room.height() - high) // 3, 20))
        self._panel.setGeometry((room.width() - wide) // 2, top, wide, max(high, theme.px(140)))

    # -- events ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the line move in the list; the veil follows the size of its window."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self.list.currentIndex().row())
            case Qt.Key.Key_Escape:
                self.dismiss()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass  # the focus stays in the line while the palette is open
            case _:
                return False
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel goes back."""
        if not self._panel.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the veil and the shadow of the panel."""
        theme, painter = current(), QPainter(self)
        painter.fillRect(self.rect(), theme.colour("scrim"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = theme.colour("shadow")
        for grown in range(18, 0, -2):
            shade.setAlpha(6 if not theme.dark else 14)
            painter.setBrush(shade)
            box = QRectF(self._panel.geometry()).adjusted(-grown, -grown / 2, grown, grown * 1.2)
            painter.drawRoundedRect(box, 12 + grown, 12 + grown)
        shade.setAlpha(255)
