"""Frozen values to plain JSON and back, worked out from the declared types of their fields.

A total function of a closed set of shapes: text, whole number, decimal fraction, truth, date, time of day,
instant, enumeration, tuple, optional value, dataclass, and a choice of dataclasses (tagged by class name).
"""

from __future__ import annotations

import dataclasses as dc
import datetime as dt
import math
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from pmo_desktop.domain.organisation import PaperSize

TAG = "is"
LATER = {"later": True}
"""Marks a field that came after packs were issued: it is left out where it has its default value."""
_SPELT: dict[type, dict[StrEnum, str]] = {PaperSize: {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}}
"""How frozen packs spell a value that records store otherwise; their hashes rest on it."""


class DecodeError(ValueError):
    """A stored value that does not fit its declared type; `path` says where, `reason` what is wrong."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


@cache
def _fields(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {f.name: hints[f.name] for f in dc.fields(cls)}


@cache
def _later(cls: type) -> dict[str, Any]:
    """The fields that may be left out, with their default values."""
    return {f.name: f.default for f in dc.fields(cls) if f.metadata.get("later")}


def _plain(declared: Any) -> Any:
    """A declared type without its NewType names."""
    while isinstance(declared, NewType):
        declared = declared.__supertype__
    return declared


def _choices(declared: Any) -> tuple[Any, ...] | None:
    if get_origin(declared) in (Union, types.UnionType):
        return tuple(_plain(a) for a in get_args(declared))
    return None


def encode(value: Any, declared: Any) -> Any:
    """The plain JSON form of a value of a declared type.

    Raises `TypeError` for a type outside the closed set and `ValueError` for a number that is not finite.
    """
    declared = _plain(declared)
    options = _choices(declared)
    if options is not None:
        return _encode_choice(value, options)
    if get_origin(declared) is tuple:
        return [encode(v, t) for v, t in zip(value, _item_types(declared, len(value)), strict=True)]
    if dc.is_dataclass(declared):
        return _encode_record(value, _class(declared))
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"a number in a pack must be finite, not {value}")
    if declared in (dt.date, dt.time, dt.datetime):
        return value.isoformat()
    if _is_enum(declared):
        return _SPELT.get(declared, {}).get(value, value)
    if declared in (str, int, float, bool):
        return declared(value) if declared is float else value
    raise TypeError(f"a pack cannot hold a {declared!r}")


def _encode_record(value: Any, cls: type) -> dict[str, Any]:
    later = _later(cls)
    said = ((name, getattr(value, name), t) for name, t in _fields(cls).items())
    return {name: encode(one, t) for name, one, t in said if name not in later or one != later[name]}


def _encode_choice(value: Any, options: tuple[Any, ...]) -> Any:
    if value is None:
        return None
    real = [o for o in options if o is not type(None)]
    if len(real) == 1:
        return encode(value, real[0])
    return {TAG: type(value).__name__, **encode(value, type(value))}


def _item_types(declared: Any, count: int) -> tuple[Any, ...]:
    args = get_args(declared)
    if len(args) == 2 and args[1] is Ellipsis:
        return (args[0],) * count
    return args


def _class(declared: Any) -> type:
    assert isinstance(declared, type)
    return declared


def _is_enum(declared: Any) -> bool:
    return isinstance(declared, type) and issubclass(declared, StrEnum)


def decode(found: Any, declared: Any, path: str) -> Any:
    """The value of a declared type from its plain JSON form; raises `DecodeError` where it does not fit."""
    declared = _plain(declared)
    options = _choices(declared)
    if options is not None:
        return _decode_choice(found, options, path)
    if get_origin(declared) is tuple:
        return _decode_tuple(found, declared, path)
    if dc.is_dataclass(declared):
        return _decode_record(found, _class(declared), path)
    return _decode_leaf(found, declared, path)


def _decode_choice(found: Any, options: tuple[Any, ...], path: str) -> Any:
    if found is None and type(None) in options:
        return None
    real = [o for o in options if o is not type(None)]
    if len(real) == 1:
        return decode(found, real[0], path)
    name = found.get(TAG) if isinstance(found, dict) else None
    for option in real:
        if option.__name__ == name:
            return decode({k: v for k, v in found.items() if k != TAG}, option, f"{path}<{name}>")
    raise DecodeError(path, f"unknown kind {name!r}")


def _decode_tuple(found: Any, declared: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(found, list):
        raise DecodeError(path, "a list is needed")
    kinds = _item_types(declared, len(found))
    if len(kinds) != len(found):
        raise DecodeError(path, f"{len(kinds)} values are needed, not {len(found)}")
    return tuple(decode(v, t, f"{path}[{i}]") for i, (v, t) in enumerate(zip(found, kinds, strict=True)))


def _decode_record(found: Any, cls: type, path: str) -> Any:
    hints = _fields(cls)
    if isinstance(found, dict):
        hints = {name: t for name, t in hints.items() if name in found or name not in _later(cls)}
    if not isinstance(found, dict) or set(found) != set(hints):
        odd = sorted(set(found) ^ set(hints)) if isinstance(found, dict) else []
        raise DecodeError(path, f"not a {cls.__name__}" + (f" ({', '.join(odd)})" if odd else ""))
    return cls(**{name: decode(found[name], t, f"{path}.{name}") for name, t in hints.items()})


_FROM_TEXT: dict[Any, Callable[[str], Any]] = {
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    dt.datetime: dt.datetime.fromisoformat,
}


def _member(declared: type[StrEnum]) -> Callable[[str], StrEnum]:
    known = {said: member for member, said in _SPELT.get(declared, {}).items()}
    return lambda said: known[said] if said in known else declared(said)


def _decode_leaf(found: Any, declared: Any, path: str) -> Any:
    from_text = _member(declared) if _is_enum(declared) else _FROM_TEXT.get(declared)
    if from_text is not None:
        if not isinstance(found, str):
            raise DecodeError(path, "a text is needed")
        try:
            return from_text(found)
        except ValueError as error:
            raise DecodeError(path, str(error)) from error
    if declared is float and isinstance(found, (int, float)) and not isinstance(found, bool):
        return float(found)
    if type(found) is not declared:
        raise DecodeError(path, f"{declared.__name__} is needed, not {type(found).__name__}")
    return found
