"""What the line asks while it is typed: its language, who may be meant, what to offer, what to say."""

from __future__ import annotations

from pmo_desktop.domain.markers import Completion, Line, Wanted
from pmo_desktop.i18n import tr
from pmo_desktop.ui.minutes.offers import offers_for, read_back
from pmo_desktop.ui.minutes.popup import Offer
from pmo_desktop.ui.minutes.scribe import Scribe
from pmo_desktop.ui.minutes.wordlist import WordList


class LineReading:
    """Answers from the meeting as it stands."""

    def __init__(self, scribe: Scribe, words: WordList) -> None:
        self._scribe, self.words = scribe, words

    def lang(self) -> str:
        """The language that is typed in."""
        return self._scribe.facts.body.language if self._scribe.facts else "en"

    def initials(self) -> tuple[str, ...]:
        """Those of everybody who may be meant."""
        return tuple(self._scribe.facts.initials.values()) if self._scribe.facts else ()

    def offers(self, at: Completion) -> tuple[list[Offer], str]:
        """What fits at the caret, and the line below it."""
        facts = self._scribe.facts
        if facts is None:
            return [], ""
        if at.kind is Wanted.WORD:
            return [Offer(w, w) for w in self.words.starting(at.prefix, self.lang())], tr("Your word list")
        offers, foot = offers_for(facts, self._scribe.item, at, self._scribe.sitting.moment)
        return list(offers), foot

    def tail(self, typed: Line) -> str:
        """What was understood, or what may follow."""
        facts, moment = self._scribe.facts, self._scribe.sitting.moment
        return read_back(facts, self._scribe.item, typed, moment) if facts else ""
