"""Values to JSON and back, by their declared type. Canonical: equal values give equal bytes."""

from __future__ import annotations

import dataclasses as dc
import json
import types
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pmo_desktop.domain.schema import Kind, kinds
from pmo_desktop.domain.values import LText, Money, Wall, Zoned

Json = Any
Turn = Callable[[Any], Any]


def instant_text(at: datetime) -> str:
    """UTC with six decimals: sorts as text, equal on both databases."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def instant_from(text: str) -> datetime:
    """The instant that `instant_text` wrote; ValueError otherwise."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _same(value: Any) -> Any:
    return value


_PLAIN: Mapping[object, tuple[Turn, Turn]] = {
    date: (date.isoformat, date.fromisoformat),
    datetime: (instant_text, instant_from),
    UUID: (str, UUID),
    LText: (lambda v: dict(v.texts), LText.from_map),
    Money: (lambda v: [v.minor, v.currency], lambda v: Money(*v)),
    Zoned: (lambda v: [instant_text(v.at), v.zone], lambda v: Zoned(instant_from(v[0]), v[1])),
    Wall: (datetime.isoformat, datetime.fromisoformat),
}


def _optional(turn: Turn) -> Turn:
    return lambda v: None if v is None else turn(v)


def _dataclass_turns(cls: Any) -> tuple[Turn, Turn]:
    hints = get_type_hints(cls)
    parts = {f.name: turns(hints[f.name]) for f in dc.fields(cls)}

    def out(value: Any) -> Json:
        return {name: write(getattr(value, name)) for name, (write, _) in parts.items()}

    def back(raw: Json) -> Any:
        """Fields no longer declared are left out, new ones take their default."""
        return cls(**{name: read(raw[name]) for name, (_, read) in parts.items() if name in raw})

    return out, back


def _tuple_turns(args: tuple[Any, ...]) -> tuple[Turn, Turn]:
    if len(args) == 2 and args[1] is Ellipsis:
        write, read = turns(args[0])
        return (lambda v: [write(x) for x in v]), (lambda v: tuple(read(x) for x in v))
    both = [turns(a) for a in args]
    return (
        lambda v: [w(x) for (w, _), x in zip(both, v, strict=True)],
        lambda v: tuple(r(x) for (_, r), x in zip(both, v, strict=True)),
    )


@cache
def turns(hint: Any) -> tuple[Turn, Turn]:
    """How values of a type are written and read; TypeError for a type outside the closed list."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, NewType):
        return turns(hint.__supertype__)
    if get_origin(hint) in (Union, types.UnionType):
        core = next(a for a in get_args(hint) if a is not type(None))
        write, read = turns(core)
        return _optional(write), _optional(read)
    if get_origin(hint) is tuple:
        return _tuple_turns(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return (lambda v: v.value), hint
    if dc.is_dataclass(hint):
        return _dataclass_turns(hint)
    if hint in (str, int, float, bool, Any):
        return _same, _same
    raise TypeError(f"no JSON form for {hint!r}")


def to_json(hint: Any, value: Any) -> Json:
    """A value of a declared type as JSON."""
    return turns(hint)[0](value)


def from_json(hint: Any, raw: Json) -> Any:
    """The value that `to_json` wrote."""
    return turns(hint)[1](raw)


@cache
def _hints(kind: str) -> dict[str, Any]:
    return get_type_hints(kinds()[kind].cls)


def encode(kind: Kind, name: str, value: Any) -> Json:
    """One field's value as JSON."""
    return None if value is None else turns(_hints(kind.name)[name])[0](value)


def decode(kind: Kind, name: str, raw: Json) -> Any:
    """One field's value from JSON."""
    return None if raw is None else turns(_hints(kind.name)[name])[1](raw)


def dumps(raw: Json) -> str:
    """JSON text, the same for equal values: sorted keys, no spaces, no escapes for letters."""
    return json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
