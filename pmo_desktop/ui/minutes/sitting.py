"""A meeting on the screen: its records, the edits on their way, and the line that is being typed."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.edits import Edit, Op
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.readmodels.meetings_known import KINDS, Known
from pmo_desktop.services.meetings.meetings_known import read_known
from pmo_desktop.services.meetings.reading import read_meeting, reread
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.notes import minutes_place
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Change, Receipt, Refused
from pmo_desktop.ui.desk import Desk


class Sitting(QObject):
    """Holds one meeting. What is typed shows at once, and says that it is stored when it is.

    Edits that the database has not answered are laid over what was read, so that two quick lines get
    two numbers, and nothing jumps.
    """

    changed = Signal()
    """The facts are others now."""
    stored = Signal(str)
    """What the database has now, in a word or two: a line by its number, else the label of the edit."""
    refused = Signal(str, str)
    """A sentence why, and the typed text that was refused."""
    missing = Signal(str)
    """There is no such meeting, or it cannot be read: a sentence."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._stored: MeetingFacts | None = None
        self._facts: MeetingFacts | None = None
        self._waiting: dict[UUID, tuple[Edit, str]] = {}
        self._done: set[UUID] = set()
        self._touched: set[str] = set()
        self._reading = self._knows = False
        desk.changed.connect(self._heard)
        desk.refused.connect(self._not_stored)
        desk.withdrawn.connect(self._taken_back)

    @property
    def facts(self) -> MeetingFacts | None:
        """The meeting as it stands, with what is on its way."""
        return self._facts

    @property
    def now(self) -> datetime:
        """The instant by the office's clock."""
        return self.desk.office.now()

    @property
    def moment(self) -> Moment:
        """The instant and new ids, for an edit."""
        return Moment(self.now, self.desk.office.new_id)

    @property
    def unsaved(self) -> frozenset[UUID]:
        """The ids of records that the database does not have yet."""
        from pmo_desktop.domain.edits import Create, steps

        waiting = [edit for op, (edit, _) in self._waiting.items() if op not in self._done]
        return frozenset(s.id for edit in waiting for s in steps(edit) if isinstance(s, Create))

    def open(self, meeting: MeetingId) -> None:
        """Show another meeting; `changed` follows."""
        self._waiting, self._done, self._touched, self._knows = {}, set(), set(), False
        self.desk.query(lambda office: read_meeting(office.store.reader, meeting), self._opened)

    def close(self) -> None:
        """Show none."""
        self._stored = self._facts = None

    def send(self, edit: Edit, label: str, raw: str = "", says: str = "") -> None:
        """Show an edit, keep it on this disk, and send it. `raw` comes back when it is refused.

        `says` is what `stored` tells, the label without it.
        """
        if self._facts is None:
            return
        self._facts = applied(self._facts, edit)
        place = minutes_place(self._facts.meeting.id) if raw else ""
        op = self.desk.submit(edit, label, lambda receipt: self._arrived(receipt, says or label), place)
        self._waiting[op.id] = (edit, raw)
        self.changed.emit()

    # -- inside ------------------------------------------------------------------------------------

    def _opened(self, facts: MeetingFacts | None) -> None:
        if facts is None:
            self.missing.emit(tr("This meeting is not in the database."))
            return
        self._stored = facts
        self._lay_over()
        if any(e.work is None for e in facts.effects.all()):
            self.know()

    def know(self) -> None:
        """Read what lines may name beyond the meeting, once: with the first key, not with the page."""
        if not self._knows and self._stored is not None:
            self._knows = True
            self._know(frozenset(KINDS))

    def _know(self, kinds: frozenset[str]) -> None:
        before = self._stored
        if before is None:
            return

        def take(known: Known) -> None:
            if self._stored is not None and self._stored.meeting.id == before.meeting.id:
                self._stored = dc.replace(self._stored, known=known)
                self._lay_over()

        self.desk.query(lambda office: read_known(office.store.reader, kinds, before.known), take)

    def _lay_over(self) -> None:
        facts = self._stored
        for edit, _ in self._waiting.values():
            facts = applied(facts, edit) if facts else None
        self._facts = facts
        self.changed.emit()

    def _arrived(self, receipt: Receipt, label: str) -> None:
        self._done.add(receipt.op_id)
        self.stored.emit(label)

    def _heard(self, change: Change) -> None:
        if self._stored is None:
            return
        self._done.add(change.op_id)
        self._touched |= change.kinds() or set(_ALL)
        if self._knows and change.op_id not in self._waiting and (named := change.kinds() & set(KINDS)):
            self._know(frozenset(named))
        self._read()

    def _read(self) -> None:
        if self._reading or not self._touched or self._stored is None:
            return
        facts, touched, settled = self._stored, frozenset(self._touched), frozenset(self._done)
        self._touched.clear()
        self._reading = True

        def read(office: Office) -> MeetingFacts:
            return reread(office.store.reader, facts, touched)

        self.desk.query(read, self._after(facts, settled), self._unread)

    def _after(self, before: MeetingFacts, settled: frozenset[UUID]) -> Callable[[MeetingFacts], None]:
        """Take what was read, and let go of the edits that were stored before it was read."""

        def take(facts: MeetingFacts) -> None:
            self._reading = False
            now = self._stored
            if now is None or now.meeting.id != before.meeting.id:  # another was opened meanwhile
                return
            for op in settled & self._waiting.keys():  # what was named has changed by these
                now = applied(now, self._waiting[op][0])
            self._stored = dc.replace(facts, known=now.known)
            self._waiting = {op: kept for op, kept in self._waiting.items() if op not in settled}
            self._done -= settled
            self._lay_over()
            self._read()

        return take

    def _unread(self, sentence: str) -> None:
        self._reading = False
        self.desk.fault.emit(sentence)

    def _taken_back(self, op: Op) -> None:
        """It waited here and is no more to be stored, or became an amendment."""
        if self._waiting.pop(op.id, None) is not None:
            self._lay_over()

    def _not_stored(self, op: Op, why: Refused) -> None:
        if op.id in self._waiting:
            _, raw = self._waiting.pop(op.id)
            self._lay_over()
            self.refused.emit(str(why), raw)


_ALL = ("meeting", "agenda_item", "person", "minute_entry")
