"""Read the register of decisions in four statements, and one decision in full."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import TARGETS
from pmo_desktop.domain.effects import Effect, EffectState
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import MeetingId
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language
from pmo_desktop.readmodels.authority import Authority, authorities
from pmo_desktop.readmodels.decisions import DecisionEntry, entries
from pmo_desktop.readmodels.decisions_file import Taken, taken_between, taken_in
from pmo_desktop.readmodels.meetings_effects import words
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.ports import Join, Reader

_AROUND = (
    Join("effect", "decision", "decision"),
    Join("body", "id", "decision", "body"),
    Join("meeting", "id", "decision", "meeting"),
    Join("agenda_item", "id", "decision", "item"),
)
_NAMED = {"plan": "plan", "risk": "risk", "issue": "issue", "waiver": "waiver"}


@dc.dataclass(frozen=True, slots=True)
class Register:
    """All decisions, and the bodies that may make one."""

    rows: tuple[DecisionEntry, ...] = ()
    bodies: tuple[GovernanceBody, ...] = ()

    def row(self, wanted: str | UUID | None) -> DecisionEntry | None:
        """A decision by id or code."""
        said = str(wanted or "")
        return next((r for r in self.rows if said and said in (str(r.id), r.ref)), None)


def read_register(reader: Reader) -> Register:
    """Every decision with its effects in words, in four statements."""
    rows = reader.joined("decision", _AROUND)
    works: dict[UUID, Any] = {w.id: w for w in reader.all("work")}
    effects = [row[1] for row in rows if row[1] is not None]
    names = _names(reader, effects)
    bodies: list[GovernanceBody] = reader.all("body")

    def say(effect: Effect) -> str:
        return _said(effect, works, names)

    return Register(entries(rows, works, say), tuple(bodies))


def _names(reader: Reader, effects: Iterable[Effect]) -> dict[UUID, tuple[str, LText]]:
    wanted: dict[str, set[UUID]] = {}
    for effect in effects:
        name = _NAMED.get(TARGETS[effect.effect_kind])
        uid = getattr(effect, name) if name else None
        if name and uid is not None:
            wanted.setdefault(name, set()).add(uid)
    return reader.names(wanted) if wanted else {}


def _said(effect: Effect, works: Mapping[UUID, Any], names: Mapping[UUID, tuple[str, LText]]) -> str:
    uid = getattr(effect, TARGETS[effect.effect_kind])
    work = works.get(uid) if uid is not None else None
    ref, title = names.get(uid, ("", LText(()))) if uid is not None else ("", LText(()))
    code = work.ref if work is not None else ref or title.said(language())
    return words(effect, work, code)


@dc.dataclass(frozen=True, slots=True)
class DecisionFile:
    """One decision with how it was taken."""

    entry: DecisionEntry
    taken: Taken


def read_file(reader: Reader, entry: DecisionEntry) -> DecisionFile:
    """How a decision was taken: five statements for one of a meeting, two for one between meetings."""
    decision = entry.record
    facts = read_meeting(reader, MeetingId(decision.meeting)) if decision.meeting else None
    if facts is not None and not entry.between:
        return DecisionFile(entry, taken_in(facts, decision))
    people = reader.get("person", decision.taken_by)
    names = {uid: p.display_name for uid, p in people.items()}
    return DecisionFile(
        entry, taken_between(decision, names, reader.where("vote", "decision", [decision.id]))
    )


def read_authorities(reader: Reader, kind: str, record: UUID) -> dict[str, Authority]:
    """The decisions that govern the fields of a record, in one or two statements.

    `kind` is that of the target as effects name it: work, plan, risk, issue or waiver.
    """
    effects = [e for e in reader.where("effect", kind, [record]) if e.state is EffectState.APPLIED]
    if not effects:
        return {}
    return authorities(effects, reader.get("decision", {e.decision for e in effects}))
