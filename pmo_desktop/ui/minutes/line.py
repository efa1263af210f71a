"""One line of text with colours for what the program understands: people, days, works, votes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from pmo_desktop.domain.markers import Line, Role
from pmo_desktop.ui.theme import current, font

_TONES = {
    Role.OWNER: "accent_text",
    Role.HELPER: "accent_text",
    Role.PERSON: "accent_text",
    Role.DUE: "pos",
    Role.UNREAD_DUE: "warn",
    Role.WORK: "info",
    Role.VOTES: "accent_text",
    Role.ABOUT: "accent_text",
    Role.MARKER: "accent_text",
}

_K = Qt.Key
_OF_THE_PAGE = (_K.Key_Up, _K.Key_Down, _K.Key_L, _K.Key_R, _K.Key_T, _K.Key_Period, _K.Key_Return)


class _Colours(QSyntaxHighlighter):
    """Colours the places that a reading of the line names."""

    def __init__(self, edit: LineEdit, read: Callable[[str], Line]) -> None:
        super().__init__(edit.document())
        self._read = read

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Colour one line."""
        for span in self._read(text).spans:
            look = QTextCharFormat()
            look.setForeground(current().tone(_TONES[span.role]))
            self.setFormat(span.start, span.end - span.start, look)


class LineEdit(QPlainTextEdit):
    """A text field of one line that shows how it is read, and hands its special keys to its owner first."""

    def __init__(
        self, read: Callable[[str], Line], keys: Callable[[QKeyEvent], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setStyleSheet("QPlainTextEdit { background: transparent; border: none; padding: 0; }")
        self.setViewportMargins(0, 2, 0, 0)
        self.setFont(font(16))
        self.colours = _Colours(self, read)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.toPlainText()

    @property
    def caret(self) -> int:
        """Where the caret stands, in characters."""
        return self.textCursor().position()

    def put(self, text: str, caret: int | None = None) -> None:
        """Show another text with the caret at a place, the end unless said; it can be undone in the line."""
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)
        cursor.setPosition(len(text) if caret is None else min(caret, len(text)))
        self.setTextCursor(cursor)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, QFontMetrics(self.font()).height() + 4)

    def minimumSizeHint(self) -> QSize:
        """One line, however narrow."""
        return QSize(80, self.sizeHint().height())

    def forget(self) -> None:
        """An empty line without a past: Ctrl+Z then is that of the window."""
        self.clear()
        self.document().clearUndoRedoStacks()

    def event(self, event: QEvent) -> bool:
        """Leave keys of the page to the page, though a text field would take them."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._not_ours(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _not_ours(self, event: QKeyEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        undoing = event.key() in (Qt.Key.Key_Z, Qt.Key.Key_Y) and not self.text
        return undoing or event.key() in _OF_THE_PAGE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The owner's keys first; Enter never breaks the line."""
        if self._keys(event):
            event.accept()
            return
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                return
            case Qt.Key.Key_Tab:
                self.focusNextChild()
            case Qt.Key.Key_Backtab:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """What is pasted comes in as one line of plain text."""
        self.insertPlainText(" ".join(source.text().split()))

    def changeEvent(self, event: QEvent) -> None:
        """Take font and colours of another look."""
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "colours"):
            self.setFont(font(16))
            self.updateGeometry()
            self.colours.rehighlight()
        super().changeEvent(event)
