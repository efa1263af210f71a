"""The receipt of an import: what files would do before anything is stored, then one undoable step each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from pmo_desktop.domain.edits import Op
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.itemmodels.receipt import file_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.services.engines import Engines
from pmo_desktop.services.ports import Refused
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs
from pmo_desktop.ui.pages.receipt_file import FilePane
from pmo_desktop.ui.pages.receipt_files import File, Outcome, read_files
from pmo_desktop.ui.pages.receipt_head import ReceiptHead
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState, Notice
from pmo_desktop.ui.widgets.table import TWO_LINES, RecordTable
from pmo_desktop.ui.widgets.text import line

KINDS = "*.csv *.tsv *.txt *.xlsx *.xml *.gz *.xer *.mpx *.gan *.planner *.mpp *.pod"
LIST_WIDTH = 250
_EMPTY, _WAIT, _REFUSED, _FILE = range(4)


class ReceiptPage(Page):
    """`read(paths)` reads files in the background and shows what each would do; Ctrl+Enter stores it."""

    def __init__(self, desk: Desk, jobs: Jobs, engines: Engines) -> None:
        super().__init__()
        self._desk, self._jobs, self._engines = desk, jobs, engines
        self.files: list[File] = []
        self._queue: list[int] = []
        self._made = 0
        self.setAcceptDrops(True)
        self._build()
        self._commands()
        desk.opened.connect(lambda _office: self._read_all())
        desk.refused.connect(self._refused)
        desk.undo_changed.connect(self._turned)
        self._show()

    # -- building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._header = ReceiptHead(self._save_receipt, self.cancel, self.import_now)
        self._list: RowsModel[Any] = RowsModel(
            file_columns(lambda f: f.path.name, lambda f: f.says, lambda f: f.icon, _tone)
        )
        self._list_table = RecordTable(row=TWO_LINES, row_focus=True)
        self._list_table.setModel(self._list)
        self._list_table.horizontalHeader().hide()
        self._list_table.set_columns({0: LIST_WIDTH}, stretch=0)
        self._list_table.setFixedWidth(current().px(LIST_WIDTH))
        self._list_table.setAccessibleName(tr("Files"))
        self._list_table.followed.connect(lambda _index: self._show_current())
        self.pane = FilePane()
        self.pane.answered.connect(self.answer)
        self._stack = QStackedWidget()
        choose = Button(tr("Choose files…"), look="primary", icon="upload", on_click=self.choose)
        self._empty = EmptyState(
            tr("Choose registers or schedules, or drop them here"),
            tr("Excel, CSV, Microsoft Project, Primavera P6. The result is shown before it is stored."),
            icon="upload",
            buttons=[choose],
        )
        self._wait = EmptyState(tr("Reading"), icon="hourglass")
        self._no = EmptyState(tr("Not taken"), icon="file-x")
        for widget in (self._empty, self._wait, self._no, self.pane):
            self._stack.addWidget(widget)
        self._arrange()

    def _arrange(self) -> None:
        self._edge = line(vertical=True)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        for widget in (self._list_table, self._edge):
            middle.addWidget(widget)
        middle.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        self._below = QVBoxLayout()
        column.addWidget(self._header)
        column.addLayout(self._below)
        column.addLayout(middle, 1)

    def _commands(self) -> None:
        add = self.does.add
        add(tr("Choose files…"), self.choose, icon="upload")
        add(tr("Import what is shown"), self.import_now, keys="Ctrl+Return | Ctrl+Enter", icon="import",
            why_not=self._why_not_ready)  # fmt: skip
        add(tr("Save receipt…"), self._save_receipt, icon="download", band=1, why_not=self._why_unread)
        add(tr("Go to the register"), self.cancel, icon="table", band=2)
        for n in range(1, 10):
            key = QShortcut(QKeySequence(str(n)), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda n=n: self._answer_by_key(n))

    @property
    def below_head(self) -> QVBoxLayout:
        """Under the head."""
        return self._below

    def _why_not_ready(self) -> str:
        if self._queue:
            return tr("Importing")
        return "" if any(f.ready for f in self.files) else tr("No file is ready to be imported")

    def _why_unread(self) -> str:
        file = self.current_file
        return "" if file is not None and file.found is not None else tr("No file has been read")

    # -- files -------------------------------------------------------------------------------------

    def read(self, paths: list[Path]) -> None:
        """Show these files instead of those before."""
        kept = [f for f in self.files if f.stored and f.path not in paths]
        self._made += len(paths)
        first = self._made - len(paths)
        self.files = [*kept, *(File(first + n, path) for n, path in enumerate(paths))] if paths else []
        self._list.set_rows(list(self.files))
        fresh = [n for n, f in enumerate(self.files) if not f.stored]
        if fresh:
            self._list_table.select_row(fresh[0])
        self._read_all()
        self._show()

    def choose(self) -> None:
        """Ask for files."""
        kinds = tr("Registers and schedules") + f" ({KINDS})"
        names, _ = QFileDialog.getOpenFileNames(self, tr("Import registers and schedules"), "", kinds)
        if names:
            self.read([Path(n) for n in names])

    def refresh(self) -> None:
        """The office has changed: what waits is read against it again."""
        self._read_all()
        self._show()

    def _read_all(self) -> None:
        self._read([f for f in self.files if not f.stored and f.op is None])

    def _read(self, wanted: Sequence[File]) -> None:
        if not self._desk.is_open or not wanted:
            return
        asked = []
        for file in wanted:
            file.turn += 1
            file.reading = True
            asked.append((file.id, file.turn, file.path, dict(file.answers)))
        work = read_files(self._engines.intake, self._desk.office, asked)
        label = trn("Reading {n} file", "Reading {n} files", len(asked))
        job = self._jobs.run(label, work, done=self._was_read)
        job.stopped.connect(lambda: self._stopped(asked))

    def _was_read(self, found: Iterable[tuple[int, int, Outcome]]) -> None:
        known = {f.id: f for f in self.files}
        for uid, turn, outcome in found:
            file = known.get(uid)
            if file is not None and file.turn == turn:
                file.take(outcome)
        self._show()
        self._go_on()

    def _stopped(self, asked: Iterable[tuple[int, int, Path, Any]]) -> None:
        text = tr("Stopped before it was read. Choose the file again to import it.")
        self._queue = []
        self._was_read((uid, turn, text) for uid, turn, _, _ in asked)

    # -- answers -----------------------------------------------------------------------------------

    @property
    def current_file(self) -> File | None:
        """The file shown."""
        row = self._list.row(self._list_table.currentIndex().row())
        return row if row is not None else next(iter(self.files), None)

    def answer(self, key: str, value: str) -> None:
        """Answer a question of the file shown, or say what a column is; it is read again."""
        file = self.current_file
        if file is not None and not file.stored:
            file.answers[key] = value
            self._read([file])

    def _answer_by_key(self, n: int) -> None:
        row = self.pane.questions.first_open()
        if row is not None and n <= len(row.question.choices):
            row.answer(row.question.choices[n - 1].value)

    # -- storing -----------------------------------------------------------------------------------

    def import_now(self) -> None:
        """Store every file that is ready, each as one step that can be undone."""
        if not self._queue:
            self._queue = [f.id for f in self.files if f.ready]
            self._store_next()

    def _store_next(self) -> None:
        file = next((f for f in self.files if self._queue and f.id == self._queue[0]), None)
        if file is None or not file.ready or file.found is None or file.found.edit is None:
            self._queue = self._queue[1:]
            self._show()
            if self._queue:
                self._store_next()
            return
        self.says.emit(tr("Importing"), file.path.name)
        op = self._desk.submit(file.found.edit, file.found.label, lambda _receipt: self._is_stored(file))
        file.op = op.id
        self._show()

    def _is_stored(self, file: File) -> None:
        """The next file is read again first: it may know what this one has brought."""
        file.stored, file.op = True, None
        self._queue = [uid for uid in self._queue if uid != file.id]
        if not self._queue and file.found is not None:
            self.toast.emit(tr("{what}: stored", what=file.found.label), "undo")
        self._show()
        self._read([f for f in self.files if not f.stored and not f.reading])

    def _go_on(self) -> None:
        waiting = any(f.op is not None or (f.reading and f.id in self._queue) for f in self.files)
        if self._queue and not waiting:
            self._store_next()

    def _refused(self, op: Op, why: Refused) -> None:
        file = next((f for f in self.files if f.op == op.id), None)
        if file is not None:
            file.op, file.refused, file.found = None, str(why), None
            self._queue = [uid for uid in self._queue if uid != file.id]
            self._show()
            self._go_on()

    def _turned(self, undo: str, redo: str) -> None:
        """An import that was undone can be made again; one made again is stored."""
        for file in self.files:
            label = file.found.label if file.found else ""
            if label and file.stored and redo == label:
                file.stored = False
            elif label and not file.stored and undo == label and file.op is None:
                file.stored = True
        self._show()

    # -- showing -----------------------------------------------------------------------------------

    def _show(self) -> None:
        several = len(self.files) > 1
        self._list_table.setVisible(several)
        self._edge.setVisible(several)
        self._list_table.viewport().update()
        self._show_current()

    def _show_current(self) -> None:
        file = self.current_file
        self._header.show_file(file, self.files, storing=bool(self._queue))
        if file is None:
            self._stack.setCurrentIndex(_EMPTY)
        elif file.refused:
            self._no.set_text(tr("Nothing was changed"), file.refused)
            self._stack.setCurrentIndex(_REFUSED)
        elif file.found is None:
            self._wait.set_text(tr("Reading {file}", file=file.path.name))
            self._stack.setCurrentIndex(_WAIT)
        else:
            self.pane.show_file(file)
            self._stack.setCurrentIndex(_FILE)
            focused = QApplication.focusWidget()
            if self.isVisible() and (focused is None or not self.isAncestorOf(focused)):
                self.pane.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._say(file)

    def _say(self, file: File | None) -> None:
        if file is None:
            self.says.emit("", tr("Drop files anywhere on this page"))
        elif file.unanswered and not file.stored:
            lead = trn("{n} question is open", "{n} questions are open", file.unanswered)
            self.says.emit(lead, tr("1 to 9 picks an answer, Enter takes the suggested one"))
        elif file.ready:
            self.says.emit("", tr("Nothing is stored yet. Each file is one step in undo."))
        else:
            self.says.emit("", file.says)

    # -- leaving -----------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Forget the files and go to the register."""
        self._queue = []
        self.files = []
        self._list.set_rows([])
        self._show()
        self.go.emit("register")

    def _save_receipt(self) -> None:
        file = self.current_file
        if file is None or file.found is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save receipt"), f"{file.path.stem}-receipt.json", "JSON (*.json)"
        )
        if name:
            self._write(Path(name), json.dumps(file.found.as_json(), indent=1, ensure_ascii=False))

    def _write(self, path: Path, text: str) -> None:
        try:
            path.write_text(text + "\n", encoding="utf-8")
        except OSError as why:
            reason = why.strerror or str(why)
            said = tr("{path} could not be written: {reason}.", path=path, reason=reason)
            self.notice.emit(Notice("receipt", "neg", tr("Receipt not saved"), said, trc("act", "Close")))
            return
        self.toast.emit(tr("Receipt saved as {name}", name=path.name), "")

    def focus_first(self) -> None:
        """The rows; while files are read the page itself, so that Enter does not meet "Cancel"."""
        if self._stack.currentIndex() == _FILE:
            self.pane.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._stack.currentIndex() == _EMPTY:
            super().focus_first()
        else:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Put the caret in the filter line of the rows."""
        self.pane.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        names = [u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()]
        if names:
            self.read([Path(n) for n in names])


def _tone(file: File) -> str:
    return "neg" if file.refused else "pos" if file.stored else "text"
