"""Comments on a draft: typed or read from a file, each accepted, declined or left to the chair."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Sequence
from uuid import UUID

from pmo_desktop.domain.edits import Batch, Edit, batch, between, creation
from pmo_desktop.domain.ids import AmendmentId, MinuteCommentId, MinuteEntryId, PersonId
from pmo_desktop.domain.initials import fold, resolve
from pmo_desktop.domain.reviewing import (
    Amendment,
    AmendmentState,
    AmendmentWhy,
    CommentState,
    MinuteComment,
)
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import ReviewFacts, line_of
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.tidying import rewritten

_HEADS = ("line", "zeile", "ligne", "línea", "no", "nr", "number")
MOST = 2000
"""Rows of one file: a set of minutes has no more comments than that."""
_LONGEST = 4000


@dc.dataclass(frozen=True, slots=True)
class Commented:
    """Comments as an edit, how many there are, and rows that were not understood with the reason."""

    edit: Batch
    taken: int = 0
    refused: tuple[str, ...] = ()


def commented(facts: MeetingFacts, line: str, text: str, person: UUID | None, m: Moment) -> Commented:
    """One comment on a line by its number in the margin or its paragraph; on all where none is named."""
    said = " ".join(text.split())
    if not said:
        return Commented(batch(()), refused=(tr("Type what was said."),))
    found = line_of(facts, line) if line.strip() else None
    if line.strip() and found is None:
        return Commented(batch(()), refused=(tr("There is no line “{line}” in this draft.", line=line),))
    comment = MinuteComment(
        id=MinuteCommentId(m.new_id()),
        meeting=facts.meeting.id,
        entry=MinuteEntryId(found.entry) if found else None,
        line=found.line if found else 0,
        person=PersonId(person) if person else None,
        text=Rich(said),
        at=m.now,
    )
    return Commented(batch([creation(comment)]), 1)


def person_called(facts: MeetingFacts, typed: str) -> UUID | None:
    """Somebody by name, e-mail address or initials; None when nobody or several fit."""
    said = typed.strip()
    whole = [p.id for p in facts.people.all() if fold(said) in (fold(p.display_name), fold(p.email or "\0"))]
    found = resolve(said, facts.candidates()) if said and len(whole) != 1 else None
    return whole[0] if len(whole) == 1 else found.id if found else None


def from_rows(
    facts: MeetingFacts, review: ReviewFacts, rows: Sequence[Sequence[str]], sender: UUID | None, m: Moment
) -> Commented:
    """Comments of a reply file with the columns line, comment, person; a head is passed over.

    A comment that is there already is not taken twice. A row that names no person is from the sender.
    """
    edits: list[Edit] = []
    refused: list[str] = []
    known: set[tuple[int, str, object]] = {(c.line, c.text, c.person) for c in review.comments}
    for n, row in enumerate(rows[:MOST], 1):
        line, text, who = (*(c.strip() for c in row[:3]), "", "", "")[:3]
        if not text or (n == 1 and fold(line) in _HEADS):
            continue
        person = person_called(facts, who) if who else sender
        made = commented(facts, line, text[:_LONGEST], person, m)
        if who and person is None:
            made = Commented(batch(()), refused=(tr("“{text}” fits nobody, or several people.", text=who),))
        refused += [tr("Row {n}: {why}", n=n, why=why) for why in made.refused]
        edits += [e for e in made.edit.edits if _key(e) not in known]
        known |= {_key(e) for e in made.edit.edits}
    if len(rows) > MOST:
        refused.append(tr("Only the first {n} rows were read.", n=MOST))
    return Commented(batch(edits), len(edits), tuple(refused))


def _key(edit: Edit) -> tuple[int, str, object]:
    values = dict(getattr(edit, "values", ()))
    return values.get("line", 0), values.get("text", ""), values.get("person")


_TEXT_ROW = re.compile(
    r"^\s*(?:line|zeile|ligne|línea)?\s*#?([\d.]+[a-z]?)\s*[:;,\t]\s*(.+?)\s*$", re.IGNORECASE
)


def text_rows(body: str) -> list[list[str]]:
    """Rows of a reply in plain words: "17: read 15 not 50", one to a line; "4.9; text; person" as well."""
    rows: list[list[str]] = []
    for line in body.splitlines():
        if line.startswith(">") or not (found := _TEXT_ROW.match(line)):
            continue
        text, _, who = found.group(2).rpartition(";")
        rows.append([found.group(1).rstrip("."), text.strip() or who.strip(), who.strip() if text else ""])
    return rows


# -- answers -----------------------------------------------------------------------------------------


def answered(
    facts: MeetingFacts,
    review: ReviewFacts,
    comment: MinuteComment,
    state: CommentState,
    reason: str,
    m: Moment,
    wording: str = "",
) -> Batch:
    """Answer a comment with a reason; one that is accepted may bring another wording of its line."""
    said = Rich(" ".join(reason.split()))
    edits: list[Edit] = []
    if comment.state is not state and comment.state in (CommentState.ACCEPTED, CommentState.DECLINED):
        again = dc.replace(comment, state=CommentState.OPEN)
        edits.append(between(comment, again))
        comment = again
    edits.append(between(comment, dc.replace(comment, state=state, reason=said)))
    entry = facts.notes.get(comment.entry)
    reads = Rich(" ".join(wording.split()))
    if state is CommentState.ACCEPTED and entry is not None and reads and reads != entry.text:
        made = Amendment(
            id=AmendmentId(m.new_id()),
            meeting=facts.meeting.id,
            entry=entry.id,
            number=review.next_number,
            why=AmendmentWhy.COMMENT,
            was=entry.text,
            reads=reads,
            by=comment.person,
            at=m.now,
            state=AmendmentState.ACCEPTED,
            reason=comment.text,
        )
        edits += [creation(made), *rewritten(facts, entry, reads).edits]
    return batch(e for e in edits if getattr(e, "changes", True))


def lacks_reason(state: CommentState, reason: str) -> str:
    """Why an answer is not complete: who declines or hands on says why."""
    if state in (CommentState.DECLINED, CommentState.TO_CHAIR) and not reason.strip():
        return tr("Say why in a few words: the person who commented will read it.")
    return ""
