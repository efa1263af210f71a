"""Making meetings: the next of a series with what it takes over, or the first of a body."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.edits import Batch
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.services.meetings.begin import Beginning, Begun, begin
from pmo_desktop.services.meetings.lists import NextMeeting, prepare_next
from pmo_desktop.services.meetings.series import Carried
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.meetings.lists import ListTab


class Planner(QObject):
    """Asks in the place of the list, stores, and goes to the meeting that was made."""

    says = Signal(str, str)
    """A bold lead and the rest, for the status bar."""
    made = Signal(object, str)
    """The id of a meeting that is stored now, and what to say of it."""

    def __init__(self, desk: Desk, shown: ListTab) -> None:
        super().__init__()
        self._desk, self._list = desk, shown
        shown.planned.connect(self.plan_kept)
        shown.begun.connect(self.begin)

    def make_next(self, wanted: GovernanceBody) -> None:
        """Ask what is carried over; a body without series begins with a first meeting."""

        def prepared(found: NextMeeting | str) -> None:
            if isinstance(found, str):
                self.says.emit(found, tr("A series says when it meets."))
                self._list.show_begin(wanted)
            elif found.carried:
                self._list.show_next(wanted, found)
            else:
                self._plan(found)

        self._prepare(wanted, lambda _: True, prepared)

    def _prepare(
        self,
        body: GovernanceBody,
        keep: Callable[[Carried], bool],
        done: Callable[[NextMeeting | str], None],
    ) -> None:
        office = self._desk.office
        now, new_id = office.now(), office.new_id
        self._desk.query(lambda o: prepare_next(o.store.reader, body, now, new_id, keep), done)

    def plan_kept(self, body: GovernanceBody, kept: tuple[Carried, ...]) -> None:
        """Plan the next meeting with what is kept."""

        def prepared(found: NextMeeting | str) -> None:
            if not isinstance(found, str):
                self._plan(found)

        self._prepare(body, lambda c: c in kept, prepared)

    def _plan(self, found: NextMeeting) -> None:
        carried = len([c for c in found.carried if c.keep])
        said = trn(
            "The next meeting is planned; {n} item was carried over.",
            "The next meeting is planned; {n} items were carried over.",
            carried,
        )
        self._store_meeting(found.edit, trl("Next meeting"), found.edit.edits[0].id, said)  # type: ignore[union-attr]

    def begin(self, wanted: Beginning) -> None:
        """Make a body's first meeting as described."""

        def made(found: Begun) -> None:
            said = tr("The first meeting is planned.")
            self._store_meeting(found.edit, trl("First meeting"), found.meeting, said)

        moment = Moment(self._desk.office.now(), self._desk.office.new_id)
        self._desk.query(lambda office: begin(office.store.reader, wanted, moment), made)

    def _store_meeting(self, edit: Batch, label: str, meeting: UUID, said: str) -> None:
        def stored(_receipt: object) -> None:
            self._list.close_panel()
            self.made.emit(meeting, said)

        self._desk.submit(edit, label, stored)
