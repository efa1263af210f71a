"""After the meeting: lines worded, the chair's changes, comments answered, approved text amended."""

from __future__ import annotations

import dataclasses as dc
from datetime import date, timedelta
from email import message_from_bytes, policy
from typing import Any
from uuid import UUID

import pytest

from pmo_desktop.domain.edits import Create, Edit, steps
from pmo_desktop.domain.governance import MinuteStyle, NotesRule
from pmo_desktop.domain.ids import DecisionId
from pmo_desktop.domain.meetings import Outcome
from pmo_desktop.domain.minutes import MinuteEntry, MinutesState, SignedHow
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.reviewing import Amendment, AmendmentState, CommentState, MinuteComment
from pmo_desktop.domain.schema import kinds
from pmo_desktop.readmodels import review as seen
from pmo_desktop.readmodels.notices import notices
from pmo_desktop.readmodels.review import Mark, ReviewFacts
from pmo_desktop.readmodels.tidy import Lack, offered, tidy
from pmo_desktop.services.meetings import (
    amending,
    commenting,
    disposing,
    mailing,
    reviewing,
    session,
    tidying,
)
from pmo_desktop.services.meetings import minutes as way
from tests.meetings import Room, room

PERSON = UUID(int=77)


@pytest.fixture
def held() -> Room:
    """A meeting that was held: a key point, a decision, two actions of which one lacks owner and day."""
    made = room()
    made.start()
    made.wait(5).type("k capacity is the binding limit until March")
    made.type("d approve option 2, subject to consent of finance")
    made.type("a confirm rates with finance @mk >+5 wd")
    made.type("a ask for the permit")
    return made.do(session.end_meeting(made.facts, made.moment))


def entry(made: Room, n: int) -> MinuteEntry:
    return made.facts.entries[n]


def record(edit: Edit) -> Any:
    """The first record that an edit makes."""
    step = next(s for s in steps(edit) if isinstance(s, Create))
    return kinds()[step.kind].cls(**{"id": step.id, **dict(step.values)})


def test_the_walk_goes_in_order_and_folds_what_is_worded(held: Room) -> None:
    first = tidy(held.facts)
    assert first.worded == 0
    assert len(first.lines) == 4
    assert first.lines[0].raw.startswith("k capacity")
    held.do(tidying.worded(held.facts, entry(held, 0), "It was noted that capacity was short."))
    now = tidy(held.facts)
    assert now.worded == 1
    assert now.lines[0].text == "It was noted that capacity was short."
    assert now.lines[0].raw.startswith("k capacity")
    assert now.after(now.lines[0].id) == now.lines[1]
    held.do(tidying.unworded(entry(held, 0)))
    assert tidy(held.facts).worded == 0


def test_the_record_of_a_line_says_the_same_and_takes_the_condition(held: Room) -> None:
    line = entry(held, 1)
    offer = offered(held.facts, line.id, line.text)[0]
    assert offer.condition == "Subject to consent of finance"
    held.do(tidying.worded(held.facts, line, offer.text, offer.condition))
    decision = held.facts.decisions.get(line.decision)
    assert decision is not None
    assert decision.text == entry(held, 1).text == "The Board approved option 2."
    assert decision.conditions == "Subject to consent of finance"


def test_what_lacks_is_listed_and_one_answer_away(held: Room) -> None:
    lacks = [(m.lack, m.number) for m in tidy(held.facts).missing]
    assert [lack for lack, _ in lacks] == [Lack.REASON, Lack.OWNER, Lack.DATE]
    why = tidying.filled(held.facts, Lack.OWNER, entry(held, 3), None, "zz", held.moment)
    assert why.edit is None
    assert "zz" in why.why
    for lack, n, typed in (
        (Lack.OWNER, 3, "@mk"),
        (Lack.DATE, 3, "> +10 wd"),
        (Lack.REASON, 1, "the rates are fixed until May"),
    ):
        held.do(tidying.filled(held.facts, lack, entry(held, n), None, typed, held.moment).edit)
    assert tidy(held.facts).missing == ()
    assert "day" in tidying.filled(held.facts, Lack.DATE, entry(held, 3), None, "soonish", held.moment).why


def test_an_item_without_outcome_gets_one_by_its_first_letters(held: Room) -> None:
    item = held.facts.items[-1]
    made = tidying.filled(held.facts, Lack.OUTCOME, None, item, "ref", held.moment)
    assert held.do(made.edit).facts.agenda.by_id[item.id].outcome is Outcome.REFERRED
    assert tidying.filled(held.facts, Lack.OUTCOME, None, item, "xx", held.moment).why


def reviewed(held: Room, reads: str, n: int = 0) -> ReviewFacts:
    edit = reviewing.proposed(held.facts, ReviewFacts(), entry(held, n), reads, PERSON, held.moment)
    return ReviewFacts(amendments=(record(edit),))


