"""The documents of a work: list, add by dialog or drop, open, export a copy."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.documents import Document
from pmo_desktop.domain.edits import Archive, batch, creation
from pmo_desktop.i18n import inside, tr, trc, trl, trn, trnl
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.project import document_columns, document_edit
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.project_documents import (
    LARGEST,
    DocumentRow,
    added,
    media_of,
    next_version,
    size_words,
)
from pmo_desktop.services.office import Office
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.tab import Tab
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, line


class DocumentsTab(Tab):
    """Files live in the database under their hash; what is opened is a copy."""

    def __init__(self, desk: Desk, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(desk, remembered, parent)
        self._known: Known | None = None
        self._today = date.min
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self.model: RowsModel[DocumentRow] = RowsModel(document_columns())
        self.model.edit_requested.connect(self._edited)
        self.model.refused.connect(lambda _r, _c, _t, why: self.says.emit(tr("Not changed"), why))
        self.setAcceptDrops(True)
        self._lay_out()
        self._offer()

    def _offer(self) -> None:
        add, chosen = self.does.add, self._why_none
        add(tr("Add files"), self.choose_files, keys="Ctrl+N", icon="file-plus")
        add(trc("act", "Open"), self.open_selected, keys="Ctrl+O", icon="external-link", why_not=chosen)
        add(tr("Save a copy as"), self.export_selected, keys="Ctrl+Shift+S", icon="download", why_not=chosen)
        add(tr("Copy as a table"), self.table.copy_selection, icon="copy", band=1, shown_key="Ctrl+C",
            why_not=chosen)  # fmt: skip
        add(tr("Archive"), self.archive, keys="Del", icon="archive", band=1, why_not=chosen)

    def _why_none(self) -> str:
        return "" if self._selected() else tr("Select a document first")

    def _lay_out(self) -> None:
        self.table = RecordTable(name="project/documents", remembered=self.remembered)
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Documents"))
        self.table.set_columns({i: c.width for i, c in enumerate(self.model.columns)}, stretch=0)
        self.table.acted.connect(lambda _index: self.open_selected())
        self.table.followed.connect(self._followed)
        self._count = Label("", tone="text2")
        row = QHBoxLayout()
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(8)
        row.addWidget(self._count, 1)
        row.addWidget(
            Button(trc("act", "Open"), icon="external-link", key="Enter", on_click=self.open_selected)
        )
        row.addWidget(Button(tr("Save a copy…"), icon="download", on_click=self.export_selected))
        row.addWidget(Button(tr("Add files…"), look="primary", on_click=self.choose_files))
        full = QWidget()
        column = QVBoxLayout(full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line())
        column.addWidget(self.table, 1)
        first = Button(tr("Add files…"), look="primary", key="Ctrl+N", on_click=self.choose_files)
        self._empty = EmptyState(
            tr("No documents yet"), tr("Drop files here, or choose them. They are kept in the database."),
            icon="files", buttons=[first],
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(full)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    # -- showing -----------------------------------------------------------------------------------

    def take(self, known: Known, found: Any, today: date) -> None:
        """Show the documents of a work."""
        self._known, self._today = known, today
        self.model.set_rows(list(found))
        total = sum(r.document.size for r in found)
        count = trn("{n} document", "{n} documents", len(found))
        self._count.setText(tr("{count}, {size}", count=count, size=size_words(total)))
        self._stack.setCurrentIndex(1 if found else 0)
        self.counted.emit("documents", len(found))
        if found and not self.table.currentIndex().isValid():
            self.table.select_row(0)

    def spoken(self) -> None:
        """What the selected file is."""
        self._followed(self.table.currentIndex())
        self.facts.emit("")

    def focus_work(self) -> None:
        """The list."""
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _followed(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is None:
            self.says.emit("", "")
            return
        said = tr("SHA-256 {hash}", hash=row.document.file_hash[:16])
        self.says.emit(row.document.file_name, said if row.document.file_hash else tr("no file stored"))

    def _selected(self) -> list[DocumentRow]:
        rows = (self.model.row(line) for line in self.table.selected_rows())
        return [row for row in rows if row is not None]

    # -- acts --------------------------------------------------------------------------------------

    def _edited(self, row: DocumentRow, column: Column[DocumentRow], wanted: Any) -> None:
        label = trl("Change {field} of {name}", field=inside(column.title), name=row.document.file_name)
        self.desk.submit(document_edit(row, column, wanted), label)

    def choose_files(self) -> None:
        """Ask for files to add."""
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add files"))
        self.add_files([Path(n) for n in names])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Keep these files and list them, as one step of undo; what cannot be read is named."""
        if not paths or self._known is None:
            return
        work, today = self._known.file.work.id, self._today
        known = [r.document for r in self.model.all_rows()]

        def keep(office: Office) -> tuple[list[Document], list[str]]:
            made: list[Document] = []
            failed: list[str] = []
            for path in paths:
                body = _body(path)
                if isinstance(body, str):
                    failed.append(body)
                    continue
                found = office.store.files.put(body, media_of(path.name))
                version = next_version([*known, *made], path.name)
                made.append(added(work, path.name, found, len(body), version, office.new_id(), today))
            return made, failed

        self.desk.write(keep, self._kept)

    def _kept(self, answer: tuple[list[Document], list[str]]) -> None:
        made, failed = answer
        if made:
            label = trnl("Add {n} file", "Add {n} files", len(made))
            self.desk.submit(batch(creation(d) for d in made), label)
        for sentence in failed:
            self.toast.emit(sentence, "")

    def open_selected(self) -> None:
        """Open copies of the selected files with the programs of this computer."""
        for row in self._selected()[:1]:
            self._copy(row, self._copy_folder() / Path(row.document.file_name).name, open_it=True)

    def _copy_folder(self) -> Path:
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="pmo-desktop-")
        return Path(self._copies.name)

    def export_selected(self) -> None:
        """Save a copy of the selected file where somebody says."""
        for row in self._selected()[:1]:
            name, _ = QFileDialog.getSaveFileName(self, tr("Save a copy as"), row.document.file_name)
            if name:
                self.export_to(row, Path(name))

    def export_to(self, row: DocumentRow, path: Path) -> None:
        """Write a copy of a file."""
        self._copy(row, path, open_it=False)

    def _copy(self, row: DocumentRow, path: Path, *, open_it: bool) -> None:
        found = row.document

        def write(office: Office) -> str:
            try:
                path.write_bytes(office.store.files.get(found.file_hash))
            except KeyError:
                return tr("The file of “{name}” is not in the database.", name=found.file_name)
            except OSError as why:
                return tr("{path} could not be written: {reason}.", path=path, reason=why.strerror or why)
            return ""

        def done(sentence: str) -> None:
            if sentence:
                self.toast.emit(sentence, "")
            elif open_it:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
            else:
                self.toast.emit(tr("Copy saved as {path}", path=path), "")

        self.desk.query(write, done)

    def archive(self) -> None:
        """Take the selected documents out of sight; undo brings them back."""
        rows = self._selected()
        if rows:
            label = trnl("Archive {n} document", "Archive {n} documents", len(rows))
            self.desk.submit(batch(Archive("document", row.id) for row in rows), label)

    # -- drop --------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped."""
        self.add_files([Path(u.toLocalFile()) for u in event.mimeData().urls() if u.isLocalFile()])
        event.acceptProposedAction()


def _body(path: Path) -> bytes | str:
    """The bytes of a file, or one sentence that says why not."""
    try:
        if path.is_dir():
            return tr("{name} is a folder. Add the files in it.", name=path.name)
        size = path.stat().st_size
        if size > LARGEST:
            return tr("{name} is larger than {limit}.", name=path.name, limit=size_words(LARGEST))
        return path.read_bytes()
    except OSError as why:
        return tr("{name} could not be read: {reason}.", name=path.name, reason=why.strerror or why)
