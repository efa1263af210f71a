"""The tree of a plan, rolled beside its chart: only the rows that come into sight are painted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent

from pmo_desktop.ui.gantt.model import PlanModel
from pmo_desktop.ui.gantt.tree import PlanTree
from pmo_desktop.ui.theme.force import current


class RollingTree(PlanTree):
    """Moves what is painted already. QTreeView paints all of itself after steps of more than a row or two:

    it compares the pixels of the step with the number of rows that show.
    """

    def __init__(self, model: PlanModel) -> None:
        super().__init__(model)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        """Copy the rows that stay; those that come are painted later."""
        if dx or abs(dy) >= self.viewport().height():
            super().scrollContentsBy(dx, dy)
        else:
            self.viewport().scroll(0, dy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page, and the rows on it."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), current().colour("page"))
        painter.end()
        super().paintEvent(event)