def test_the_chairs_wording_is_tracked_and_accepted(held: Room) -> None:
    review = reviewed(held, "Capacity is the firm limit until April")
    row = seen.change_rows(held.facts, review)[0]
    assert [w.text for w in row.words if w.mark is Mark.STRUCK] == ["binding", "March"]
    assert [w.text for w in row.words if w.mark is Mark.ADDED] == ["firm", "April"]
    assert way.lacking(held.facts, MinutesState.CIRCULATED, review)
    held.do(reviewing.accepted(held.facts, review.amendments))
    assert entry(held, 0).text == "Capacity is the firm limit until April"


def test_the_same_person_has_one_wording_of_a_line_and_may_take_it_back(held: Room) -> None:
    review = reviewed(held, "Other words")
    again = reviewing.proposed(held.facts, review, entry(held, 0), "Still others", PERSON, held.moment)
    assert not any(isinstance(s, Create) for s in steps(again))
    back = reviewing.proposed(held.facts, review, entry(held, 0), entry(held, 0).text, PERSON, held.moment)
    assert [c.new for s in steps(back) for c in s.changes] == [AmendmentState.DECLINED]  # type: ignore[union-attr]


def test_a_wording_of_a_line_that_changed_meanwhile_is_told(held: Room) -> None:
    review = reviewed(held, "Other words")
    held.do(tidying.rewritten(held.facts, entry(held, 0), "Changed meanwhile"))
    row = seen.change_rows(held.facts, review)[0]
    assert row.stale
    assert row.words[0].text != "Capacity"


def test_the_draft_goes_round_with_its_last_day_in_working_days(held: Room) -> None:
    held.do(way.advance(held.facts, MinutesState.CHAIR_REVIEW, held.clock))
    assert held.facts.minutes is not None
    assert held.facts.minutes.drafted_at == held.clock
    held.do(way.advance(held.facts, MinutesState.CIRCULATED, held.clock))
    minutes = held.facts.minutes
    assert minutes is not None
    assert minutes.circulated_at == held.clock
    assert minutes.comments_until == date(2026, 8, 6)  # five working days after Thursday 30 July


def comment(held: Room, line: str, text: str) -> MinuteComment:
    found = record(commenting.commented(held.facts, line, text, PERSON, held.moment).edit)
    assert isinstance(found, MinuteComment)
    return found


def test_a_comment_finds_its_line_by_margin_or_paragraph(held: Room) -> None:
    lines = seen.numbered_lines(held.facts)
    assert [x.line for x in lines] == [1, 2, 3, 4]
    assert comment(held, "2", "x").entry == lines[1].entry
    assert comment(held, lines[2].number, "x").line == 3
    assert comment(held, "", "on all of it").entry is None
    assert commenting.commented(held.facts, "99", "x", None, held.moment).refused


def test_line_numbers_do_not_move_when_a_line_is_worded(held: Room) -> None:
    before = [(x.line, x.entry) for x in seen.numbered_lines(held.facts)]
    held.do(tidying.worded(held.facts, entry(held, 0), "a much longer wording " * 20))
    assert [(x.line, x.entry) for x in seen.numbered_lines(held.facts)] == before


def test_minutes_are_not_tabled_while_a_comment_waits(held: Room) -> None:
    open_one = comment(held, "1", "say April")
    review = ReviewFacts((open_one,))
    assert "1 comment" in way.lacking(held.facts, MinutesState.TABLED, review)
    to_chair = ReviewFacts((dc.replace(open_one, state=CommentState.TO_CHAIR),))
    assert way.lacking(held.facts, MinutesState.TABLED, to_chair)
    done = ReviewFacts((dc.replace(open_one, state=CommentState.DECLINED),))
    assert way.lacking(held.facts, MinutesState.TABLED, done) == ""


def test_an_accepted_comment_brings_its_wording_and_is_traced(held: Room) -> None:
    said = comment(held, "1", "say April")
    edit = commenting.answered(
        held.facts, ReviewFacts((said,)), said, CommentState.ACCEPTED, "", held.moment, "Limit until April."
    )
    made = record(edit)
    assert isinstance(made, Amendment)
    assert made.state is AmendmentState.ACCEPTED
    assert made.reason == "say April"
    assert made.by == PERSON
    held.do(edit)
    assert entry(held, 0).text == "Limit until April."
    assert commenting.lacks_reason(CommentState.DECLINED, " ")
    assert not commenting.lacks_reason(CommentState.ACCEPTED, "")


def test_a_reply_file_is_read_with_its_rows_and_reasons(held: Room) -> None:
    rows = [
        ["line", "comment", "person"],
        ["1", "=HYPERLINK(1)", "Marta Kowalska"],
        ["99", "no such line", ""],
        ["2", "<b>bold</b> & more", "nobody at all"],
        ["3", "fine", ""],
        ["3", "fine", ""],
    ]
    made = commenting.from_rows(held.facts, ReviewFacts(), rows, PERSON, held.moment)
    assert made.taken == 2
    assert len(made.refused) == 2
    first = record(made.edit)
    assert first.text == "=HYPERLINK(1)"
    assert held.facts.name(first.person) == "Marta Kowalska"
    again = ReviewFacts(tuple(record(e) for e in made.edit.edits))
    assert commenting.from_rows(held.facts, again, rows, PERSON, held.moment).taken == 0


