"""Actions agreed before: "a A-PB-2026-06-03 done", "… >30 sep", "… @mk" move them instead of making one."""

from __future__ import annotations

import dataclasses as dc
import re

from pmo_desktop.domain.edits import Edit, batch, steps
from pmo_desktop.domain.initials import fold
from pmo_desktop.domain.raid import Action, ActionState
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.services.meetings.actions import set_due, set_owner
from pmo_desktop.services.meetings.steps import walked
from pmo_desktop.services.meetings.typed import Typed, capital

ACTION_CODE = re.compile(r"\s*(A-(?:[A-Z0-9]+-)*\d+)(?![\w-])[\s:,]*", re.IGNORECASE)
_DONE = re.compile(
    r"(?:is\s+|ist\s+)?(?:done|complete[d]?|finished|closed|erledigt|fertig|abgeschlossen)\b[\s.,:;]*"
)
_GONE = re.compile(
    r"(?:is\s+|ist\s+)?(?:cancelled|canceled|dropped|no longer needed|entfällt|gestrichen)\b[\s.,:;]*"
)


@dc.dataclass(frozen=True, slots=True)
class Earlier:
    """An action agreed before, what becomes of it, and how the minutes say so."""

    action: Action
    edits: tuple[Edit, ...]
    text: Rich


def earlier(typed: Typed) -> Earlier | None:
    """The earlier action that a line is about; None when it begins with the code of none that is open."""
    code = ACTION_CODE.match(typed.line.text)
    action = typed.facts.known.called("action", code.group(1)) if code else None
    if action is None or code is None:
        return None
    rest = typed.line.text[code.end() :].strip()
    with speaking(typed.lang):
        return _ended(typed, action, rest) or _moved(typed, action, rest)


def _ended(typed: Typed, action: Action, rest: str) -> Earlier | None:
    for words, state, says in (
        (_DONE, ActionState.DONE, tr("{code} is done.", code=action.ref)),
        (_GONE, ActionState.CANCELLED, tr("{code} is cancelled.", code=action.ref)),
    ):
        found = words.match(fold(rest)) or words.match(rest.lower())
        if found is not None:
            note = Rich(capital(rest[found.end() :].strip()))
            done = typed.today if state is ActionState.DONE else None
            edits = tuple(walked(action, state, done_on=done, done_note=note or action.done_note))
            return Earlier(action, edits, Rich(f"{says} {note}".strip()))
    return None


def _moved(typed: Typed, action: Action, rest: str) -> Earlier:
    """Another day, another owner, or only a word about how it stands."""
    edits: list[Edit] = []
    said = []
    if typed.line.due_read and typed.due.date and typed.due.date != action.due:
        edits.append(set_due(action, typed.due.date, typed.today, typed.facts.meeting.ref))
        said.append(tr("{code} is now due on {day}.", code=action.ref, day=shown.date(typed.due.date)))
    if typed.owner and typed.owner != action.owner:
        edits.append(set_owner(action, typed.owner))
        said.append(tr("{code} goes to {name}.", code=action.ref, name=typed.facts.name(typed.owner)))
    if not said:
        said.append(tr("{code}:", code=action.ref))
    words = " ".join([*said, capital(rest) if edits else rest]).strip()
    return Earlier(action, tuple(steps(batch(edits))), Rich(words))
