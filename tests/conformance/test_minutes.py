"""Public minutes typed again by keys: who was there, what was decided and who shall do what come out equal.

The check boxes of one set are an exact key of attendance; decisions and actions are those that the minutes
list under headings of their own. Everything else is typed as key points, whatever signs stand in it.
"""

from __future__ import annotations

import dataclasses as dc
import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from pmo_desktop.bootstrap import open_office
from pmo_desktop.domain.edits import batch, creation
from pmo_desktop.domain.governance import BodyState, Capacity, GovernanceBody, Membership
from pmo_desktop.domain.ids import BodyId, MeetingId, MembershipId, PersonId
from pmo_desktop.domain.meetings import Presence
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.values import LText, Zoned
from pmo_desktop.main import main
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.series import meeting_creation
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import capital
from pmo_desktop.services.office import Office

pytestmark = pytest.mark.conformance

KNOWN = {
    "en-aswf-tac/2018-09-12.md": (7, 12, 2, 0),
    "en-aswf-tac/2019-08-28.md": (13, 19, 0, 0),
    "en-aswf-tac/2020-08-12.md": (13, 24, 0, 0),
    "en-aswf-tac/2021-08-25.md": (19, 25, 0, 1),
    "en-aswf-tac/2022-09-21.md": (16, 30, 0, 0),
    "en-aswf-tac/2023-11-15.md": (20, 40, 0, 0),
    "en-rust-council/2023-06-15.md": (0, 0, 6, 2),
    "en-rust-council/2024-02-02.md": (12, 12, 0, 0),
    "en-rust-council/2024-11-08.md": (10, 10, 0, 0),
    "en-rust-council/2025-06-20.md": (8, 8, 0, 0),
    "en-rust-council/2026-01-16.md": (11, 11, 0, 1),
}
"""For each file: present, asked, actions and decisions, as counted by hand."""
_BOX = re.compile(r"^[*-] \[(x| )\] ([^,(–]+?)(?:,| - | \(|$)", re.MULTILINE)
_ROW = re.compile(r"^- ([^,(:]+?)(?:,| \(|$)", re.MULTILINE)
_LISTED = re.compile(r"^(?:- )?(?:Council members|Council|Observers): (.+)$", re.MULTILINE)
_OWNED = re.compile(r"^(\w+)(?::|/\w+)? (?:to |will )?")


@dc.dataclass(frozen=True)
class Told:
    """What minutes say of a meeting."""

    people: dict[str, bool]
    actions: tuple[tuple[str, str], ...]
    decisions: tuple[str, ...]
    rest: tuple[str, ...]


