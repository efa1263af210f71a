"""Buttons: primary, plain, quiet, danger, link, icon; segments; a switch. Painted from the theme."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.theme.paint import ButtonLook, button_width, paint_button, paint_focus
from pmo_desktop.ui.widgets.text import plain_tip


class Button(QAbstractButton):
    """A button that acts. `look`: "primary", "plain", "quiet", "danger" or "link".

    `icon` is the name of an icon; without text it becomes a square icon button, and then `tip` is
    needed (it is also the accessible name). `key` is a hint painted inside ("Ctrl+N"). `toggle` makes
    it stay on. `on_click` is called without arguments. `small` is 26 px high, else 28.
    """

    def __init__(
        self,
        text: str = "",
        *,
        look: str = "plain",
        icon: str = "",
        key: str = "",
        tip: str = "",
        toggle: bool = False,
        menu: bool = False,
        small: bool = False,
        on_click: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._icon, self._key, self._menu, self._small = look, icon, key, menu, small
        self._action: QAction | None = None
        self._shows_key = self._short = False
        self.setText(text)
        self.setCheckable(toggle)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(text or tip)
        if look == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click:
            self.clicked.connect(lambda _checked=False: on_click())

    @classmethod
    def of(cls, action: QAction, *, look: str = "plain", show_key: bool = False) -> Button:
        """A button that runs an action and follows its text, its reason and whether it can be used."""
        made = cls(look=look, icon=str(action.property("icon_name") or ""))
        made.setCheckable(action.isCheckable())
        made._action, made._shows_key = action, show_key
        made._follow()
        action.changed.connect(made._follow)  # a method, so that it ends with the button
        made.clicked.connect(lambda _checked=False: action.trigger())
        return made

    def _follow(self) -> None:
        """Take text, key, reason and state of the action."""
        action = self._action
        if action is None:
            return
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._key = key if self._shows_key else ""
        self.setText(action.iconText())
        self.setEnabled(action.isEnabled())
        self.setChecked(action.isChecked())
        self.setToolTip(plain_tip(action.toolTip()))
        self.setAccessibleName(action.iconText())
        self.updateGeometry()

    def set_look(self, look: str) -> None:
        """Show the button in another look."""
        self._look = look
        self.update()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    @property
    def has_icon(self) -> bool:
        """Whether it can be known without its words."""
        return bool(self._icon)

    def shorten(self, *, short: bool) -> None:
        """Show the icon alone where there is no room; the words are in the tooltip then."""
        if short is self._short:
            return
        self._short = short
        if short and not self.toolTip():
            self.setToolTip(plain_tip(self.text()))
        self.updateGeometry()
        self.update()

    def whole_width(self) -> int:
        """How wide it is with its words."""
        return button_width(dc.replace(self._shown(), text=self.text(), key=self._key), current())

    def _shown(self) -> ButtonLook:
        return ButtonLook(
            text="" if self._short else self.text(),
            look=self._look,
            icon=self._icon,
            key="" if self._short else self._key,
            hover=self.underMouse(),
            pressed=self.isDown(),
            focus=self.hasFocus(),
            enabled=self.isEnabled(),
            on=self.isChecked(),
            menu=self._menu,
        )

    def sizeHint(self) -> QSize:
        """As wide as its parts, 28 px high (26 when small)."""
        theme = current()
        return QSize(button_width(self._shown(), theme), theme.px(26 if self._small else 28))

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the button."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        paint_button(painter, self.rect(), self._shown(), current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Measure again after a change of font or zoom."""
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)


class _Segment(QAbstractButton):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        theme = current()
        return QSize(QFontMetrics(font(13, 500)).horizontalAdvance(self.text()) + theme.px(20), theme.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(theme.pen("line"))
            painter.setBrush(theme.colour("plain"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(theme.colour("text" if self.isChecked() or self.underMouse() else "text2"))
        painter.setFont(font(13, 500))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            paint_focus(painter, self.rect(), theme, 5)


class Segments(QWidget):
    """One choice of a few, side by side: `Segments([("weeks", "Weeks"), ("months", "Months")])`."""

    chosen = Signal(str)
    """Key of the choice a person made."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for key, text in choices:
            button = _Segment(text, self)
            self._buttons[key] = button
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _on=False, key=key: self.chosen.emit(key))
        if choices:
            self._buttons[choices[0][0]].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """Key of the choice in force."""
        return next((k for k, b in self._buttons.items() if b.isChecked()), "")

    def choose(self, key: str) -> None:
        """Set the choice without a signal."""
        self._buttons[key].setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the trough."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.pen("line_soft"))
        painter.setBrush(theme.colour("sunken" if theme.dark else "hover"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class Switch(QAbstractButton):
    """On or off, at once, with its word: 30 x 18 px. `toggled(bool)` says the new state."""

    def __init__(self, text: str, *, on: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """The knob and the word."""
        theme = current()
        wide = QFontMetrics(font(13)).horizontalAdvance(self.text())
        return QSize(theme.px(38) + wide + 4, theme.px(24))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be used."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the knob and the word."""
        theme, painter = current(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide, high = theme.px(30), theme.px(18)
        left = self.width() - wide if rtl else 0
        box = QRectF(left + 0.5, (self.height() - high) / 2 + 0.5, wide - 1, high - 1)
        painter.setPen(theme.pen("accent" if self.isChecked() else "line_control"))
        painter.setBrush(theme.colour("accent" if self.isChecked() else "neutral_soft"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        reach = high / 2
        end = self.isChecked() is not rtl
        centre = QPointF(box.right() - reach + 0.5 if end else box.left() + reach - 0.5, box.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("on_accent" if self.isChecked() else "line_control"))
        painter.drawEllipse(centre, reach - 3, reach - 3)
        if self.hasFocus():
            paint_focus(painter, box.adjusted(-0.5, -0.5, 0.5, 0.5), theme, 9)
        painter.setPen(theme.colour("text" if self.isEnabled() else "disabled"))
        painter.setFont(font(13))
        words = QRect(0 if rtl else wide + 8, 0, self.width() - wide - 8, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, self.text())
