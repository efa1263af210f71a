"""The life of a body: what it needs before it is constituted, and what is to be moved before it ends."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date

from pmo_desktop.domain.edits import Batch, batch, between, creation
from pmo_desktop.domain.governance import BodyState, Capacity, GovernanceBody
from pmo_desktop.domain.ids import BodyId, PersonId
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.bodies import sitting
from pmo_desktop.readmodels.terms_templates import TermsTemplate
from pmo_desktop.services.bodies.reading import BodyFile
from pmo_desktop.services.bodies.terms import with_rules
from pmo_desktop.services.meetings.steps import Moment, path


def why_not(file: BodyFile, goal: BodyState, today: date) -> str:
    """Why a body cannot go to a state now, as a sentence; "" when it can."""
    body = file.body
    if body.state is goal:
        return tr("It is so already: {state}.", state=tr(goal.label))
    if not path("body", body.state, goal):
        return tr("{state} is not possible from: {now}.", state=tr(goal.label), now=tr(body.state.label))
    match goal:
        case BodyState.CONSTITUTED:
            return _why_not_constituted(file, today)
        case BodyState.DISSOLVED if file.actions:
            return tr("It has open actions; move them to another body first.")
    return ""


def _why_not_constituted(file: BodyFile, today: date) -> str:
    seats = sitting(file.seats, today)
    if file.terms.current is None:
        return tr("Its terms of reference are not in force yet.")
    if all(s.capacity is not Capacity.CHAIR for s in seats):
        return tr("It has no chair.")
    if sum(s.capacity.votes for s in seats) < 2:
        return tr("It needs at least two members who vote.")
    return ""


def brought(file: BodyFile, goal: BodyState, today: date) -> Batch:
    """The edit that brings a body to a state. Raises ValueError with the reason when it cannot go there."""
    if why := why_not(file, goal, today):
        raise ValueError(why)
    return batch([between(file.body, dc.replace(file.body, state=goal))])


def dissolved(file: BodyFile, to: BodyId | None) -> Batch:
    """End a body; its open actions go to another one.

    Raises ValueError in words where they have nowhere to go, or it cannot be dissolved from where it is.
    """
    if file.actions and (to is None or to == file.body.id):
        raise ValueError(tr("It has open actions; choose the body that takes them."))
    if not path("body", file.body.state, BodyState.DISSOLVED):
        now = tr(file.body.state.label)
        raise ValueError(tr("{state} is not possible from: {now}.", state=tr("Dissolved"), now=now))
    moved = [between(a, dc.replace(a, body=to)) for a in file.actions]
    return batch([*moved, between(file.body, dc.replace(file.body, state=BodyState.DISSOLVED))])


def takers(file: BodyFile) -> list[GovernanceBody]:
    """The bodies that could take the actions of one that ends; the one above it first."""
    others = [b for b in file.bodies if b.id != file.body.id and b.state is BodyState.CONSTITUTED]
    return sorted(others, key=lambda b: (b.id != file.body.parent, b.ref))


@dc.dataclass(frozen=True, slots=True)
class NewBody:
    """What is asked for to make a body: a name, a short code, who it escalates to, and a template."""

    name: str
    code: str
    template: TermsTemplate
    parent: BodyId | None = None


def problems(wanted: NewBody, bodies: Sequence[GovernanceBody]) -> dict[str, str]:
    """What is missing or taken, by field; empty when the body can be made."""
    found = {}
    if not wanted.name.strip():
        found["name"] = tr("A name is needed.")
    code = wanted.code.strip().upper()
    longest = 8
    if not code or len(code) > longest or not code.isalnum():
        found["code"] = tr("A code of one to eight letters and digits is needed.")
    elif any(b.code.upper() == code for b in bodies):
        found["code"] = tr("Another body has this code.")
    return found


def made(wanted: NewBody, moment: Moment, owner: PersonId | None = None) -> GovernanceBody:
    """A new body with the rules of its template, as a draft."""
    body = GovernanceBody(
        id=BodyId(moment.new_id()),
        title=LText.of(wanted.name.strip(), language()),
        code=wanted.code.strip().upper(),
        owner=owner,
        parent=wanted.parent,
        language=language(),
    )
    return with_rules(body, wanted.template)


def creating(body: GovernanceBody) -> Batch:
    """The edit that makes it."""
    return batch([creation(body)])