def part(text: str, *heads: str) -> str:
    """What stands under the first heading that begins with one of these words."""
    for head in heads:
        found = re.search(rf"^#+ \**{head}.*?$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
        if found:
            return found.group(1)
    return ""


def bullets(text: str) -> list[str]:
    return [line[2:].strip() for line in text.splitlines() if line.startswith("- ")]


def told(text: str) -> Told:
    """Read minutes: the lists under their headings, decisions also where a motion carries."""
    people = {m[2].strip(): m[1] == "x" for m in _BOX.finditer(text)}
    if not people:
        here, away = part(text, "Voting Member Attendees"), part(text, "Voting Member Regrets")
        people = {m[1]: True for m in _ROW.finditer(here)} | {m[1]: False for m in _ROW.finditer(away)}
    for m in _LISTED.finditer(part(text, "Attendance")):
        people |= {name.strip(): True for name in re.sub(r" \(.*?\)", "", m[1]).split(",")}
    actions = bullets(part(text, "Action Items", "Action items"))
    decided = bullets(part(text, "Consented Decisions"))
    decided += re.findall(r"[^\n.]*(?:motion carries|the agenda is approved)", text)
    rest = [" ".join(line.strip(" *-").split()) for line in text.splitlines() if line.strip(" *-#")]
    owners = (_OWNED.match(action) for action in actions)
    owned = tuple((m[1] if m else "", action) for m, action in zip(owners, actions, strict=True))
    return Told(people, owned, tuple(d.strip(" *") for d in decided), tuple(rest))


def seated(url: str, minutes: Told) -> tuple[str, UUID]:
    """A body of these people with a meeting; the code and id of the meeting."""
    office = open_office(url)
    body = GovernanceBody(
        id=BodyId(uuid4()), code="TB", title=LText.of("Public body"), state=BodyState.CONSTITUTED
    )
    people = [Person(id=PersonId(uuid4()), display_name=name) for name in minutes.people]
    seats = [
        Membership(id=MembershipId(uuid4()), body=body.id, person=p.id, capacity=Capacity.VOTING)
        for p in people
    ]
    office.change(batch(creation(r) for r in (body, *people, *seats)), "body")
    now = datetime.now(UTC)
    made = meeting_creation(body, Zoned(now, "UTC"), seats, Moment(now, uuid4))
    office.change(made, "meeting")
    uid = MeetingId(made.edits[0].id)  # type: ignore[union-attr]
    ref: str = office.store.reader.get("meeting", [uid])[uid].ref
    office.close()
    return ref, uid


def script(facts: MeetingFacts, minutes: Told) -> Iterator[str]:
    """The keys of a scribe who takes these minutes."""
    initials = {facts.name(uid): short for uid, short in facts.initials.items()}
    here = " ".join(initials[n] for n, present in minutes.people.items() if present)
    away = " ".join(initials[n] for n, present in minutes.people.items() if not present)
    yield "/start"
    yield f"p {here} x {away}".removesuffix(" x ")
    yield "/roll"
    for text in minutes.rest:
        yield f"k {text}"
    for text in minutes.decisions:
        yield f"d {text}"
    for owner, text in minutes.actions:
        who = next((f" @{initials[n]}" for n in minutes.people if n.split()[0] == owner), "")
        yield f"a {text}{who}"
    yield "/end"


def facts_of(office: Office, meeting: UUID) -> MeetingFacts:
    found = read_meeting(office.store.reader, MeetingId(meeting))
    assert found is not None
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_public_minutes_typed_again_come_out_equal(
    name: str,
    reference_data: Path,
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    minutes = told((reference_data / "minutes" / name).read_text("utf-8"))
    ref, uid = seated(sqlite_url, minutes)
    office = open_office(sqlite_url)
    typed = list(script(facts_of(office, uid), minutes))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(typed).encode())))
    code = main(["capture", "--db", sqlite_url, "--meeting", ref, "--json"])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (code, [a for a in answers if "refused" in a]) == (0, [])

    facts = facts_of(office, uid)
    office.close()
    present = {facts.name(a.person) for a in facts.present_list if a.presence is Presence.PRESENT}
    assert present == {n for n, there in minutes.people.items() if there}
    assert {facts.name(a.person) for a in facts.present_list} == set(minutes.people)
    decided = [facts.decisions.get(e.decision) for e in facts.entries if e.decision]
    assert [str(d.text) for d in decided if d] == [capital(d) for d in minutes.decisions]
    firsts = {n.split()[0]: n for n in reversed(minutes.people)}
    noted = [facts.actions.get(e.action) for e in facts.entries if e.action]
    assert [(facts.name(a.owner), str(a.text)) for a in noted if a] == [
        (firsts.get(owner, ""), capital(text)) for owner, text in minutes.actions
    ]
    counts = len(present), len(minutes.people), len(minutes.actions), len(minutes.decisions)
    assert counts == KNOWN[name]
    points = facts.entries[: len(minutes.rest)]
    assert [e.raw for e in points] == [f"k {text}" for text in minutes.rest]
    # a word such as /poll is read as the code of a work; one that nobody knows stands at the end
    assert [sorted(e.text.split()) for e in points] == [sorted(capital(t).split()) for t in minutes.rest]
