"""The terms of a search as conditions on the index of what can be found."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.minutes import MinutesState
from pmo_desktop.domain.searchwords_dates import Span
from pmo_desktop.domain.searchwords_keys import Being, Key
from pmo_desktop.readmodels.minutes_found import OPEN, Condition
from pmo_desktop.storage.tables import TABLES

SEARCHED = sa.table(
    "searched",
    sa.column("number", sa.BigInteger),
    sa.column("record", sa.Uuid),
    sa.column("kind", sa.Text),
    sa.column("ref", sa.Text),
    sa.column("day", sa.Date),
    sa.column("state", sa.Text),
    sa.column("due", sa.Date),
    *(sa.column(name, sa.Uuid) for name in ("owner", "speaker", "body", "meeting", "item", "work")),
    sa.column("works", sa.Text),
    sa.column("restricted", sa.Boolean),
    sa.column("words", sa.Text),
    sa.column("vector"),
)
"""The index as migration 0006 makes it; `words` and `vector` are there on PostgreSQL only."""
_CLOSED = sa.table("searched_closed", sa.column("entry", sa.Uuid), sa.column("record", sa.Uuid))


def condition(wanted: Condition, today: date) -> sa.ColumnElement[bool]:
    """One term; what it does not know (no body, no date) fits no condition, and every exclusion."""
    fits = sa.or_(*_fits(wanted.key, wanted.values, today))
    return sa.not_(sa.func.coalesce(fits, sa.false())) if wanted.without else fits


def _fits(key: Key, values: Sequence[Any], today: date) -> list[sa.ColumnElement[bool]]:
    s = SEARCHED.c
    match key:
        case Key.IS:
            return [_is(being, today) for being in values]
        case Key.KIND:
            return [s.kind.in_([kind.value for kind in values])]
        case Key.DATE:
            return [_within(span) for span in values]
        case Key.OWNER:
            return [s.owner.in_(values)]
        case Key.BY:
            return [s.speaker.in_(values), s.record.in_(_made(TABLES["minute_entry"].c.speaker.in_(values)))]
        case Key.MEETING:
            return [s.meeting.in_(values)]
        case Key.BODY:
            meeting = TABLES["meeting"]
            return [
                s.body.in_(values),
                s.meeting.in_(sa.select(meeting.c.id).where(meeting.c.body.in_(values))),
            ]
        case _:
            return _about(values)


def _made(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The records that lines of minutes made."""
    e = TABLES["minute_entry"].c
    made = sa.func.coalesce(e.decision, e.action, e.vote, e.risk, e.issue, type_=sa.Uuid)
    return sa.select(made).where(made.is_not(None), *where)


def closed() -> sa.Select[Any]:
    """The records that lines of Part B made; triggers note them."""
    return sa.select(_CLOSED.c.record)


def _about(works: Collection[UUID]) -> list[sa.ColumnElement[bool]]:
    """About a work: its own, among those of a decision, or that of the agenda item."""
    s, item = SEARCHED.c, TABLES["agenda_item"]
    among = [s.works.contains(str(work)) for work in works]
    return [s.work.in_(works), s.item.in_(sa.select(item.c.id).where(item.c.work.in_(works))), *among]


def _within(span: Span) -> sa.ColumnElement[bool]:
    day = SEARCHED.c.day
    ends = [day >= span.first] if span.first is not None else []
    ends += [day < span.end] if span.end is not None else []
    return sa.and_(*ends) if ends else day.is_not(None)


def _open(*, still: bool) -> sa.ColumnElement[bool]:
    s = SEARCHED.c
    return sa.or_(
        *(
            sa.and_(s.kind == kind.value, s.state.in_(states) if still else s.state.not_in(states))
            for kind, states in OPEN.items()
        )
    )


def _is(being: Being, today: date) -> sa.ColumnElement[bool]:
    s = SEARCHED.c
    match being:
        case Being.OPEN:
            return _open(still=True)
        case Being.CLOSED:
            return _open(still=False)
        case Being.OVERDUE:
            return s.due < today  # kept only while something is to be done
        case Being.APPROVED:
            minutes = TABLES["minute_set"]
            settled = [state.value for state in MinutesState if state.settled]
            kept = sa.select(minutes.c.meeting).where(
                minutes.c.state.in_(settled), minutes.c.archived_at.is_(None)
            )
            return s.meeting.in_(kept)
        case _:
            item = TABLES["agenda_item"]
            apart = s.item.in_(sa.select(item.c.id).where(item.c.part == "b"))
            return sa.or_(s.restricted, apart, s.record.in_(closed()))
