"""What becomes of a field that somebody else changed in the meantime."""

from __future__ import annotations

from typing import Any

from pmo_desktop.domain.edits import FieldChange
from pmo_desktop.domain.schema import Shape
from pmo_desktop.domain.values import LText


class Conflict(Exception):
    """The stored value is neither the one seen nor one that can be joined with the one wanted."""


def merged(shape: Shape, change: FieldChange, stored: Any) -> Any:
    """The value to store when the record has moved on.

    Equal to the old or the new value: the new one. Lists of references and of texts join by element,
    texts in several languages by language. All else raises Conflict.
    """
    if stored in (change.old, change.new):
        return change.new
    if shape in (Shape.REFS, Shape.TEXTS):
        gone = set(change.old) - set(change.new)
        added = tuple(x for x in change.new if x not in change.old and x not in stored)
        return tuple(x for x in stored if x not in gone) + added
    if shape is Shape.LTEXT:
        return _merged_languages(change, stored)
    raise Conflict(change.name)


def _merged_languages(change: FieldChange, stored: LText) -> LText:
    old, new, now = dict(change.old.texts), dict(change.new.texts), dict(stored.texts)
    for lang in old.keys() | new.keys():
        if old.get(lang) != new.get(lang):
            if now.get(lang) not in (old.get(lang), new.get(lang)):
                raise Conflict(change.name)
            now[lang] = new.get(lang, "")
    return LText.from_map(now)
