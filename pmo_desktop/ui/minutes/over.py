"""What may stand over the lines: the last decision in large type, what stands at the end; and short forms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pmo_desktop.domain.meetings import MeetingState
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.ui.minutes.abbreviations import Abbreviations
from pmo_desktop.ui.minutes.capture import CaptureLine
from pmo_desktop.ui.minutes.overlay import Overlay, closing, read_back
from pmo_desktop.ui.minutes.phrases import phrase
from pmo_desktop.ui.minutes.scribe import Scribe
from pmo_desktop.ui.minutes.wordlist import WordList

READ, END = "read", "end"
_OPEN = (MeetingState.IN_SESSION, MeetingState.ADJOURNED)


class Over(QObject):
    """Shows the views over a widget and follows what changes in the meeting while they stand."""

    def __init__(self, above: QWidget, scribe: Scribe, end: Callable[[], object]) -> None:
        super().__init__(above)
        self.overlay = Overlay(above)
        self._scribe, self._end = scribe, end

    def read_back(self) -> None:
        """The last decision in large type, or the lines again."""
        if self.overlay.kind == READ:
            self.overlay.hide()
        else:
            self._show(READ)

    def ask_to_end(self) -> None:
        """What lacks and what was decided, with the end one key away."""
        facts = self._scribe.facts
        if facts is not None and facts.meeting.state in _OPEN:
            self._show(END)

    def look_again(self) -> None:
        """What is read back follows what the chair changes in it."""
        if self.overlay.kind:
            self._show(self.overlay.kind)

    def _show(self, kind: str) -> None:
        facts: MeetingFacts | None = self._scribe.facts
        if facts is not None:
            view = read_back(facts) if kind == READ else closing(facts, self._end, self.overlay.hide)
            self.overlay.show_body(view, kind)


def write_out(
    short: Abbreviations, capture: CaptureLine, lang: str, tell: Callable[[str, str], object]
) -> None:
    """F2: a short form in full, one's own or of the bank; "short = long form" teaches one."""
    taught = short.learn(capture.edit.text)
    before = capture.edit.text[: capture.edit.caret]
    long = short.expanded(before) or phrase(before, lang)
    if taught is not None:
        capture.clear()
        tell(tr("“{short}” is learnt", short=taught[0]), tr("F2 behind it writes it out"))
    elif long is not None:
        capture.edit.put(long + capture.edit.text[capture.edit.caret :], len(long))
    else:
        tell(tr("No short form before the caret"), tr("type it, =, its long form, and press F2"))


def turn_word(words: WordList, capture: CaptureLine, lang: str, tell: Callable[[str, str], object]) -> None:
    """Put the word before the caret (or what is selected) on the word list, or take it off."""
    chosen = capture.edit.textCursor().selectedText() or capture.edit.text[: capture.edit.caret]
    found = words.turn(chosen, lang)
    if found is None:
        tell(tr("No word before the caret"), "")
    elif found[1]:
        tell(tr("“{word}” is on the word list", word=found[0]), tr("three letters offer it"))
    else:
        tell(tr("“{word}” is off the word list", word=found[0]), "")
