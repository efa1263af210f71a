"""The one thing that writes: an op in, a receipt out, in one transaction."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pmo_desktop.domain.edits import Archive, Create, FieldChange, Op, Restore, Set, Step, steps
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.merge import Conflict, merged
from pmo_desktop.domain.minutes import MinuteSet
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.rules import Problem, change_problems, field_problems, rule_problems, state_problem
from pmo_desktop.domain.schema import Kind, kinds
from pmo_desktop.i18n import tr
from pmo_desktop.services.numbering import Numbers
from pmo_desktop.services.ports import (
    AuditRow,
    Change,
    Clash,
    CodeTaken,
    Receipt,
    Refused,
    Store,
    Transaction,
)

Freeze = Callable[[Transaction, MeetingId], str]
"""Keeps the minutes of a meeting as they stand in the transaction, and names them by a hash."""
_TRIES = 5
"""How often an op is numbered anew when another writer has just stored the code it was to get."""


class _Run:
    """One op being applied: creates wait to be stored together, all else follows in order."""

    def __init__(self, tx: Transaction, seq: int, op: Op, numbers: Numbers) -> None:
        self.tx, self.seq, self.now = tx, seq, datetime.now(UTC)
        self.numbers = numbers
        self.back = op.undoes is not None  # undo goes back over any step that was allowed forward
        self.touched: dict[UUID, Record] = {}
        self.kinds: dict[UUID, Kind] = {}
        self.clashes: list[Clash] = []
        self.problems: list[Problem] = []
        self._made: dict[str, list[Record]] = {}
        self._before: dict[UUID, Record] = {}
        self._audit: list[AuditRow] = []

    def get(self, family: str, uid: UUID) -> Any:
        """A record as it stands now in this op."""
        return self.touched.get(uid) or self.tx.get(family, uid)

    def where(self, kind: str, field: str, value: Any) -> list[Any]:
        """Records by a field, new ones included."""
        self.flush()
        return self.tx.where(kind, field, value)

    def apply(self, step: Step) -> None:
        """One single edit."""
        kind = kinds()[step.kind]
        if isinstance(step, Create):
            self._create(kind, step)
            return
        self.flush()
        before = self.get(kind.family, step.id)
        if before is None:
            self.problems.append(Problem(step.id, "", tr("This record does not exist in this database")))
        elif isinstance(step, Set):
            self._set(kind, step, before)
        else:
            self._put_away(kind, step, before)

    def _create(self, kind: Kind, step: Create) -> None:
        made = kind.cls(**{"id": step.id, **dict(step.values), "revision": 1})
        made = self.numbers.give(self.tx, made, self)
        self.problems += field_problems(made)
        self.touched[step.id], self.kinds[step.id] = made, kind
        self._made.setdefault(kind.name, []).append(made)
        changes = tuple(FieldChange(n, None, v) for n, v in step.values)
        self._audit.append(AuditRow(kind, step.id, 1, "create", changes))

    def _set(self, kind: Kind, step: Set, before: Record) -> None:
        kept: list[FieldChange] = []
        for change in step.changes:
            field, stored = kind.field(change.name), getattr(before, change.name)
            try:
                value = merged(field.shape, change, stored)
            except Conflict:
                self.clashes.append(Clash(kind.name, step.id, change.name, change.new, stored))
                continue
            if value != stored:
                kept.append(FieldChange(change.name, stored, value))
        self.problems += [
            Problem(step.id, c.name, says)
            for c in kept
            if c.name == "state" and not self.back and (says := state_problem(kind.name, c.old, c.new))
        ]
        self._update(kind, before, kept, "set")

    def _put_away(self, kind: Kind, step: Archive | Restore, before: Record) -> None:
        when = self.now if isinstance(step, Archive) else None
        if (before.archived_at is None) is (when is not None):
            change = FieldChange("archived_at", before.archived_at, when)
            self._update(kind, before, [change], type(step).__name__.lower())

    def _update(self, kind: Kind, before: Record, changes: Sequence[FieldChange], verb: str) -> None:
        if not changes:
            return
        values: dict[str, Any] = {c.name: c.new for c in changes}
        after = dc.replace(before, **values, revision=before.revision + 1)
        self.problems += field_problems(after)
        if self.problems:
            return
        self.tx.update(kind, before, after, [*values, "revision"])
        if before.id not in self.touched:
            self._before[before.id] = before
        self.touched[after.id], self.kinds[after.id] = after, kind
        self._audit.append(AuditRow(kind, after.id, after.revision, verb, tuple(changes)))

    def flush(self) -> None:
        """Store the creates that wait, kind by kind; raises Refused when a field cannot be stored."""
        if self.problems:
            raise Refused(self.problems)
        made, self._made = self._made, {}
        for name, records in made.items():
            self.tx.insert(kinds()[name], records)

    def finish(self, strict: bool, freeze: Freeze | None) -> None:
        """Check every rule on what was touched, and freeze minutes just approved; raises Refused."""
        self.flush()
        live = [r for r in self.touched.values() if r.archived_at is None]
        self.problems += [p for r in live for p in rule_problems(r, self)]
        self.problems += [
            p for r in self.touched.values() for p in change_problems(self._before.get(r.id), r, self)
        ]
        if strict:
            changed = tr("Somebody else has changed this since")
            self.problems += [Problem(c.id, c.field, changed) for c in self.clashes]
        if self.problems:
            raise Refused(self.problems)
        if freeze is not None:
            self._freeze(freeze)
        self.tx.audit(self.seq, self._audit)
        if self.clashes:
            self.tx.note_clashes(self.seq, self.clashes)

    def _freeze(self, freeze: Freeze) -> None:
        """Keep minutes as approved, in the transaction that approves them."""
        for record in list(self.touched.values()):
            if not isinstance(record, MinuteSet) or not record.state.settled or record.frozen_hash:
                continue
            before = self._before.get(record.id)
            if before is None or not before.state.settled:  # type: ignore[attr-defined]
                change = FieldChange("frozen_hash", "", freeze(self.tx, record.meeting))
                self._update(self.kinds[record.id], record, [change], "set")


class Editor:
    """Applies ops. One per database and process, used from the writer thread only."""

    def __init__(
        self, store: Store, tell: Callable[[Change], None] = lambda _: None, freeze: Freeze | None = None
    ) -> None:
        self._store, self._tell, self._freeze = store, tell, freeze

    def apply(self, op: Op, *, strict: bool = False) -> Receipt:
        """Apply an op once, however often it is sent.

        `strict` refuses an op that clashes (undo). Raises Refused when a rule is broken and StoreFault
        when the database cannot be used; nothing is stored then.
        """
        single = list(steps(op.edit))
        for _ in range(_TRIES - 1):
            numbers = Numbers(single)
            try:
                return self._applied(op, single, numbers, strict)
            except CodeTaken:
                if not numbers.given:
                    raise
        return self._applied(op, single, Numbers(single), strict)

    def _applied(self, op: Op, single: Sequence[Step], numbers: Numbers, strict: bool) -> Receipt:
        """One try, in one transaction."""
        with self._store.begin() as tx:
            seq = tx.register(op)
            if seq is None:
                return tx.seen(op.id)
            _load_ahead(tx, single)
            run = _Run(tx, seq, op, numbers)
            for step in single:
                run.apply(step)
            run.finish(strict, self._freeze)
        touched = frozenset((run.kinds[uid].name, uid) for uid in run.touched)
        receipt = Receipt(op.id, seq, Change(op.id, touched), tuple(run.clashes))
        self._tell(receipt.change)
        return receipt


def _load_ahead(tx: Transaction, single: Sequence[Step]) -> None:
    wanted: dict[str, list[UUID]] = {}
    for step in single:
        if not isinstance(step, Create):
            wanted.setdefault(kinds()[step.kind].family, []).append(step.id)
    for family, ids in wanted.items():
        tx.load(family, ids)
