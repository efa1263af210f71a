"""What all sections of a pack share: the head of a section, a resolution."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.meetings import Purpose


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
    ask: Purpose | None = None
    item: str = ""
    paper: str = ""
    minutes: int | None = None
    tab: str = ""


@dc.dataclass(frozen=True, slots=True)
class Resolution:
    """A proposed resolution: its number (D1) and the exact words, the same wherever they appear."""

    number: str
    text: str
