"""The rows of a table as a file, as they stand on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.services.exporting import Table
from pmo_desktop.services.filing import write_file
from pmo_desktop.ui.widgets.table import RecordTable

TableBytes = Callable[[Table, str], bytes]
"""A table as a file of a kind: ".csv" or ".xlsx"."""


def shown_table(table: RecordTable, title: str) -> Table:
    """The columns and rows of a list in the order of the screen, cells as they read; no heads of groups."""
    head, model = table.horizontalHeader(), table.model()
    columns = [c for c in map(head.logicalIndex, range(head.count())) if not head.isSectionHidden(c)]
    text = Qt.ItemDataRole.DisplayRole
    heads = [str(model.headerData(c, Qt.Orientation.Horizontal, text) or "") for c in columns]
    rows = [r for r in range(model.rowCount()) if model.index(r, 0).data(Role.GROUP) is None]
    cells = tuple(tuple(str(model.index(r, c).data(text) or "") for c in columns) for r in rows)
    return Table(title, _distinct(heads), tuple(heads), cells)


def _distinct(heads: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{n} {head}" for n, head in enumerate(heads, 1))


def asked_path(parent: QWidget, name: str) -> Path | None:
    """Ask where the rows go, offering a name; None when nothing was chosen."""
    kinds = tr("Spreadsheet") + " (*.xlsx);;CSV (*.csv)"
    chosen, kind = QFileDialog.getSaveFileName(parent, tr("Export these rows"), name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(".csv" if kind.startswith("CSV") else ".xlsx")


def written(table: RecordTable, title: str, to_bytes: TableBytes, path: Path) -> str:
    """Write the rows and say so in one sentence. Raises Fault where the file cannot be written."""
    suffix = ".csv" if path.suffix.lower() == ".csv" else ".xlsx"
    found = shown_table(table, title)
    write_file(path, to_bytes(found, suffix))
    rows = trn("{n} row", "{n} rows", len(found.rows))
    return tr("{rows} written to {path}", rows=rows, path=path)


def ask_and_write(parent: QWidget, table: RecordTable, title: str, to_bytes: TableBytes) -> str:
    """Ask for a file, write the rows, and say where they are or why not; "" when nothing was chosen."""
    path = asked_path(parent, tr("lines.xlsx"))
    if path is None:
        return ""
    try:
        return written(table, title, to_bytes, path)
    except Fault as why:
        return str(why)
