"""Boards, their members and series, and their meetings with agenda, papers and attendance."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import instant, months_away, rule_of
from pmo_desktop.demo.content import Row, choice, rows
from pmo_desktop.demo.texts import Texts, meeting_key, place_of
from pmo_desktop.domain.governance import (
    BodyKind,
    BodyState,
    Capacity,
    DecisionRule,
    DelegationKind,
    DelegationLimit,
    GovernanceBody,
    Interest,
    MeetingSeries,
    Membership,
    MinuteStyle,
    QuorumRule,
)
from pmo_desktop.domain.ids import (
    AttendanceId,
    DeclarationId,
    MembershipId,
    PaperId,
    SeriesId,
)
from pmo_desktop.domain.meetings import (
    AgendaItem,
    AgendaKind,
    AgendaState,
    Attendance,
    Declaration,
    InterestEffect,
    Meeting,
    MeetingMode,
    MeetingState,
    Movement,
    Outcome,
    Paper,
    PaperState,
    Presence,
    Purpose,
    QuorumNote,
    Reply,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Money, Rich

_OUTCOMES = {
    Purpose.DECIDE: Outcome.DECIDED,
    Purpose.ENDORSE: Outcome.DECIDED,
    Purpose.DISCUSS: Outcome.NOTED,
    Purpose.NOTE: Outcome.NOTED,
}
GERMAN = {"PB": "Portfolioausschuss", "EB": "Lenkungskreis Bau", "DB": "Lenkungskreis Digitales Krankenhaus"}


def body_rows() -> dict[str, Row]:
    """The boards by code."""
    return {row["code"]: row for row in rows("bodies")}


def governance(texts: Texts) -> Iterator[Record]:
    """Boards first, then all their meetings with what belongs to them."""
    for row in rows("bodies"):
        yield from _body(row, texts)
    for row in rows("members"):
        yield Membership(
            id=MembershipId(keys.uid("membership", row["body"], row["person"])),
            body=keys.body(row["body"]),
            person=keys.person(row["person"]),
            capacity=choice(Capacity, row["capacity"]),
            represents=row["represents"],
            since=months_away(texts.clock.today, -14),
            deputy=keys.someone(row["deputy"]),
            interests=(Interest(row["interest"], months_away(texts.clock.today, -14)),)
            if row["interest"]
            else (),
        )
    for row in reversed(rows("meetings")):
        yield _meeting(row, texts)
    for row in rows("agenda"):
        yield _agenda_item(row, texts)
    for row in rows("papers"):
        yield _paper(row, texts)
    for row in rows("meetings"):
        yield from _attendances(row, texts)
    for row in rows("declarations"):
        yield Declaration(
            id=DeclarationId(keys.uid("declaration", row["meeting"], row["person"])),
            meeting=keys.meeting(row["meeting"]),
            person=keys.person(row["person"]),
            item=keys.item(row["meeting"], row["item"]),
            nature=Rich(row["nature"]),
            effect=choice(InterestEffect, row["effect"]),
        )


def _body(row: Row, texts: Texts) -> Iterator[Record]:
    code = row["code"]
    yield GovernanceBody(
        id=keys.body(code),
        ref=f"B-{int(row['no']):03}",
        title=LText.of(row["title"], de=GERMAN[code]),
        owner=keys.person(seat(code, Capacity.CHAIR)),
        code=code,
        body_kind=choice(BodyKind, row["kind"]),
        state=BodyState.CONSTITUTED,
        parent=keys.body(row["parent"]) if row["parent"] else None,
        scope=(keys.work(row["scope"]),),
        purpose=Rich(row["purpose"]),
        calendar=keys.calendar(row["zone"]),
        venue=row["venue"],
        quorum=QuorumRule(chair_needed=True, sides=((row["side"], 1),) if row["side"] else ()),
        decision_rule=choice(DecisionRule, row["rule"]),
        minute_style=choice(MinuteStyle, row["style"]),
        delegation=tuple(_limits(row)),
        reserved=Rich(row["reserved"]),
        reports_to=row["reports"],
        papers_due=int(row["papers"]),
        pack_issue=int(row["issue"]),
    )
    first = texts.meeting_day(f"{code}-0")
    yield MeetingSeries(
        id=series_id(code),
        title=LText.of(f"{row['title']}, monthly"),
        body=keys.body(code),
        recurrence=rule_of(first),
        first=months_away(first, -12),
        at_minutes=Minutes(int(row["time"])),
        zone=texts.clock.at(first, 9, 0, row["zone"]).zone,
        length=Minutes(int(row["length"])),
        venue=row["venue"],
    )


def _limits(row: Row) -> Iterator[DelegationLimit]:
    """How far a board may go alone."""
    yield DelegationLimit(DelegationKind.COST, amount=Money(int(row["amount"]) * 100, "EUR"))
    if row["days"]:
        yield DelegationLimit(DelegationKind.TIME, days=int(row["days"]))


def series_id(code: str) -> SeriesId:
    """The series of a board."""
    return SeriesId(keys.uid("series", code))


def seat(code: str, capacity: Capacity) -> str:
    """Who holds a single seat of a board."""
    return next(r["person"] for r in rows("members") if r["body"] == code and r["capacity"] == capacity)


def _before(key: str) -> str:
    body, months = place_of(key)
    return meeting_key(body, months - 1)


def _meeting(row: Row, texts: Texts) -> Meeting:
    key, code = row["key"], row["key"][:2]
    board, day = body_rows()[code], texts.meeting_day(row["key"])
    start = int(board["time"])
    held = bool(row["opened"])
    opened, closed = (at(row[name], key, texts) if held else None for name in ("opened", "closed"))
    known = {r["key"] for r in rows("meetings")}
    return Meeting(
        id=keys.meeting(key),
        ref=texts.meetings[key],
        title=LText.of(board["title"], de=GERMAN[code]),
        owner=keys.person(seat(code, Capacity.SECRETARY)),
        body=keys.body(code),
        series=series_id(code),
        state=choice(MeetingState, row["state"]),
        starts=texts.clock.at(day, start // 60, start % 60, board["zone"]),
        length=Minutes(int(board["length"])),
        venue=board["venue"],
        mode=choice(MeetingMode, row["mode"]),
        chair=keys.person(seat(code, Capacity.CHAIR)),
        secretary=keys.person(seat(code, Capacity.SECRETARY)),
        scribe=keys.person(seat(code, Capacity.SCRIBE)),
        previous=keys.meeting(_before(key)) if _before(key) in known else None,
        opened_at=opened,
        closed_at=closed,
        quorum_log=_quorum_log(row, texts),
    )


def _quorum_log(row: Row, texts: Texts) -> tuple[QuorumNote, ...]:
    """Voting members in the room at the opening and after each coming and going."""
    key, code = row["key"], row["key"][:2]
    if not row["opened"]:
        return ()
    voting = [
        r["person"] for r in rows("members") if r["body"] == code and choice(Capacity, r["capacity"]).votes
    ]
    came = {a.person: a.movements for a in _attendances(row, texts)}
    moves = sorted((m for who in voting for m in came[keys.person(who)]), key=lambda m: m.at)
    opened, needed = at(row["opened"], key, texts), len(voting) // 2 + 1
    present = sum(move.inside for move in moves if move.at <= opened)
    log = [QuorumNote(opened, present, present >= needed)]
    for move in moves:
        if move.at > opened:
            present += 1 if move.inside else -1
            log.append(QuorumNote(move.at, present, present >= needed))
    return tuple(log)


def at(clock_time: str, meeting_key: str, texts: Texts) -> datetime:
    """A time on the wall of a meeting's place as an instant."""
    found = time.fromisoformat(clock_time)
    zone = body_rows()[meeting_key[:2]]["zone"]
    return instant(texts.meeting_day(meeting_key), found.hour, found.minute, zone)


