"""A scribe without a screen: lines of minutes and words for the keys, one by one, each answered at once.

It goes through the same services as the page: what a line means, makes and asks is decided there.
"""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from uuid import UUID

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.markers import Line, parse_line
from pmo_desktop.domain.meetings import AgendaItem, MeetingState, Presence
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.i18n import language, tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.meetings_gaps import gaps
from pmo_desktop.readmodels.meetings_quorum import quorum_of
from pmo_desktop.services.meetings import entries, session
from pmo_desktop.services.meetings.dictated import Reply, of_entry
from pmo_desktop.services.meetings.effects import ending
from pmo_desktop.services.meetings.reading import read_meeting, reread
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Receipt, Refused
from pmo_desktop.services.undo import UndoStack

SIGN = "/"
"""In front of a word for a key; a line that is to begin with it is typed with a backslash before."""


class Dictation:
    """One meeting. `take` one line after the other; each is stored before it is answered.

    Raises StoreFault when the database cannot be used; what was answered before is stored.
    """

    def __init__(self, office: Office, meeting: MeetingId) -> None:
        found = read_meeting(office.store.reader, meeting)
        assert found is not None
        self.facts: MeetingFacts = found
        self._office = office
        self._undo = UndoStack(office.new_id, office.now)
        self._calling = False
        self._words: Mapping[str, Callable[[str], Reply]] = {
            "start": self._start, "roll": self._roll, "next": lambda _: self._step(1),
            "back": lambda _: self._step(-1), "item": self._go, "left": self._left, "join": self._join,
            "joined": self._join, "move": self._move, "undo": lambda _: self._take_back(redo=False),
            "redo": lambda _: self._take_back(redo=True), "check": self._check, "change": self._change,
            "remove": self._remove, "resolution": self._resolution, "adjourn": self._adjourn,
            "end": self._end,
        }  # fmt: skip

    def sign_as(self, who: UUID) -> None:
        """Sign what is taken from now on with a person."""
        self._office = dc.replace(self._office, who=who)

    @property
    def words(self) -> tuple[str, ...]:
        """The words there are for keys."""
        return tuple(SIGN + word for word in self._words)

    @property
    def item(self) -> AgendaItem | None:
        """The item that lines go to."""
        return self.facts.current or (self.facts.items[0] if self.facts.items else None)

    def take(self, typed: str) -> Reply:
        """Do what a line says. An empty line ends the roll call, and nothing else."""
        said = typed.strip()
        word, _, rest = said[1:].partition(" ")
        try:
            if said.startswith(SIGN):
                return self._key(word.casefold(), rest.strip())
            if self._calling:
                return self._roll(said)
            return self._line(said) if said else Reply("nothing")
        except Refused as why:
            return Reply("line", refused=str(why))

    def _key(self, word: str, rest: str) -> Reply:
        act = self._words.get(word)
        if act is None:
            known = ", ".join(self.words)
            said = tr("There is no word {word}. There are: {known}.", word=SIGN + word, known=known)
            return Reply(word, refused=said)
        self._calling = self._calling and act in (self._start, self._roll)
        return act(rest)

    # -- lines -------------------------------------------------------------------------------------

    def _line(self, said: str) -> Reply:
        line = self._read(said)
        made = entries.entered(self.facts, self.item, line, said, self._moment)
        moment = self._moment
        self._store(made.edit, made.label)
        return of_entry(self.facts, made.entry, line, moment)

    def _read(self, said: str) -> Line:
        facts = self.facts
        return parse_line(said, facts.body.language, initials=facts.initials.values())

    def _entry(self, number: str) -> MinuteEntry | None:
        """The line with a number, else the last one of the item."""
        if number:
            return next((e for e in self.facts.entries if self.facts.numbers.get(e.id) == number), None)
        return next(reversed(self.facts.of_item(self.item.id if self.item else None)), None)

    def _change(self, rest: str) -> Reply:
        number, _, text = rest.partition(" ")
        entry = self._entry(number)
        if entry is None or entry.archived_at is not None or not text.strip():
            return Reply(
                "change", refused=tr("Say the number of a line and its new text, such as 4.2 k text.")
            )
        line, label = self._read(text.strip()), trl("Change of {number}", number=number)
        moment = self._moment
        self._store(entries.revised(self.facts, entry, line, text.strip(), moment), label)
        return of_entry(self.facts, entry.id, line, moment)

    def _remove(self, number: str) -> Reply:
        entry = self._entry(number)
        if entry is None:
            return Reply("remove", refused=self._no_line(number))
        found = entries.number_of(self.facts, entry)
        self._store(entries.removed(self.facts, entry), trl("Removal of {number}", number=found))
        return Reply("remove", number=found, text=entry.text)

    @staticmethod
    def _no_line(number: str) -> str:
        return tr("There is no line {number}.", number=number) if number else tr("This item has no line yet.")

    def _check(self, number: str) -> Reply:
        entry = self._entry(number)
        if entry is None:
            return Reply("check", refused=self._no_line(number))
        self._store(entries.marked(entry), trl("Check later"))
        return Reply("check", number=entries.number_of(self.facts, entry), text=entry.text)

    def _resolution(self, _rest: str) -> Reply:
        said = " ".join((self.item.proposed_resolution if self.item else "").split())
        if not said:
            return Reply("resolution", refused=tr("This item has no proposed resolution."))
        return self._line(f"d {said}")

    # -- people ------------------------------------------------------------------------------------

    def _roll(self, typed: str) -> Reply:
        """Presence by initials, until everybody was called or an empty line comes."""
        self._calling = bool(typed)
        if not typed:
            return Reply("roll", quorum=self._quorum())
        called = session.roll_call(self.facts, typed, self._moment)
        if called.edit is not None:
            self._store(called.edit, trl("Roll call"))
        waiting = [a for a in self.facts.present_list if a.presence is Presence.EXPECTED]
        self._calling = bool(waiting)
        lost = tr("Nobody at the table is called {initials}", initials=", ".join(called.unknown))
        return Reply(
            "roll", people=called.people, quorum=self._quorum(), asks=(lost,) if called.unknown else ()
        )

    def _quorum(self) -> str:
        return quorum_of(self.facts, self.item).said()

    def _left(self, initials: str) -> Reply:
        return self._moved("left", initials, here=True)

    def _join(self, initials: str) -> Reply:
        return self._moved("joined", initials, here=False)

    def _move(self, initials: str) -> Reply:
        return self._moved("move", initials, here=None)

    def _moved(self, did: str, initials: str, *, here: bool | None) -> Reply:
        """Somebody comes or goes; who is there cannot join, and who is not cannot leave."""
        seat = session.seat_of(self.facts, initials)
        if seat is None:
            said = tr("Nobody at the table is called {initials}", initials=initials)
            return Reply(did, refused=said)
        name = self.facts.name(seat.person)
        if here is not None and seat.presence.here is not here:
            said = tr("{name}: {presence}", name=name, presence=tr(seat.presence.label))
            return Reply(did, refused=said)
        made = entries.moved(self.facts, self.item, seat, self._moment)
        self._store(made.edit, made.label)
        return Reply(did, people=(name,), text=made.says, quorum=self._quorum())

    # -- items and the session ---------------------------------------------------------------------

    def _start(self, _rest: str) -> Reply:
        if self.facts.meeting.state is MeetingState.IN_SESSION:
            return Reply("start", refused=tr("The meeting is open already."))
        self._store(session.start(self.facts, self._moment), trl("Start of the meeting"))
        self._calling = True
        return self._at("start")

    def _step(self, by: int) -> Reply:
        item = session.next_item(self.facts, by)
        if item is None:
            return Reply("item", refused=tr("The agenda has no further item."))
        return self._take_up(item)

    def _go(self, number: str) -> Reply:
        item = next((i for i in self.facts.items if i.number == number), None)
        if item is None:
            known = ", ".join(i.number for i in self.facts.items)
            said = tr("There is no item {number}. There are: {known}.", number=number, known=known)
            return Reply("item", refused=said if known else tr("The agenda is empty"))
        return self._take_up(item)

    def _take_up(self, item: AgendaItem) -> Reply:
        if self.facts.meeting.state is not MeetingState.IN_SESSION:
            return Reply("item", refused=tr("The meeting is not open. Type {word} first.", word="/start"))
        edit = session.go_to_item(self.facts, item, self._moment)
        self._store(edit, trl("Item {number}", number=item.number))
        return self._at("item")

    def _at(self, did: str) -> Reply:
        item = self.facts.current
        title = item.title.said(language()) if item else ""
        return Reply(did, number=item.number if item else "", text=title, quorum=self._quorum())

    def _adjourn(self, _rest: str) -> Reply:
        self._store(session.adjourn(self.facts.meeting), trl("Break"))
        return Reply("adjourn")

    def _end(self, _rest: str) -> Reply:
        if self.facts.meeting.state not in session.RUNNING:
            return Reply("end", refused=tr("The meeting is not open. Type {word} first.", word="/start"))
        lacks = tuple(gap.says for gap in gaps(self.facts))
        done = ending(self._office.store.reader, self.facts, self._moment)
        self._store(done.edit, trl("End of the meeting"))
        left = tuple(item.why for item in done.left)
        return Reply("end", asks=(*lacks, *left))

    # -- storing -----------------------------------------------------------------------------------

    @property
    def _moment(self) -> Moment:
        return Moment(self._office.now(), self._office.new_id)

    def _store(self, edit: Edit, label: str) -> None:
        op = self._office.op(edit, label)
        self._follow(self._office.editor.apply(op))
        self._undo.stored(op)

    def _follow(self, receipt: Receipt) -> None:
        self.facts = reread(self._office.store.reader, self.facts, receipt.change.kinds())

    def _take_back(self, *, redo: bool) -> Reply:
        did, stack = ("redo", self._undo) if redo else ("undo", self._undo)
        what = (stack.next_redo() if redo else stack.next_undo()) or ""
        undoing = stack.redo() if redo else stack.undo()
        if undoing is None:
            return Reply(did, refused=tr("There is nothing to take back."))
        self._follow(self._office.editor.apply(undoing.op, strict=True))
        stack.settled(undoing)
        return Reply(did, text=what)
