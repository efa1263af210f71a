"""Reads outside of any change: records by kind, and the history of what was done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa

from pmo_desktop.domain.editjson import changes_from
from pmo_desktop.domain.schema import kinds
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import recalled
from pmo_desktop.services.ports import Join, Past, Stored
from pmo_desktop.storage.asking import Asking
from pmo_desktop.storage.rows import of_kind
from pmo_desktop.storage.tables import AUDIT, OPERATION

if TYPE_CHECKING:
    from pmo_desktop.readmodels.actions import ActionEntry
    from pmo_desktop.readmodels.found import Found
    from pmo_desktop.readmodels.health_facts import Fact
    from pmo_desktop.readmodels.home import ComingMeeting, Recent
    from pmo_desktop.readmodels.lists import ActionRow, IssueRow, RiskRow
    from pmo_desktop.readmodels.minutes_found import FoundLines, KnownNames, Wanted
    from pmo_desktop.readmodels.register import WorkRow

CHUNK = 900
"""Values in one IN list: below SQLite's limit."""


class SqlReader(Asking):
    """Records by kind, registers, and history, on connections that can only read.

    The statements of a list are loaded when it is first asked for: a start needs one.
    """

    def all(self, kind: str, *, archived: bool = False) -> list[Any]:
        """Every record of a kind or family, by reference."""
        table, only, load = of_kind(kind)
        live = [] if archived else [table.c.archived_at.is_(None)]
        return [
            load(r) for r in self.rows(sa.select(table).where(*only, *live).order_by(table.c.ref, table.c.id))
        ]

    def where(self, kind: str, field: str, values: Iterable[Any], *, archived: bool = False) -> list[Any]:
        """The records whose field is one of the values, by reference."""
        table, only, load = of_kind(kind)
        live = [] if archived else [table.c.archived_at.is_(None)]
        wanted = list(dict.fromkeys(values))
        found: list[Any] = []
        for start in range(0, len(wanted), CHUNK):
            part = table.c[field].in_(wanted[start : start + CHUNK])
            query = sa.select(table).where(part, *only, *live).order_by(table.c.ref, table.c.id)
            found += map(load, self.rows(query))
        return found

    def get(self, kind: str, ids: Iterable[UUID]) -> dict[UUID, Any]:
        """Records by id, archived ones too."""
        return {r.id: r for r in self.where(kind, "id", ids, archived=True)}

    def joined(
        self, kind: str, joins: Sequence[Join], field: str = "", values: Iterable[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Records of a kind, each with those joined to it (None where there is none), in one statement."""
        first, only, load = of_kind(kind)
        tables: dict[str, sa.FromClause] = {kind: first}
        loads = [(len(first.c), load)]
        source: sa.FromClause = first
        for join in joins:
            plain, narrow, load = of_kind(join.kind)
            table = plain.alias(join.name or join.kind)
            on = [table.c[join.field] == tables[join.to].c[join.to_field], table.c.archived_at.is_(None)]
            on += [table.c[name] == value for name, value in join.only]
            on += [table.c.kind == join.kind] if narrow else []
            source = source.outerjoin(table, sa.and_(*on))
            tables[join.name or join.kind] = table
            loads.append((len(table.c), load))
        picked = [*only, first.c.archived_at.is_(None)]
        picked += [first.c[field].in_(list(dict.fromkeys(values)))] if field else []
        columns = [column for table in tables.values() for column in table.c]
        query = sa.select(*columns).select_from(source).where(*picked).order_by(first.c.ref, first.c.id)
        return [_side_by_side(row, loads) for row in self.rows(query)]

    def by_ref(self, kind: str, ref: str) -> Any | None:
        """The record with this reference, or None."""
        found = self.where(kind, "ref", [ref])
        return found[0] if found else None

    def revisions(self) -> dict[UUID, int]:
        """How many lines of the trail each record has."""
        query = sa.select(AUDIT.c.record_id, sa.func.count()).group_by(AUDIT.c.record_id)
        return {uid: int(n) for uid, n in self.rows(query)}

    def history(
        self, *, record: UUID | None = None, since: datetime | None = None, most: int = 200
    ) -> list[Past]:
        """What was done, the latest first; of one record by its revision, else by time."""
        o, a = OPERATION.c, AUDIT.c
        query = sa.select(
            o.op_id, o.at, o.who, o.label, a.kind, a.record_id, a.revision, a.verb, a.changes
        ).join_from(AUDIT, OPERATION, a.seq == o.seq)
        if record is not None:
            query = query.where(a.record_id == record).order_by(a.revision.desc())
        else:
            query = query.order_by(o.seq.desc(), a.kind, a.record_id)
        if since is not None:
            query = query.where(o.at > since)
        return [_past(row) for row in self.rows(query.limit(most))]

    def last_change(self) -> int:
        """The number of the op stored last."""
        from pmo_desktop.storage.queries import changes

        return changes.last_change(self)

    def changes_since(self, seq: int) -> list[Stored]:
        """The records that later ops touched, in their order."""
        from pmo_desktop.storage.queries import changes

        return changes.changes_since(self, seq)

    def coming_meetings(self) -> list[ComingMeeting]:
        """The meetings that have not ended, those of the portfolio board first, the next first."""
        from pmo_desktop.storage.queries import home

        return home.coming_meetings(self)

    def recent(self, since: datetime) -> list[Recent]:
        """What was done since an instant, the latest first, and by whom."""
        from pmo_desktop.storage.queries import home

        return home.recent(self, since)

    def found(self, typed: str) -> list[Found]:
        """Records of all kinds that people look for whose code or words have every typed word."""
        from pmo_desktop.storage.queries import found

        return found.found(self, typed)

    def names(self, wanted: Mapping[str, Collection[UUID]]) -> dict[UUID, tuple[str, LText]]:
        """Code and title (or text) of records, by family, archived ones too; one statement for all."""
        from pmo_desktop.storage.queries import found

        return found.names(self, wanted)

    def searched(self, wanted: Wanted, most: int) -> FoundLines:
        """The decisions, actions, minutes, risks, issues and votes that fit; two statements at most."""
        from pmo_desktop.storage.queries import minutes_search

        return minutes_search.searched(self, wanted, most)

    def known_names(self) -> KnownNames:
        """People, bodies, works and meetings that a search may name, in one statement."""
        from pmo_desktop.storage.queries import minutes_search

        return minutes_search.known_names(self)

    def works(self, today: date, touched: Iterable[tuple[str, UUID]] | None = None) -> list[WorkRow]:
        """The register by code; with `touched` (kind, id) only the works that show one of these records."""
        from pmo_desktop.storage.queries import register

        return register.works(self, today, touched)

    def works_under(self, work: UUID, today: date) -> list[WorkRow]:
        """The works under a programme or portfolio at any depth, by code."""
        from pmo_desktop.storage.queries import register

        return register.under(self, work, today)

    def risks(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[RiskRow]:
        """Risks by code: all, some by id, or those of one work."""
        from pmo_desktop.storage.queries import lists

        return lists.risks(self, ids=ids, work=work, open_only=open_only)

    def issues(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[IssueRow]:
        """Issues by code: all, some by id, or those of one work."""
        from pmo_desktop.storage.queries import lists

        return lists.issues(self, ids=ids, work=work, open_only=open_only)

    def actions(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[ActionRow]:
        """Actions, the earliest due first: all, some by id, or those of one work."""
        from pmo_desktop.storage.queries import lists

        return lists.actions(self, ids=ids, work=work, open_only=open_only)

    def action_register(self) -> list[ActionEntry]:
        """Every action with owner, body, work, and the item and decision that it came from."""
        from pmo_desktop.storage.queries import actions

        return actions.action_register(self)

    def health_facts(self) -> list[Fact]:
        """Items, papers and seats of all meetings, in the few words that the health of governance counts."""
        from pmo_desktop.storage.queries import health

        return health.health_facts(self)


def _side_by_side(row: Any, loads: Sequence[tuple[int, Any]]) -> tuple[Any, ...]:
    """One record for each table of a joined row, None for an empty stretch (ids come first)."""
    found, at = [], 0
    for width, load in loads:
        part = row[at : at + width]
        found.append(None if part[0] is None else load(part))
        at += width
    return tuple(found)


def _past(row: Any) -> Past:
    op_id, at, who, label, kind, uid, revision, verb, changes = row
    said = changes_from(kinds()[kind], changes)
    return Past(op_id, at, who, recalled(label), kind, uid, revision, verb, said)
