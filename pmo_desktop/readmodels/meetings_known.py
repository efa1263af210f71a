"""What lines of a meeting may name beyond it: plans, risks, changes, waivers, open actions."""

from __future__ import annotations

import dataclasses as dc
from typing import Any
from uuid import UUID

from pmo_desktop.domain.effects import Waiver
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.plans import Plan
from pmo_desktop.domain.raid import Action, Issue, Risk
from pmo_desktop.domain.record import Record


@dc.dataclass(frozen=True)
class Known:
    """Records by id. Actions are those still open, decisions those that wait to be ratified."""

    plan: dict[UUID, Plan] = dc.field(default_factory=dict)
    risk: dict[UUID, Risk] = dc.field(default_factory=dict)
    issue: dict[UUID, Issue] = dc.field(default_factory=dict)
    waiver: dict[UUID, Waiver] = dc.field(default_factory=dict)
    action: dict[UUID, Action] = dc.field(default_factory=dict)
    decision: dict[UUID, Decision] = dc.field(default_factory=dict)

    def get(self, kind: str, uid: UUID | None) -> Any:
        """A record of one of these kinds, or None."""
        held: dict[UUID, Any] = getattr(self, kind, {})
        return held.get(uid) if uid is not None else None

    def called(self, kind: str, ref: str) -> Any:
        """The record of a kind with this reference, in large or small letters, or None."""
        wanted = ref.casefold()
        held: dict[UUID, Any] = getattr(self, kind)
        return next((r for r in held.values() if r.ref.casefold() == wanted), None)

    def put(self, kind: str, record: Record) -> Known:
        """With this record in place of the one with the same id."""
        return dc.replace(self, **{kind: {**getattr(self, kind), record.id: record}})


KINDS = tuple(f.name for f in dc.fields(Known))
"""The kinds kept here."""
