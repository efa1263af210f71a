"""The rows that a list shows, as a spreadsheet or CSV file."""

from __future__ import annotations

from pathlib import Path

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trc
from pmo_desktop.ui.shell.page import Page
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.tablefile import TableBytes, asked_path, written


def export_rows(page: Page, table: RecordTable, title: str, to_bytes: TableBytes) -> None:
    """Ask for a file and write the rows that a list shows."""
    path = asked_path(page, tr("register.xlsx"))
    if path is not None:
        write_rows(page, table, title, to_bytes, path)


def write_rows(page: Page, table: RecordTable, title: str, to_bytes: TableBytes, path: Path) -> None:
    """Write the rows that a list shows; a toast says where, a banner why not."""
    try:
        said = written(table, title, to_bytes, path)
    except Fault as why:
        page.notice.emit(Notice("export", "neg", tr("Not exported"), str(why), trc("act", "Close")))
        return
    page.toast.emit(said, "")
