"""The edits that make the demo organisation, in the order of what refers to what."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pmo_desktop.demo.clock import Clock
from pmo_desktop.demo.facts import Facts
from pmo_desktop.demo.governance import governance
from pmo_desktop.demo.minutes import minutes, settled
from pmo_desktop.demo.organisation import organisation
from pmo_desktop.demo.packs import draft_pack
from pmo_desktop.demo.plans import plans
from pmo_desktop.demo.raid import raid
from pmo_desktop.demo.reports import reports
from pmo_desktop.demo.terms import terms
from pmo_desktop.demo.texts import Texts
from pmo_desktop.demo.works import works
from pmo_desktop.demo.yearly import yearly
from pmo_desktop.domain.edits import Batch, Edit, batch, creation
from pmo_desktop.domain.record import Record


def demo_edits(today: date) -> tuple[Edit, ...]:
    """The demo organisation as it stands on a day: batches to store one after another.

    The same day always gives the same edits. Every reference points into its own batch or one before;
    the last batch takes the minutes of past meetings through their states.
    """
    clock = Clock(today)
    facts = Facts(clock)
    texts = Texts(clock, facts)
    board = [*works(clock, facts), *governance(texts), *minutes(texts), *raid(texts), draft_pack(texts)]
    people = list(organisation(clock))
    board.extend(terms(board, people, today))
    board.extend(yearly(board, today))
    board.sort(key=_place)
    return (
        _made(people),
        _made(board),
        _made(plans(clock, facts)),
        _made(reports(clock, texts)),
        settled(),
    )


_FIRST = ("portfolio", "programme", "service", "project")


def _place(record: Record) -> int:
    """Works before boards, boards before meetings: numbering asks for what a reference is made of."""
    kind = record.ABOUT.kind
    order = (*_FIRST, "component", "role_assignment", "body", "membership", "series", "meeting")
    return order.index(kind) if kind in order else len(order)


def _made(records: Iterable[Record]) -> Batch:
    return batch(creation(record) for record in records)
