"""Parts of the import receipt: the counts in a row, and the questions with their answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.registersheet import Question
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.receipt import Count
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.panels import Card, IconMark
from pmo_desktop.ui.widgets.text import Label, surface

FEW = 3
"""Up to so many answers stand side by side when one of them is suggested, else they are in a list."""
ROW, MOST_ROWS = 52, 3


class CountRow(QWidget):
    """Up to five counts in cards, side by side."""

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 4, 16, 12)
        self._row.setSpacing(12)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: Sequence[Count]) -> None:
        """Show these counts."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for count in counts:
            self._row.addWidget(_count_card(count), 1)


def _count_card(count: Count) -> Card:
    card = Card()
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(count.value, size=20, weight=600, tone=count.tone))
    words.addWidget(Label(count.label, size=12, tone="text2", elide=True))
    row = QHBoxLayout()
    row.setContentsMargins(0, 10, 0, 0)
    row.setSpacing(12)
    row.addWidget(IconMark(count.icon, count.tone, size=18))
    row.addLayout(words, 1)
    card.add(row)
    card.setAccessibleName(f"{count.value} {count.label}")
    return card


class QuestionRow(QWidget):
    """One question: its text and reason, and the answers at the end."""

    answered = Signal(str, str)
    """Key of the question and the answer."""

    def __init__(self, question: Question, answer: str) -> None:
        super().__init__()
        self.question, self.given = question, answer
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Label(question.text, weight=500, wrap=True))
        sheet = question.key.split("/", maxsplit=1)[0]
        reason = tr("{reason} · {sheet}", reason=question.reason, sheet=sheet) if sheet else question.reason
        words.addWidget(Label(reason, size=12, tone="text2", elide=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        icon = ("circle-check", "pos") if answer else ("circle-question-mark", "warn")
        row.addWidget(IconMark(*icon, size=18))
        row.addLayout(words, 1)
        row.addWidget(self._field())
        self.setMinimumHeight(current().px(ROW))

    def _field(self) -> QWidget:
        chosen = self.given or self.question.suggested
        choices = [(c.value, c.label) for c in self.question.choices]
        if not choices:
            return self._line(chosen)
        if len(choices) <= FEW and chosen in dict(choices):
            segments = Segments(choices)
            segments.choose(chosen)
            segments.chosen.connect(self.answer)
            segments.setAccessibleName(self.question.text)
            return segments
        combo = QComboBox()
        for value, text in choices:
            combo.addItem(text, value)
        combo.setCurrentIndex(combo.findData(chosen))
        combo.setPlaceholderText(tr("Choose"))
        combo.setAccessibleName(self.question.text)
        combo.activated.connect(lambda at: self.answer(str(combo.itemData(at))))
        return combo

    def _line(self, chosen: str) -> QWidget:
        line = QLineEdit(chosen)
        line.setPlaceholderText(tr("Year-month-day"))
        line.setAccessibleName(self.question.text)
        line.setFixedWidth(current().px(150))
        use = Button(tr("Use"), small=True, on_click=lambda: self.answer(line.text().strip()))
        line.returnPressed.connect(lambda: self.answer(line.text().strip()))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(line)
        row.addWidget(use)
        return holder

    def answer(self, value: str) -> None:
        """Give an answer; an empty one is none."""
        if value:
            self.answered.emit(self.question.key, value)


class Questions(QWidget):
    """What a file does not say. 1 to 9 answer the first open question, Enter takes what is suggested."""

    answered = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        surface(self, "sunken")
        self.rows: list[QuestionRow] = []
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 4, 0, 4)
        self._column.setSpacing(0)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.hide()

    def show_questions(self, questions: Sequence[Question], answers: Mapping[str, str]) -> None:
        """Show these questions, the open ones first."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        ordered = sorted(questions, key=lambda q: q.key in answers)
        self.rows = [QuestionRow(q, answers.get(q.key, "")) for q in ordered]
        for row in self.rows:
            row.answered.connect(self.answered)
            self._column.addWidget(row)
        self._fit()
        self.setVisible(bool(self.rows))

    def _fit(self) -> None:
        """As high as the first three questions are at this width."""
        least, wide = current().px(ROW), max(self.width() - 8, 200)
        high = sum(max(row.heightForWidth(wide), least) for row in self.rows[:MOST_ROWS])
        self._scroll.setFixedHeight(high + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Questions may need one line less, or one more."""
        super().resizeEvent(event)
        self._fit()

    def first_open(self) -> QuestionRow | None:
        """The first question that nobody answered."""
        return next((r for r in self.rows if not r.given), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the suggested answer of the row that has the focus, else of the first."""
        focused = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(focused, QLineEdit):
            row = next((r for r in self.rows if focused and r.isAncestorOf(focused)), None)
            if row is not None:
                row.answer(row.question.suggested)
                return
        super().keyPressEvent(event)
