"""Risks, issues and actions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pmo_desktop.demo import keys
from pmo_desktop.demo.content import Row, choice, millions, rows
from pmo_desktop.demo.texts import Texts
from pmo_desktop.domain.raid import (
    Action,
    ActionState,
    Assessment,
    DueChange,
    Issue,
    IssueKind,
    IssueState,
    Polarity,
    Proximity,
    Response,
    Risk,
    RiskState,
)
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Rich, Score


def raid(texts: Texts) -> Iterator[Record]:
    """All risks, issues and actions."""
    for row in rows("risks"):
        yield _risk(row, texts)
    for row in rows("issues"):
        yield _issue(row, texts)
    for row in rows("actions"):
        yield _action(row, texts)


def _score(text: str) -> Assessment | None:
    """Read `4x5`: probability times impact."""
    if not text:
        return None
    probability, impact = text.split("x")
    return Assessment(Score(int(probability)), Score(int(impact)))


def _risk(row: Row, texts: Texts) -> Risk:
    return Risk(
        id=keys.risk(row["key"]),
        ref=texts.risks[row["key"]],
        title=LText.of(row["title"]),
        owner=keys.person(row["owner"]),
        state=choice(RiskState, row["state"]),
        work=keys.work(row["work"]),
        polarity=choice(Polarity, row["polarity"]),
        category=row["category"],
        cause=Rich(texts.fill(row["cause"])),
        event=Rich(texts.fill(row["event"])),
        effect=Rich(texts.fill(row["effect"])),
        raised_at=_raised(row, texts),
        proximity=choice(Proximity, row["proximity"]),
        inherent=_score(row["inherent"]),
        previous=_score(row["previous"]),
        current=_score(row["current"]),
        target=_score(row["target"]),
        response=choice(Response, row["response"]),
        cost_impact=millions(row["cost"]),
        delay_impact=int(row["delay"]) if row["delay"] else None,
        contingency_plan=Rich(texts.fill(row["plan"])),
        review_by=texts.clock.working(int(row["review"])),
        escalated_to=keys.body(row["escalated"]) if row["escalated"] else None,
    )


def _issue(row: Row, texts: Texts) -> Issue:
    return Issue(
        id=keys.issue(row["key"]),
        ref=texts.issues[row["key"]],
        title=LText.of(row["title"]),
        owner=keys.person(row["owner"]),
        state=choice(IssueState, row["state"]),
        work=keys.work(row["work"]),
        issue_kind=choice(IssueKind, row["kind"]),
        severity=Score(int(row["severity"])),
        urgency=Score(int(row["urgency"])),
        impact=Rich(texts.fill(row["impact"])),
        raised_at=_raised(row, texts),
        due=texts.clock.working(int(row["due"])),
        resolution=Rich(texts.fill(row["resolution"])),
        from_risk=keys.risk(row["risk"]) if row["risk"] else None,
        decision=keys.decision(row["decision"]) if row["decision"] else None,
    )


def _moves(text: str, texts: Texts) -> tuple[DueChange, ...]:
    """Read `-20:-24:pv`: due 20 days ago, moved 24 days ago, agreed by Petra Voss."""
    found = []
    for part in filter(None, text.split(";")):
        was, on, who = part.split(":")
        agreed = next(r["name"] for r in rows("people") if r["key"] == who)
        found.append(DueChange(texts.clock.working(int(was)), texts.clock.today + timedelta(int(on)), agreed))
    return tuple(found)


def _raised(row: Row, texts: Texts) -> date:
    """The day it was raised: so many days ago, or at the meeting that is named."""
    raised = row["raised"] or row["meeting"]
    return texts.meeting_day(raised) if raised[0].isalpha() else texts.clock.working(int(raised))


def _action(row: Row, texts: Texts) -> Action:
    held = row["meeting"]
    return Action(
        id=keys.action(row["key"]),
        ref=texts.actions[row["key"]],
        owner=keys.person(row["owner"]),
        state=choice(ActionState, row["state"]),
        text=Rich(texts.fill(row["text"])),
        due=texts.clock.working(int(row["due"])),
        due_history=_moves(row["history"], texts),
        priority=Score(int(row["priority"])) if row["priority"] else None,
        work=keys.some_work(row["work"]),
        body=keys.body(held[:2]) if held else None,
        meeting=keys.meeting(held) if held else None,
        item=keys.item(held, row["item"]) if held else None,
        decision=keys.decision(row["decision"]) if row["decision"] else None,
        helpers=tuple(map(keys.person, row["helpers"].split())),
        raised_at=_raised(row, texts),
        done_on=texts.clock.working(int(row["done"])) if row["done"] else None,
        done_note=Rich(texts.fill(row["note"])),
    )
