"""What a cell can hold, each painted by one small function in a box that knows its reading direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.ui.theme import Theme, font, paint_icon
from pmo_desktop.ui.theme.compliance import paint_compliance
from pmo_desktop.ui.theme.marks import mark_extent, paint_gate, paint_rag, paint_trend
from pmo_desktop.ui.theme.paint import (
    ButtonLook,
    button_width,
    isolated,
    paint_avatar,
    paint_button,
    paint_tag,
    tag_width,
)

STALE_AFTER_DAYS = 14
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ONE_LINE = Qt.TextFlag.TextSingleLine


@dataclass(slots=True)
class Cell:
    """One cell while it is painted: where, in which look, and what the model says of it."""

    painter: QPainter
    rect: QRect
    theme: Theme
    text: str
    ask: Callable[[int], Any]
    at_end: bool = False
    hover: bool = False
    focus: bool = False
    enabled: bool = True

    @property
    def rtl(self) -> bool:
        """Whether reading begins at the right."""
        return self.painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def take(self, width: int) -> QRect:
        """Cut a box off the reading edge."""
        left = self.rect.right() + 1 - width if self.rtl else self.rect.left()
        box = QRect(left, self.rect.top(), width, self.rect.height())
        self.rect = self.rect.adjusted(0, 0, -width, 0) if self.rtl else self.rect.adjusted(width, 0, 0, 0)
        return box

    def take_end(self, width: int) -> QRect:
        """Cut a box off the far edge."""
        left = self.rect.left() if self.rtl else self.rect.right() + 1 - width
        box = QRect(left, self.rect.top(), width, self.rect.height())
        self.rect = self.rect.adjusted(width, 0, 0, 0) if self.rtl else self.rect.adjusted(0, 0, -width, 0)
        return box

    def write(self, text: str, box: QRect, shown: QFont, ink: QColor, *, at_end: bool = False) -> bool:
        """Write one line, cut at its end where there is no room; True when it was cut."""
        self.painter.setFont(shown)
        self.painter.setPen(ink)
        said = self.painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        shape = isolated(said, rtl=self.rtl)
        edge = Qt.AlignmentFlag.AlignTrailing if at_end else Qt.AlignmentFlag.AlignLeading
        self.painter.drawText(box, int(edge | _MIDDLE | _ONE_LINE), shape)
        return said != text

    def ink(self, tone: str | None = None) -> QColor:
        """The colour of the text of this cell."""
        if not self.enabled:
            return self.theme.colour("disabled")
        return self.theme.tone(tone or self.ask(Role.TONE) or "text")


def paint_rating(cell: Cell, rating: str) -> None:
    """Mark and trend; the word is in the tooltip."""
    side = mark_extent(cell.theme.px(17))
    paint_rag(cell.painter, cell.take(side), rating, cell.theme)
    trend = cell.ask(Role.TREND)
    if trend:
        cell.take(cell.theme.px(3))
        paint_trend(cell.painter, cell.take(cell.theme.px(16)), str(trend), cell.theme)


def verb(cell: Cell, text: str) -> ButtonLook:
    """How the button of a cell looks now."""
    key = str(cell.ask(Role.KEY) or "")
    return ButtonLook(text=text, key=key, hover=cell.hover, focus=cell.focus, enabled=cell.enabled)


def verb_box(rect: QRect, shown: ButtonLook, theme: Theme, *, rtl: bool) -> QRect:
    """Where the button stands: at the far edge of the cell, 24 px high."""
    wide, high = min(button_width(shown, theme, 10), rect.width()), theme.px(24)
    left = rect.left() if rtl else rect.right() + 1 - wide
    return QRect(left, rect.center().y() - high // 2 + 1, wide, high)


def paint_verb(cell: Cell, text: str) -> None:
    """The row's one act as a button."""
    shown = verb(cell, text)
    paint_button(cell.painter, verb_box(cell.rect, shown, cell.theme, rtl=cell.rtl), shown, cell.theme)


def paint_state(cell: Cell, tone: str) -> None:
    """The text as a tag."""
    if not cell.text:
        return
    icon = str(cell.ask(Role.ICON) or "")
    wide = min(tag_width(cell.text, cell.theme, icon), cell.rect.width())
    box, high = cell.take_end(wide) if cell.at_end else cell.take(wide), cell.theme.px(20)
    top = box.center().y() - high // 2 + 1
    paint_tag(cell.painter, QRect(box.left(), top, wide, high), cell.text, tone, cell.theme, icon)


def paint_person(cell: Cell, short: str) -> None:
    """Initials and name."""
    if cell.text:
        paint_avatar(cell.painter, cell.take(cell.theme.px(20)), short, cell.theme)
        cell.take(cell.theme.px(7))
        paint_words(cell)


