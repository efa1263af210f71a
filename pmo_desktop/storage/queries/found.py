"""Records by code or words, over all kinds that people look for, in one statement."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.values import LText
from pmo_desktop.readmodels.found import Found
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.queries.cells import words
from pmo_desktop.storage.tables import TABLES

MOST = 24
"""Records of each kind; the palette shows eight."""
MOST_NAMES = 4_000
"""Names asked for in one statement and family; below the limit of parameters."""
_TITLED = ("meeting", "risk", "issue", "paper")
_WRITTEN = ("decision", "action")


def found(reader: Asking, typed: str, most: int = MOST) -> list[Found]:
    """Records whose code, title or text has every typed word, without regard to case; [] for no words."""
    wanted = typed.split()
    if not wanted:
        return []
    parts = [_works(wanted, most), _people(wanted, most)]
    parts += [_of(family, wanted, most) for family in (*_TITLED, *_WRITTEN)]
    return [_read(row) for row in reader.rows(sa.union_all(*parts))]


def _spellings(word: str) -> Iterator[str]:
    """A word as databases may hold it: SQLite folds only ASCII, and keeps titles as JSON with escapes."""
    known: dict[str, None] = {}
    for form in (word, word.lower(), word.capitalize(), word.upper()):
        known[form] = None
        known[json.dumps(form)[1:-1]] = None
    seen = set()
    for form in known:
        if form.lower() not in seen or not form.isascii():
            seen.add(form.lower())
            yield form


def _has(wanted: list[str], *columns: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return sa.and_(
        *(
            sa.or_(*(c.icontains(form, autoescape=True) for c in columns for form in _spellings(word)))
            for word in wanted
        )
    )


def _row(
    kind: sa.ColumnElement[str],
    table: sa.Table,
    title: sa.ColumnElement[str],
    note: sa.ColumnElement[str],
    place: tuple[sa.ColumnElement[Any], str],
) -> list[sa.ColumnElement[Any]]:
    column, of = place
    return [
        kind.label("kind"),
        table.c.id.label("id"),
        table.c.ref.label("ref"),
        title.label("title"),
        note.label("note"),
        column.label("place"),
        sa.literal(of, sa.Text).label("place_kind"),
    ]


def _some(query: sa.Select[Any], table: sa.Table, most: int) -> sa.Select[Any]:
    """The newest of a kind; as a query of its own, since a part of a union has no order."""
    inner = query.where(table.c.archived_at.is_(None)).order_by(table.c.ref.desc()).limit(most).subquery()
    return sa.select(*inner.c)


_NOWHERE = (sa.cast(sa.null(), sa.Uuid), "")
_NOTHING = sa.literal("", sa.Text)


def _works(wanted: list[str], most: int) -> sa.Select[Any]:
    table = TABLES["work"]
    title = words(table.c.title)
    query = sa.select(*_row(table.c.kind, table, title, table.c.state, _NOWHERE))
    return _some(query.where(_has(wanted, table.c.ref, title)), table, most)


def _people(wanted: list[str], most: int) -> sa.Select[Any]:
    table = TABLES["person"]
    kind = sa.literal("person", sa.Text)
    query = sa.select(*_row(kind, table, table.c.display_name, table.c.job, _NOWHERE))
    return _some(query.where(_has(wanted, table.c.ref, table.c.display_name, table.c.initials)), table, most)


def _of(family: str, wanted: list[str], most: int) -> sa.Select[Any]:
    """Records that lie on a work or a meeting, with the code of it as the note."""
    table, titled = TABLES[family], family in _TITLED
    title = words(table.c.title) if titled else table.c.text
    on = "work" if family in ("risk", "issue") else "meeting"
    kind, source = sa.literal(family, sa.Text), TABLES[on].alias("place")
    if family == "meeting":
        query = sa.select(*_row(kind, table, title, _NOTHING, _NOWHERE))
        return _some(query.where(_has(wanted, table.c.ref, title)), table, most)
    place, note = table.c[on], sa.func.coalesce(source.c.ref, "")
    query = sa.select(*_row(kind, table, title, note, (place, on))).select_from(
        table.outerjoin(source, source.c.id == place)
    )
    if family == "action":
        query = _action(table, kind, title)
    number = [table.c.number] if family == "paper" else []
    return _some(query.where(_has(wanted, table.c.ref, title, *number)), table, most)


def _action(table: sa.Table, kind: sa.ColumnElement[str], title: sa.ColumnElement[str]) -> sa.Select[Any]:
    """Actions lie on the meeting that agreed them, else on their work."""
    meeting, work = TABLES["meeting"].alias("place"), TABLES["work"].alias("work_place")
    of = sa.case((table.c.meeting.is_not(None), "meeting"), else_="work")
    place = sa.func.coalesce(table.c.meeting, table.c.work, type_=sa.Uuid)
    note = sa.func.coalesce(meeting.c.ref, work.c.ref, "")
    row = _row(kind, table, title, note, (place, ""))
    joined = table.outerjoin(meeting, meeting.c.id == table.c.meeting)
    joined = joined.outerjoin(work, work.c.id == table.c.work)
    return sa.select(*row[:-1], of.label("place_kind")).select_from(joined)


def _read(row: Any) -> Found:
    kind, uid, ref, title, note, place, of = row
    return Found(
        kind,
        _id(uid),
        ref or "",
        _title(title),
        note or "",
        _id(place) if place else None,
        of if place else "",
    )


def _title(text: str | None) -> LText:
    """A title from its JSON, or a plain text."""
    if text and text.startswith("{"):
        return LText.from_map(json.loads(text))
    return LText.of(text or "")


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(str(value))


def names(reader: Asking, wanted: Mapping[str, Collection[UUID]]) -> dict[UUID, tuple[str, LText]]:
    """Code and title (or text) of records by family, archived ones too, in one statement."""
    parts = [_names(family, ids) for family, ids in wanted.items() if ids]
    if not parts:
        return {}
    return {_id(uid): (ref or "", _title(title)) for uid, ref, title in reader.rows(sa.union_all(*parts))}


def _names(family: str, ids: Collection[UUID]) -> sa.Select[Any]:
    table = TABLES[family]
    if "title" in table.c:
        title = words(table.c.title)
    else:
        title = next((table.c[n] for n in ("display_name", "text", "name") if n in table.c), _NOTHING)
    query = sa.select(table.c.id.label("id"), table.c.ref.label("ref"), title.label("title"))
    return query.where(table.c.id.in_(list(ids)[:MOST_NAMES]))
