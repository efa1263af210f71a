"""The figures above the list: open, overdue, middle age, closed in time, and the ageing as a bar."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.actions import STEPS
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import ActionFigures
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.figures import KeyFigure, Part, SegmentedBar
from pmo_desktop.ui.widgets.text import surface

ON_TIME = 8_000
"""Closed by the day agreed first: the least that is wanted, in hundredths of a per cent."""
_NARROW = 920
"""Pixels below which the middle age is left out."""


class FigureStrip(QWidget):
    """Key figures of the actions that the filters keep, and the ageing bar."""

    def __init__(self) -> None:
        super().__init__()
        surface(self, "page")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.open = KeyFigure(tr("Open"), "")
        self.late = KeyFigure(tr("Overdue"), "")
        self.age = KeyFigure(tr("Median age"), "")
        self.original = KeyFigure(tr("Closed by first date"), "")
        self.bar = SegmentedBar(legend=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 6)
        row.setSpacing(current().px(26))
        for figure in (self.open, self.late, self.age, self.original):
            row.addWidget(figure)
        row.addWidget(self.bar, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the ageing matters more than the middle age."""
        super().resizeEvent(event)
        self.age.setVisible(self.width() > current().px(_NARROW))

    def show_figures(self, found: ActionFigures) -> None:
        """Show what the listed actions come to."""
        self.open.set_value(str(found.open), trn("{n} moved", "{n} moved", found.moved))
        said = tr("{n} for the chair", n=found.chair)
        self.late.set_value(str(found.overdue), said, tone="neg" if found.chair else "text2")
        age = shown.NOTHING if found.median_age is None else shown.number(found.median_age, 1)
        self.age.set_value(age, tr("working days, open"))
        first, n = found.original_share, found.on_time.closed
        low = first is not None and first < ON_TIME
        last = tr("by last date {share}, of {n}", share=_percent(found.current_share), n=n)
        self.original.set_value(_percent(first), last, tone="neg" if low else "text2")
        self.bar.set_parts([Part(found.ages.get(step, 0), _short(step.value), c) for step, c in STEPS])


def _percent(share: int | None) -> str:
    return shown.NOTHING if share is None else shown.percent(share)


def _short(step: str) -> str:
    """A step of the ageing table in a few signs, days late."""
    words = {"not_due": tr("not due"), "week": tr("1–7 d"), "fortnight": tr("8–14 d")}
    return words.get(step) or {"month": tr("15–30 d"), "longer": tr("> 30 d")}[step]
