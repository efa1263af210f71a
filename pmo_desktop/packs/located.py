"""Where in a content a character stands: the section and the record whose text holds it."""

from __future__ import annotations

import dataclasses as dc
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pmo_desktop.i18n import tr
from pmo_desktop.packs.fonts import GlyphMissing

_NUMBERS = ("ref", "number", "letter", "item")
_NAMES = ("name", "title", "work", "member", "term", "heading", "caption")


@contextmanager
def placed(content: Any) -> Iterator[None]:
    """Let a `GlyphMissing` that is raised while a content is printed say where in it the text stands."""
    try:
        yield
    except GlyphMissing as missing:
        raise GlyphMissing(missing.text, missing.char, place(content, missing.char)) from missing


def place(content: Any, char: str) -> str:
    """The section and the record that hold a character first, in words; nothing when no text holds it."""
    around = _around(content, char) or ()
    section = next((value.head.title for value in around if hasattr(value, "head")), "")
    inside = [value for value in around[1:] if not hasattr(value, "head")]
    record = next((name for value in reversed(inside) if (name := _name(value))), "")
    if section and record and record != section:
        return tr("section “{section}”, “{record}”", section=section, record=record)
    return tr("section “{section}”", section=section) if section else record


def _around(value: Any, char: str) -> tuple[Any, ...] | None:
    """The dataclasses round the first text with a character, from the outermost in; None without one."""
    if isinstance(value, str):
        return () if char in unicodedata.normalize("NFC", value) else None
    if isinstance(value, tuple):
        inner = value
    elif dc.is_dataclass(value) and not isinstance(value, type):
        inner = tuple(getattr(value, field.name) for field in dc.fields(value))
    else:
        return None
    found = next((way for part in inner if (way := _around(part, char)) is not None), None)
    return found if found is None or isinstance(value, tuple) else (value, *found)


def _name(record: Any) -> str:
    """What people call a record: its number and its name, as far as it has them."""
    parts = (
        next((said for name in names if (said := getattr(record, name, "")) and isinstance(said, str)), "")
        for names in (_NUMBERS, _NAMES)
    )
    return " ".join(part for part in parts if part)
