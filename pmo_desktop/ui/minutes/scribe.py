"""What the scribe's hands do, as edits: lines, items, coming and going, opening and closing."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.edits import batch
from pmo_desktop.domain.effects import Effect
from pmo_desktop.domain.markers import EntryKind, Line
from pmo_desktop.domain.meetings import AgendaItem, Attendance, MeetingState, Presence
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_effects import said
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import entries, session
from pmo_desktop.services.meetings.effects import Applying, ending
from pmo_desktop.services.meetings.effectwords import taken
from pmo_desktop.services.meetings.typed import Typed
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.sitting import Sitting


class Scribe(QObject):
    """Turns acts into edits of the sitting. `looked_at` is the item whose lines are shown."""

    told = Signal(str, str)
    """A bold lead and the rest, for the status bar."""
    asked = Signal(str, str)
    """Something that could not be done: what, and how to do it."""
    item_changed = Signal()
    """Another item is looked at."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self.looked_at: UUID | None = None
        self.editing: UUID | None = None

    @property
    def facts(self) -> MeetingFacts | None:
        """The meeting as it stands."""
        return self.sitting.facts

    @property
    def item(self) -> AgendaItem | None:
        """The item that lines go to."""
        facts = self.facts
        if facts is None:
            return None
        first = facts.items[0] if facts.items else None
        return facts.agenda.get(self.looked_at) or facts.current or first

    # -- lines -------------------------------------------------------------------------------------

    def enter(self, line: Line, raw: str, effects: Sequence[Effect] | None = None) -> UUID | None:
        """A new line, or the one being changed; gives its id. `effects` as a decision's were taken."""
        facts = self.facts
        if facts is None:
            return None
        entry = facts.notes.get(self.editing)
        if entry is not None:
            self._revise(facts, entry, line, raw, effects)
            return entry.id
        made = entries.entered(facts, self.item, line, raw, self.sitting.moment, effects)
        self.sitting.send(made.edit, made.label, raw, says=made.says)
        self._tell_kept(made.says)
        return made.entry

    def take_effects(self, uid: UUID, effects: Sequence[Effect]) -> None:
        """What the decision of a line does to the register from now on; nothing when empty."""
        facts = self.facts
        entry = facts.notes.get(uid) if facts else None
        if facts is None or entry is None or entry.decision is None:
            return
        typed = Typed(facts, self.item, Line(EntryKind.DECISION, ""), entry.id, self.sitting.moment)
        edits = taken(facts, entry.decision, effects, typed)
        if edits:
            number = entries.number_of(facts, entry)
            self.sitting.send(batch(edits), trl("Effects of {number}", number=number))

    def _revise(
        self, facts: MeetingFacts, entry: MinuteEntry, line: Line, raw: str, effects: Sequence[Effect] | None
    ) -> None:
        number = entries.number_of(facts, entry)
        label, says = trl("Change of {number}", number=number), tr("Line {number}", number=number)
        self.editing = None
        edit = entries.revised(facts, entry, line, raw, self.sitting.moment, effects)
        self.sitting.send(edit, label, raw, says=says)
        self._tell_kept(says)

    def _tell_kept(self, label: str) -> None:
        now = shown.local(self.facts.zoned(self.sitting.now)) if self.facts else self.sitting.now
        self.told.emit(tr("{line} kept {time}", line=label, time=f"{now:%H:%M:%S}"), tr("on this computer"))

    def edit_last(self) -> tuple[str, str] | None:
        """Number and text of the line before the one being changed (the last at first), to go on with."""
        facts = self.facts
        rows = list(facts.of_item(self.item.id if self.item else None)) if facts else []
        if not facts or not rows:
            return None
        ids = [e.id for e in rows]
        at = ids.index(self.editing) - 1 if self.editing in ids else len(rows) - 1  # type: ignore[arg-type]
        return self.edit_entry(rows[max(0, at)].id)

    def edit_entry(self, uid: UUID) -> tuple[str, str] | None:
        """Number and text of a line, to go on with."""
        facts = self.facts
        entry = facts.notes.get(uid) if facts else None
        if facts is None or entry is None:
            return None
        self.editing = uid
        return entries.number_of(facts, entry), entry.raw or entry.text

    def check_later(self) -> None:
        """Mark the line being changed, or the last one, to be checked later."""
        facts = self.facts
        rows = facts.of_item(self.item.id if self.item else None) if facts else ()
        entry = facts.notes.get(self.editing) if facts and self.editing else (rows[-1] if rows else None)
        if entry is not None:
            self.sitting.send(entries.marked(entry), trl("Check later"))

    def remove(self, uid: UUID) -> None:
        """Put a line away."""
        facts = self.facts
        entry = facts.notes.get(uid) if facts else None
        if facts is not None and entry is not None:
            label = trl("Removal of {number}", number=entries.number_of(facts, entry))
            self.sitting.send(entries.removed(facts, entry), label)

    # -- items -------------------------------------------------------------------------------------

    def look_at(self, item: UUID | None) -> None:
        """Show the lines of an item without taking it up."""
        self.looked_at, self.editing = item, None
        self.item_changed.emit()

    def step(self, by: int) -> None:
        """Take up the next item or the one before; before the session, look at it."""
        facts = self.facts
        if facts is None:
            return
        if facts.meeting.state is not MeetingState.IN_SESSION:
            now = facts.items.index(self.item) + by if self.item in facts.items else 0
            if 0 <= now < len(facts.items):
                self.look_at(facts.items[now].id)
            return
        item = session.next_item(facts, by)
        if item is not None:
            self.take_up(item.id)

    def take_up(self, item: UUID) -> None:
        """End the item under discussion and begin this one."""
        facts = self.facts
        wanted = facts.agenda.get(item) if facts else None
        if facts is None or wanted is None or facts.meeting.state is not MeetingState.IN_SESSION:
            self.look_at(item)
            return
        self.looked_at, self.editing = None, None
        edit = session.go_to_item(facts, wanted, self.sitting.moment)
        self.sitting.send(edit, trl("Item {number}", number=wanted.number))
        self.item_changed.emit()

    def resolution(self) -> str:
        """The words proposed for the item, for `d` and Tab."""
        facts, item = self.facts, self.item
        paper = next((p for p in facts.papers.all() if item and p.item == item.id), None) if facts else None
        said = (item.proposed_resolution if item else Rich("")) or (
            paper.proposed_resolution if paper else ""
        )
        if not said:
            self.asked.emit(tr("This item has no proposed resolution"), tr("type the decision after d"))
        return " ".join(said.split())

    def take_resolution(self) -> None:
        """The proposed resolution as a decision, at once."""
        said = self.resolution()
        if said:
            self.editing = None
            self.enter(Line(EntryKind.DECISION, said, "d"), f"d {said}")

    # -- people ------------------------------------------------------------------------------------

    def call_roll(self, typed: str) -> bool:
        """Presence by initials; whether everybody was called."""
        facts = self.facts
        if facts is None:
            return True
        called = session.roll_call(facts, typed, self.sitting.moment)
        if called.edit is not None:
            self.sitting.send(called.edit, trl("Roll call"))
        if called.unknown:
            words = ", ".join(called.unknown)
            self.asked.emit(tr("Nobody at the table is called {initials}", initials=words), "")
        now = self.facts
        return now is None or all(a.presence is not Presence.EXPECTED for a in now.present_list)

    def move(self, typed: str) -> bool:
        """Who is called by these initials joins or leaves; a line says so. Whether somebody is."""
        facts = self.facts
        seat = session.seat_of(facts, typed) if facts else None
        if facts is None or seat is None:
            self.asked.emit(tr("Nobody at the table is called {initials}", initials=typed), "")
            return False
        self.toggle(seat)
        return True

    def toggle(self, seat: Attendance) -> None:
        """One person joins or leaves."""
        facts = self.facts
        if facts is None:
            return
        self.editing = None
        moved = entries.moved(facts, self.item, seat, self.sitting.moment)
        self.sitting.send(moved.edit, moved.label, says=moved.says)

    def set_presence(self, seat: UUID, presence: Presence) -> None:
        """How one person takes part."""
        facts = self.facts
        found = facts.attendance.get(seat) if facts else None
        if facts is not None and found is not None:
            edit = session.presences(facts, {found: presence}, self.sitting.moment)
            self.sitting.send(edit, trl("Presence of {name}", name=facts.name(found.person)))

    # -- the session -------------------------------------------------------------------------------

    def start(self) -> bool:
        """Open the session; whether it was not open yet."""
        facts = self.facts
        if facts is None or facts.meeting.state is MeetingState.IN_SESSION:
            return False
        self.looked_at = None
        self.sitting.send(session.start(facts, self.sitting.moment), trl("Start of the meeting"))
        return True

    def end(self) -> None:
        """Close the session; what was decided comes into the register where the body has it so."""
        facts = self.facts
        if facts is None or facts.meeting.state not in session.RUNNING:
            return
        if not any(e.archived_at is None for e in facts.effects.all()):
            self._ended(Applying(session.end_meeting(facts, self.sitting.moment)))
            return
        moment = self.sitting.moment

        def work_out(office: Office) -> Applying:
            return ending(office.store.reader, facts, moment)

        def without(_why: str) -> None:
            self._ended(Applying(session.end_meeting(facts, moment)))

        self.sitting.desk.query(work_out, self._ended, without)

    def _ended(self, done: Applying) -> None:
        facts = self.facts
        if facts is None or facts.meeting.state not in session.RUNNING:
            return
        self.sitting.send(done.edit, trl("End of the meeting"))
        if done.left:
            what = "; ".join(said(facts, left.effect) for left in done.left)
            self.asked.emit(tr("Not in the register: {what}", what=what), done.left[0].why)
