"""The value types that fields are made of: money, zoned instants, texts in several languages."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Mapping
from datetime import datetime
from typing import NewType

Rich = NewType("Rich", str)
"""Longer plain text with line breaks; never parsed as markup."""
Minutes = NewType("Minutes", int)
"""A duration in minutes on a calendar."""
Wall = NewType("Wall", datetime)
"""A wall-clock time without a zone, as plans and their files mean it."""
Score = NewType("Score", int)
"""A step of a five-point scale, 1 to 5."""
Points = NewType("Points", int)
"""A percentage in hundredths of a per cent: 1250 is 12.5 %."""


@dc.dataclass(frozen=True, slots=True)
class Money:
    """An amount in integer minor units (cents) of a currency (ISO 4217)."""

    minor: int
    currency: str


@dc.dataclass(frozen=True, slots=True)
class Zoned:
    """An instant in UTC, and the IANA zone whose wall clock people meant."""

    at: datetime
    zone: str


@dc.dataclass(frozen=True, slots=True)
class LText:
    """One text in several languages, ordered by tag so that equal means equal."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str = "", /, lang: str = "en", **more: str) -> LText:
        """A text in one language, with others by keyword: `LText.of("Road", de="Straße")`."""
        return cls.from_map({lang: text} | {k.replace("_", "-"): v for k, v in more.items()})

    @classmethod
    def from_map(cls, texts: Mapping[str, str]) -> LText:
        """From a mapping of language tag to text; empty texts are left out."""
        return cls(tuple(sorted((k, v) for k, v in texts.items() if v)))

    def said(self, lang: str) -> str:
        """The text in a language, else in English, else in the first there is."""
        known = dict(self.texts)
        return known.get(lang) or known.get("en") or next(iter(known.values()), "")

    def __str__(self) -> str:
        return self.said("en")
