"""What a growing line is: its chips, its text, and how keys turn markers into chips and back."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Collection

from pmo_desktop.domain.markers import SIGNS, EntryKind, Line, parse_line


@dc.dataclass(frozen=True, slots=True)
class Growing:
    """A line being typed. `kind` is the chip in front (None: no chip), `plain` that a marker was turned back.

    `text` is what stands in the field, without the marker of the chip.
    """

    text: str = ""
    kind: EntryKind | None = None
    restricted: bool = False
    plain: bool = False

    @property
    def whole(self) -> str:
        """The line with its marker, as it would be typed from nothing; reading it gives the same line."""
        parts = ["*"] if self.restricted else []
        if self.kind is EntryKind.REASON:
            parts.append("d because")
        elif self.kind is EntryKind.RESOLUTION:
            parts.append("Resolution:")
        elif self.kind is not None and SIGNS.get(self.kind):
            parts.append(SIGNS[self.kind])
        said = " ".join([*parts, self.text])
        return "\\" + said if self.plain and parse_line(said).kind is not EntryKind.NOTE else said

    def read(self, lang: str, initials: Collection[str] | None = None) -> Line:
        """What it says."""
        kind = self.kind or (EntryKind.NOTE if self.plain else None)
        if kind is None and self.restricted:
            kind = EntryKind.NOTE
        return parse_line(self.text, lang, kind=kind, restricted=self.restricted, initials=initials)


def chipped(growing: Growing, lang: str) -> Growing:
    """The line with a marker at its front turned into a chip, once a space (or colon) stands behind it."""
    if growing.plain and growing.text:
        return growing
    if growing.kind is EntryKind.DECISION:
        return _reasoned(growing, lang)
    if growing.kind is not None:
        return dc.replace(growing, plain=False)
    line = parse_line(growing.text, lang)
    body = _marker_end(growing.text, line)
    if not body or line.kind is EntryKind.NOTE:
        return dc.replace(growing, plain=False)
    rest = growing.text[body:].lstrip()
    if line.kind is EntryKind.RESTRICTED:
        return chipped(Growing(rest, None, restricted=True), lang)
    return Growing(rest, line.kind, growing.restricted or line.restricted)


def _marker_end(text: str, line: Line) -> int:
    """Where the text after the marker begins; 0 without a marker that is typed to its end."""
    ends = [span.end for span in line.spans if span.role == "marker"]
    end = max(ends, default=0)
    closed = text[end : end + 1].isspace() or text[:end][-1:].isspace()
    return end if end and closed else 0


def _reasoned(growing: Growing, lang: str) -> Growing:
    """A decision whose text begins with "because " gives the reason of the last one."""
    line = parse_line("d " + growing.text, lang)
    end = max((span.end for span in line.spans if span.role == "marker"), default=0) - 2
    if line.kind is EntryKind.REASON and growing.text[end : end + 1].isspace():
        return dc.replace(growing, kind=EntryKind.REASON, text=growing.text[end:].lstrip())
    return growing


def turned_back(growing: Growing) -> tuple[Growing, int]:
    """The line with its chip as text again, and where the caret goes."""
    bare = dc.replace(growing, text="", plain=False)
    lead = bare.whole.rstrip() + " "
    return Growing(lead + growing.text, plain=True), len(lead)


def from_text(text: str, lang: str) -> Growing:
    """A line that was typed before, to go on with: chips for its markers."""
    if text.startswith("\\"):
        return Growing(text[1:], plain=True)
    return chipped(Growing(text), lang)
