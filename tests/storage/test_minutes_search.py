"""Searching minutes, decisions and actions: the same lines on both databases, in two statements."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import Archive, Restore, between
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import (
    AgendaItemId,
    MinuteEntryId,
    MinuteSetId,
    PersonId,
    VoteId,
)
from pmo_desktop.domain.meetings import AgendaItem, Meeting, Part
from pmo_desktop.domain.minutes import DecisionState, MinuteEntry, MinuteSet, MinutesState, Vote
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.record import Record, Secrecy
from pmo_desktop.domain.searchwords_keys import FoundKind
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.readmodels.minutes_found import FoundLine
from pmo_desktop.services.meetings.searching import search
from pmo_desktop.services.office import Office
from pmo_desktop.storage.engine import make_engine
from tests import builders as b
from tests.ui.windows import statements

DAY = dt.date(2026, 7, 30)


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    opened = open_office(database_url)
    yield opened
    opened.close()


def line_of(meeting: Meeting, text: str, **given: Any) -> MinuteEntry:
    at = dt.datetime(2026, 7, 30, 9, tzinfo=dt.UTC)
    return MinuteEntry(id=MinuteEntryId(uuid4()), meeting=meeting.id, text=Rich(text), at=at, **given)


def vote_of(meeting: Meeting, text: str, **given: Any) -> Vote:
    return Vote(id=VoteId(uuid4()), meeting=meeting.id, text=Rich(text), **given)


def item_of(meeting: Meeting, **given: Any) -> AgendaItem:
    return AgendaItem(id=AgendaItemId(uuid4()), title=LText.of("Item"), meeting=meeting.id, **given)


def board(office: Office, code: str = "PB", on: dt.date = DAY) -> tuple[GovernanceBody, Meeting]:
    body = b.body(f"Board {code}", code)
    meeting = b.meeting(body.id, on, ref=f"M-{code}-{on:%Y-%m}")
    b.stored(office, body, meeting)
    return body, meeting


def lines(office: Office, typed: str, most: int = 200) -> list[FoundLine]:
    return list(search(office, typed, office.store.reader.known_names(), most).found.lines)


def found(office: Office, typed: str) -> list[str]:
    return [line.text for line in lines(office, typed)]


def test_words_are_found_by_their_beginning_without_accents_in_any_order(office: Office) -> None:
    _, meeting = board(office)
    b.stored(office, line_of(meeting, "Die Brücke über den Fluss wird verstärkt."))
    for typed in ("brücke", "BRUCKE", "Bruck", "fluss brücke", '"über den fluss"', "verstärkt."):
        assert len(found(office, typed)) == 1, typed
    for typed in ("rücke", '"fluss über"', '"brück"', "brücke -fluss", "tunnel"):
        assert found(office, typed) == [], typed
    assert len(found(office, "brücke -tunnel")) == 1


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("董事会批准了桥梁预算", "批准"),
        ("橋の予算を承認した", "予算"),
        ("परियोजना का बजट स्वीकृत हुआ", "बजट"),
        ("परियोजना का बजट स्वीकृत हुआ", "परियो"),
        ("وافق المجلس على الميزانية العامة", "الميزانية"),
        ("예산이 승인되었습니다", "승인"),
        ("คณะกรรมการอนุมัติงบประมาณ", "งบประมาณ"),
        ("Совет утвердил Бюджет", "бюджет"),
        ("Cafe\u0301 at the quay", "café"),
        ("Costs rose by 12 % (§ 4)", "§"),
        ('<b>bold</b> & "quoted" o\'clock', "bold quoted"),
        ("See D-PB-2026-07-03; x_y a*b", "d-pb-2026-07-03"),
    ],
)
def test_every_script_is_found(office: Office, text: str, typed: str) -> None:
    _, meeting = board(office)
    b.stored(office, line_of(meeting, text), line_of(meeting, "Something else"))
    assert found(office, typed) == [text]
    assert found(office, f"-{typed}") in (["Something else"], [])


@pytest.mark.parametrize(
    "typed", ['"', "*", "a:*", "'x", "NEAR(", "a AND", "%", "\\", "^a", "(", "½", "owner:", "a" * 500, "-"]
)
def test_nothing_that_is_typed_is_an_error(office: Office, typed: str) -> None:
    _, meeting = board(office)
    b.stored(office, line_of(meeting, "Plain words"))
    assert found(office, typed) in ([], ["Plain words"])


def test_each_kind_is_found_with_its_place_in_two_statements(office: Office) -> None:
    body, meeting = board(office)
    bridge, mary = b.project("Bridge", ref="PRJ-1"), b.person("Mary Kay", initials="MK")
    item = item_of(meeting, number="4")
    b.stored(office, bridge, mary, item)
    b.stored(
        office,
        b.decision("Widen the quay", meeting=meeting.id, body=body.id, item=item.id, made_on=DAY),
        b.action("Measure the quay", owner=PersonId(mary.id), meeting=meeting.id, due=dt.date(2026, 1, 1)),
        b.risk(bridge.id, title="The quay sinks"),
        b.issue(bridge.id, title="The quay is closed"),
        line_of(meeting, "The quay was discussed", speaker=PersonId(mary.id)),
        vote_of(meeting, "That the quay be widened"),
    )
    names = office.store.reader.known_names()
    with statements() as sent:
        answer = search(office, "quay", names)
    assert len(sent) == 2
    assert dict(answer.found.counts) == dict.fromkeys(FoundKind, 1)
    by_kind = {line.kind: line for line in answer.found.lines}
    decision, action = by_kind[FoundKind.DECISION], by_kind[FoundKind.ACTION]
    assert (decision.body, decision.meeting_ref, decision.item) == ("PB", "M-PB-2026-07", "4")
    assert (action.owner, action.overdue) == ("Mary Kay", True)
    assert by_kind[FoundKind.MINUTE].speaker == "Mary Kay"
    assert by_kind[FoundKind.MINUTE].day == by_kind[FoundKind.VOTE].day == DAY
    assert by_kind[FoundKind.RISK].work_ref == "PRJ-1"
    assert by_kind[FoundKind.MINUTE].target == f"meetings/{meeting.id}/live"
    with statements() as sent:
        assert search(office, "nowhere", names).found.lines == ()
    assert len(sent) == 1


def test_terms_narrow_a_search(office: Office) -> None:
    body, meeting = board(office)
    other, _ = board(office, "CAB", dt.date(2026, 3, 5))
    bridge, mary, tom = (
        b.project("Bridge", ref="PRJ-1"),
        b.person("Mary Kay", initials="MK"),
        b.person("Tom O"),
    )
    item = item_of(meeting, work=bridge.id)
    b.stored(office, bridge, mary, tom, item)
    due = dt.date(2026, 1, 1)
    b.stored(
        office,
        b.decision("Widen the quay", [bridge.id], body=body.id, meeting=meeting.id, made_on=DAY),
        b.decision(
            "Close the quay", body=other.id, made_on=dt.date(2026, 3, 5), state=DecisionState.SUPERSEDED
        ),
        b.action("Measure the quay", owner=PersonId(mary.id), meeting=meeting.id, due=due),
        b.action("Paint the quay", owner=PersonId(tom.id), due=due, state=ActionState.DONE, work=bridge.id),
        line_of(meeting, "The quay is old", speaker=PersonId(tom.id), item=item.id),
    )
    expected = {
        "quay is:open": {"Widen the quay", "Measure the quay"},
        "is:closed": {"Close the quay", "Paint the quay"},
        "is:overdue": {"Measure the quay"},
        "owner:mk": {"Measure the quay"},
        "owner:mary": {"Measure the quay"},
        "kind:action -owner:mk": {"Paint the quay"},
        "by:tom": {"The quay is old"},
        "body:PB": {"Widen the quay", "Measure the quay", "The quay is old"},
        "body:CAB": {"Close the quay"},
        "body:PB body:CAB kind:decision": {"Widen the quay", "Close the quay"},
        "work:PRJ-1": {"Widen the quay", "Paint the quay", "The quay is old"},
        "work:bri kind:minute": {"The quay is old"},
        "kind:action,minute owner:mk": {"Measure the quay"},
        "date:2026-03": {"Close the quay"},
        "date:>2026-07-01 kind:decision": {"Widen the quay"},
        "kind:minute date:2026-07-30": {"The quay is old"},
        "meeting:M-PB-2026-07": {"Widen the quay", "Measure the quay", "The quay is old"},
        "is:closed date:2026-03": {"Close the quay"},
        "owner:nobody": set(),
        "-body:PB kind:decision": {"Close the quay"},
    }
    assert {typed: set(found(office, typed)) for typed in expected} == expected


def test_approved_means_that_the_minutes_are(office: Office) -> None:
    _, meeting = board(office)
    _, draft = board(office, "CAB")
    kept = MinuteSet(id=MinuteSetId(uuid4()), meeting=meeting.id, state=MinutesState.APPROVED)
    b.stored(office, line_of(meeting, "Quay agreed"), line_of(draft, "Quay in draft"))
    b.stored(office, kept)
    assert found(office, "quay is:approved") == ["Quay agreed"]
    assert found(office, "quay -is:approved") == ["Quay in draft"]


def test_lines_of_part_b_are_marked_and_can_be_asked_for(office: Office) -> None:
    _, meeting = board(office)
    closed = item_of(meeting, part=Part.B)
    b.stored(office, closed)
    decision = b.decision("Quay fees", meeting=meeting.id)
    b.stored(office, decision, line_of(meeting, "", decision=decision.id, part=Part.B))
    b.stored(
        office,
        line_of(meeting, "Quay in the open"),
        line_of(meeting, "Quay behind doors", part=Part.B),
        line_of(meeting, "Quay under a closed item", item=closed.id),
        b.action("Quay kept apart", meeting=meeting.id, secrecy=Secrecy.RESTRICTED),
    )
    marked = {line.text for line in lines(office, "quay") if line.restricted}
    everything = {"Quay fees", "Quay behind doors", "Quay under a closed item", "Quay kept apart"}
    assert marked == everything == set(found(office, "quay is:restricted"))


def test_whole_words_come_first_then_the_newest(office: Office) -> None:
    body, _ = board(office)
    days = {"Budget of the old quay": 2020, "Budgets of the new quay": 2026, "Budget of the new quay": 2024}
    b.stored(office, *(b.decision(t, body=body.id, made_on=dt.date(y, 1, 1)) for t, y in days.items()))
    assert found(office, "budget") == [
        "Budget of the new quay",
        "Budget of the old quay",
        "Budgets of the new quay",
    ]
    assert found(office, "quay") == [
        "Budgets of the new quay",
        "Budget of the new quay",
        "Budget of the old quay",
    ]
    assert [line.text for line in lines(office, "quay", most=1)] == ["Budgets of the new quay"]


def change(office: Office, before: Record, **fields: Any) -> None:
    office.change(between(before, dc.replace(before, **fields)), "Change")


def test_the_index_follows_every_change(office: Office) -> None:
    _, meeting = board(office)
    (note,) = b.stored(office, line_of(meeting, "The old wharf"))
    change(office, note, text=Rich("The new pier"))
    assert (found(office, "wharf"), found(office, "pier")) == ([], ["The new pier"])
    office.change(Archive("minute_entry", note.id), "Archive")
    assert found(office, "pier") == []
    office.change(Restore("minute_entry", note.id), "Restore")
    assert found(office, "pier") == ["The new pier"]
    (moved,) = office.store.reader.get("meeting", [meeting.id]).values()
    change(office, moved, starts=dc.replace(moved.starts, at=dt.datetime(2025, 2, 3, 9, tzinfo=dt.UTC)))
    assert [line.day for line in lines(office, "pier date:2025-02")] == [dt.date(2025, 2, 3)]


def test_other_writers_are_followed_too(office: Office, database_url: str) -> None:
    _, meeting = board(office)
    (note,) = b.stored(office, line_of(meeting, "The old wharf"))
    table = sa.table("minute_entry", sa.column("id", sa.Uuid), sa.column("text", sa.Text))
    engine = make_engine(sa.make_url(database_url), writer=True)
    with engine.begin() as conn:
        conn.execute(sa.update(table).where(table.c.id == note.id).values(text="Written by another hand"))
    assert found(office, "another") == ["Written by another hand"]
    with engine.begin() as conn:
        conn.execute(sa.delete(table).where(table.c.id == note.id))
    engine.dispose()
    assert (found(office, "another"), found(office, "wharf")) == ([], [])


def test_a_line_that_made_a_record_is_found_once(office: Office) -> None:
    body, meeting = board(office)
    decision = b.decision("Widen the quay", body=body.id, meeting=meeting.id)
    mary = b.person("Mary Kay", initials="MK")
    b.stored(office, mary, decision)
    b.stored(office, line_of(meeting, "Widen the quay", decision=decision.id, speaker=PersonId(mary.id)))
    assert [line.kind for line in lines(office, "quay")] == [FoundKind.DECISION]
    assert found(office, "by:mk") == ["Widen the quay"]


def test_names_are_read_in_one_statement(office: Office) -> None:
    body, meeting = board(office)
    mary, bridge = b.person("Mary Kay", initials="MK"), b.project("Bridge", ref="PRJ-1")
    b.stored(office, mary, bridge)
    with statements() as sent:
        names = office.store.reader.known_names()
    assert len(sent) == 1
    assert [(k.id, k.codes[0]) for k in names.bodies] == [(body.id, "PB")]
    assert [(k.id, k.codes[0]) for k in names.people] == [(mary.id, "MK")]
    assert [(k.id, k.codes) for k in names.works] == [(bridge.id, ("PRJ-1",))]
    assert [(k.id, k.codes) for k in names.meetings] == [(meeting.id, ("M-PB-2026-07",))]
