"""Two texts line by line: what went and what came, in colour and with a sign. Texts are never markup."""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from pmo_desktop.domain.terms import TermsSection
from pmo_desktop.i18n import tr
from pmo_desktop.services.bodies.terms import compared
from pmo_desktop.ui.theme import current

_TONES = {"- ": "neg", "+ ": "pos"}


class Differences(QTextEdit):
    """What differs between two versions, section by section."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Differences"))

    def show_between(self, before: Sequence[TermsSection], after: Sequence[TermsSection]) -> int:
        """Show all sections that differ; gives how many."""
        self.clear()
        cursor = QTextCursor(self.document())
        found = compared(before, after)
        for change in found:
            self._line(cursor, change.head, "text", bold=True)
            for line in difflib.ndiff(change.before.splitlines(), change.after.splitlines()):
                if line[:2] != "? ":
                    self._line(cursor, line, _TONES.get(line[:2], "text2"), struck=line[:2] == "- ")
            self._line(cursor, "", "text")
        if not found:
            self._line(cursor, tr("Both versions say the same."), "text2")
        self.moveCursor(QTextCursor.MoveOperation.Start)
        return len(found)

    @staticmethod
    def _line(cursor: QTextCursor, text: str, tone: str, *, bold: bool = False, struck: bool = False) -> None:
        look = QTextCharFormat()
        look.setForeground(current().colour(tone))
        look.setFontWeight(600 if bold else 400)
        look.setFontStrikeOut(struck)
        cursor.insertText(text, look)
        cursor.insertBlock()
