"""What the tab stands on: the meeting of the sitting, and what was said of its minutes."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import ReviewFacts
from pmo_desktop.services.meetings.reviewing import KINDS, read_review
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change
from pmo_desktop.ui.minutes.sitting import Sitting

NOT_YET = (MinutesState.CAPTURING,)
WORDED_DIRECTLY = (MinutesState.DRAFTING,)
TRACKED = (MinutesState.CHAIR_REVIEW, MinutesState.CIRCULATED, MinutesState.REVISED)


class Reviewing(QObject):
    """The facts with comments and other wordings. It reads only while the tab is in front."""

    changed = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.review = ReviewFacts()
        self._of: UUID | None = None
        self._front = False
        sitting.changed.connect(self._moved)
        sitting.desk.changed.connect(self._heard)

    @property
    def facts(self) -> MeetingFacts | None:
        """The meeting as it stands."""
        return self.sitting.facts

    @property
    def state(self) -> MinutesState | None:
        """Where the minutes stand; None before the meeting was opened."""
        minutes = self.facts.minutes if self.facts else None
        return minutes.state if minutes else None

    @property
    def moment(self) -> Moment:
        """The instant and new ids, for an edit."""
        return self.sitting.moment

    @property
    def me(self) -> UUID | None:
        """Who works here; None while nobody has said so."""
        who = self.sitting.desk.office.who
        return who if who.int else None

    def show(self, *, front: bool) -> None:
        """Whether the tab is in front; coming there reads anew."""
        self._front = front
        if front:
            self.read()

    def read(self) -> None:
        """Read comments and other wordings again."""
        if self.facts is not None:
            self.ask(lambda _facts, review: self._take(review))

    def ask(self, then: Callable[[MeetingFacts, ReviewFacts], None]) -> None:
        """Read what was said of the minutes now, and go on with it where the meeting is still the same."""
        facts = self.facts
        if facts is None:
            return

        def work(office: Office) -> ReviewFacts:
            return read_review(office.store.reader, facts)

        def done(review: ReviewFacts) -> None:
            now = self.facts
            if now is not None and now.meeting.id == facts.meeting.id:
                then(now, review)

        self.sitting.desk.query(work, done)

    def send(self, edit: Edit, label: str) -> None:
        """Store an edit; one that changes nothing is let go."""
        if getattr(edit, "edits", True):
            self.sitting.send(edit, label)

    def _take(self, review: ReviewFacts) -> None:
        self.review = review
        self._of = self.facts.meeting.id if self.facts else None
        self.changed.emit()

    def _moved(self) -> None:
        facts = self.facts
        if facts is None or not self._front:
            return
        if facts.meeting.id != self._of:
            self.review = ReviewFacts()
            self.read()
        self.changed.emit()

    def _heard(self, change: Change) -> None:
        if self._front and (not change.kinds() or change.kinds() & KINDS):
            self.read()
