"""What is being dragged in a chart: the hold, the wish it has come to, and what that would do."""

from __future__ import annotations

import dataclasses as dc
from datetime import datetime

from PySide6.QtCore import QObject, QPointF, QTimer, Signal

from pmo_desktop.charts.gantt.draw import Hits
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import GanttModel
from pmo_desktop.ui.gantt.gestures import SLOP, Grab, Rubber, Snap
from pmo_desktop.ui.gantt.wishes import (
    Effect,
    Foresee,
    What,
    Wish,
    effect_words,
    link_words,
    why_no_link,
)

NOTHING = Effect()


class Dragging(QObject):
    """One drag from press to release. `foresee` is asked once for each date that the pointer comes to."""

    changed = Signal()
    """Something else is to be painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.foresee: Foresee | None = None
        self.hold: Grab | Rubber | None = None
        self.wish: Wish | None = None
        self.effect = NOTHING
        self.pointer = QPointF()
        self.snap = Snap.DAYS
        """What dates kept to when the pointer moved last."""
        self._pressed = QPointF()
        self._far = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look_ahead)

    @property
    def going(self) -> bool:
        """Whether something is held and was moved."""
        return self.hold is not None and self._far

    def take(self, hold: Grab | Rubber, at: QPointF) -> None:
        """Begin with a hold where the pointer was pressed."""
        self.hold, self.wish, self.effect = hold, None, NOTHING
        self._pressed, self.pointer, self._far = at, at, False

    def drop(self) -> None:
        """Let go without a wish."""
        self.hold, self.wish, self.effect, self._far = None, None, NOTHING, False
        self._soon.stop()
        self.changed.emit()

    def move(self, at: QPointF, hits: Hits, model: GanttModel, snap: Snap) -> None:
        """The pointer, or the chart under it, has come elsewhere."""
        self.pointer, self.snap = at, snap
        self._far = self._far or (at - self._pressed).manhattanLength() >= SLOP
        if not self._far:
            return
        wish = self._wish(hits, model, snap)
        if wish != self.wish:
            self.wish, self.effect = wish, NOTHING
            if isinstance(self.hold, Rubber) and wish is not None:
                self.effect = Effect(refusal=why_no_link(model, wish.row, wish.other))
            if wish is not None and not self.effect.refusal:
                self._soon.start(0)
        self.changed.emit()

    def _wish(self, hits: Hits, model: GanttModel, snap: Snap) -> Wish | None:
        match self.hold:
            case Rubber() as line:
                return line.wish(hits, model, self.pointer.x(), self.pointer.y())
            case Grab() as held:
                wish = held.wish(hits.frame.day(self.pointer.x()), snap, model.minutes_per_day)
                return wish if held.changes(wish) else None
            case None:
                return None

    def look_ahead(self) -> None:
        """Ask what the wish would do; a plan that cannot say leaves the bars where they are."""
        self._soon.stop()
        if self.wish is not None and self.foresee is not None and not self.effect.refusal:
            self.effect = self.foresee(self.wish)
            self.changed.emit()

    def release(self) -> Wish | None:
        """Let go; gives the wish when there is one that can be granted."""
        wish = self.wish if self.going and not self.effect.refusal else None
        self.drop()
        return wish

    def words(self, model: GanttModel) -> list[str]:
        """What stands at the pointer: the dates or the link, and what they would do."""
        wish = self.wish
        if wish is None:
            if isinstance(self.hold, Rubber):
                return [tr("Draw to the line that is to wait")]
            return [self._dates(model, _as_is(self.hold))] if self.hold else []
        first = link_words(model, wish) if wish.what is What.LINK else self._dates(model, self._coming(wish))
        return [line for line in (first, effect_words(model, wish, self.effect)) if line]

    def _coming(self, wish: Wish) -> Wish:
        """The wish with the dates that the line would come to, once that was foreseen."""
        found = next((bar for bar in self.effect.bars if bar[0] == wish.row), None)
        return wish if found is None else dc.replace(wish, start=found[1], finish=found[2])

    def _dates(self, model: GanttModel, wish: Wish) -> str:
        """The date that changes; of a moved bar both."""
        if wish.what is What.PROGRESS and wish.progress is not None:
            return tr("{share} done", share=shown.percent(wish.progress))
        start, finish = self._said(wish.start), self._said(wish.finish)
        match wish.what:
            case What.BEGIN:
                return tr("starts {day}", day=start)
            case What.END:
                return tr("ends {day}", day=finish)
            case _ if start == finish or bool(model.columns.point[model.places[wish.row]]):
                return finish
            case _:
                return tr("{start} to {finish}", start=start, finish=finish)

    def _said(self, at: datetime | None) -> str:
        """A date, with the time of day where that is dragged too."""
        if at is None:
            return ""
        day = shown.day(at.date())
        return day if self.snap in (Snap.WEEKS, Snap.DAYS) else f"{day}, {shown.time(at)}"


def _as_is(hold: Grab) -> Wish:
    return Wish(What.MOVE, hold.row.id, hold.row.start or hold.row.finish, hold.row.finish or hold.row.start)
