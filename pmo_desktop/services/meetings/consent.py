"""The consent block passed in one go: each item concluded, and what it asked for decided."""

from __future__ import annotations

from pmo_desktop.domain.edits import Batch, Edit, batch
from pmo_desktop.domain.markers import EntryKind, Line
from pmo_desktop.domain.meetings import AgendaItem, AgendaState, Outcome, Purpose
from pmo_desktop.readmodels.agenda import CONSENT, heading_of
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, applied
from pmo_desktop.services.meetings.entries import entered
from pmo_desktop.services.meetings.steps import Moment, walked

_ASKS = (Purpose.DECIDE, Purpose.ENDORSE)


def passed_together(facts: MeetingFacts, moment: Moment) -> Batch:
    """Conclude what is left of the consent block, each item as what it asks for.

    An item with a proposed resolution is minuted as that decision, with the effects prepared for it; one
    without has an outcome only.
    """
    edits: list[Edit] = []
    for item in (i for i in facts.items if _waits(i)):
        asks = item.purpose in _ASKS
        if asks and (words := str(item.proposed_resolution).strip()):
            line = entered(facts, item, Line(EntryKind.DECISION, words), words, moment).edit
            edits += line.edits
            facts = applied(facts, line)
        ends = {"started_at": moment.now, "ended_at": moment.now}
        outcome = Outcome.DECIDED if asks else Outcome.NOTED
        concluded = batch(walked(item, AgendaState.CONCLUDED, **ends, outcome=outcome))
        edits += concluded.edits
        facts = applied(facts, concluded)
    return batch(edits)


def _waits(item: AgendaItem) -> bool:
    scheduled = item.state is AgendaState.SCHEDULED and item.started_at is None
    return heading_of(item) == CONSENT and scheduled
