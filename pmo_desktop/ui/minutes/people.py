"""Who is in the room: name and presence, set by one letter."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.meetings import ListModel
from pmo_desktop.readmodels.meetings_live import AttendanceRow
from pmo_desktop.ui.minutes.lists import RowList, RowPainter, placed
from pmo_desktop.ui.minutes.looks import PRESENCE
from pmo_desktop.ui.theme import current, font, paint_icon
from pmo_desktop.ui.theme.paint import paint_avatar

_START = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
_END = int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
LETTERS = {
    "p": Presence.PRESENT,
    "r": Presence.REMOTE,
    "x": Presence.ABSENT,
    "a": Presence.APOLOGIES,
    "d": Presence.DEPUTY,
}


def presence_words(row: AttendanceRow) -> str:
    """How somebody takes part, with the item one left for."""
    if row.presence is Presence.LEFT and row.item:
        return tr("Left, item {n}", n=row.item)
    if row.recused and row.presence.here:
        return tr("{presence}, no vote", presence=tr(row.presence.label))
    return tr(row.presence.label)


def summary(rows: tuple[AttendanceRow, ...]) -> str:
    """How many are in the room, out, and sent apologies, among the voting members."""
    voting = [r for r in rows if r.votes]
    here = sum(r.presence.here for r in voting)
    out = sum(r.presence is Presence.LEFT for r in voting)
    sorry = sum(r.presence in (Presence.APOLOGIES, Presence.ABSENT) for r in voting)
    parts = [tr("{n} in the room", n=here)]
    parts += [tr("{n} out", n=out)] if out else []
    parts += [trn("{n} apology", "{n} apologies", sorry)] if sorry else []
    return ", ".join(parts)


class PersonPainter(RowPainter):
    """Paints one person."""

    def height(self, row: AttendanceRow, width: int) -> int:
        """Always 25 px."""
        return current().px(25)

    def paint_row(
        self, painter: QPainter, rect: QRect, row: AttendanceRow, *, hover: bool, chosen: bool
    ) -> None:
        """Paint face, name, presence."""
        theme = current()
        if hover:
            painter.fillRect(rect, theme.colour("hover"))
        icon_name, tone = PRESENCE[row.presence]
        tone = "warn" if row.recused and row.presence.here else tone
        face = QRect(rect.left(), rect.top(), theme.px(20), rect.height())
        paint_avatar(painter, placed(painter, rect, face), row.initials, theme, 20)
        place = QRect(rect.right() - theme.px(16), rect.top(), theme.px(16), rect.height())
        paint_icon(painter, placed(painter, rect, place), icon_name, tone, 15)
        words = presence_words(row)
        painter.setFont(font(13))
        wide = QFontMetrics(font(13)).horizontalAdvance(words)
        end = rect.adjusted(0, 0, -theme.px(24), 0)
        painter.setPen(theme.tone(tone))
        painter.drawText(placed(painter, rect, end), _END, words)
        away = row.presence in (Presence.APOLOGIES, Presence.ABSENT, Presence.EXPECTED)
        painter.setPen(theme.tone("text3" if away else "text"))
        name = QRect(rect.left() + theme.px(28), rect.top(), end.width() - wide - theme.px(34), rect.height())
        said = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(placed(painter, rect, name), _START, said)


def _spoken(row: AttendanceRow) -> str:
    return tr(
        "{name}, {capacity}: {presence}", name=row.name, capacity=row.capacity, presence=presence_words(row)
    )


class PeopleList(RowList):
    """The attendance: p r x a d set presence of the row, Enter says joined or left."""

    presence_wanted = Signal(object, object)
    """An AttendanceRow and a Presence."""

    def __init__(self) -> None:
        super().__init__(ListModel[AttendanceRow](_spoken), PersonPainter(), tr("Attendance"))
        self.setToolTip(tr("p present, r remote, x absent, a apologies, d deputy; Enter: joined or left"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter sets the presence and goes to the next person."""
        wanted = LETTERS.get(event.text().lower())
        if wanted is None or self.row is None:
            super().keyPressEvent(event)
            return
        self.presence_wanted.emit(self.row, wanted)
        following = self.currentIndex().row() + 1
        if following < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(following))
