"""Minutes as a file of a kind that people choose by its ending."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.minutes_printed import PrintedMinutes


def _docx(printed: PrintedMinutes) -> bytes:
    from pmo_desktop.exchange.minutes_docx import minutes_docx

    return minutes_docx(printed)


def _md(printed: PrintedMinutes) -> bytes:
    from pmo_desktop.exchange.minutes_md import minutes_md

    return minutes_md(printed)


def _html(printed: PrintedMinutes) -> bytes:
    from pmo_desktop.exchange.minutes_html import minutes_html

    return minutes_html(printed)


_WRITERS: Mapping[str, Callable[[PrintedMinutes], bytes]] = {"docx": _docx, "md": _md, "html": _html}
KINDS = ("pdf", *_WRITERS)
"""The endings that minutes can have; PDF is printed, the others are written here."""


def minutes_bytes(printed: PrintedMinutes, kind: str) -> bytes:
    """A set of minutes as DOCX, Markdown or HTML; raises Fault for another ending."""
    if kind not in _WRITERS:
        raise Fault(tr("Minutes are written as PDF, DOCX, MD or HTML, not as {kind}.", kind=kind or "?"))
    return _WRITERS[kind](printed)
