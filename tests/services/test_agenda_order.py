"""Items under headings, the consent block and the restricted part keep together whatever is moved."""

from __future__ import annotations

import dataclasses as dc
from uuid import UUID

import pytest

from pmo_desktop.domain.edits import batch, between
from pmo_desktop.domain.governance import Interest
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaState,
    Lateness,
    Outcome,
    PaperState,
    Part,
    Presence,
    Purpose,
)
from pmo_desktop.domain.values import Rich
from pmo_desktop.readmodels.agenda import agenda_lines, block_words, objections
from pmo_desktop.readmodels.agenda_conflicts import conflicts
from pmo_desktop.services.meetings import agenda, papers
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.services.meetings.agenda_fields import field_set
from pmo_desktop.services.meetings.agenda_usual import agreed, copied, kept_as_usual
from pmo_desktop.services.meetings.consent import passed_together
from pmo_desktop.services.meetings.series import meeting_creation
from tests.meetings import Room, board, counted, room


@pytest.fixture
def there() -> Room:
    """Welcome, interests, Harbour, A, B, C, D, other matters, next meeting."""
    made = room()
    for title in "ABCD":
        made.do(agenda.add(made.facts, title, made.moment))
    return made


def called(there: Room, title: str) -> AgendaItem:
    return next(i for i in there.facts.items if str(i.title).startswith(title))


def titles(there: Room) -> str:
    """The items that the tests add, in order."""
    return "".join(str(i.title) for i in there.facts.items if len(str(i.title)) == 1)


def ids(there: Room, some: str) -> list[UUID]:
    return [called(there, one).id for one in some]


def test_a_heading_gathers_its_items_and_moves_with_them(there: Room) -> None:
    there.do(order.put_under(there.facts, ids(there, "BD"), "  Money   matters "))
    assert titles(there) == "ABDC"
    assert called(there, "D").section == "Money matters"
    there.do(order.section_moved(there.facts, "Money matters", -1))
    assert [str(i.title) for i in there.facts.items][:2] == ["B", "D"]
    assert [i.number for i in there.facts.items] == [str(n) for n in range(1, 10)]
    there.do(order.renamed(there.facts, "Money matters", "Finance"))
    assert {i.section for i in there.facts.items} == {"", "Finance"}
    assert order.section_moved(there.facts, "Finance", -1) is None


def test_keys_move_several_items_and_cross_a_heading_one_step_at_a_time(there: Room) -> None:
    there.do(order.nudged(there.facts, ids(there, "CD"), -1))
    assert titles(there) == "ACDB"
    there.do(order.put_under(there.facts, ids(there, "DB"), "Money"))
    there.do(order.nudged(there.facts, ids(there, "C"), 1))
    assert (titles(there), called(there, "C").section) == ("ACDB", "Money")
    there.do(order.nudged(there.facts, ids(there, "C"), 1))
    assert titles(there) == "ADCB"


def test_what_is_dropped_takes_the_heading_it_lands_under(there: Room) -> None:
    there.do(order.put_under(there.facts, ids(there, "CD"), "Money"))
    there.do(order.dropped(there.facts, ids(there, "A"), called(there, "D").id))
    assert (titles(there), called(there, "A").section) == ("BCAD", "Money")
    assert order.dropped(there.facts, ids(there, "A"), called(there, "A").id) is None


def test_only_what_moves_is_written(there: Room) -> None:
    edit = order.nudged(there.facts, ids(there, "B"), -1)
    assert edit is not None
    assert len(edit.edits) == 2


def test_part_b_comes_last_and_consent_stays_together(there: Room) -> None:
    there.do(order.in_part(there.facts, ids(there, "A"), Part.B))
    assert str(there.facts.items[-1].title) == "A"
    there.do(order.in_consent(there.facts, ids(there, "BD"), together=True))
    assert titles(there) == "BDCA"
    assert [block_words([line])[0] for line in agenda_lines(there.facts) if line.title in ("B", "A")] == [
        "Consent block: passed together",
        "Part B: restricted",
    ]
    there.do(order.nudged(there.facts, ids(there, "C"), -1))
    assert titles(there) == "CBDA"
    there.do(order.in_consent(there.facts, ids(there, "B"), together=False))
    assert titles(there) == "CDBA"


def test_the_consent_block_is_passed_in_one_go(there: Room) -> None:
    there.do(order.in_consent(there.facts, ids(there, "BD"), together=True))
    there.start()
    there.do(passed_together(there.facts, there.moment))
    assert [(called(there, t).state, called(there, t).outcome) for t in "BD"] == [
        (AgendaState.CONCLUDED, Outcome.NOTED)
    ] * 2


