"""The filter line of a list: tokens (field, relation, value), adding one, and a place to type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import paint_focus
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.folding import Folding
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Bar, plain_tip

_TYPED_MS = 150
_LEAST = 80
"""Pixels that the line to type in needs."""


@dataclass(frozen=True, slots=True)
class FilterField:
    """A field that rows can be filtered by; `choices` gives pairs (value, text) when it is asked for."""

    key: str
    label: str
    choices: Callable[[], Sequence[tuple[object, str]]]


@dataclass(frozen=True, slots=True)
class Token:
    """One condition in force: rows whose field has one of these values."""

    field: str
    label: str
    values: tuple[object, ...]
    texts: tuple[str, ...]

    @property
    def said(self) -> str:
        """The values in words: all of them up to two, else how many."""
        if len(self.texts) <= 2:
            return tr(" or ").join(self.texts)
        return tr("any of {n}", n=len(self.texts))


class _Chip(QWidget):
    """A token on screen: a click changes it, its cross takes it away."""

    opened = Signal()
    removed = Signal()

    def __init__(self, token: Token, parent: QWidget) -> None:
        super().__init__(parent)
        self.token = token
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("{field} is {value}", field=token.label, value=token.said))
        self.setToolTip(plain_tip(", ".join(token.texts)))

    def _pieces(self) -> list[tuple[str, int, str, int]]:
        """Text, weight, tone and width of each piece."""
        said = ((self.token.label, 400, "text2"), (tr("is"), 400, "text3"), (self.token.said, 600, "text"))
        return [(t, w, tone, QFontMetrics(font(13, w)).horizontalAdvance(t) + 6) for t, w, tone in said]

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(sum(p[3] for p in self._pieces()) + theme.px(8 + 28), theme.px(26))

    def _cross(self) -> QRectF:
        wide = current().px(26)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return QRectF(0 if rtl else self.width() - wide, 0, wide, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self.layoutDirection())
        painter.setPen(theme.pen("line"))
        painter.setBrush(theme.colour("hover" if self.underMouse() else "plain"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        rtl, at = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, float(theme.px(9))
        for text, weight, tone, wide in self._pieces():
            painter.setFont(font(13, weight))
            painter.setPen(theme.colour(tone))
            wide = int(max(min(wide, self.width() - at - self._cross().width()), 0))  # narrow bars squeeze it
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
            box = QRectF(self.width() - at - wide if rtl else at, 0, wide, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), said)
            at += wide
        paint_icon(painter, self._cross(), "x", "text2", 14)
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, 6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position()):
            self.removed.emit()
        else:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(Bar):
    """Tokens, "Add filter", a line to type in; view settings (group, columns) at the end.

    `changed(list[Token])` after the tokens changed, `typed(str)` 150 ms after the last key.
    """

    changed = Signal(list)
    typed = Signal(str)

    def __init__(
        self,
        fields: Sequence[FilterField] = (),
        *,
        end: Sequence[QWidget] = (),
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(42, parent)
        self._fields = {f.key: f for f in fields}
        self._chips: list[_Chip] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 0, 12, 0)
        self._row.setSpacing(6)
        self._row.addWidget(IconMark("list-filter"))
        self._add = Button(tr("Add filter"), look="quiet", icon="plus", on_click=self._choose_field)
        if not fields:
            self._add.hide()  # never shown before it has a parent: it would be a window
        self._row.addWidget(self._add)
        self.line = self._line(hint or tr("Filter"))
        self._row.addWidget(self.line, 1)
        for widget in end:
            self._row.addWidget(widget)
        Folding(self, self._row, (*end[-1:], self._add, *reversed(end[:-1])), least=current().px(_LEAST))

    def _line(self, hint: str) -> QLineEdit:
        line = _Line(hint, self)
        line.emptied.connect(self._drop_last)
        self._wait = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._wait.timeout.connect(lambda: self.typed.emit(line.text()))
        line.textChanged.connect(lambda _text: self._wait.start())
        return line

    def tokens(self) -> list[Token]:
        """The conditions in force."""
        return [chip.token for chip in self._chips]

    @property
    def text(self) -> str:
        """What is typed in the line."""
        return self.line.text()

    def set_tokens(self, tokens: Sequence[Token]) -> None:
        """Show other conditions, without a signal (a saved view was chosen)."""
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        for token in tokens:
            self._put(token)

    def clear(self) -> None:
        """Take all conditions and the typed text away, and tell."""
        self.set_tokens([])
        self.line.clear()
        self.changed.emit([])

    def focus_line(self) -> None:
        """Put the caret in the line."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def set_token(self, field: str, values: Sequence[object]) -> None:
        """Filter a field by values (none takes the condition away), and tell."""
        known = self._fields[field]
        texts = dict(known.choices())
        kept = [t for t in self.tokens() if t.field != field]
        if values:
            kept.append(Token(field, known.label, tuple(values), tuple(texts.get(v, str(v)) for v in values)))
        self.set_tokens(kept)
        self.changed.emit(self.tokens())

    def _put(self, token: Token) -> None:
        chip = _Chip(token, self)
        chip.removed.connect(lambda: self.set_token(token.field, ()))
        below = chip.rect().bottomLeft
        chip.opened.connect(lambda: self._choose_values(token.field, chip.mapToGlobal(below())))
        self._chips.append(chip)
        self._row.insertWidget(len(self._chips), chip)

    def _drop_last(self) -> None:
        if self._chips:
            self.set_token(self._chips[-1].token.field, ())

    def _choose_field(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        at = self._add.mapToGlobal(self._add.rect().bottomLeft())
        for field in self._fields.values():
            menu.addAction(field.label.replace("&", "&&"), partial(self._choose_values, field.key, at))
        menu.popup(at)

    def _choose_values(self, field: str, at: QPoint) -> None:
        """A menu of values that stays open while several are ticked."""
        known = self._fields.get(field)
        if known is None:
            return
        chosen = {v for t in self.tokens() if t.field == field for v in t.values}
        menu = _StayingMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for value, text in known.choices():
            action = QAction(text.replace("&", "&&"), menu)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.setData((value,))
            action.toggled.connect(lambda _on: self._take(menu, field))
            menu.addAction(action)
        menu.popup(at)

    def _take(self, menu: QMenu, field: str) -> None:
        self.set_token(field, [a.data()[0] for a in menu.actions() if a.isChecked()])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline between the line and the list."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, current().colour("line_soft"))


class _StayingMenu(QMenu):
    """A menu whose ticks can be changed one after the other."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = self.actionAt(event.position().toPoint())
        if action and action.isCheckable():
            action.toggle()
            return
        super().mouseReleaseEvent(event)


class _Line(QLineEdit):
    """The line to type in; Backspace in the empty line is told."""

    emptied = Signal()

    def __init__(self, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "bare")
        self._hint = hint
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setMinimumWidth(current().px(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the hint has no room, one word stands for it."""
        super().resizeEvent(event)
        room = self.width() - current().px(12)
        fits = self.fontMetrics().horizontalAdvance(self._hint) <= room
        self.setPlaceholderText(self._hint if fits else tr("Filter"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
