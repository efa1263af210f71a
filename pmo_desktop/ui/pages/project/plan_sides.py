"""How wide the tree of a plan is beside its chart, and the plan on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QSplitter

from pmo_desktop.i18n import tr
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.gantt.model import within_years
from pmo_desktop.ui.gantt.view import TREE_WIDTH, PlanView
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.remembered import Remembered

_KEPT = "splitter/project/plan"
_TREE_YEARS = 610
"""Width of a tree whose dates show the year."""


class Sides:
    """Keeps the place of the line between tree and chart from one start to the next."""

    def __init__(self, view: PlanView, remembered: Remembered) -> None:
        self._view, self._remembered = view, remembered
        self._splitter = view.findChild(QSplitter)
        if self._splitter is not None:
            self._splitter.splitterMoved.connect(self._keep)

    def place(self, room: int) -> None:
        """Give the tree what was kept, or room for its dates."""
        if self._splitter is None:
            return
        kept = str(self._remembered.value(_KEPT) or "")
        usual = current().px(_TREE_YEARS if within_years(self._view.model) else TREE_WIDTH)
        wide = int(kept) if kept.isdecimal() else usual
        self._splitter.setSizes([wide, max(room, wide * 2) - wide])

    def _keep(self, place: int, _index: int) -> None:
        self._remembered.setValue(_KEPT, str(place))


def write_pdf(desk: Desk, view: PlanView, path: Path, said: Callable[[str], None]) -> None:
    """Draw the plan on A3 pages in the background and write them; `said` gets one sentence."""
    model, folded = view.model, view.collapsed

    def draw(_office: object) -> str:
        from pmo_desktop.charts.export import sheet_figures
        from pmo_desktop.charts.paper import PaperSettings
        from pmo_desktop.charts.paper_layout import arrange
        from pmo_desktop.charts.vector import figures_pdf

        try:
            path.write_bytes(figures_pdf(sheet_figures(arrange(model, PaperSettings(), folded))))
        except OSError as why:
            return tr("{path} could not be written: {reason}.", path=path, reason=why.strerror or why)
        return tr("The plan is in {path}.", path=path)

    desk.query(draw, said)