def test_what_the_block_asks_for_is_minuted_as_decided(there: Room) -> None:
    item = called(there, "B")
    asks = dc.replace(item, purpose=Purpose.DECIDE, proposed_resolution=Rich("adopt the standard for gates"))
    there.do(between(item, asks))
    there.do(order.in_consent(there.facts, ids(there, "BD"), together=True))
    there.start()
    there.do(passed_together(there.facts, there.moment))
    (decision,) = there.facts.decisions.all()
    assert (decision.item, str(decision.text)) == (item.id, "Adopt the standard for gates")
    assert called(there, "B").outcome is Outcome.DECIDED
    assert [e.decision for e in there.facts.of_item(item.id)] == [decision.id]


def test_planned_times_run_on_and_what_is_beyond_the_end_is_marked(there: Room) -> None:
    lines = agenda_lines(there.facts)
    assert [line.starts for line in lines[:3]] == ["10:00", "10:05", "10:10"]
    there.do(field_set(there.facts, ids(there, "CD"), "allotted", 60))
    late = [line.title for line in agenda_lines(there.facts) if line.late]
    assert late[0] == "D"
    assert any("leave a tenth free" in o.says for o in objections(there.facts))


def test_guests_and_works_are_found_by_name_and_code_or_refused(there: Room) -> None:
    there.do(field_set(there.facts, ids(there, "AB"), "guests", "Tilda, Thu"))
    assert {there.facts.name(p) for p in called(there, "B").guests} == {"Tilda Berg", "Thu Nguyen"}
    assert "Tilda Berg is a guest and is not invited" in [
        c.says for c in conflicts(there.facts, called(there, "A"))
    ]
    with pytest.raises(ValueError, match="no work with the code XX-9"):
        field_set(there.facts, ids(there, "A"), "work", "XX-9")


def test_interests_in_the_register_and_apologies_are_told_at_the_item(there: Room) -> None:
    facts, harbour = there.facts, called(there, "Harbour")
    seat = facts.memberships.all()[3]
    held = dc.replace(seat, interests=(Interest("Shares in Harbour Piling Ltd"),))
    there.do(batch([between(seat, held)]))
    there.facts = dc.replace(there.facts, memberships=there.facts.memberships.put(held))
    told = [c.says for c in conflicts(there.facts, harbour)]
    name = facts.name(seat.person)
    assert f"{name} has an interest in the register: Shares in Harbour Piling Ltd" in told
    chair = facts.present_list[0]
    there.do(field_set(there.facts, [harbour.id], "presenter", facts.name(chair.person)))
    there.do(batch([between(chair, dc.replace(chair, presence=Presence.APOLOGIES))]))
    assert f"{facts.name(chair.person)} presents and will not be there" in [
        c.says for c in conflicts(there.facts, called(there, "Harbour"))
    ]


def test_a_paper_is_stamped_judged_and_numbered(there: Room) -> None:
    there.do(papers.commissioned(there.facts, called(there, "A"), there.moment))
    paper = next(p for p in there.facts.papers.all() if p.item == called(there, "A").id)
    there.do(papers.submitted(there.facts, paper, there.moment))
    paper = there.facts.papers.by_id[paper.id]
    assert (paper.state, paper.submitted_at) == (PaperState.SUBMITTED, there.clock)
    assert paper.lateness is Lateness.LATE  # on the day of the meeting
    with pytest.raises(Exception, match="only the chair can let it in"):
        papers.accepted(paper)
    there.do(papers.returned(paper, "The costs are missing"))
    paper = there.facts.papers.by_id[paper.id]
    assert "The costs are missing" in paper.description
    there.do(papers.submitted(there.facts, paper, there.moment))
    there.do(papers.accepted(there.facts.papers.by_id[paper.id], chair_agrees=True))
    paper = there.facts.papers.by_id[paper.id]
    assert papers.CHAIR_SAID_YES in paper.tags
    before = [dc.replace(paper, number="PB-2026-07/06"), paper]
    assert papers.fresh_numbers(before, [paper]) == {paper.id: "07"}


def test_an_agreed_agenda_is_stamped_once(there: Room) -> None:
    there.do(agreed(there.facts, there.moment))
    assert there.facts.meeting.agenda_agreed_at == there.clock
    assert agreed(there.facts, there.moment) is None


def test_the_usual_agenda_of_a_series_begins_its_meetings(there: Room) -> None:
    made, moment = board(counted()), there.moment
    there.do(order.in_part(there.facts, ids(there, "A"), Part.B))
    kept = kept_as_usual(made.series, there.facts.items, "en")
    assert kept is not None
    series = dc.replace(made.series, **{c.name: c.new for c in kept.edits[0].changes})  # type: ignore[union-attr]
    edit = meeting_creation(made.body, there.facts.meeting.starts, made.memberships, moment, series=series)
    items = [dict(e.values) for e in edit.edits if getattr(e, "kind", "") == "agenda_item"]  # type: ignore[union-attr]
    assert [str(v["title"]) for v in items][-3:] == ["Other matters", "Next meeting", "A"]
    assert copied(there.facts, there.facts.items, moment) is None
