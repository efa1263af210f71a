"""What the services need of a store: one transaction to write in, one reader, files by hash."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

from pmo_desktop.domain.edits import FieldChange, Op
from pmo_desktop.domain.fault import Fault
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import Problem, View
from pmo_desktop.domain.schema import Kind
from pmo_desktop.domain.values import LText

if TYPE_CHECKING:  # what only some readers give is loaded with them
    from pmo_desktop.readmodels.actions import ActionEntry
    from pmo_desktop.readmodels.found import Found
    from pmo_desktop.readmodels.health_facts import Fact
    from pmo_desktop.readmodels.home import ComingMeeting, Recent
    from pmo_desktop.readmodels.lists import ActionRow, IssueRow, RiskRow
    from pmo_desktop.readmodels.minutes_found import FoundLines, KnownNames, Wanted
    from pmo_desktop.readmodels.register import WorkRow


@dc.dataclass(frozen=True, slots=True)
class Change:
    """What an op touched, as (kind, id): what pages listen for."""

    op_id: UUID
    touched: frozenset[tuple[str, UUID]]

    def kinds(self) -> frozenset[str]:
        """The kinds touched."""
        return frozenset(kind for kind, _ in self.touched)

    def ids(self, *kinds: str) -> frozenset[UUID]:
        """The ids touched of these kinds."""
        return frozenset(uid for kind, uid in self.touched if kind in kinds)


@dc.dataclass(frozen=True, slots=True)
class Clash:
    """A field that somebody else changed: theirs is stored, mine waits to be settled."""

    kind: str
    id: UUID
    field: str
    mine: Any
    theirs: Any


@dc.dataclass(frozen=True, slots=True)
class Receipt:
    """What became of an op. `repeated` when it had been applied before."""

    op_id: UUID
    seq: int
    change: Change
    clashes: tuple[Clash, ...] = ()
    repeated: bool = False


class Refused(Fault):
    """The op breaks a rule; nothing was stored. `problems` says what, field by field."""

    def __init__(self, found: Sequence[Problem]) -> None:
        super().__init__("; ".join(dict.fromkeys(p.says for p in found)))
        self.problems = tuple(found)


class CodeTaken(Refused):
    """Two records of one family would have the same code; another writer may have been quicker."""


class StoreFault(Fault):
    """The database cannot be used now. The text says what happened, what is safe and what to do."""


class Dangling(StoreFault):
    """The op points at a record that the database has not: perhaps one that has not arrived there yet."""


@dc.dataclass(frozen=True, slots=True)
class AuditRow:
    """One stored change of one record."""

    kind: Kind
    id: UUID
    revision: int
    verb: str
    changes: tuple[FieldChange, ...]


@dc.dataclass(frozen=True, slots=True)
class Past:
    """One line of history: who did what to which record, when."""

    op_id: UUID
    at: datetime
    who: UUID
    label: str
    kind: str
    id: UUID
    revision: int
    verb: str
    changes: tuple[FieldChange, ...]


@dc.dataclass(frozen=True, slots=True)
class Stored:
    """One record that an op touched, by the number of the op: ops are numbered as they are stored."""

    seq: int
    op_id: UUID
    kind: str
    id: UUID


class Transaction(View, Protocol):
    """One transaction of the writer: it ends with all stored or nothing."""

    def register(self, op: Op) -> int | None:
        """The number of the op, or None when it was applied before."""

    def seen(self, op_id: UUID) -> Receipt:
        """The receipt of an op that was applied before."""

    def load(self, family: str, ids: Sequence[UUID]) -> None:
        """Read and lock these records ahead, in few statements."""

    def series(self, scope: str) -> int:
        """The last number given in a series; locked until the end."""

    def keep_series(self, scope: str, last: int) -> None:
        """The last number given, to be stored at the end."""

    def taken(self, family: str, refs: Sequence[str]) -> set[str]:
        """Which of these codes a record of the family has, archived ones too."""

    def insert(self, kind: Kind, records: Sequence[Record]) -> None:
        """Store new records."""

    def update(self, kind: Kind, before: Record, after: Record, names: Sequence[str]) -> None:
        """Store these fields of a record that has not moved since it was read."""

    def audit(self, seq: int, rows: Sequence[AuditRow]) -> None:
        """Append to the trail."""

    def note_clashes(self, seq: int, clashes: Sequence[Clash]) -> None:
        """Keep what somebody wanted and did not get."""

    @property
    def reader(self) -> Reader:
        """Reads inside the transaction: what was written so far is seen."""

    def keep(self, body: bytes, media: str) -> str:
        """Keep a file with the transaction; its hash."""


@dc.dataclass(frozen=True, slots=True)
class Join:
    """Records of `kind` to stand beside others: those whose `field` is the `to_field` of the `to` record.

    `only` narrows them further, as (field, value). `name` is what later joins call them, the kind unless
    said; it is needed where one kind stands twice.
    """

    kind: str
    field: str
    to: str
    to_field: str = "id"
    only: tuple[tuple[str, Any], ...] = ()
    name: str = ""


class Reader(Protocol):
    """Reads outside of any change. Values are records; each call is one statement."""

    def all(self, kind: str, *, archived: bool = False) -> list[Any]:
        """Every record of a kind, in the order of their references."""

    def where(self, kind: str, field: str, values: Iterable[Any], *, archived: bool = False) -> list[Any]:
        """The records whose field is one of the values."""

    def get(self, kind: str, ids: Iterable[UUID]) -> dict[UUID, Any]:
        """Records by id, archived ones too."""

    def joined(
        self, kind: str, joins: Sequence[Join], field: str = "", values: Iterable[Any] = ()
    ) -> list[tuple[Any, ...]]:
        """Records of a kind, each with those joined to it (None where there is none), in one statement.

        Without a field all of the kind; with one, those whose field is one of the values.
        """

    def by_ref(self, kind: str, ref: str) -> Any | None:
        """The record with this reference, or None."""

    def revisions(self) -> dict[UUID, int]:
        """How many lines of the trail each record has."""

    def history(
        self, *, record: UUID | None = None, since: datetime | None = None, most: int = 200
    ) -> list[Past]:
        """What was done, the latest first."""

    def last_change(self) -> int:
        """The number of the op stored last, 0 when there is none."""

    def changes_since(self, seq: int) -> list[Stored]:
        """The records that later ops touched, in their order; a limited number."""

    def coming_meetings(self) -> list[ComingMeeting]:
        """The meetings that have not ended, the next first."""

    def recent(self, since: datetime) -> list[Recent]:
        """What was done since an instant, the latest first, and by whom."""

    def found(self, typed: str) -> list[Found]:
        """Records of all kinds that people look for whose code or words have every typed word."""

    def names(self, wanted: Mapping[str, Collection[UUID]]) -> dict[UUID, tuple[str, LText]]:
        """Code and title (or text) of records, by family, archived ones too; one statement for all."""

    def searched(self, wanted: Wanted, most: int) -> FoundLines:
        """The decisions, actions, minutes, risks, issues and votes that fit; two statements at most."""

    def known_names(self) -> KnownNames:
        """People, bodies, works and meetings that a search may name, in one statement."""

    def works(self, today: date, touched: Iterable[tuple[str, UUID]] | None = None) -> list[WorkRow]:
        """The register by code; with `touched` (kind, id) only the works that show one of these records."""

    def works_under(self, work: UUID, today: date) -> list[WorkRow]:
        """The works under a programme or portfolio at any depth, by code."""

    def risks(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[RiskRow]:
        """Risks by code: all, some by id, or those of one work."""

    def issues(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[IssueRow]:
        """Issues by code: all, some by id, or those of one work."""

    def actions(
        self, *, ids: Collection[UUID] | None = None, work: UUID | None = None, open_only: bool = False
    ) -> list[ActionRow]:
        """Actions, the earliest due first: all, some by id, or those of one work."""

    def action_register(self) -> list[ActionEntry]:
        """Every action with owner, body, work, and the item and decision that it came from."""

    def health_facts(self) -> list[Fact]:
        """Items, papers and seats of all meetings, in the few words that the health of governance counts."""


class Files(Protocol):
    """Bytes kept under their SHA-256."""

    def put(self, body: bytes, media: str) -> str:
        """Keep these bytes and give their hash (64 hex digits). Keeping them twice is keeping them once."""

    def get(self, file_hash: str) -> bytes:
        """The bytes; KeyError when there are none, StoreFault when they are damaged."""


class Store(Protocol):
    """An open database."""

    @property
    def url(self) -> str:
        """Its address, without a password."""

    @property
    def reader(self) -> Reader:
        """Reads outside of any change."""

    @property
    def files(self) -> Files:
        """Bytes by hash."""

    def begin(self) -> AbstractContextManager[Transaction]:
        """A transaction of the writer."""

    def missing_locks(self) -> list[str]:
        """The locks of approved minutes and of the trail that are not there or were altered."""

    def purge_notes(self, meeting: UUID) -> int:
        """Take rough notes that were disposed of out of the trail; gives how many lines of it had some."""

    def close(self) -> None:
        """Let go of every connection."""
