"""What was approved or issued stays what it was, whichever way somebody comes at it."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.edits import Archive, between, creation
from pmo_desktop.domain.ids import AgendaItemId, AttendanceId, MinuteEntryId, MinuteSetId, PackId, VoteId
from pmo_desktop.domain.meetings import AgendaItem, Attendance
from pmo_desktop.domain.minutes import DecisionState, MinuteEntry, MinuteSet, MinutesState, Vote
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.schema import kind_of
from pmo_desktop.domain.values import LText, Rich
from pmo_desktop.services.editing import Editor
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Refused
from pmo_desktop.storage.store import open_store
from tests import builders as make

AT = dt.datetime(2026, 7, 30, 9, tzinfo=dt.UTC)


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    store = open_store(database_url)
    made = Office(store, Editor(store))
    yield made
    made.close()


@pytest.fixture
def minuted(office: Office) -> dict[str, Any]:
    """A meeting with approved minutes, one line, a decision, a vote, somebody present; and a second one."""
    person, body = make.person("Ada Lund"), make.body("Board", "PB")
    first, second = make.meeting(body.id), make.meeting(body.id)
    minutes = MinuteSet(id=MinuteSetId(uuid4()), meeting=first.id, state=MinutesState.TABLED)
    made: dict[str, Any] = {
        "second": second,
        "entry": MinuteEntry(id=MinuteEntryId(uuid4()), meeting=first.id, text=Rich("Agreed."), at=AT),
        "decision": make.decision("Build it", meeting=first.id),
        "vote": Vote(id=VoteId(uuid4()), meeting=first.id, in_favour=3),
        "present": Attendance(id=AttendanceId(uuid4()), meeting=first.id, person=person.id),
        "minutes": minutes,
        "item": AgendaItem(id=AgendaItemId(uuid4()), meeting=first.id, title=LText.of("Budget")),
    }
    make.stored(office, person, body, first, *made.values())
    now = office.store.reader.get("minute_set", [minutes.id])[minutes.id]
    office.change(between(now, dc.replace(now, state=MinutesState.APPROVED)), "Approve")
    made["first"] = first
    return {name: office.store.reader.get(kind_of(r).name, [r.id])[r.id] for name, r in made.items()}


def refused(office: Office, was: Record, **wanted: object) -> None:
    """Neither this change nor putting the record away is stored."""
    for edit in (between(was, dc.replace(was, **wanted)), Archive(kind_of(was).name, was.id)):  # type: ignore[arg-type]
        with pytest.raises(Refused, match=r"approved|frozen"):
            office.change(edit, "Tamper")
    assert office.store.reader.get(kind_of(was).name, [was.id])[was.id] == was


def test_no_part_of_approved_minutes_changes(office: Office, minuted: dict[str, Any]) -> None:
    refused(office, minuted["entry"], text=Rich("Refused."))
    refused(office, minuted["entry"], meeting=minuted["second"].id)
    refused(office, minuted["decision"], text=Rich("Do not build it"))
    refused(office, minuted["vote"], in_favour=0, against=3)
    refused(office, minuted["present"], meeting=minuted["second"].id)
    refused(office, minuted["item"], title=LText.of("Other budget"))
    refused(office, minuted["first"], venue="Elsewhere")
    refused(office, minuted["minutes"], meeting=minuted["second"].id)


def test_nothing_is_slipped_into_approved_minutes(office: Office, minuted: dict[str, Any]) -> None:
    meeting = minuted["entry"].meeting
    late = MinuteEntry(id=MinuteEntryId(uuid4()), meeting=meeting, text=Rich("By the way"), at=AT)
    for slipped in (late, make.decision("Another", meeting=meeting)):
        with pytest.raises(Refused, match="approved"):
            office.change(creation(slipped), "Slip in")


def test_an_approved_decision_is_carried_out_and_approved_minutes_are_signed(
    office: Office, minuted: dict[str, Any]
) -> None:
    was = minuted["decision"]
    office.change(between(was, dc.replace(was, state=DecisionState.IMPLEMENTED)), "Implemented")
    minutes = minuted["minutes"]
    office.change(between(minutes, dc.replace(minutes, state=MinutesState.SIGNED)), "Sign")


def test_an_issued_pack_keeps_its_hashes(office: Office, minuted: dict[str, Any]) -> None:
    pack = Pack(
        id=PackId(uuid4()), title=LText.of("Pack"), meeting=minuted["second"].id, as_of=AT,
        state=PackState.ISSUED, issued_at=AT, content_hash="a" * 64, pdf_hash="b" * 64,
    )  # fmt: skip
    office.change(creation(pack), "Issue")
    (issued,) = office.store.reader.all("pack")
    refused(office, issued, pdf_hash="c" * 64)
    refused(office, issued, version=7)
    office.change(between(issued, dc.replace(issued, state=PackState.REISSUED)), "Replace")
