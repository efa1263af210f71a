"""Small parts that widgets and table cells paint alike: buttons, tags, people, key hints, focus rings."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from pmo_desktop.ui.theme.fonts import font
from pmo_desktop.ui.theme.icons import paint_icon
from pmo_desktop.ui.theme.tokens import Theme, load

_CENTRE = Qt.AlignmentFlag.AlignCenter
_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """What a button shows and the state that it is painted in.

    `look`: "primary", "plain", "quiet", "danger" or "link". `key` is a key hint such as "Ctrl+N".
    """

    text: str = ""
    look: str = "plain"
    icon: str = ""
    key: str = ""
    hover: bool = False
    pressed: bool = False
    focus: bool = False
    enabled: bool = True
    on: bool = False
    menu: bool = False


def button_width(shown: ButtonLook, theme: Theme, pad: int = 12) -> int:
    """The width that a button needs for its icon, text, key hint and chevron, in px."""
    side = theme.px(6 if shown.look == "link" else pad)
    parts = [QFontMetrics(font(13, 500)).horizontalAdvance(shown.text)] if shown.text else []
    parts += [theme.px(16)] if shown.icon else []
    parts += [key_width(shown.key, theme)] if shown.key else []
    parts += [theme.px(14)] if shown.menu else []
    if shown.icon and len(parts) == 1:
        return theme.px(28)
    return 2 * side + sum(parts) + theme.px(7) * (len(parts) - 1) + 1


def key_width(key: str, theme: Theme) -> int:
    """The width of a key hint."""
    if key == "Enter":
        return theme.px(12)
    return QFontMetrics(font(11, 500)).horizontalAdvance(key) + theme.px(6)


def _fill(shown: ButtonLook, theme: Theme) -> QColor | None:
    if not shown.enabled:
        return theme.colour("hover") if shown.look == "primary" else None
    match shown.look:
        case "primary":
            step = "_press" if shown.pressed else "_hover" if shown.hover else ""
            return theme.colour("accent" + step)
        case "plain" | "danger":
            step = "selected_idle" if shown.pressed else "hover" if shown.hover else "plain"
            return theme.colour("selected" if shown.on else step)
    if shown.on:
        return theme.colour("selected")
    if shown.look == "quiet" and (shown.hover or shown.pressed):
        return theme.colour("selected_idle" if shown.pressed else "hover")
    return None


def _ink(shown: ButtonLook, theme: Theme) -> QColor:
    if not shown.enabled:
        return theme.colour("disabled")
    if shown.look == "tip":
        return load("light" if theme.dark else "dark").colour("accent_text")
    plain = {"primary": "on_accent", "danger": "neg", "link": "accent_text", "quiet": "text2"}
    return theme.colour("accent_text" if shown.on else plain.get(shown.look, "text"))


def _edge(shown: ButtonLook, theme: Theme) -> QColor | None:
    if shown.look == "danger" and shown.enabled:
        return theme.colour("neg")
    if shown.look == "plain" and not shown.on:
        return theme.colour("line" if shown.enabled else "line_soft")
    return theme.colour("line_soft") if shown.look == "primary" and not shown.enabled else None


def paint_button(painter: QPainter, rect: QRect, shown: ButtonLook, theme: Theme) -> None:
    """Paint a button in all its states; the focus ring lies inside the rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
    fill, edge = _fill(shown, theme), _edge(shown, theme)
    painter.setPen(QPen(edge, 1) if edge else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    radius = theme.px(6)
    painter.drawRoundedRect(box if edge else QRectF(rect), radius, radius)
    if shown.focus:
        _button_focus(painter, QRectF(rect), shown, theme)
    _button_parts(painter, rect, shown, theme)
    painter.restore()


def _button_focus(painter: QPainter, rect: QRectF, shown: ButtonLook, theme: Theme) -> None:
    radius = theme.px(6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
    if shown.look == "primary":
        painter.setPen(QPen(theme.colour("page"), 1.2))
        painter.drawRoundedRect(rect.adjusted(2.6, 2.6, -2.6, -2.6), radius - 2, radius - 2)


def _button_parts(painter: QPainter, rect: QRect, shown: ButtonLook, theme: Theme) -> None:
    """Icon, text, key hint and chevron, in reading order, the group in the middle of the button."""
    ink, gap = _ink(shown, theme), theme.px(7)
    metrics = QFontMetrics(font(13, 500))
    text = metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, max(rect.width() - theme.px(8), 0))
    widths = [("icon", theme.px(16))] if shown.icon else []
    widths += [("text", metrics.horizontalAdvance(text))] if text else []
    widths += [("key", key_width(shown.key, theme))] if shown.key else []
    widths += [("menu", theme.px(14))] if shown.menu else []
    at = rect.left() + (rect.width() - sum(w for _, w in widths) - gap * (len(widths) - 1)) // 2
    for part, width in widths:
        box = _mirrored(painter, QRect(at, rect.top(), width, rect.height()), rect)
        at += width + gap
        match part:
            case "icon":
                quiet = shown.enabled and shown.look == "plain" and not shown.on and not shown.text
                paint_icon(painter, box, shown.icon, theme.colour("text") if quiet else ink)
            case "text":
                painter.setPen(ink)
                painter.setFont(font(13, 500))
                painter.drawText(box, _CENTRE | Qt.TextFlag.TextSingleLine, text)
            case "key":
                _soft_key(painter, box, shown, ink, theme)
            case "menu":
                paint_icon(painter, box, "chevron-down", ink, 14)


def _soft_key(painter: QPainter, box: QRect, shown: ButtonLook, ink: QColor, theme: Theme) -> None:
    colour = ink if shown.look == "primary" or not shown.enabled else theme.colour("text3")
    painter.setPen(colour)
    painter.setFont(font(11, 500))
    if shown.key == "Enter":
        _enter_sign(painter, QRectF(box))
        return
    painter.drawText(box, _CENTRE | Qt.TextFlag.TextSingleLine, shown.key)


def _enter_sign(painter: QPainter, box: QRectF) -> None:
    """The bent arrow of the Enter key, which the text font does not have."""
    at = box.center()
    painter.drawPolyline([at + QPointF(5, -4), at + QPointF(5, 1), at + QPointF(-4.5, 1)])
    painter.drawPolyline([at + QPointF(-1.5, -2), at + QPointF(-4.5, 1), at + QPointF(-1.5, 4)])


def _mirrored(painter: QPainter, box: QRect, whole: QRect) -> QRect:
    """The box where it stands when read from right to left."""
    if painter.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return box
    return QRect(whole.left() + whole.right() - box.right(), box.top(), box.width(), box.height())


def tag_width(text: str, theme: Theme, icon: str = "") -> int:
    """The width of a tag."""
    wide = QFontMetrics(font(11, 500)).horizontalAdvance(text) + theme.px(12)
    return wide + (theme.px(17) if icon else 0)


def paint_tag(painter: QPainter, rect: QRect, text: str, tone: str, theme: Theme, icon: str = "") -> None:
    """Paint a tag: pale fill, word, no border. For states of papers and reports, never for ratings."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.soft(tone))
    painter.drawRoundedRect(QRectF(rect), theme.px(4), theme.px(4))
    inner = rect.adjusted(theme.px(6), 0, -theme.px(6), 0)
    if icon:
        picture = _mirrored(painter, QRect(inner.left(), inner.top(), theme.px(12), inner.height()), inner)
        paint_icon(painter, picture, icon, theme.tone(tone), 12)
        start = theme.px(17)
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = inner.adjusted(0, 0, -start, 0) if rtl else inner.adjusted(start, 0, 0, 0)
    painter.setPen(theme.tone(tone))
    painter.setFont(font(11, 500))
    said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, _CENTRE | Qt.TextFlag.TextSingleLine, said)
    painter.restore()


def paint_key(painter: QPainter, rect: QRect, key: str, theme: Theme) -> None:
    """Paint a key cap, as in the palette and the keys of a page."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.pen("line"))
    painter.setBrush(theme.colour("plain"))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), theme.px(4), theme.px(4))
    painter.setPen(theme.colour("text2"))
    painter.setFont(font(11, 500))
    painter.drawText(rect, _CENTRE | Qt.TextFlag.TextSingleLine, key)
    painter.restore()


