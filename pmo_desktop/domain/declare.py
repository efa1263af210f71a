"""How a record says what its fields are: the decorator and the words of a field."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from enum import Enum, StrEnum
from operator import attrgetter
from typing import Any, Self, TypeVar, dataclass_transform, overload

T = TypeVar("T")


class Need(Enum):
    """When a field must have a value (in the trade's notation: `!`, `!!`, `?`)."""

    ALWAYS = "needed to save"
    BEFORE_OPEN = "needed before it leaves draft"
    NEVER = "optional"
    COMPUTED = "worked out, never typed"


class Worded(StrEnum):
    """A closed list of values, each with the word that people read (marked for translation)."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """A member from its stored value and its word."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@dc.dataclass(frozen=True, slots=True)
class Words:
    """The words and limits of one field, as people meet them."""

    label: str
    help: str = ""
    unit: str = ""
    need: Need = Need.NEVER
    longest: int = 0
    search: bool = False
    also: tuple[str, ...] = ()


@overload
def says(
    label: str,
    help: str = ...,
    *,
    default: T,
    unit: str = ...,
    need: Need = ...,
    longest: int = ...,
    search: bool = ...,
    also: tuple[str, ...] = ...,
) -> T: ...
@overload
def says(
    label: str,
    help: str = ...,
    *,
    unit: str = ...,
    need: Need = ...,
    longest: int = ...,
    search: bool = ...,
    also: tuple[str, ...] = ...,
) -> Any: ...
def says(
    label: str,
    help: str = "",  # noqa: A002 - the field's own word
    *,
    default: Any = dc.MISSING,
    unit: str = "",
    need: Need | None = None,
    longest: int = 0,
    search: bool = False,
    also: tuple[str, ...] = (),
) -> Any:
    """Declare a field: what it is called, what it means, and its default if it has one.

    `longest` is in characters (0: no limit), `also` lists other words for it in imported files.
    """
    always = Need.ALWAYS if default is dc.MISSING else Need.NEVER
    words = Words(label, help, unit, need or always, longest, search, also)
    return dc.field(default=default, metadata={"words": words})


@dc.dataclass(frozen=True, slots=True)
class About:
    """What a kind of record is called, and the family (table) that it is kept in."""

    kind: str
    label: str
    plural: str
    family: str


def _compare_by_value(cls: Any) -> None:
    """Equality, hash and text of a frozen dataclass, as it would generate them itself.

    Generating is compiling, which for every kind takes a good part of a start.
    """
    names = tuple(f.name for f in dc.fields(cls))
    values = attrgetter(*names)

    def same(self: Any, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    def said(self: Any) -> str:
        values_said = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({values_said})"

    cls.__eq__, cls.__hash__, cls.__repr__ = same, hashed, said


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(says,))
def record(kind: str, label: str, plural: str, family: str = "") -> Callable[[type[T]], type[T]]:
    """Make a frozen, slotted, keyword-only dataclass that knows its kind.

    Kinds of one `family` are siblings: they share an id type and a table, so that anything may
    point at any of them.
    """

    def wrap(cls: type[T]) -> type[T]:
        made = dc.dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)(cls)
        _compare_by_value(made)
        setattr(made, "ABOUT", About(kind, label, plural, family or kind))  # noqa: B010 - slots class
        return made

    return wrap
