"""The head of a work: name, rating, people, five key figures, the chevrons of its phases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.project import people_words
from pmo_desktop.readmodels.project_figures import Figure, figures
from pmo_desktop.readmodels.project_phases import Phase, phases
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.widgets.figures import KeyFigure
from pmo_desktop.ui.widgets.header import PageHeader
from pmo_desktop.ui.widgets.marks import Painted, RagMark
from pmo_desktop.ui.widgets.text import Label, line, surface

_POINT = 7
"""How far a chevron reaches into the next, px."""
_CHEVRON = 76
_FILLS = {"done": "accent_soft", "now": "accent", "next": "sunken"}
_INKS = {"done": "accent_text", "now": "on_accent", "next": "text2"}


class PhaseStrip(Painted):
    """Chevrons in reading order: done in a pale fill, the phase in force in the accent, the rest grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._phases: tuple[Phase, ...] = ()
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_phases(self, found: Sequence[Phase]) -> None:
        """Show other phases."""
        self._phases = tuple(found)
        now = next((p.word for p in self._phases if p.place == "now"), "")
        self.setAccessibleName(tr("Phase: {name}", name=now) if now else "")
        self.setToolTip(" › ".join(p.word for p in self._phases))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its words want."""
        theme = current()
        return QSize(sum(self._wanted()) + theme.px(_POINT), theme.px(28))

    def _wanted(self) -> list[int]:
        """The width that each chevron wants for its word."""
        theme, words = current(), QFontMetrics(font(12, 600))
        room = theme.px(2 * _POINT + 8)
        return [max(theme.px(_CHEVRON), words.horizontalAdvance(p.word) + room) for p in self._phases]

    def _edges(self) -> list[float]:
        """Where each chevron begins and the last ends; the room is shared as they want it."""
        wanted = self._wanted()
        share = (self.width() - current().px(_POINT)) / max(sum(wanted), 1)
        return [share * edge for edge in accumulate(wanted, initial=0)]

    def minimumSizeHint(self) -> QSize:
        """May become narrow; words are cut at the end then."""
        return QSize(current().px(46) * max(len(self._phases), 1), current().px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chevrons from the reading edge."""
        if not self._phases:
            return
        painter, theme = self.painter(), current()
        point = theme.px(_POINT)
        edges = self._edges()
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if mirrored:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(Qt.PenStyle.NoPen)
        for i, phase in enumerate(self._phases):
            painter.setBrush(theme.colour(_FILLS[phase.place]))
            wide = edges[i + 1] - edges[i] - theme.px(2)
            painter.drawPolygon(self._chevron(edges[i], wide, point, first=i == 0))
        painter.resetTransform()
        for i, phase in enumerate(self._phases):
            strong = phase.place == "now"
            painter.setFont(font(12, 600 if strong else 500))
            painter.setPen(theme.colour(_INKS[phase.place]))
            left = round(self.width() - edges[i + 1] if mirrored else edges[i] + point / 2)
            room = QRect(left + point, 0, round(edges[i + 1] - edges[i]) - point - 2, self.height())
            said = painter.fontMetrics().elidedText(phase.word, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, said)

    def _chevron(self, left: float, wide: float, point: float, *, first: bool) -> QPolygonF:
        high = self.height()
        notch = left if first else left + point
        return QPolygonF(
            [
                QPointF(left, 0),
                QPointF(left + wide, 0),
                QPointF(left + wide + point, high / 2),
                QPointF(left + wide, high),
                QPointF(left, high),
                QPointF(notch, high / 2),
            ]
        )


class FigureRow(QWidget):
    """Key figures side by side, parted by hairlines; they share the room as their words want it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: tuple[str, ...] = ()
        self._figures: list[KeyFigure] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)

    def set_figures(self, found: Sequence[Figure]) -> None:
        """Show other figures; the widgets stay while the labels do."""
        labels = tuple(f.label for f in found)
        if labels != self._labels:
            self._rebuild(found)
        for widget, figure in zip(self._figures, found, strict=True):
            widget.set_value(figure.value, figure.note, tone=figure.tone)
            self._row.setStretchFactor(widget, max(widget.sizeHint().width(), 1))
        self._labels = labels

    def _rebuild(self, found: Sequence[Figure]) -> None:
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._figures = [KeyFigure(f.label, f.value, f.note, tone=f.tone) for f in found]
        for i, widget in enumerate(self._figures):
            if i:
                self._row.addWidget(line(vertical=True))
            self._row.addWidget(widget)


class WorkHeader(QWidget):
    """All that stands above the tabs."""

    def __init__(self, actions: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.mark = RagMark("none", size=24)
        self.ref = Label("", tone="text2")
        self._head = PageHeader("", "", actions, mark=self.mark, side_by_side=False)
        self._head.add_beside_title(self.ref)
        self._figures, self._phases = FigureRow(), PhaseStrip()
        row = QHBoxLayout()
        row.setContentsMargins(16, 2, 16, 6)
        row.setSpacing(20)
        row.addWidget(self._figures, 1)
        row.addWidget(self._phases, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_work(self, known: Known, today: date) -> None:
        """Show another work, or the same one after a change."""
        file = known.file
        moved = file.trend
        self.mark.set_rating(file.health(today).rating.value, moved.value if moved else "")
        self._head.set_title(file.title)
        self.ref.setText(file.work.ref)
        self._head.set_facts(people_words(file))
        self._figures.set_figures(figures(file, today, known.parts))
        self._phases.set_phases(phases(file.work))
