"""An edit that was refused: the reason, and what was typed, to copy or to send again. Nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Create, Op, Set, steps
from pmo_desktop.domain.schema import Shape, kinds
from pmo_desktop.i18n import tr, trc
from pmo_desktop.readmodels.history import value_words
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label

MOST_TEXTS = 4
_TYPED = frozenset({Shape.TEXT, Shape.RICH, Shape.LTEXT})


def typed_in(op: Op, most: int = MOST_TEXTS) -> list[tuple[str, str]]:
    """What a person typed in an op: the words of fields and their new values, whole."""
    return list(islice(_typed(op), most))


def _typed(op: Op) -> Iterator[tuple[str, str]]:
    for step in steps(op.edit):
        if not isinstance(step, Create | Set):
            continue
        kind = kinds()[step.kind]
        pairs = step.values if isinstance(step, Create) else tuple((c.name, c.new) for c in step.changes)
        for name, value in pairs:
            field = kind.field(name)
            if value in (None, "", ()) or field.target or field.shape in (Shape.REFS, Shape.VALUE):
                continue
            whole = field.shape in (Shape.TEXT, Shape.RICH)
            yield tr(field.words.label), str(value) if whole else value_words(field, value, {})


class RefusedStrip(QWidget):
    """`again(Op)` when the person wants it sent once more, `let_go(Op)` when it may be forgotten, and
    `closed(Op)` when it was read.
    """

    again = Signal(object)
    let_go = Signal(object)
    closed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._op: Op | None = None
        self._reason = Label("", wrap=True)
        self._text = Label("", wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("triangle-alert", "warn"))
        head.addWidget(Label(tr("Not stored"), weight=600, tone="warn"))
        head.addWidget(self._reason, 1)
        self.copy = Button(tr("Copy text"), icon="copy", small=True, on_click=self._copy)
        self.retry = Button(tr("Try again"), icon="refresh-cw", small=True, on_click=self._again)
        self.forget = Button(tr("Let it go"), icon="trash-2", small=True, on_click=self._forget)
        for button in (
            self.copy,
            self.retry,
            self.forget,
            Button(trc("act", "Close"), look="link", small=True, on_click=self.close_it),
        ):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        self._kept = Label("", tone="text2", wrap=True)
        self._kept.setTextInteractionFlags(self._text.textInteractionFlags())
        column.addLayout(head)
        column.addWidget(self._text)
        column.addWidget(self._kept)
        self.hide()

    @property
    def text(self) -> str:
        """What was typed, field by field."""
        return self._text.text()

    def show_refusal(self, op: Op, reason: str) -> None:
        """Say why, and keep what was typed in view."""
        self._op = op
        typed = typed_in(op) if op.undoes is None else []
        self._reason.setText(reason)
        self._text.setText("\n".join(tr("{field}: {value}", field=f, value=v) for f, v in typed))
        self._text.setVisible(bool(typed))
        self.copy.setVisible(bool(typed))
        self.retry.setVisible(op.undoes is None)
        self.setAccessibleName(reason)
        self._kept.hide()
        self.forget.hide()
        self.show()

    def show_kept(self, op: Op, reason: str, kept: str) -> None:
        """Show one that was refused in an earlier session; `kept` says how many there are, and where."""
        self.show_refusal(op, reason)
        self._kept.setText(kept)
        self._kept.show()
        self.forget.show()

    def close_it(self) -> None:
        """Put it away."""
        op, self._op = self._op, None
        self.hide()
        if op is not None:
            self.closed.emit(op)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text)

    def _forget(self) -> None:
        op, self._op = self._op, None
        self.hide()
        if op is not None:
            self.let_go.emit(op)

    def _again(self) -> None:
        op, self._op = self._op, None
        self.hide()
        if op is not None:
            self.again.emit(op)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pale ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().soft("warn"))
