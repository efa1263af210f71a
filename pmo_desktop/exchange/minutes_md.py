"""Minutes as Markdown (CommonMark with tables): what people wrote is escaped and reads as they wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels.minutes import MinutesStage
from pmo_desktop.readmodels.minutes_parts import Grid, Heading, Paragraph, Piece, Signature, pieces
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|~$^]")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}[.)])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def minutes_md(printed: PrintedMinutes) -> bytes:
    """A set of minutes as UTF-8 bytes of Markdown; the same set gives the same bytes."""
    with speaking(printed.minutes.language):
        parts = [_piece(p) for p in pieces(printed)]
        if printed.minutes.stage is not MinutesStage.APPROVED:
            parts.insert(1, f"**{_e(tr('DRAFT'))}**")
    return ("\n\n".join(p for p in parts if p) + "\n").encode("utf-8", "replace")


def escaped(text: str) -> str:
    """A text that no reader of Markdown takes for more: signs escaped, a line break kept as one."""
    lines = _CONTROL.sub(" ", text).replace("\r", "").split("\n")
    return "\\\n".join(_line(line) for line in lines)


def _line(text: str) -> str:
    safe = _SPECIAL.sub(lambda found: "\\" + found[0], text.strip())
    return _AT_START.sub(lambda found: found[1] + found[2][:-1] + "\\" + found[2][-1], safe)


def _e(text: str) -> str:
    """On one line, as headings and cells need it."""
    return escaped(" ".join(text.split()))


def _piece(piece: Piece) -> str:
    match piece:
        case Heading():
            return f"{'#' * piece.level} {_e(f'{piece.number} {piece.text}'.strip())}"
        case Paragraph():
            return _paragraph(piece)
        case Grid():
            return "\n".join(_grid(piece))
        case Signature():
            who = _e(", ".join(t for t in (piece.name, piece.capacity) if t))
            return (
                f"{escaped(piece.said)}\n\n{who}" if piece.said else f"\\_\\_\\_\\_\\_\\_\\_\\_\\_\\_ {who}"
            )


def _paragraph(piece: Paragraph) -> str:
    margin = f"\\[{piece.margin}\\] " if piece.margin else ""
    number = f"{margin}{_e(piece.number)} " if piece.number else ""
    lead = f"**{_e(piece.lead)}.** " if piece.lead else ""
    text = f"{number}{lead}{escaped(piece.text)}".strip()
    facts = f"*{_e('  ·  '.join(piece.facts))}*" if piece.facts else ""
    return "\\\n".join(t for t in (text, facts) if t)


def _grid(grid: Grid) -> Iterator[str]:
    width = len(grid.columns) or len(grid.rows[0])
    heads = grid.columns or ("",) * width
    yield "| " + " | ".join(_e(c) for c in heads) + " |"
    yield "|" + " --- |" * width
    for row in grid.rows:
        yield "| " + " | ".join(_e(c) for c in row) + " |"
