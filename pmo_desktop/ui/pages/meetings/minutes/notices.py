"""Action notices: who gets which, written as PDF and mail drafts into a folder, ahead of the minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.itemmodels.review import notice_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.notices import Notice, notices
from pmo_desktop.services.filing import write_file
from pmo_desktop.services.meetings.mailing import draft_mail, file_name, notice_mail, safe_name
from pmo_desktop.services.office import Office
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label

NoticePdf = Callable[[Notice], bytes]
DraftPdf = Callable[[Office, MeetingFacts], "bytes | None"]


class NoticesView(QWidget):
    """One row an owner. `told` says what was written, or why not."""

    told = Signal(str)

    def __init__(self, state: Reviewing, notice_pdf: NoticePdf | None, draft_pdf: DraftPdf | None) -> None:
        super().__init__()
        self._state, self._pdf, self._draft = state, notice_pdf, draft_pdf
        columns = notice_columns()
        self.model: RowsModel[Notice] = RowsModel(columns)
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("what"))
        self.table.setAccessibleName(tr("Action notices"))
        self.facts = Label("", weight=600)
        self.write = Button(
            tr("Write notices…"), look="primary", icon="mail", small=True, on_click=self.choose_folder
        )
        self.round = Button(
            tr("Mail the draft round…"), icon="send", small=True, on_click=self.choose_draft_file
        )
        self._empty = EmptyState(tr("Nobody took on an action at this meeting"), icon="circle-check")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(8)
        tools.addWidget(self.facts)
        tools.addStretch(1)
        for button in (self.round, self.write):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def show_now(self) -> None:
        """Show who gets a notice."""
        facts = self._state.facts
        rows = notices(facts) if facts is not None else ()
        self.model.set_rows(list(rows))
        self.facts.setText(trn("{n} owner gets a notice", "{n} owners get a notice", len(rows)))
        self.write.setEnabled(bool(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def choose_folder(self) -> None:
        """Ask for a folder and write every notice into it."""
        folder = QFileDialog.getExistingDirectory(self, tr("Folder for the notices"))
        if folder:
            self.write_into(Path(folder))

    def write_into(self, folder: Path) -> None:
        """A PDF and a mail draft for each owner; what was there under the same name is replaced."""
        facts, now, pdf = self._state.facts, self._state.sitting.now, self._pdf
        if facts is None:
            return

        def work(_office: Office) -> int:
            found = notices(facts)
            for notice in found:
                body = pdf(notice) if pdf is not None else None
                if body is not None:
                    write_file(folder / file_name(notice, ".pdf"), body)
                write_file(folder / file_name(notice, ".eml"), notice_mail(notice, body, now))
            return len(found)

        def done(n: int) -> None:
            said = trn("{n} notice written to {path}", "{n} notices written to {path}", n, path=folder)
            self.told.emit(said)

        self._state.sitting.desk.query(work, done, self.told.emit)

    def choose_draft_file(self) -> None:
        """Ask for a file and write the mail draft that takes the minutes round."""
        facts = self._state.facts
        if facts is None:
            return
        offered = safe_name(f"{facts.meeting.ref}-draft") + ".eml"
        name, _ = QFileDialog.getSaveFileName(self, tr("Save the mail draft"), offered, "E-mail (*.eml)")
        if name:
            self.mail_round(Path(name))

    def mail_round(self, path: Path) -> None:
        """The draft minutes as a mail to everybody at the meeting, with the PDF where there is one."""
        facts, now, draft = self._state.facts, self._state.sitting.now, self._draft
        if facts is None:
            return

        def work(office: Office) -> Path:
            pdf = draft(office, facts) if draft is not None else None
            people = [p for a in facts.present_list if (p := facts.people.get(a.person)) is not None]
            write_file(path, draft_mail(facts, people, pdf, now))
            return path

        def done(written: Path) -> None:
            self.told.emit(tr("Written to {path}", path=written))

        self._state.sitting.desk.query(work, done, self.told.emit)
