"""What was done: by whom, when, to which records, and each field's old and new value in words."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from pmo_desktop.domain.edits import FieldChange
from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.schema import Field, Shape, kinds
from pmo_desktop.i18n import N_, inside, language, tr, trn
from pmo_desktop.readmodels import shown

LONGEST = 160
"""Characters of a value that are shown."""
VERBS: Mapping[str, str] = {
    "create": N_("Created"),
    "set": N_("Changed"),
    "archive": N_("Archived"),
    "restore": N_("Brought back"),
}


class PastLike(Protocol):
    """One line of the trail, as the store gives it."""

    @property
    def op_id(self) -> UUID:
        """The step."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def who(self) -> UUID:
        """Whose."""

    @property
    def label(self) -> str:
        """What the person called it."""

    @property
    def kind(self) -> str:
        """Kind of the record."""

    @property
    def id(self) -> UUID:
        """The record."""

    @property
    def verb(self) -> str:
        """create, set, archive or restore."""

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """Its fields."""


@dc.dataclass(frozen=True, slots=True)
class Name:
    """What a record is called: its code, and its title or text in the language in force."""

    ref: str
    title: str

    @property
    def said(self) -> str:
        """Code and title."""
        return " ".join(t for t in (self.ref, self.title) if t)


Names = Mapping[UUID, Name]


@dc.dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: its word, old and new value in words."""

    label: str
    old: str
    new: str


@dc.dataclass(frozen=True, slots=True)
class RecordLine:
    """What became of one record."""

    kind: str
    id: UUID
    name: str
    verb: str
    fields: tuple[FieldLine, ...]


@dc.dataclass(frozen=True, slots=True)
class HistoryRow:
    """One step, as somebody made it. `kinds` are those of its records, `records` how many it touched."""

    id: UUID
    at: datetime
    who: UUID
    name: str
    label: str
    kinds: tuple[str, ...]
    lines: tuple[RecordLine, ...]
    initials: str = "?"
    """Of whoever did it; a question mark where nobody has said who works here."""

    @property
    def records(self) -> int:
        """How many records were touched."""
        return len(self.lines)

    @property
    def about(self) -> str:
        """The record, or how many of which kinds."""
        if len(self.lines) == 1:
            return self.lines[0].name
        words = [inside(tr(kinds()[k].plural)) for k in self.kinds[:3]]
        return trn("{n} record: {kinds}", "{n} records: {kinds}", self.records, kinds=", ".join(words))


def wanted_names(past: Iterable[PastLike]) -> dict[str, set[UUID]]:
    """The records that a history speaks of, by family: those changed, and those that fields point at."""
    wanted: dict[str, set[UUID]] = {}
    for line in past:
        kind = kinds()[line.kind]
        wanted.setdefault(kind.family, set()).add(line.id)
        for change in line.changes:
            target = kind.field(change.name).target
            if target:
                wanted.setdefault(target, set()).update(_ids(change.old), _ids(change.new))
    return wanted


def _ids(value: Any) -> set[UUID]:
    if isinstance(value, UUID):
        return {value}
    return {v for v in value if isinstance(v, UUID)} if isinstance(value, tuple) else set()


def history(past: Sequence[PastLike], people: Mapping[UUID, str], names: Names) -> list[HistoryRow]:
    """Steps from the lines of the trail, in their order."""
    steps: dict[UUID, list[PastLike]] = {}
    for line in past:
        steps.setdefault(line.op_id, []).append(line)
    return [_step(lines, people, names) for lines in steps.values()]


def _step(lines: Sequence[PastLike], people: Mapping[UUID, str], names: Names) -> HistoryRow:
    first = lines[0]
    person = people.get(first.who, "")
    return HistoryRow(
        id=first.op_id,
        at=first.at.astimezone(),
        who=first.who,
        name=person or tr("Somebody"),
        label=first.label or tr(VERBS.get(first.verb, first.verb)),
        kinds=tuple(dict.fromkeys(line.kind for line in lines)),
        lines=tuple(_record(line, names) for line in lines),
        initials=unique_initials((person,))[0] if person else "?",
    )


def _record(line: PastLike, names: Names) -> RecordLine:
    kind = kinds()[line.kind]
    known = names.get(line.id)
    name = known.said if known and known.said else tr(kind.label)
    fields = tuple(
        FieldLine(tr(field.words.label), value_words(field, c.old, names), value_words(field, c.new, names))
        for c in line.changes
        if (field := kind.field(c.name)) and c.name != "archived_at"
    )
    return RecordLine(line.kind, line.id, name, tr(VERBS.get(line.verb, line.verb)), fields)


def value_words(field: Field, value: Any, names: Names) -> str:
    """A value as a person reads it; an en dash for none."""
    if value is None or value in ("", ()):
        return shown.NOTHING
    write = _PLAIN.get(field.shape)
    said = write(value) if write else _by_name(field.shape, value, names) or str(value)
    one_line = " ".join(said.split())
    return one_line if len(one_line) <= LONGEST else one_line[: LONGEST - 1] + "…"


def _instant(at: datetime) -> str:
    return tr("{day}, {time}", day=shown.day(at.date()), time=shown.time(at))


_PLAIN: Mapping[Shape, Callable[[Any], str]] = {
    Shape.LTEXT: lambda v: str(v.said(language())) or shown.NOTHING,
    Shape.ENUM: lambda v: tr(v.label),
    Shape.DATE: shown.day,
    Shape.WALL: _instant,
    Shape.INSTANT: _instant,
    Shape.ZONED: shown.zoned,
    Shape.MONEY: shown.money,
    Shape.POINTS: lambda v: shown.percent(v, 1),
    Shape.MINUTES: shown.minutes,
    Shape.BOOL: lambda v: tr("Yes") if v else tr("No"),
    Shape.TEXTS: ", ".join,
    Shape.VALUES: lambda v: trn("{n} entry", "{n} entries", len(v)),
}


def _by_name(shape: Shape, value: Any, names: Names) -> str:
    if shape not in (Shape.REF, Shape.REFS):
        return ""
    ids = value if isinstance(value, tuple) else (value,)
    known = [names[i].said for i in ids if i in names]
    left = len(ids) - len(known)
    more = [trn("{n} other", "{n} others", left)] if left else []
    return ", ".join((*known, *more))
