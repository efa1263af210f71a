"""Approval looked at before and after, and what the database refuses on the way there."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from uuid import uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.ids import AmendmentId, EffectId, MeetingId, MinuteCommentId
from pmo_desktop.domain.meetings import AgendaKind, MeetingState
from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.domain.reviewing import (
    Amendment,
    AmendmentState,
    AmendmentWhy,
    CommentState,
    MinuteComment,
)
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import approvals, disposing, reviewing
from pmo_desktop.services.meetings.minutes import advance
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from tests import builders as make
from tests.ui.meeting_window import Made, database, hold

LATER = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)


@pytest.fixture
def made(database_url: str) -> Made:
    there = database(database_url)
    hold(there)
    return there


@pytest.fixture
def office(made: Made) -> Iterator[Office]:
    opened = dc.replace(open_office(made.url), now=lambda: LATER)
    yield opened
    opened.close()


def facts_of(office: Office, made: Made) -> MeetingFacts:
    found = read_meeting(office.store.reader, MeetingId(made.meeting))
    assert found is not None
    return found


def moment() -> Moment:
    return Moment(LATER, uuid4)


def ended(office: Office, made: Made, goal: MinutesState) -> MeetingFacts:
    """The meeting is over and its minutes are on their way."""
    from pmo_desktop.services.meetings.session import end_meeting

    office.change(end_meeting(facts_of(office, made), moment()), "end")
    for state in (MinutesState.CHAIR_REVIEW, MinutesState.CIRCULATED, MinutesState.TABLED):
        office.change(advance(facts_of(office, made), state, LATER), "on")
        if state is goal:
            break
    return facts_of(office, made)


def test_what_approval_changes_is_seen_before_and_after(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.TABLED)
    work = office.store.reader.all("work")[0]
    decision = facts.decisions.all()[0]
    for amount in (make.eur(5), None):
        effect = Effect(id=EffectId(uuid4()), decision=decision.id, effect_kind=EffectKind.CHANGE_BUDGET,
                        work=work.id, amount=amount)  # fmt: skip
        office.change(creation(effect), "decided")
    before = approvals.look_before(office.store.reader, facts_of(office, made), moment())
    assert before.goal is MinutesState.APPROVED
    assert before.applied == 1
    row = next(r for r in before.rows if not r.why_not)
    assert row.decision == decision.ref
    assert "5,000,000" in row.after
    assert approvals.told_after(before.left)
    assert office.store.reader.get("work", [work.id])[work.id].budget != make.eur(5)
    office.change(before.edit, "approve")
    assert office.store.reader.get("work", [work.id])[work.id].budget == make.eur(5)
    after = approvals.look_back(office.store.reader, facts_of(office, made))
    assert sorted(bool(r.why_not) for r in after.rows) == [False, True]


def test_the_decision_that_approves_comes_into_force_with_the_minutes(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.TABLED)
    assert facts.minutes is not None
    decision = make.decision("Approve the minutes", ref="D-PB-2026-08-01")
    effect = Effect(id=EffectId(uuid4()), decision=decision.id, effect_kind=EffectKind.APPROVE_MINUTES,
                    minutes=facts.minutes.id)  # fmt: skip
    make.stored(office, decision, effect)
    found = approvals.look_before(office.store.reader, facts, moment())
    assert [r.decision for r in found.rows] == ["D-PB-2026-08-01"]
    office.change(found.edit, "approve")
    assert office.store.reader.get("effect", [effect.id])[effect.id].state is EffectState.APPLIED


def test_minutes_with_an_open_comment_are_refused_at_the_table(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.CIRCULATED)
    said = MinuteComment(id=MinuteCommentId(uuid4()), meeting=facts.meeting.id, text=Rich("no"), at=LATER)
    office.change(creation(said), "comment")
    with pytest.raises(Refused, match="1 comment"):
        office.change(advance(facts, MinutesState.TABLED, LATER), "table")
    stored = office.store.reader.get("minute_comment", [said.id])[said.id]
    office.change(between(stored, dc.replace(stored, state=CommentState.DECLINED)), "answer")
    office.change(advance(facts_of(office, made), MinutesState.TABLED, LATER), "table")


def test_an_amendment_of_approved_minutes_needs_a_decision(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.TABLED)
    office.change(approvals.look_before(office.store.reader, facts, moment()).edit, "approve")
    line = facts.entries[0]
    one = Amendment(id=AmendmentId(uuid4()), meeting=facts.meeting.id, entry=line.id, was=line.text,
                    reads=Rich("other"), why=AmendmentWhy.RESOLUTION, at=LATER)  # fmt: skip
    office.change(creation(one), "propose")
    stored = office.store.reader.get("amendment", [one.id])[one.id]
    alone = dc.replace(stored, state=AmendmentState.ACCEPTED)
    with pytest.raises(Refused, match="decision"):
        office.change(between(stored, alone), "accept")
    decision = facts.decisions.all()[0]
    office.change(between(stored, dc.replace(alone, decision=decision.id)), "adopt")
    adopted = office.store.reader.get("amendment", [one.id])[one.id]
    with pytest.raises(Refused):
        office.change(between(adopted, dc.replace(adopted, reads=Rich("still other"))), "alter")
    review = reviewing.read_review(office.store.reader, facts_of(office, made))
    assert [a.id for a in review.amendments] == [one.id]


def test_rough_notes_leave_the_minutes_and_the_trail_but_for_a_line_of_it(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.TABLED)
    meeting = MeetingId(made.meeting)
    with pytest.raises(Exception, match="approved"):
        disposing.dispose(office, meeting)
    typed = {e.raw for e in facts.entries if e.raw and e.raw != e.text}
    office.change(approvals.look_before(office.store.reader, facts, moment()).edit, "approve")
    _, n = disposing.dispose(office, meeting)
    assert n == sum(bool(e.raw) for e in facts.entries)
    assert not any(e.raw for e in facts_of(office, made).entries)
    past = office.store.reader.history(most=10_000)
    wordings = [c for p in past if p.kind == "minute_entry" for c in p.changes if c.name == "raw"]
    assert not typed & {str(v) for c in wordings for v in (c.old, c.new)}
    assert any("disposed of" in p.label for p in past)


def test_the_next_meeting_gets_an_item_for_these_minutes(office: Office, made: Made) -> None:
    facts = ended(office, made, MinutesState.TABLED)
    other = facts.next_meeting
    assert other is not None
    later = read_meeting(office.store.reader, other.id)
    assert later is not None
    before = sum(i.agenda_kind is AgendaKind.MINUTES for i in later.items)
    office.change(approvals.put_on_agenda(later, facts, moment()), "agenda")
    now = read_meeting(office.store.reader, other.id)
    assert now is not None
    items = [i for i in now.items if i.agenda_kind is AgendaKind.MINUTES]
    assert len(items) == before + 1
    assert any(facts.meeting.ref in i.proposed_resolution for i in items)
    assert now.meeting.state is not MeetingState.ENDED
