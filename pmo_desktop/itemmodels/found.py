"""The rows and columns of what a search over minutes found."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from uuid import UUID

from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.searchhits import Snippet, hits, snippet
from pmo_desktop.domain.searchwords import Phrase
from pmo_desktop.domain.searchwords_keys import FoundKind
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes_found import OPEN, STATES, FoundLine

TEXT = 2
"""The column of the text, which marks what was found."""
_TONES = {
    FoundKind.DECISION: "info",
    FoundKind.ACTION: "accent",
    FoundKind.RISK: "warn",
    FoundKind.ISSUE: "neg",
}


@dc.dataclass(frozen=True, slots=True)
class FoundRow:
    """A line with the pieces to be shown: of its text, and of what stands below it."""

    line: FoundLine
    text: Snippet
    below: Snippet

    @property
    def id(self) -> UUID:
        """The record."""
        return self.line.id


def found_rows(lines: Iterable[FoundLine], phrases: Sequence[Phrase]) -> list[FoundRow]:
    """Lines with the words that were asked for marked; reasons stand below where these have them."""
    return [FoundRow(line, snippet(line.text, phrases), _below(line, phrases)) for line in lines]


def _below(line: FoundLine, phrases: Sequence[Phrase]) -> Snippet:
    if line.more and (hits(line.more, phrases) or not (line.ref or line.speaker)):
        return snippet(line.more, phrases)
    item = tr("item {number}", number=line.item) if line.item else ""
    speaker = tr("by {name}", name=line.speaker) if line.speaker else ""
    work = line.work_ref if line.meeting is not None else ""
    said = " · ".join(part for part in (line.ref, item, speaker, work) if part)
    return Snippet(said, hits(said, phrases))


def state_of(line: FoundLine) -> str:
    """The state in words; "Overdue" says more than "Open"."""
    if line.overdue:
        return tr("Overdue")
    return next((tr(s.label) for s in STATES.get(line.kind, ()) if s.value == line.state), "")


def _tone(row: FoundRow) -> str | None:
    line = row.line
    if line.kind not in STATES:
        return None
    if line.overdue:
        return "neg"
    return "info" if line.state in OPEN[line.kind] else "neutral"


def _who(row: FoundRow) -> str:
    return row.line.owner or row.line.speaker


def _where(row: FoundRow) -> str:
    return row.line.meeting_ref or row.line.work_ref


def found_columns() -> list[Column[FoundRow]]:
    """Kind, day, text, part, meeting, who, state."""
    return [
        Column(tr("Kind"), lambda r: r.line.kind.value, lambda r: tr(r.line.kind.label), width=104,
               roles={Role.TAG: lambda r: _TONES.get(r.line.kind, "neutral")}),
        Column(tr("Date"), lambda r: r.line.day, lambda r: shown.day(r.line.day), width=92),
        Column(tr("Text"), lambda r: r.line.text, lambda r: r.line.text, width=400,
               tip=lambda r: "\n\n".join(t for t in (r.line.text, r.line.more) if t),
               roles={Role.RECORD: lambda r: r}),
        Column(tr("Part"), lambda r: r.line.restricted, lambda r: tr("Part B") if r.line.restricted else "",
               width=76, roles={Role.TAG: lambda r: "warn" if r.line.restricted else None,
                                Role.ICON: lambda r: "lock" if r.line.restricted else None}),
        Column(tr("Where"), _where, _where, width=128, roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Who"), _who, _who, width=172,
               roles={Role.AVATAR: lambda r: unique_initials((_who(r),))[0] if _who(r) else ""}),
        Column(tr("State"), lambda r: state_of(r.line), lambda r: state_of(r.line), width=112,
               roles={Role.TAG: _tone}),
    ]  # fmt: skip
