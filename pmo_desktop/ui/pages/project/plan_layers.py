"""What is drawn over the bars of a plan and under its chart, switched on and off and remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction

from pmo_desktop.i18n import tr
from pmo_desktop.ui.gantt.view import PlanView
from pmo_desktop.ui.shell.acts import ActList, WhyNot
from pmo_desktop.ui.widgets.remembered import Remembered, remembered_flag, remembered_int

_LAYER = "plan/layer/{}"
_FURTHER = "plan/layer/baselines"
MOST_GHOSTS = 2
"""Further baselines that can be told apart in a row."""
_LOAD, _TALL = "plan/load", "plan/load_tall"


class Layers:
    """The switches of a chart, as acts under one menu. `again` shows the plan anew."""

    def __init__(self, view: PlanView, remembered: Remembered, again: Callable[[], None]) -> None:
        self._view, self._kept, self._again = view, remembered, again
        self._further = remembered_flag(remembered, _FURTHER, default=False)
        self._load: QAction | None = None
        view.load_changed.connect(self._load_changed)

    def offer(self, does: ActList, why_not: WhyNot) -> None:
        """Declare the switches, and set the chart to what was chosen last."""
        for text, layer in (
            (tr("Total float"), "floats"),
            (tr("Deadlines"), "deadlines"),
            (tr("Constraints"), "constraints"),
            (tr("Progress line"), "progress"),
            (tr("Names of people"), "people"),
        ):
            usual = layer in self._view.canvas.layers
            on = remembered_flag(self._kept, _LAYER.format(layer), default=usual)
            act = does.add(
                text, partial(self._switch, layer), band=4, under=tr("In the chart"), why_not=why_not
            )
            act.setCheckable(True)
            act.setChecked(on)
            self._view.set_layers(**{layer: on})
            act.toggled.connect(partial(self._switch, layer))
        further = does.add(
            tr("Further baselines"), self._switch_further, band=4, under=tr("In the chart"), why_not=why_not
        )
        further.setCheckable(True)
        further.setChecked(self._further)
        further.toggled.connect(self._switch_further)
        shown = remembered_flag(self._kept, _LOAD, default=False)
        self._load = does.add(
            tr("Load of people"),
            self._show_load,
            band=4,
            under=tr("In the chart"),
            shown_key="H",
            why_not=why_not,
        )
        self._load.setCheckable(True)
        self._load.setChecked(shown)
        if shown:
            self._view.show_load(on=True, tall=remembered_int(self._kept, _TALL, 0))

    def _switch(self, layer: str, on: bool | None = None) -> None:
        if on is None:
            return  # the action was triggered, which says so once more when it has changed
        self._view.set_layers(**{layer: on})
        self._kept.setValue(_LAYER.format(layer), on)

    def also(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Those of the baselines of a plan that show besides the chosen one; the latest where too many."""
        return tuple(numbers[-MOST_GHOSTS:]) if self._further else ()

    def _switch_further(self, on: bool | None = None) -> None:
        if on is None or on is self._further:
            return
        self._further = on
        self._kept.setValue(_FURTHER, on)
        self._again()

    def _show_load(self) -> None:
        self._view.show_load(on=not self._view.load_shown)

    def _load_changed(self, on: bool, tall: int) -> None:
        self._kept.setValue(_LOAD, on)
        self._kept.setValue(_TALL, tall)
        if self._load is not None:
            self._load.setChecked(on)
