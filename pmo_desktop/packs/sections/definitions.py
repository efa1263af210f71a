"""Definitions: the rules and words the pack uses."""

from __future__ import annotations

from pmo_desktop.i18n import tr
from pmo_desktop.packs.blocks import one_line
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.styles import BOX_W
from pmo_desktop.packs.tables import Cell, Column, Row, table
from pmo_desktop.readmodels.pack_works import Definitions


def compose(section: Definitions) -> Composed:
    """A table of terms."""
    title = section.head.finding or tr("What the words and figures mean")
    if not section.definitions:
        return Composed(section, title, (one_line(tr("No definition is given.")),))
    rows = [Row((Cell(d.term, bold=True), Cell(d.meaning))) for d in section.definitions]
    columns = (Column(tr("Term"), 120), Column(tr("Meaning"), BOX_W - 120))
    return Composed(section, title, (table(columns, rows),))