def test_a_reply_in_plain_words_is_read() -> None:
    body = "Dear Nadia,\n> 17: quoted\nLine 17: read 15 not 50\n4.9; say April; Marta Kowalska\nRegards"
    assert commenting.text_rows(body) == [
        ["17", "read 15 not 50", ""],
        ["4.9", "say April", "Marta Kowalska"],
    ]


def test_approved_minutes_are_amended_only_with_a_decision(held: Room) -> None:
    edit = amending.amended(held.facts, ReviewFacts(), entry(held, 0), "15 not 50", PERSON, held.moment)
    made = record(edit)
    decision = held.facts.decisions.all()[0]
    assert amending.against(None)
    assert amending.against(decision) == ""
    after = dc.replace(made, state=AmendmentState.ACCEPTED, decision=decision.id)
    told = seen.errata(held.facts, ReviewFacts(amendments=(after,)), {decision.id: "D-PB-2026-08-01"})
    assert told[0].number == 1
    assert "D-PB-2026-08-01" in told[0].said
    assert "15 not 50" in told[0].said
    assert seen.errata(held.facts, ReviewFacts(amendments=(made,)), {}) == ()
    assert amending.amended(held.facts, ReviewFacts(), entry(held, 0), entry(held, 0).text, PERSON,
                            held.moment).edits == ()  # fmt: skip
    assert DecisionId(decision.id) == decision.id


def test_signing_says_who_when_and_how(held: Room) -> None:
    minutes = held.facts.minutes
    assert minutes is not None
    settled = dc.replace(minutes, state=MinutesState.APPROVED)
    edit = way.signed(settled, PERSON, date(2026, 8, 28), SignedHow.WET_INK)
    wanted = {c.name: c.new for s in steps(edit) for c in s.changes}  # type: ignore[union-attr]
    assert wanted["state"] is MinutesState.SIGNED
    assert wanted["signed_how"] is SignedHow.WET_INK


def test_each_owner_gets_one_notice_with_where_each_action_came_from(held: Room) -> None:
    held.do(tidying.filled(held.facts, Lack.OWNER, entry(held, 3), None, "mk", held.moment).edit)
    found = notices(held.facts)
    assert [(n.name, len(n.actions)) for n in found] == [("Marta Kowalska", 2)]
    assert found[0].actions[0].due is not None
    assert found[0].actions[0].item
    mail = message_from_bytes(mailing.notice_mail(found[0], b"%PDF-", held.clock), policy=policy.default)
    body = mail.get_body()
    assert body is not None
    assert "Confirm rates" in body.get_content()
    assert [a.get_filename() for a in mail.iter_attachments()] == ["PB-2026-07-Marta-Kowalska.pdf"]


def test_a_notice_survives_names_that_would_break_a_header(held: Room) -> None:
    held.do(tidying.filled(held.facts, Lack.OWNER, entry(held, 3), None, "mk", held.moment).edit)
    bad = dc.replace(notices(held.facts)[0], name="A\r\nBcc: x@y.z", email="not an address", body="B\nX: 1")
    mail = message_from_bytes(mailing.notice_mail(bad, None, held.clock), policy=policy.default)
    assert mail["Bcc"] is None
    assert mail["X"] is None


def test_rough_notes_go_only_when_the_rule_lets_them(held: Room) -> None:
    assert "approved" in disposing.disposal(held.facts, held.clock).why_not
    minutes = held.facts.minutes
    assert minutes is not None
    settled = dc.replace(minutes, state=MinutesState.APPROVED, approved_on=held.clock.date())
    facts = dc.replace(held.facts, minute_sets=held.facts.minute_sets.put(settled))
    found = disposing.disposal(facts, held.clock)
    assert found.allowed
    assert len(found.notes) == 4
    assert found.notes[0].raw.startswith("k ")
    hold = dc.replace(facts, body=dc.replace(facts.body, notes_rule=NotesRule.HOLD))
    assert not disposing.disposal(hold, held.clock).allowed
    keep = dc.replace(facts, body=dc.replace(facts.body, notes_rule=NotesRule.KEEP, notes_days=30))
    assert not disposing.disposal(keep, held.clock).allowed
    assert disposing.disposal(keep, held.clock + timedelta(days=30)).allowed


def test_the_style_of_the_set_rules_the_wordings(held: Room) -> None:
    minutes = held.facts.minutes
    assert minutes is not None
    assert minutes.style is MinuteStyle.KEY_POINTS
    other = dc.replace(minutes, style=MinuteStyle.RESOLUTIONS)
    facts = dc.replace(held.facts, minute_sets=held.facts.minute_sets.put(other))
    assert offered(facts, entry(held, 1).id, "approve option 2")[0].text.startswith("It was resolved that")
    assert ActionState.OPEN is held.facts.actions.all()[0].state
