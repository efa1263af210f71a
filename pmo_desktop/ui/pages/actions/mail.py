"""Reminders out and answers in: looked at first, done in the background, logged as one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr, trl, trn, trnl
from pmo_desktop.services.actions.reminding import (
    BY_FILE,
    BY_SERVER,
    Letter,
    Reminder,
    asked_for,
    due_reminders,
    letters,
    sent,
)
from pmo_desktop.services.actions.replying import Said, matched, taken
from pmo_desktop.settings import read_settings, settings_path, write_settings
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.jobs import Jobs, Progress
from pmo_desktop.ui.pages.actions.looking import AnswersDialog, RemindersDialog
from pmo_desktop.ui.pages.actions.server import ServerQuestion

if TYPE_CHECKING:
    from pmo_desktop.services.engines import MailRoads
    from pmo_desktop.ui.pages.actions.page import ActionsPage


class ActionMail(QObject):
    """What the page does with mail. `roads` is asked for when mail is first needed."""

    def __init__(self, desk: Desk, jobs: Jobs, page: ActionsPage, roads: Callable[[], MailRoads]) -> None:
        super().__init__(page)
        self._desk, self._jobs, self._page, self._roads = desk, jobs, page, roads

    def remind(self) -> None:
        """Who is due for a reminder today."""
        self._look(due_reminders(self._page.register, self._page.today))

    def remind_selected(self) -> None:
        """The owners of the selected actions, whatever the calendar says."""
        self._look(asked_for(self._page.selected(), self._page.today))

    def _look(self, reminders: Sequence[Reminder]) -> None:
        found = letters(self._page.register, reminders, self._page.today)
        if not found:
            self._page.says.emit(tr("No action is due for a reminder."), "")
            return
        dialog = RemindersDialog(found, self._roads().why_not_send(), self._page)
        dialog.out.connect(self.out)
        dialog.open()

    def out(self, wanted: Sequence[Letter], road: str) -> None:
        """Letters on their way, as files or over the server."""
        if road == BY_SERVER:
            self._send(wanted)
            return
        folder = QFileDialog.getExistingDirectory(self._page, tr("Folder for the mail files"))
        if folder:
            self.write(wanted, Path(folder))

    def write(self, wanted: Sequence[Letter], folder: Path) -> None:
        """One mail file an owner, and the log of it."""
        at, roads = self._desk.office.now(), self._roads()

        def done(paths: list[Path]) -> None:
            n = len(paths)
            said = trn("{n} mail file is in {path}", "{n} mail files are in {path}", n, path=folder)
            self._log(wanted, BY_FILE, said)

        def work(_: Progress) -> list[Path]:
            return roads.write(folder, wanted, at)

        self._jobs.run(tr("Writing mail files"), work, done=done, failed=self._failed)

    def _send(self, wanted: Sequence[Letter]) -> None:
        at, roads, password = self._desk.office.now(), self._roads(), ""
        asked = roads.password_asked()
        if asked:
            hidden = QLineEdit.EchoMode.Password
            password, ok = QInputDialog.getText(self._page, tr("Send reminders"), asked, hidden)
            if not ok:
                return

        def work(_: Progress) -> list[Letter]:
            return roads.send(wanted, at, password)

        def done(gone: list[Letter]) -> None:
            self._log(gone, BY_SERVER, trn("{n} mail was sent", "{n} mails were sent", len(gone)))
            left = ", ".join(one.owner.display_name for one in wanted if one not in gone)
            if left:
                self._page.warn(tr("Not sent to everybody"), tr("Not reminded: {names}", names=left))

        self._jobs.run(tr("Sending reminders"), work, done=done, failed=self._failed)

    def _log(self, gone: Sequence[Letter], by: str, said: str) -> None:
        if gone:
            n = sum(len(one.reminders) for one in gone)
            edit = sent(gone, self._page.today, by)
            self._desk.submit(edit, trl("reminders of actions: {n}", n=n))
            self._page.toast.emit(said, "")

    def _failed(self, why: Exception) -> None:
        if not isinstance(why, Fault | OSError | ValueError):
            raise why
        self._page.warn(tr("Reminders did not go out"), str(why))

    def choose_server(self) -> None:
        """Ask for the mail server and keep it in the settings of this computer."""
        path = settings_path()
        asked = ServerQuestion(read_settings(path), self._page)
        if not asked.exec():
            return
        try:
            write_settings(path, asked.wanted())
        except OSError as why:
            self._page.warn(tr("Not kept"), why.strerror or str(why))

    # -- answers -----------------------------------------------------------------------------------

    def choose_answers(self) -> None:
        """Ask for files of answers and show what they say."""
        kinds = tr("Answers") + " (*.eml *.txt *.csv)"
        names, _ = QFileDialog.getOpenFileNames(self._page, tr("Read answers"), "", kinds)
        if names:
            self.read([Path(n) for n in names])

    def read(self, paths: Sequence[Path]) -> None:
        """Read files in the background; the list follows, and what was refused is said."""
        read = self._roads().read

        def work(_: Progress) -> tuple[list[Said], list[str]]:
            said: list[Said] = []
            refused: list[str] = []
            for path in paths:
                try:
                    said += read(path)
                except Fault as why:
                    refused.append(str(why))
            return said, refused

        self._jobs.run(tr("Reading answers"), work, done=self._answered, failed=self._failed)

    def _answered(self, found: tuple[list[Said], list[str]]) -> None:
        said, refused = found
        if refused:
            self._page.warn(tr("Not read"), " ".join(refused[:3]))
        elif not said:
            self._page.warn(
                tr("No answer found"), tr("No line of the files begins with the code of an action.")
            )
        if said:
            answers = matched(said, self._page.register.rows, self._page.today)
            dialog = AnswersDialog(answers, self._page)
            dialog.accepted.connect(lambda: self.take(dialog))
            dialog.open()

    def take(self, dialog: AnswersDialog) -> None:
        """Store the answers that stayed ticked, as one step."""
        kept = dialog.kept()
        edit = taken(kept, self._page.today)
        if edit.edits:
            label = trnl("{n} answer of owners", "{n} answers of owners", len(kept))
            self._desk.submit(edit, label, lambda _r: self._page.toast.emit(str(label), "undo"))
