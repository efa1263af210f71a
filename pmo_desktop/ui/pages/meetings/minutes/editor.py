"""The line that is worded: as typed on the reading side, its wording beside it, what is offered below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.wording import Offer
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.tidy import Lack, TidyLine
from pmo_desktop.ui.theme import current, font
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label, surface

MOST_OFFERS = 5
_PAUSE_MS = 120
LACK_KEYS = {Lack.OWNER: "O", Lack.DATE: "D", Lack.REASON: "R", Lack.OUTCOME: "U"}
"""Alt and one of these letters asks for what lacks."""


class WordingEdit(QPlainTextEdit):
    """A text of a few lines: Enter is for its owner, Ctrl+Z is the window's while nothing was typed."""

    def __init__(self, keys: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._keys = keys
        self.setTabChangesFocus(True)
        self.setFont(font(15))
        self.setAccessibleName(tr("Final wording"))

    def show_text(self, text: str) -> None:
        """Show another line; what was typed before is not undone into it."""
        self.setPlainText(text)
        self.document().clearUndoRedoStacks()
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def put(self, text: str) -> None:
        """Another text that Ctrl+Z takes back."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def event(self, event: QEvent) -> bool:
        """Leave undo to the window where there is nothing to undo here."""
        undo = (Qt.Key.Key_Z, Qt.Key.Key_Y)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            nothing = not self.document().isUndoAvailable() and not self.document().isRedoAvailable()
            if control and (
                event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) or (nothing and event.key() in undo)
            ):
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The owner's keys first."""
        if self._keys(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """What is pasted comes in as one line of plain text."""
        self.insertPlainText(" ".join(source.text().split()))

    def changeEvent(self, event: QEvent) -> None:
        """Take the font of another look."""
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(font(15))
        super().changeEvent(event)


class WordingCard(QWidget):
    """`kept(text, condition)` on Enter; `filled(lack, typed)` when what lacked was typed."""

    kept = Signal(str, str)
    filled = Signal(object, str)
    skipped = Signal()

    def __init__(self, offers_of: Callable[[str], Sequence[Offer]]) -> None:
        super().__init__()
        surface(self, "page")
        self._offers_of = offers_of
        self._line: TidyLine | None = None
        self._offers: tuple[Offer, ...] = ()
        self._condition = ""
        self._lack: Lack | None = None
        self.edit = WordingEdit(self._key)
        self.raw = Label("", size=14, tone="text2", wrap=True)
        self.raw.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.background = Label("", size=12, tone="text2", wrap=True, italic=True)
        self.head = Label("", weight=600)
        self.facts = Label("", size=12, tone="text2", wrap=True)
        self.ask = QLineEdit()
        self.ask.hide()
        self.ask.returnPressed.connect(self._answer)
        self.why = Label("", size=12, tone="neg", wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._soon.timeout.connect(self.show_offers)
        self.edit.textChanged.connect(self._soon.start)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = current()
        self.edit.setFixedHeight(theme.px(76))
        grid = QGridLayout(self)
        grid.setContentsMargins(16, 8, 16, 10)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        typed = QVBoxLayout()
        typed.setSpacing(4)
        for part in (self.raw, self.background):
            typed.addWidget(part)
        typed.addStretch(1)
        grid.addWidget(self.head, 0, 0)
        grid.addWidget(self.facts, 0, 1)
        grid.addLayout(typed, 1, 0)
        grid.addWidget(self.edit, 1, 1)
        self._lacks = QHBoxLayout()
        self._lacks.setSpacing(6)
        lacks = QVBoxLayout()
        lacks.setSpacing(4)
        lacks.addLayout(self._lacks)
        lacks.addWidget(self.ask)
        lacks.addWidget(self.why)
        lacks.addStretch(1)
        grid.addLayout(lacks, 2, 0)
        self._list = QGridLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setHorizontalSpacing(10)
        self._list.setVerticalSpacing(1)
        self._list.setColumnStretch(1, 1)
        holder = QWidget()
        holder.setLayout(self._list)
        holder.setMinimumHeight(theme.px(24) * 3)
        grid.addWidget(holder, 2, 1, Qt.AlignmentFlag.AlignTop)

    # -- showing -----------------------------------------------------------------------------------

    @property
    def line(self) -> TidyLine | None:
        """The line that is worded."""
        return self._line

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What is offered for the text as it is."""
        return self._offers

    def show_line(self, line: TidyLine | None, text: str = "") -> None:
        """Take a line up; one that is here already keeps what is being typed."""
        same = line is not None and self._line is not None and line.id == self._line.id
        self._line = line
        self.setEnabled(line is not None)
        if not same:
            self._condition, self._lack = "", None
            self.edit.show_text(text or (line.text if line else ""))
            self.ask.hide()
            self.why.setText("")
            self.show_offers()
        self._show_facts()

    def _show_facts(self) -> None:
        line = self._line
        kind = tr(line.kind.label) if line else ""
        self.head.setText(tr("{number} {kind}, as typed", number=line.number, kind=kind) if line else "")
        self.raw.setText(line.raw if line else "")
        self.background.setText(
            tr("Prepared: {text}", text=line.background) if line and line.background else ""
        )
        self.background.setVisible(bool(line and line.background))
        said = [tr("Reason: {text}", text=line.reasons)] if line and line.reasons else []
        conditions = self._condition or (line.conditions if line else "")
        said += [tr("Condition: {text}", text=conditions)] if conditions else []
        said += [tr("to be checked")] if line and line.check_later else []
        self.facts.setText(" · ".join(said) or tr("Final wording"))
        self._show_lacks(line.lacks if line else ())

    def _show_lacks(self, lacks: Sequence[Lack]) -> None:
        _clear(self._lacks)
        for lack in lacks:
            button = Button(tr(lack.label), key=f"Alt+{LACK_KEYS[lack]}", icon="circle-alert", small=True,
                            on_click=partial(self.ask_for, lack))  # fmt: skip
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._lacks.addWidget(button)
        self._lacks.addStretch(1)

    def show_offers(self) -> None:
        """Offer wordings for the text as it is now."""
        text = self.edit.toPlainText()
        self._offers = tuple(self._offers_of(text))[:MOST_OFFERS] if self._line else ()
        _clear(self._list)
        for n, offer in enumerate(self._offers, 1):
            self._show_offer(n, offer)
        if not self._offers:
            said = tr("Nothing to suggest. Enter keeps this wording.")
            self._list.addWidget(Label(said, tone="text2", size=12), 1, 0, 1, 2)

    def _show_offer(self, n: int, offer: Offer) -> None:
        rules = ", ".join(tr(rule.label) for rule in offer.rules)
        name = tr("All together") if len(offer.rules) > 1 else rules
        button = Button(name, look="link", key=f"Alt+{n}", small=True, tip=rules,
                        on_click=partial(self.take, n))  # fmt: skip
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.addWidget(button, n, 0, Qt.AlignmentFlag.AlignLeft)
        self._list.addWidget(Label(offer.text, tone="text2", elide=True), n, 1)

    # -- keys --------------------------------------------------------------------------------------

    def _key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and Qt.Key.Key_1 <= event.key() <= Qt.Key.Key_9:
            self.take(event.key() - Qt.Key.Key_0)
            return True
        if alt and self._line is not None:
            wanted = [x for x in self._line.lacks if LACK_KEYS[x] == chr(event.key() & 0x7F)]
            if wanted:
                self.ask_for(wanted[0])
                return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or alt:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take(1)
        self.keep()
        return True

    def keep(self) -> None:
        """The wording is final."""
        text = " ".join(self.edit.toPlainText().split())
        if text and self._line is not None:
            self.kept.emit(text, self._condition)

    def take(self, n: int) -> bool:
        """Put the wording that is offered under this number in place of the text."""
        self._soon.stop()
        self.show_offers()
        if not 1 <= n <= len(self._offers):
            return False
        offer = self._offers[n - 1]
        self._condition = offer.condition or self._condition
        self.edit.put(offer.text)
        self.show_offers()
        self._show_facts()
        return True

    def ask_for(self, lack: Lack) -> None:
        """Let what lacks be typed; Enter gives it, Esc goes back to the wording."""
        hints = {
            Lack.OWNER: tr("Initials or a name"),
            Lack.DATE: tr("A day in words or digits."),
            Lack.REASON: tr("The reason in a few words"),
            Lack.OUTCOME: tr("Decided, noted, deferred, withdrawn or referred"),
        }
        self._lack = lack
        self.ask.clear()
        self.ask.setPlaceholderText(hints[lack])
        self.ask.setAccessibleName(tr(lack.label))
        self.why.setText("")
        self.ask.show()
        self.ask.setFocus()

    def _answer(self) -> None:
        if self._lack is not None:
            self.filled.emit(self._lack, self.ask.text())

    def answered(self, why: str) -> None:
        """What was typed was taken, or was not understood."""
        self.why.setText(why)
        if not why:
            self.leave_ask()

    def leave_ask(self) -> None:
        """Back to the wording."""
        self._lack = None
        self.ask.hide()
        self.edit.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what was asked for, or the line."""
        if event.key() == Qt.Key.Key_Escape:
            if self._lack is not None:
                self.leave_ask()
            else:
                self.skipped.emit()
            return
        super().keyPressEvent(event)


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