def _agenda_item(row: Row, texts: Texts) -> AgendaItem:
    key, purpose = row["meeting"], choice(Purpose, row["purpose"])
    held = next(r["opened"] for r in rows("meetings") if r["key"] == key)
    started, ended = _times(key, row["no"], texts) if held else (None, None)
    return AgendaItem(
        id=keys.item(key, row["no"]),
        title=LText.of(texts.fill(row["title"])),
        owner=keys.person(row["presenter"]),
        meeting=keys.meeting(key),
        position=f"{int(row['no']):03}",
        number=row["no"],
        agenda_kind=choice(AgendaKind, row["kind"]),
        purpose=purpose,
        state=AgendaState.CONCLUDED if held else AgendaState.SCHEDULED,
        allotted=Minutes(int(row["minutes"])),
        presenter=keys.person(row["presenter"]),
        work=keys.some_work(row["work"]),
        proposed_resolution=Rich(texts.fill(row["resolution"])),
        background=Rich(texts.fill(row["background"])),
        started_at=started,
        ended_at=ended,
        outcome=_OUTCOMES[purpose] if held else None,
    )


def _times(key: str, number: str, texts: Texts) -> tuple[datetime, datetime]:
    """When an item began, by its first line, and ended, by the first line of the next."""
    first: dict[str, str] = {}
    for line in rows("entries"):
        if line["meeting"] == key:
            first.setdefault(line["item"], line["at"])
    closed = next(r["closed"] for r in rows("meetings") if r["key"] == key)
    ended = first.get(str(int(number) + 1), closed)
    return at(first[number], key, texts), at(ended, key, texts)


