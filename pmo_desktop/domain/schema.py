"""What a record declares, read once: kinds, fields, and the closed list of shapes."""

from __future__ import annotations

import dataclasses as dc
import sys
import types
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum, auto
from functools import cache
from typing import Any, Union, get_args, get_origin

from pmo_desktop.domain.declare import Need, Words
from pmo_desktop.domain.kinds import ALL
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes, Money, Points, Rich, Score, Wall, Zoned


class Shape(Enum):
    """Every way a field can be stored. Adding one means adding it to each derivation."""

    TEXT = auto()
    RICH = auto()
    LTEXT = auto()
    INT = auto()
    MINUTES = auto()
    SCORE = auto()
    POINTS = auto()
    BOOL = auto()
    DATE = auto()
    WALL = auto()
    INSTANT = auto()
    ZONED = auto()
    MONEY = auto()
    ENUM = auto()
    REF = auto()
    VALUE = auto()
    TEXTS = auto()
    REFS = auto()
    VALUES = auto()


PLAIN: Mapping[object, Shape] = {
    str: Shape.TEXT,
    Rich: Shape.RICH,
    LText: Shape.LTEXT,
    int: Shape.INT,
    bool: Shape.BOOL,
    Minutes: Shape.MINUTES,
    Score: Shape.SCORE,
    Points: Shape.POINTS,
    date: Shape.DATE,
    Wall: Shape.WALL,
    datetime: Shape.INSTANT,
    Zoned: Shape.ZONED,
    Money: Shape.MONEY,
}


@dc.dataclass(frozen=True, slots=True)
class Field:
    """One field of one kind. `target` is the family referred to; `type` the inner type."""

    name: str
    shape: Shape
    type: Any
    optional: bool
    words: Words
    default: Any
    target: str = ""

    @property
    def typed(self) -> bool:
        """Whether people may set it."""
        return self.words.need is not Need.COMPUTED


@dc.dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record; `by_name` finds a field in constant time."""

    name: str
    label: str
    plural: str
    family: str
    cls: type[Record]
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field] = dc.field(compare=False, repr=False)

    def field(self, name: str) -> Field:
        """The field of this name; KeyError when there is none."""
        return self.by_name[name]


@cache
def _meant(module: str, text: str) -> Any:
    """What an annotation of a module means; most are said many times, and each is read once."""
    return eval(text, vars(sys.modules[module]))  # noqa: S307 - the program's own annotations


def hints_of(cls: type[Record]) -> dict[str, Any]:
    """The type of every field, as the class that declares it says: `get_type_hints` is four times slower."""
    said = {
        name: (base.__module__, text)
        for base in reversed(cls.__mro__)
        for name, text in vars(base).get("__annotations__", {}).items()
    }
    return {f.name: _meant(*said[f.name]) for f in dc.fields(cls)}


@cache
def _owners() -> dict[object, str]:
    """The id type of each record, and the family that it names."""
    return {hints_of(cls)["id"]: cls.ABOUT.family for cls in ALL}


def _inner(hint: Any) -> tuple[Any, bool, bool]:
    """Split `tuple[X, ...] | None` into X, optional, many."""
    optional = get_origin(hint) in (Union, types.UnionType)  # NewType | None is the first, before 3.14
    core = next(a for a in get_args(hint) if a is not type(None)) if optional else hint
    many = get_origin(core) is tuple
    return (get_args(core)[0] if many else core), optional, many


def _many_shape(core: Any) -> Shape:
    if core in _owners():
        return Shape.REFS
    if core is str:
        return Shape.TEXTS
    if dc.is_dataclass(core):
        return Shape.VALUES
    raise TypeError(f"no shape for many {core!r}")


def _shape(core: Any) -> Shape:
    if core in _owners():
        return Shape.REF
    if core in PLAIN:
        return PLAIN[core]
    if isinstance(core, type) and issubclass(core, Enum):
        return Shape.ENUM
    if dc.is_dataclass(core):
        return Shape.VALUE
    raise TypeError(f"no shape for {core!r}")


def _field(declared: dc.Field[Any], hint: Any) -> Field:
    core, optional, many = _inner(hint)
    shape = _many_shape(core) if many else _shape(core)
    return Field(
        declared.name,
        shape,
        core,
        optional,
        declared.metadata["words"],
        declared.default,
        _owners().get(core, ""),
    )


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds by name, in the order of `kinds.ALL`."""
    found = {}
    for cls in ALL:
        hints = hints_of(cls)
        fields = tuple(
            sorted((_field(f, hints[f.name]) for f in dc.fields(cls)), key=lambda f: f.name != "id")
        )
        about = cls.ABOUT
        found[about.kind] = Kind(
            about.kind, about.label, about.plural, about.family, cls, fields, {f.name: f for f in fields}
        )
    return found


@cache
def families() -> Mapping[str, tuple[Kind, ...]]:
    """The kinds of each family, in order."""
    found: dict[str, tuple[Kind, ...]] = {}
    for kind in kinds().values():
        found[kind.family] = (*found.get(kind.family, ()), kind)
    return found


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return kinds()[type(record).ABOUT.kind]
