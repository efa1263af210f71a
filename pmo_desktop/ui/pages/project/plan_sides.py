"""How wide the tree of a plan is beside its chart."""

from __future__ import annotations

from PySide6.QtWidgets import QSplitter

from pmo_desktop.ui.gantt.model import within_years
from pmo_desktop.ui.gantt.view import TREE_WIDTH, PlanView
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.remembered import Remembered

_KEPT = "splitter/project/plan"
_TREE_YEARS = 610
"""Width of a tree whose dates show the year."""
_SHARE = 0.54
"""The most of the page that the tree takes by itself."""


class Sides:
    """Keeps the place of the line between tree and chart from one start to the next."""

    def __init__(self, view: PlanView, remembered: Remembered) -> None:
        self._view, self._remembered = view, remembered
        self._splitter = view.findChild(QSplitter)
        if self._splitter is not None:
            self._splitter.splitterMoved.connect(self._keep)

    def place(self, room: int) -> None:
        """Give the tree what was kept, or room for its dates and names that leaves the chart enough."""
        if self._splitter is None:
            return
        kept = str(self._remembered.value(_KEPT) or "")
        usual = current().px(_TREE_YEARS if within_years(self._view.model) else TREE_WIDTH)
        wanted = min(max(usual, self._view.tree.wanted_width()), max(usual, round(room * _SHARE)))
        wide = int(kept) if kept.isdecimal() else wanted
        self._splitter.setSizes([wide, max(room, wide * 2) - wide])

    def _keep(self, place: int, _index: int) -> None:
        self._remembered.setValue(_KEPT, str(place))
