"""The small words that all sections of a pack share: ratings, trends, asks, presence, page sizes."""

from __future__ import annotations

import dataclasses as dc
from enum import StrEnum


class Rating(StrEnum):
    """A health rating as it is shown: shape, letter, colour and word follow from it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    COMPLETE = "complete"
    NONE = "none"


class Trend(StrEnum):
    """Which way a rating or a score went since the last pack."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    NEW = "new"
    NONE = "none"


class Ask(StrEnum):
    """What the body is asked to do with an item or a paper."""

    DECIDE = "decide"
    ENDORSE = "endorse"
    DISCUSS = "discuss"
    NOTE = "note"


class Presence(StrEnum):
    """How a person took part in a meeting, or is expected to."""

    PRESENT = "present"
    REMOTE = "remote"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    NOT_MEMBER = "not_member"


class PaperSize(StrEnum):
    """The sheet a pack is printed on; the text box is the same on both."""

    A4 = "A4"
    LETTER = "Letter"


@dc.dataclass(frozen=True, slots=True)
class Head:
    """What stands above a section: who is asked for what, and the finding.

    `key` names the section inside the pack and is unique there; links and bookmarks use it. `title` is the
    short name in contents and footer; `finding` the sentence over the page, worked out from the section's
    own figures when empty. `item`, `paper` and `minutes` are those of the agenda. `tab` is the word beside
    the tab at the edge; a section without one continues the tab before it.
    """

    key: str
    title: str
    finding: str = ""
    ask: Ask | None = None
    item: str = ""
    paper: str = ""
    minutes: int | None = None
    tab: str = ""


@dc.dataclass(frozen=True, slots=True)
class Resolution:
    """A proposed resolution: its number (D1) and the exact words, the same wherever they appear."""

    number: str
    text: str
