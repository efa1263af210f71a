"""Facts of any work: chosen from a list by tapping, with letters to jump; then one page of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader_facts import FactsCard, ShortLine, WorkBrief, briefs, initial
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.ui.leader.touch import TARGET, TouchButton, TouchList, TouchRow
from pmo_desktop.ui.leader.words import Scale
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.marks import RagMark
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import line, surface

ACROSS = 11
"""Letters in a row."""
LIST, CARD = 0, 1


class FactsPanel(QStackedWidget):
    """The list of works and the page of one. `wanted(id)` asks for the facts of a work."""

    wanted = Signal(object)

    def __init__(self, scale: Scale) -> None:
        super().__init__()
        self._scale = scale
        self._works: tuple[WorkBrief, ...] = ()
        self._letter = ""
        self.card: FactsCard | None = None
        self.list = TouchList(tr("Works"))
        self.list.tapped.connect(lambda row: self.wanted.emit(row.id))
        self._letters = QWidget()
        self._grid = QGridLayout(self._letters)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setSpacing(2)
        choose = surface(QWidget(), "page")
        column = QVBoxLayout(choose)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._letters)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        self._page = QScrollArea()
        self._page.setWidgetResizable(True)
        self._page.setFrameShape(QScrollArea.Shape.NoFrame)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setAccessibleName(tr("One page of facts"))
        QScroller.grabGesture(self._page.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.addWidget(choose)
        self.addWidget(self._page)

    # -- choosing ----------------------------------------------------------------------------------

    def show_works(self, rows: Sequence[WorkRow], today: date, first: Collection[UUID]) -> None:
        """The works there are; those of this agenda come first."""
        self._works = briefs(rows, today, first)
        self._fill_letters()
        self._fill_list()

    def choose(self) -> None:
        """Back to the list of all works."""
        self._letter = ""
        self._fill_letters()
        self._fill_list()
        self.setCurrentIndex(LIST)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def jump(self, letter: str) -> None:
        """Only the works under a letter; the same letter again shows all."""
        wanted = letter.upper()
        self._letter = "" if wanted == self._letter else wanted
        self._fill_letters()
        self._fill_list()

    def _fill_letters(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        letters = sorted({initial(w.title) for w in self._works})
        for n, letter in enumerate(letters):
            button = _Letter(letter, on=letter == self._letter)
            button.clicked.connect(lambda _on=False, letter=letter: self.jump(letter))
            self._grid.addWidget(button, n // ACROSS, n % ACROSS)
        self._grid.setColumnStretch(ACROSS, 1)

    def _fill_list(self) -> None:
        kept = [w for w in self._works if not self._letter or initial(w.title) == self._letter]
        self.list.show_rows([TouchRow(w.id, w.title, w.ref, w.note, w.tone, w.rating) for w in kept])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter key jumps as its button does; Backspace goes back to the list."""
        letter = event.text().upper()
        if self.currentIndex() == LIST and any(initial(w.title) == letter for w in self._works):
            self.jump(letter)
        elif event.key() == Qt.Key.Key_Backspace:
            self.choose()
        else:
            super().keyPressEvent(event)

    # -- one page ----------------------------------------------------------------------------------

    def show_card(self, card: FactsCard) -> None:
        """One page of facts."""
        self.card = card
        self._page.setWidget(self._filled(card))
        self.setCurrentIndex(CARD)
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filled(self, card: FactsCard) -> QWidget:
        label = self._scale.label
        inner = surface(QWidget(), "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 20, 20)
        column.setSpacing(10)
        head = row_of(RagMark(card.work.rating, card.work.trend, size=26), spacing=10)
        head.addWidget(label(card.work.title, 20, weight=600), 1)
        column.addLayout(head)
        said = " · ".join(p for p in (card.work.ref, card.people, card.reported) if p)
        column.addWidget(label(said, 13, tone="text2"))
        if card.work.dimensions:
            column.addLayout(self._rated(card.work))
        if card.headline:
            column.addWidget(label(card.headline, 15, weight=600))
        if card.path:
            column.addWidget(label(tr("Path to green: {said}", said=card.path), 14, tone="text2"))
        column.addWidget(line())
        column.addLayout(self._facts(card))
        parts = (
            (tr("Top risks"), card.risks, tr("No open risks.")),
            (tr("Last decisions"), card.decisions, tr("No decision has been made about this work.")),
            (tr("Open actions"), card.actions, tr("No open actions.")),
        )
        for heading, lines, none in parts:
            column.addWidget(line())
            column.addWidget(label(heading, 13, weight=600, tone="text2"))
            for one in lines:
                column.addLayout(self._line(one))
            if not lines:
                column.addWidget(label(none, 14, tone="text3"))
        column.addStretch(1)
        return inner

    def _rated(self, work: WorkBrief) -> QHBoxLayout:
        row = row_of(spacing=6)
        for name, rating in work.dimensions:
            row.addWidget(RagMark(rating, size=18))
            row.addWidget(self._scale.label(name, 13, elide=True))
            row.addSpacing(6)
        row.addStretch(1)
        return row

    def _facts(self, card: FactsCard) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for n, fact in enumerate(card.facts):
            grid.addWidget(self._scale.label(fact.label, 13, tone="text2", elide=True), n, 0)
            value = self._scale.label(fact.value, 15, weight=600, elide=True)
            value.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(value, n, 1)
            grid.addWidget(self._scale.label(fact.note, 13, tone=fact.tone), n, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def _line(self, one: ShortLine) -> QHBoxLayout:
        row = row_of(spacing=12)
        row.addWidget(self._scale.label(one.text, 14), 1)
        if one.end:
            end = self._scale.label(one.end, 13, weight=500, tone=one.tone, elide=True)
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignTop)
        return row


class _Letter(TouchButton):
    """A letter to jump to."""

    def __init__(self, letter: str, *, on: bool) -> None:
        super().__init__(letter, look="quiet", toggle=True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(current().px(TARGET), current().px(TARGET))


def heading(card: FactsCard | None) -> str:
    """The head of the panel."""
    return card.work.ref if card is not None else tr("Facts of a work")
