"""What a scribe would type at the next board meeting, item by item."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.demo.content import rows


@dc.dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line as typed, and the number of the agenda item that it belongs to."""

    item: str
    text: str


def demo_minutes_lines() -> tuple[ScriptLine, ...]:
    """The lines of the live meeting with their items, in order."""
    return tuple(ScriptLine(row["item"], row["line"]) for row in rows("script"))


def demo_minutes_script() -> tuple[str, ...]:
    """The same lines as they are typed, markers and all."""
    return tuple(line.text for line in demo_minutes_lines())
