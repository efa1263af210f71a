"""What was written down at the past meetings: minutes line by line, decisions and votes."""

from __future__ import annotations

import dataclasses as dc
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from pmo_desktop.demo import keys
from pmo_desktop.demo.content import Row, choice, rows
from pmo_desktop.demo.governance import at
from pmo_desktop.demo.texts import Texts, meeting_key, place_of
from pmo_desktop.domain.edits import Batch, between
from pmo_desktop.domain.ids import MeetingId, MinuteEntryId, MinuteSetId
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.minutes import (
    Decision,
    DecisionState,
    MinuteEntry,
    MinuteSet,
    MinutesState,
    Vote,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import Rich
from pmo_desktop.domain.votes import VoteResult

_PATH = (
    MinutesState.CAPTURING,
    MinutesState.DRAFTING,
    MinutesState.CHAIR_REVIEW,
    MinutesState.CIRCULATED,
    MinutesState.TABLED,
    MinutesState.APPROVED,
)
"""Minutes are made while they are written, then go through every state to where they stand."""


def minutes(texts: Texts) -> Iterator[Record]:
    """Sets of minutes, decisions, votes and lines of every meeting that was held."""
    for row in rows("meetings"):
        if row["opened"]:
            yield _minute_set(row["key"])
    for row in rows("decisions"):
        yield _decision(row, texts)
    for row in rows("votes"):
        yield _vote(row, texts)
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows("entries"):
        place = row["meeting"], row["item"]
        counts[place] += 1
        yield _entry(row, counts[place], texts)


def _minute_set(key: str) -> MinuteSet:
    uid = MinuteSetId(keys.uid("minute_set", key))
    return MinuteSet(id=uid, meeting=keys.meeting(key), owner=keys.person("ig"))


def settled() -> Batch:
    """The edits that take each set of minutes to the state in which it stands."""
    edits = []
    for row in rows("meetings"):
        if not row["opened"]:
            continue
        seen = _minute_set(row["key"])
        goal = choice(MinutesState, row["minutes"])
        for state in _PATH[1 : _PATH.index(goal) + 1]:
            wanted = dc.replace(seen, state=state)
            if state is MinutesState.APPROVED:
                wanted = dc.replace(wanted, approved_at=_next(row["key"]))
            edits.append(between(seen, wanted))
            seen = wanted
    return Batch(tuple(edits))


def _next(key: str) -> MeetingId:
    body, months = place_of(key)
    return keys.meeting(meeting_key(body, months + 1))


def _decision(row: Row, texts: Texts) -> Decision:
    held = texts.meeting_day(row["meeting"])
    code = row["meeting"][:2]
    effective = held + timedelta(int(row["effective"] or 1))
    return Decision(
        id=keys.decision(row["key"]),
        ref=texts.decisions[row["key"]],
        owner=keys.person(row["owner"]),
        state=choice(DecisionState, row["state"]),
        text=Rich(texts.fill(row["text"])),
        reasons=Rich(texts.fill(row["reasons"])),
        options=Rich(texts.fill(row["options"])),
        authority=texts.fill(row["authority"]),
        body=keys.body(code),
        meeting=keys.meeting(row["meeting"]),
        item=keys.item(row["meeting"], row["item"]),
        made_on=held,
        effective=effective,
        conditions=Rich(texts.fill(row["conditions"])),
        dissent=Rich(texts.fill(row["dissent"])),
        works=tuple(keys.work(key) for key in row["work"].split()),
        review_by=texts.clock.working(int(row["review"])) if row["review"] else None,
    )


def _vote(row: Row, texts: Texts) -> Vote:
    return Vote(
        id=keys.vote(row["key"]),
        meeting=keys.meeting(row["meeting"]),
        item=keys.item(row["meeting"], row["item"]),
        text=Rich(texts.fill(row["text"])),
        in_favour=int(row["for"]),
        against=int(row["against"]),
        abstain=int(row["abstain"]),
        recused=int(row["recused"]),
        result=choice(VoteResult, row["result"]),
        mover=keys.someone(row["mover"]),
        seconder=keys.someone(row["seconder"]),
        decision=keys.decision(row["decision"]) if row["decision"] else None,
    )


def _entry(row: Row, sequence: int, texts: Texts) -> MinuteEntry:
    kind, link = choice(EntryKind, row["kind"]), row["link"]
    return MinuteEntry(
        id=MinuteEntryId(keys.uid("minute_entry", row["meeting"], row["item"], sequence)),
        meeting=keys.meeting(row["meeting"]),
        item=keys.item(row["meeting"], row["item"]),
        sequence=sequence,
        entry_kind=kind,
        text=Rich(texts.fill(row["text"])),
        raw=texts.fill(row["raw"]),
        at=at(row["at"], row["meeting"], texts),
        speaker=keys.someone(row["speaker"]),
        prepared=not row["raw"],
        decision=keys.decision(link) if kind is EntryKind.DECISION else None,
        action=keys.action(link) if kind is EntryKind.ACTION else None,
        risk=keys.risk(link) if kind is EntryKind.RISK and link else None,
        issue=keys.issue(link) if kind is EntryKind.ISSUE and link else None,
        vote=keys.vote(link) if kind is EntryKind.VOTE else None,
    )
