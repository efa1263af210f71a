"""The rows that a list shows, as a spreadsheet or CSV file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.services.exporting import Table
from pmo_desktop.services.filing import write_file
from pmo_desktop.ui.shell.page import Page
from pmo_desktop.ui.widgets.notices import Notice
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


def export_rows(page: Page, table: RecordTable, title: str, to_bytes: TableBytes) -> None:
    """Ask for a file and write the rows that a list shows."""
    kinds = tr("Spreadsheet") + " (*.xlsx);;CSV (*.csv)"
    name, kind = QFileDialog.getSaveFileName(page, tr("Export these rows"), tr("register.xlsx"), kinds)
    if name:
        path = Path(name)
        suffix = ".csv" if kind.startswith("CSV") else ".xlsx"
        write_rows(page, table, title, to_bytes, path if path.suffix else path.with_suffix(suffix))


def write_rows(page: Page, table: RecordTable, title: str, to_bytes: TableBytes, path: Path) -> None:
    """Write the rows that a list shows; a toast says where, a banner why not."""
    suffix = ".csv" if path.suffix.lower() == ".csv" else ".xlsx"
    found = shown_table(table, title)
    try:
        write_file(path, to_bytes(found, suffix))
    except Fault as why:
        page.notice.emit(Notice("export", "neg", tr("Not exported"), str(why), tr("Close")))
        return
    rows = trn("{n} row", "{n} rows", len(found.rows))
    page.toast.emit(tr("{rows} written to {path}", rows=rows, path=path), "")
