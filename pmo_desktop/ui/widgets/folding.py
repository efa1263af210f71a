"""A row of tools that has to stay in one line: what matters least gives way first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.ui.widgets.buttons import Button


class Folding(QObject):
    """Watches a row: where it has no room, buttons with an icon lose their words, other widgets go.

    `order` names what may give way, the first one first; `least` is the room that what stretches needs.
    """

    def __init__(self, bar: QWidget, row: QHBoxLayout, order: Sequence[QWidget], *, least: int = 0) -> None:
        super().__init__(bar)
        self._bar, self._row, self._order, self._least = bar, row, list(order), least
        self._gone: set[QWidget] = set()
        bar.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out the room when the row or what is in it has another size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self.share_out()
        return super().eventFilter(watched, event)

    def share_out(self) -> None:
        """Give back what there is room for, from the one that matters most on."""
        items = [self._row.itemAt(n) for n in range(self._row.count())]
        widgets = [w for i in items if (w := i.widget() if i is not None else None) is not None]
        seen = [w for w in widgets if not w.isHidden() or w in self._gone]
        fixed = [w for w in seen if self._row.stretch(self._row.indexOf(w)) == 0]
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        room = self._bar.width() - margins.left() - margins.right() - gap * (len(seen) - 1) - self._least
        over = sum(self._whole(w) for w in fixed) - room
        for widget in self._order:
            if widget in seen:
                over -= self._fold(widget, folded=over > 0)

    def _whole(self, widget: QWidget) -> int:
        return widget.whole_width() if isinstance(widget, Button) else widget.sizeHint().width()

    def _fold(self, widget: QWidget, *, folded: bool) -> int:
        """Fold or unfold; gives the room that it saves."""
        whole = self._whole(widget)
        if isinstance(widget, Button) and widget.has_icon and widget.text():
            widget.shorten(short=folded)
            return whole - widget.sizeHint().width()
        if folded is not (widget in self._gone):
            widget.setVisible(not folded)
            (self._gone.add if folded else self._gone.discard)(widget)
        return whole + self._row.spacing() if folded else 0