def paint_avatar(
    painter: QPainter, rect: QRect | QRectF, initials: str, theme: Theme, size: int = 20
) -> None:
    """Paint a person's initials on their own stable colour."""
    side = theme.px(size)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.person(initials))
    painter.drawEllipse(box)
    painter.setPen(QColor("#FFFFFF"))
    small = font(11, 600)
    if size < 24:
        small = font(9 if size >= 20 else 8, 600)
    painter.setFont(small)
    painter.drawText(box, _CENTRE | Qt.TextFlag.TextSingleLine, initials[:2])
    painter.restore()


def paint_focus(painter: QPainter, rect: QRect | QRectF, theme: Theme, radius: int = 4) -> None:
    """Paint the 2 px focus ring just inside a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), theme.px(radius), theme.px(radius))
    painter.restore()


def isolated(text: str, *, rtl: bool) -> str:
    """Text that keeps its own direction in a line read from the right: "+18" stays "+18"."""
    return f"\u2068{text}\u2069" if rtl and text else text


def initials(name: str) -> str:
    """Up to two initials of a name: "Tomas Okafor" gives TO, one word its first two letters."""
    words = [w for w in name.split() if w[:1].isalnum()]
    if len(words) > 1:
        return (words[0][0] + words[-1][0]).upper()
    return name.strip()[:2].upper()