def _paper(row: Row, texts: Texts) -> Paper:
    key = row["meeting"]
    place = key, row["item"]
    resolution = next(r["resolution"] for r in rows("agenda") if (r["meeting"], r["no"]) == place)
    return Paper(
        id=PaperId(keys.uid("paper", key, row["number"])),
        title=LText.of(texts.fill(row["title"])),
        owner=keys.person(row["author"]),
        meeting=keys.meeting(key),
        item=keys.item(key, row["item"]),
        number=row["number"],
        state=choice(PaperState, row["state"]),
        author=keys.person(row["author"]),
        presenter=keys.person(row["presenter"]),
        work=keys.some_work(row["work"]),
        purpose=choice(Purpose, row["purpose"]),
        proposed_resolution=Rich(texts.fill(resolution)),
        summary=Rich(texts.fill(row["summary"])),
        recommendation=Rich(texts.fill(row["recommendation"])),
        options=Rich(texts.fill(row["options"])),
        implications=Rich(texts.fill(row["implications"])),
        pages=int(row["pages"]),
    )


def _attendances(meeting: Row, texts: Texts) -> Iterator[Attendance]:
    key, code = meeting["key"], meeting["key"][:2]
    told = {r["person"]: r for r in rows("attendance") if r["meeting"] == key}
    held = bool(meeting["opened"])
    unasked = Reply.NONE if choice(MeetingState, meeting["state"]) is MeetingState.PLANNED else Reply.ACCEPTED
    usual = Presence.REMOTE if meeting["mode"] == "remote" else Presence.PRESENT
    for member in (r for r in rows("members") if r["body"] == code):
        who = told.get(member["person"])
        presence = choice(Presence, who["presence"]) if who else (usual if held else Presence.EXPECTED)
        came = presence.here or presence is Presence.LEFT
        moves = (who["moves"] if who else "") or (f"{meeting['opened']} in" if held and came else "")
        yield Attendance(
            id=AttendanceId(keys.uid("attendance", key, member["person"])),
            meeting=keys.meeting(key),
            person=keys.person(member["person"]),
            capacity=choice(Capacity, member["capacity"]),
            reply=choice(Reply, who["reply"]) if who else unasked,
            presence=presence,
            deputy_for=keys.someone(who["deputy_for"]) if who else None,
            movements=tuple(_movement(m, key, texts) for m in moves.split(";") if m),
        )


def _movement(text: str, meeting_key: str, texts: Texts) -> Movement:
    clock_time, way, *item = text.split()
    return Movement(at(clock_time, meeting_key, texts), way == "in", item[0] if item else "")
