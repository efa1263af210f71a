"""What the scribe has entered, card by card; new lines appear at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QScroller, QVBoxLayout, QWidget

from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels.leader import Card, LeaderView
from pmo_desktop.ui.leader.touch import Plate
from pmo_desktop.ui.leader.words import Scale
from pmo_desktop.ui.minutes.looks import DECIDED, LOOKS
from pmo_desktop.ui.widgets.buttons import Segments
from pmo_desktop.ui.widgets.panels import IconMark, row_of
from pmo_desktop.ui.widgets.text import surface

ITEM, MADE, OPEN = "item", "made", "open"


class MinutedPane(QWidget):
    """The lines of the item, all decisions of the meeting, or the questions that are open."""

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        surface(self, "window")
        self._scale = scale
        self._shown: tuple[object, ...] = ()
        self._view: LeaderView | None = None
        self.which = _Tall([(ITEM, tr("As minuted")), (MADE, tr("Decided")), (OPEN, tr("Open"))])
        self.which.chosen.connect(lambda _key: self._show())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(tr("As minuted"))
        QScroller.grabGesture(self._area.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        row = row_of(self.which, 1)
        row.setContentsMargins(15, 0, 15, 0)
        column.addLayout(row)
        column.addWidget(self._area, 1)

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown now."""
        if self._view is None:
            return ()
        parts = {ITEM: self._view.cards, MADE: self._view.decided, OPEN: self._view.questions}
        return parts[self.which.key]

    def show_view(self, view: LeaderView) -> None:
        """Show where the meeting stands."""
        self._view = view
        self._show()

    def turn(self) -> None:
        """The next of the three lists."""
        order = (ITEM, MADE, OPEN)
        self.which.choose(order[(order.index(self.which.key) + 1) % len(order)])
        self._show()

    def _show(self) -> None:
        cards, key = self.cards, self.which.key
        about = self._view.item.id if self._view is not None and self._view.item is not None else None
        now = (key, cards, self._scale.factor, about if key == ITEM else None)
        if now == self._shown:
            return
        bar = self._area.verticalScrollBar()
        follows = bar.value() >= bar.maximum() - 4
        place = bar.value()
        self._shown = now
        self._area.setWidget(self._filled(cards, key))
        QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum() if follows else place))

    def _filled(self, cards: Sequence[Card], key: str) -> QWidget:
        inner = surface(QWidget(), "window")
        column = QVBoxLayout(inner)
        column.setContentsMargins(15, 4, 15, 15)
        column.setSpacing(8)
        if not cards:
            column.addWidget(self._scale.label(tr(_NOTHING[key]), 14, tone="text2"))
        for card in cards:
            column.addWidget(self._card(card))
        column.addStretch(1)
        return inner

    def _card(self, card: Card) -> QWidget:
        look, label = LOOKS[card.kind], self._scale.label
        plate = Plate("page", edge="line_soft")
        plate.column.setContentsMargins(13, 8, 13, 10)
        plate.column.setSpacing(3)
        head = row_of(spacing=6)
        if look.icon:
            head.addWidget(IconMark(look.icon, look.tone))
        head.addWidget(label(tr(card.kind.label), 13, weight=500, tone=look.tone, elide=True), 1)
        head.addWidget(label(card.number, 12, tone="text2", elide=True))
        plate.column.addLayout(head)
        weight = 600 if card.kind in DECIDED else 400
        plate.column.addWidget(label(card.text, 15, weight=weight))
        note = card.note if card.stored else tr("being stored")
        if note:
            plate.column.addWidget(label(note, 13, tone="text2"))
        plate.setAccessibleName(f"{tr(card.kind.label)} {card.number}. {card.text} {note}")
        return plate


class _Tall(Segments):
    """Segments of a finger's height."""

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(choices)
        for child in self.findChildren(QWidget):
            child.setMinimumHeight(40)
            child.setFocusPolicy(Qt.FocusPolicy.TabFocus)


_NOTHING: Mapping[str, str] = {
    ITEM: N_("Nothing was minuted on this item yet."),
    MADE: N_("Nothing was decided yet."),
    OPEN: N_("No question is open."),
}
