"""The terms of reference of the boards: one overdue for review, one with a next version on its way."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Iterator
from datetime import date

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import months_away
from pmo_desktop.domain.governance import GovernanceBody, Membership
from pmo_desktop.domain.ids import TermsId
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.terms import TermsOfReference, TermsState
from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.terms import TermsFacts, written
from pmo_desktop.readmodels.terms_templates import template_for
from pmo_desktop.services.bodies.terms import facts_of

_SINCE = {"PB": (14, 4), "EB": (13,), "DB": (8,)}
"""How many months ago each version came into force, the oldest first."""
_PROPOSED = "DB"
"""The board before which the next version lies."""


def terms(board: Iterable[Record], people: Iterable[Record], today: date) -> Iterator[TermsOfReference]:
    """All versions, written from the rules that the records have."""
    records = list(board)
    bodies = {r.id: r for r in records if isinstance(r, GovernanceBody)}
    seats = [r for r in records if isinstance(r, Membership)]
    known = [p for p in people if isinstance(p, Person)]
    for body in bodies.values():
        mine = [s for s in seats if s.body == body.id]
        above = bodies.get(body.parent) if body.parent else None
        yield from _versions(body, facts_of(body, mine, known, above, today), today)


def _versions(body: GovernanceBody, facts: TermsFacts, today: date) -> Iterator[TermsOfReference]:
    since = _SINCE[body.code]
    for n, months in enumerate(since, 1):
        last = n == len(since)
        state = TermsState.CURRENT if last else TermsState.RETIRED
        rules = body if last else dc.replace(body, papers_due=body.papers_due + 3, chairs_action=False)
        day = months_away(today, -months)
        yield dc.replace(
            _version(n, rules, facts),
            state=state,
            in_force=day,
            review_by=months_away(day, body.review_months),
        )
    if body.code == _PROPOSED:
        rules = dc.replace(body, papers_due=body.papers_due + 2, correspondence_unanimous=True)
        yield dc.replace(_version(len(since) + 1, rules, facts), state=TermsState.PROPOSED)


def _version(n: int, rules: GovernanceBody, facts: TermsFacts) -> TermsOfReference:
    chosen = template_for(rules.body_kind)
    return TermsOfReference(
        id=TermsId(keys.uid("terms", rules.code, n)),
        title=LText.of(f"Terms of reference: {facts.name}"),
        owner=rules.owner,
        body=rules.id,
        version=n,
        template=chosen.key,
        language=rules.language,
        sections=written(chosen, dc.replace(facts, body=rules), rules.language),
    )
