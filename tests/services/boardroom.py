"""A small board with two meetings, three works and their reports: what a pack is made of, for tests."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
from collections.abc import Mapping
from uuid import uuid4

from pmo_desktop.domain.documents import Document
from pmo_desktop.domain.governance import Capacity, GovernanceBody, Membership
from pmo_desktop.domain.ids import (
    AgendaItemId,
    AttendanceId,
    DeclarationId,
    DocumentId,
    MembershipId,
    PaperId,
    PersonId,
    WorkId,
)
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaState,
    Attendance,
    Declaration,
    InterestEffect,
    Meeting,
    MeetingState,
    Paper,
    PaperState,
    Part,
    Presence,
    Purpose,
    Reply,
)
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Action, Assessment, DueChange
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Points, Rich, Score, Zoned
from pmo_desktop.domain.works import OngoingService, Programme, Project
from pmo_desktop.services.office import Office
from tests import builders as make

NOON = Zoned(dt.datetime(2026, 7, 22, 12, tzinfo=dt.UTC), "Europe/Lisbon")
"""The instant of the data, eight days before the meeting."""
PDF = b"%PDF-1.7 a paper"


@dc.dataclass(frozen=True)
class Boardroom:
    """The records that tests ask for by name."""

    body: GovernanceBody
    meeting: Meeting
    before: Meeting
    people: tuple[Person, ...]
    programme: Programme
    bridge: Project
    tunnel: Project
    winter: OngoingService
    items: Mapping[str, AgendaItem]
    paper: Paper
    document: Document
    action: Action
    decision: Decision


def boardroom(office: Office) -> Boardroom:
    """Store it all as one edit."""
    file_hash = office.store.files.put(PDF, "application/pdf")
    room, others = _records(file_hash)
    make.stored(
        office,
        make.organisation(base_currency="EUR"),
        *room.people,
        room.programme,
        room.bridge,
        room.tunnel,
        room.winter,
        room.body,
        room.before,
        room.meeting,
        *room.items.values(),
        room.document,
        room.paper,
        room.decision,
        room.action,
        *others,
    )
    return room


def _records(file_hash: str) -> tuple[Boardroom, list[Record]]:
    people = tuple(make.person(name) for name in ("Ingrid Solberg", "Tomas Okafor", "Marta Kowalska"))
    chair, member, clerk = (p.id for p in people)
    programme = make.programme(manager=member)
    bridge = make.project(parent=programme.id, manager=member, tolerance_cost=Points(500), ref="PRJ-2026-001")
    tunnel = make.project("Old Mint Tunnel", parent=programme.id, ref="PRJ-2026-002")
    winter = make.service(ref="SVC-001")
    body = make.body("Portfolio board", venue="Room 4")
    before = make.meeting(body.id, dt.date(2026, 6, 25), state=MeetingState.ENDED, ref="PB-2026-01")
    meeting = make.meeting(
        body.id, state=MeetingState.AGENDA_AGREED, chair=chair, ref="PB-2026-02", length=Minutes(120)
    )
    items = _agenda(meeting, member, bridge.id, tunnel.id)
    document = Document(
        id=DocumentId(uuid4()), title=LText.of("Bridge"), file_name="bridge.pdf", file_hash=file_hash
    )
    paper = Paper(
        id=PaperId(uuid4()),
        meeting=meeting.id,
        item=items["decide"].id,
        number="04",
        title=LText.of("Bridge: second shift"),
        state=PaperState.ACCEPTED,
        document=document.id,
        pages=2,
        author=member,
    )
    decision = make.decision(
        "Approve the plan",
        body=body.id,
        meeting=before.id,
        made_on=dt.date(2026, 6, 25),
        ref="D-PB-2026-01-01",
    )
    action = make.action(
        owner=member,
        body=body.id,
        meeting=before.id,
        decision=decision.id,
        raised_at=dt.date(2026, 6, 25),
        due_history=(DueChange(dt.date(2026, 7, 1), dt.date(2026, 7, 2)),),
        ref="A-PB-2026-01-01",
    )
    room = Boardroom(
        body,
        meeting,
        before,
        people,
        programme,
        bridge,
        tunnel,
        winter,
        items,
        paper,
        document,
        action,
        decision,
    )
    return room, [*_seats(room, chair, member, clerk), *_reports(room), *_dated(room)]


def _agenda(meeting: Meeting, lead: PersonId, bridge: WorkId, tunnel: WorkId) -> dict[str, AgendaItem]:
    def item(n: int, title: str, kind: AgendaKind, purpose: Purpose, **more: object) -> AgendaItem:
        usual = {
            "id": AgendaItemId(uuid4()),
            "meeting": meeting.id,
            "position": "bdfhjl"[n - 1],
            "number": str(n),
            "title": LText.of(title),
            "agenda_kind": kind,
            "purpose": purpose,
            "state": AgendaState.SCHEDULED,
        }
        return AgendaItem(**(usual | more))  # type: ignore[arg-type]

    words = Rich("The Board releases EUR 1.2 million from the portfolio contingency for a second shift.")
    secret = Rich("The Board settles the claim.")
    return {
        "opening": item(1, "Opening", AgendaKind.OPENING, Purpose.NOTE),
        "minutes": item(
            2, "Minutes", AgendaKind.MINUTES, Purpose.DECIDE, proposed_resolution=Rich("Approve.")
        ),
        "report": item(3, "State of the portfolio", AgendaKind.REPORT, Purpose.DISCUSS),
        "decide": item(
            4,
            "Harbour Link: budget",
            AgendaKind.DECISION,
            Purpose.DECIDE,
            work=bridge,
            presenter=lead,
            proposed_resolution=words,
            allotted=Minutes(20),
        ),
        "secret": item(
            5,
            "Claim of the tunnel's builder",
            AgendaKind.DECISION,
            Purpose.DECIDE,
            work=tunnel,
            part=Part.B,
            proposed_resolution=secret,
        ),
    }


def _seats(room: Boardroom, chair: PersonId, member: PersonId, clerk: PersonId) -> list[Record]:
    capacities = ((chair, Capacity.CHAIR), (member, Capacity.VOTING), (clerk, Capacity.SECRETARY))
    seats: list[Record] = [
        Membership(id=MembershipId(uuid4()), body=room.body.id, person=person, capacity=capacity)
        for person, capacity in capacities
    ]
    came = (
        (room.before, chair, Presence.PRESENT, Reply.ACCEPTED),
        (room.before, member, Presence.ABSENT, Reply.NONE),
    )
    asked = ((room.meeting, chair, Presence.EXPECTED, Reply.ACCEPTED),)
    seats += [
        Attendance(id=AttendanceId(uuid4()), meeting=m.id, person=p, presence=presence, reply=reply)
        for m, p, presence, reply in (*came, *asked)
    ]
    leaves = Declaration(
        id=DeclarationId(uuid4()),
        meeting=room.meeting.id,
        person=member,
        item=room.items["decide"].id,
        nature=Rich("Owns shares of the builder"),
        effect=InterestEffect.LEAVES,
    )
    return [*seats, leaves]


def _reports(room: Boardroom) -> list[Record]:
    june, july = dt.date(2026, 6, 16), dt.date(2026, 7, 14)
    return [
        make.report(
            room.bridge.id, june, "amber", forecast_cost=make.eur(96.4), forecast_finish=dt.date(2026, 11, 24)
        ),
        make.report(
            room.bridge.id,
            july,
            "red",
            forecast_cost=make.eur(99.5),
            rag_reason=Rich("Boulders at pier 1 slowed piling."),
            path_to_green=Rich("Second shift, 27 July 2026 (T. Okafor)\nAsk for a night permit"),
        ),
        make.report(room.winter.id, july, "green"),
    ]


def _dated(room: Boardroom) -> list[Record]:
    plan = make.plan(room.bridge.id)
    step = make.gate(plan.id, "G4", dt.date(2026, 8, 20), baseline_finish=dt.datetime(2026, 8, 3, 17))
    far = make.gate(plan.id, "G5", dt.date(2027, 5, 20), 2)
    worse = make.risk(
        room.bridge.id,
        (4, 5),
        previous=Assessment(Score(3), Score(5)),
        cost_impact=make.eur(2),
        owner=room.people[1].id,
    )
    return [plan, step, far, worse, make.risk(room.tunnel.id, (1, 2), "Dust")]