def paint_age(cell: Cell, days: int) -> None:
    """Days since the report: grey to 14, then clock, bold, warning tone."""
    said = cell.text or tr("{n} d", n=days)
    old = days > STALE_AFTER_DAYS
    shown = font(13, 600 if old else 400)
    cell.write(said, cell.rect, shown, cell.ink("warn" if old else "text2"), at_end=True)
    if old:
        cell.take_end(cell.painter.fontMetrics().horizontalAdvance(said) + cell.theme.px(4))
        paint_icon(cell.painter, cell.take_end(cell.theme.px(14)), "clock", "warn", 14)


def paint_gate_date(cell: Cell, code: str) -> None:
    """Hollow diamond, code in 600, date in secondary text."""
    if not code:
        return
    paint_gate(cell.painter, cell.take(cell.theme.px(14)), cell.theme)
    cell.take(cell.theme.px(4))
    bold = font(13, 600)
    cell.painter.setFont(bold)
    wide = max(cell.painter.fontMetrics().horizontalAdvance(code), cell.theme.px(17)) + cell.theme.px(7)
    cell.write(code, cell.take(wide), bold, cell.ink("text"))
    cell.write(cell.text or "–", cell.rect, font(13), cell.ink("text2"))


def paint_meets(cell: Cell, state: str) -> None:
    """A mark of compliance, with its word where there is room."""
    paint_compliance(cell.painter, cell.take(cell.theme.px(18)), state, cell.theme)
    cell.take(cell.theme.px(6))
    paint_words(cell)


def paint_share(cell: Cell, share: float) -> None:
    """A thin bar, with the text at the far edge when there is one."""
    theme = cell.theme
    if cell.text:
        box = cell.take_end(min(theme.px(44), cell.rect.width()))
        cell.write(cell.text, box, font(12), cell.ink("text2"), at_end=True)
    high = theme.px(6)
    trough = QRectF(cell.rect.left(), cell.rect.center().y() - high / 2 + 0.5, cell.rect.width(), high)
    cell.painter.setPen(Qt.PenStyle.NoPen)
    cell.painter.setBrush(theme.colour("line"))
    cell.painter.drawRoundedRect(trough, 3, 3)
    wide = trough.width() * min(max(share, 0.0), 1.0)
    left = trough.right() - wide if cell.rtl else trough.left()
    cell.painter.setBrush(theme.colour("accent"))
    cell.painter.drawRoundedRect(QRectF(left, trough.top(), wide, high), 3, 3)


def paint_check(cell: Cell, state: Qt.CheckState) -> None:
    """A check box; the text follows it."""
    theme, painter = cell.theme, cell.painter
    box = QRectF(0, 0, theme.px(15), theme.px(15))
    box.moveCenter(QRectF(cell.take(theme.px(16))).center())
    on = state != Qt.CheckState.Unchecked
    painter.setPen(theme.pen("accent" if on else "line_control"))
    painter.setBrush(theme.colour("accent" if on else "field"))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QPen(theme.colour("on_accent"), 1.7))
    at, s = box.center(), box.width()
    if state == Qt.CheckState.Checked:
        tick = (QPointF(-0.26, 0.02), QPointF(-0.07, 0.2), QPointF(0.27, -0.2))
        painter.drawPolyline(QPolygonF([at + p * s for p in tick]))
    elif on:
        painter.drawLine(at - QPointF(0.25 * s, 0), at + QPointF(0.25 * s, 0))
    cell.take(theme.px(8))
    paint_words(cell)


def paint_words(cell: Cell) -> None:
    """Text of one line, or of two when the model has a second."""
    _marks_before_words(cell)
    strong = bool(cell.ask(Role.STRONG))
    second = cell.ask(Role.SUB)
    if not second:
        cell.write(cell.text, cell.rect, font(13, 600 if strong else 400), cell.ink(), at_end=cell.at_end)
        return
    first = font(13, 600 if strong else 400)
    half = cell.theme.px(17)
    top = cell.rect.top() + (cell.rect.height() - 2 * half) // 2
    upper = QRect(cell.rect.left(), top, cell.rect.width(), half)
    cell.write(cell.text, upper, first, cell.ink(), at_end=cell.at_end)
    lower = upper.translated(0, half)
    cell.write(str(second), lower, font(12), cell.theme.colour("text3"), at_end=cell.at_end)


def _marks_before_words(cell: Cell) -> None:
    """Indent of a tree, icon, conflict sign at the reading edge; a lock at the far one."""
    level = cell.ask(Role.LEVEL)
    if level:
        cell.take(cell.theme.px(16) * int(level))
    icon = cell.ask(Role.ICON)
    if icon:
        paint_icon(cell.painter, cell.take(cell.theme.px(16)), str(icon), cell.ask(Role.TONE) or "text2")
        cell.take(cell.theme.px(6))
    if cell.ask(Role.CONFLICT):
        paint_icon(cell.painter, cell.take(cell.theme.px(14)), "git-compare", "warn", 14)
        cell.take(cell.theme.px(4))
    if cell.ask(Role.LOCKED):
        paint_icon(cell.painter, cell.take_end(cell.theme.px(12)), "lock", "text3", 12)
        cell.take_end(cell.theme.px(4))
