"""Hold the next board meeting of the demo: roll-call, every line as a scribe would type it, the end."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from datetime import timedelta

from pmo_desktop.demo.script import demo_minutes_lines
from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.ids import MeetingId, MinuteEntryId
from pmo_desktop.domain.markers import parse_line
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.effectwords import offered
from pmo_desktop.services.meetings.entries import entered
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.session import end_meeting, go_to_item, roll_call, start
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import Typed
from pmo_desktop.services.office import Office

PACE = timedelta(minutes=2)
"""The clock goes on by so much from line to line."""


@dc.dataclass(frozen=True, slots=True)
class Held:
    """What a meeting left behind."""

    lines: int
    decisions: int
    actions: int


class _Room:
    """The meeting while it is held: each edit is stored, and its facts follow."""

    def __init__(self, office: Office, facts: MeetingFacts) -> None:
        self.office, self.facts = office, facts
        self._clock = facts.meeting.starts.at

    def moment(self) -> Moment:
        """Now, on the clock of the demo."""
        return Moment(self._clock, self.office.new_id)

    def change(self, edit: Edit, label: str) -> None:
        """Store one edit and go on by one beat."""
        self.office.change(edit, label)
        self._clock += PACE
        fresh = read_meeting(self.office.store.reader, self.facts.meeting.id)
        assert fresh is not None
        self.facts = fresh


def _items(facts: MeetingFacts) -> dict[str, AgendaItem]:
    return {i.number: i for i in facts.items}


def _spoken(room: _Room) -> Iterator[str]:
    """Store each line of the script under its item."""
    now = ""
    for line in demo_minutes_lines():
        item = _items(room.facts).get(line.item)
        if item is not None and line.item != now:
            room.change(go_to_item(room.facts, item, room.moment()), trl("Item {number}", number=line.item))
            now = line.item
        item = _items(room.facts).get(line.item)
        initials = frozenset(room.facts.initials.values())
        parsed = parse_line(line.text, room.facts.body.language, initials=initials)
        moment = room.moment()
        typed = Typed(room.facts, item, parsed, MinuteEntryId(moment.new_id()), moment)
        taken = [one.effect for one in offered(typed) if not one.warns]
        made = entered(room.facts, item, parsed, line.text, moment, taken)
        room.change(made.edit, made.label)
        yield line.text


def hold(office: Office, meeting: MeetingId) -> Held:
    """Hold a meeting whose pack is issued, by the hand of its scribe.

    Raises Fault when there is no such meeting, Refused when a rule is broken.
    """
    facts = read_meeting(office.store.reader, meeting)
    if facts is None:
        raise Fault(tr("There is no such meeting."))
    scribe = facts.meeting.scribe or facts.meeting.secretary
    room = _Room(dc.replace(office, who=scribe) if scribe else office, facts)
    room.change(start(room.facts, room.moment()), trl("Start"))
    called = roll_call(room.facts, "a ad, r fa, p all", room.moment())
    if called.edit is not None:
        room.change(called.edit, trl("Roll-call"))
    lines = sum(1 for _ in _spoken(room))
    room.change(end_meeting(room.facts, room.moment()), trl("End of the meeting"))
    decisions = [d for d in room.facts.decisions.all() if d.meeting == meeting]
    actions = [a for a in room.facts.actions.all() if a.meeting == meeting]
    return Held(lines, len(decisions), len(actions))
