"""The window put together: which pages there are, and how they hang on the desk."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QMenu

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import N_, tr, trc
from pmo_desktop.settings import read_settings, settings_path, write_settings
from pmo_desktop.ui.actions import Command, Menu
from pmo_desktop.ui.desk import Desk, StoreState
from pmo_desktop.ui.finding import Finder
from pmo_desktop.ui.jobs import Jobs, Progress
from pmo_desktop.ui.leader.opening import Leading
from pmo_desktop.ui.pagespecs import page_specs
from pmo_desktop.ui.shell import Page, Shell
from pmo_desktop.ui.theme import Look
from pmo_desktop.ui.troubles import Troubles
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.remembered import Remembered

if TYPE_CHECKING:
    from uuid import UUID

    from pmo_desktop.services.engines import Engines
    from pmo_desktop.services.office import Office
    from pmo_desktop.services.ports import Change

UNDO = Command("undo", N_("Undo"), Menu.EDIT, "Ctrl+Z", "undo-2", N_("take back"), 1)
REDO = Command("redo", N_("Redo"), Menu.EDIT, "Ctrl+Shift+Z | Ctrl+Y", "redo-2", N_("make again"), 1)
IMPORT = Command(
    "import", N_("Import…"), Menu.FILE, "Ctrl+I", "upload", N_("register schedule spreadsheet project")
)
EXAMPLE = Command("example", N_("Load the example office"), Menu.FILE, "", "building-2", N_("demo sample"))
RETRY = Command(
    "retry", N_("Send again what is kept here"), Menu.TOOLS, "", "refresh-cw", N_("retry offline")
)

LEVEL = Command("level", N_("Level resources of several plans…"), Menu.TOOLS, "", "users", N_("overload"))

PDF = "PDF (*.pdf)"


class Workplace(QObject):
    """One window on one database: shell, desk and pages. Pages are built at their first visit."""

    other_wanted = Signal(str, bool)
    """Address of another database to open in place of this one; True to make it."""

    def __init__(self, engines: Engines, look: Look, remembered: Remembered) -> None:
        super().__init__()
        self.engines, self.look, self.remembered = engines, look, remembered
        self.desk, self.jobs = Desk(engines.open_office), Jobs()
        self.shell = Shell(page_specs(self), remembered, look=look)
        self._first = "home"
        self._redo, self._turned = "", ("", "")
        self.leading = Leading(self.desk, look, remembered, self.shell)
        self._commands()
        self.troubles = Troubles(self.desk, self.shell)
        self.finder = Finder(self.desk, self.shell)
        self._listen()

    # -- start and end -----------------------------------------------------------------------------

    def start(self, page: str) -> None:
        """Open the database; the page follows when it is open."""
        self._first = page
        self.desk.start()

    @property
    def busy(self) -> bool:
        """Whether anything is read, written or worked out."""
        page = self.shell.page_shown()
        drawing = isinstance(page, Page) and page.busy
        return self.desk.busy or bool(self.jobs.running) or drawing

    def close(self) -> None:
        """Store what is on its way and let go of everything."""
        self.leading.close()
        self.jobs.shut_down()
        self.desk.close()
        self.shell.deleteLater()

    # -- wiring ------------------------------------------------------------------------------------

    def _commands(self) -> None:
        add = self.shell.actions_.add
        add(UNDO, self._take_back).setEnabled(False)
        add(REDO, self._make_again).setEnabled(False)
        add(IMPORT, self.choose_files)
        add(EXAMPLE, self.load_example)
        add(RETRY, self.desk.retry)
        add(LEVEL, self.level)

    def _listen(self) -> None:
        self.desk.opened.connect(self._opened)
        self.desk.changed.connect(self._changed)
        self.desk.fault.connect(self._fault)
        self.desk.state_changed.connect(self._stored)
        self.desk.undo_changed.connect(self._undo_changed)
        self.jobs.started.connect(self.shell.show_job)
        self.jobs.failed.connect(lambda job, why: self._not_done(job.label, why))
        self.shell.person_clicked.connect(lambda: self.shell.go("settings"))
        self.shell.bell_clicked.connect(self._show_news)
        self.shell.banners.acted.connect(self._act)
        self.look.changed.connect(lambda _theme: self._keep_look())

    def _opened(self, office: Office) -> None:
        self.shell.banners.clear("store")
        self.shell.go(self._first)
        self._greet()

    def _greet(self) -> None:
        """Show who works here."""

        def show(found: dict[UUID, Any]) -> None:
            person = found.get(self.desk.office.who)
            self.shell.strip.person.set_name(person.display_name if person else "")

        self.desk.query(lambda office: office.store.reader.get("person", [office.who]), show)

    def _take_back(self) -> None:
        self._turned = tr("Undone"), self.desk.next_undo
        self.desk.undo()

    def _make_again(self) -> None:
        self._turned = tr("Made again"), self._redo
        self.desk.redo()

    def _changed(self, change: Change) -> None:
        self.shell.changed()
        self.shell.refresh_counts()
        if self._turned[0]:  # what was said of the edit is not true any more
            self.shell.say(*self._turned)
            self._turned = "", ""

    def _show_news(self) -> None:
        """What was said lately, under the bell; each leads to the history."""
        menu = QMenu(self.shell)
        for text in self.shell.news:
            menu.addAction(text.replace("&", "&&"), lambda: self.shell.go("history"))
        if not self.shell.news:
            menu.addAction(tr("Nothing new")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("History"), lambda: self.shell.go("history"))
        bell = self.shell.strip.bell
        menu.popup(bell.mapToGlobal(bell.rect().bottomLeft()))

    def _fault(self, sentence: str) -> None:
        act = tr("Try again")
        self.shell.banners.raise_notice(
            Notice("store", "neg", tr("The database does not answer"), sentence, act)
        )

    def _not_done(self, label: str, why: Exception) -> None:
        """A job ended in an error: a sentence for what people can mend, the report for all else."""
        if not isinstance(why, Fault | OSError | ValueError):
            raise why
        said = tr("Not finished: {job}", job=label)
        self.shell.banners.raise_notice(Notice("job", "neg", said, str(why), trc("act", "Close")))

    def _keep_look(self) -> None:
        """Looks chosen anywhere are those of the next start."""
        kept = read_settings(settings_path())
        wanted = dc.replace(kept, theme=self.look.mode.value, dense=not self.look.roomy)
        if wanted == kept:
            return
        try:
            write_settings(settings_path(), wanted)
        except OSError as why:
            text = tr("{path}: {reason}.", path=settings_path(), reason=why.strerror or str(why))
            notice = Notice("settings", "neg", tr("Settings not stored"), text, trc("act", "Close"))
            self.shell.banners.raise_notice(notice)

    def _stored(self, state: StoreState) -> None:
        if state is StoreState.SAVED:
            self.shell.banners.clear("store")

    def _undo_changed(self, undo: str, redo: str) -> None:
        self._redo = redo
        for name, what, plain in (("undo", undo, tr("Undo")), ("redo", redo, tr("Redo"))):
            action = self.shell.actions_.get(name)
            action.setEnabled(bool(what))
            action.setText(tr("{act}: {what}", act=plain, what=what.replace("&", "&&")) if what else plain)

    def _act(self, key: str) -> None:
        if key == "store":
            if self.desk.is_open:
                self.desk.retry()
            else:
                self.desk.start()
        self.shell.banners.clear(key)

    def crashed(self, text: str) -> None:
        """Something nobody expected: say so, keep the work, offer the report to copy."""
        QApplication.clipboard().setText(text)
        said = tr("The report is in the clipboard. Nothing that was stored is lost.")
        lead, close = tr("Something went wrong"), trc("act", "Close")
        self.shell.banners.raise_notice(Notice("crash", "neg", lead, said, close))

    # -- jobs --------------------------------------------------------------------------------------

    def choose_files(self) -> None:
        """Ask for files to bring in, then show what they would do."""
        from PySide6.QtWidgets import QFileDialog

        from pmo_desktop.ui.pages.receipt import KINDS

        kinds = tr("Registers and schedules") + f" ({KINDS})"
        names, _ = QFileDialog.getOpenFileNames(self.shell, tr("Import registers and schedules"), "", kinds)
        if names:
            self.import_files([Path(n) for n in names])

    def import_files(self, paths: list[Path]) -> None:
        """Show the receipt of files before anything is stored."""
        page = self.shell.page("receipt")
        read: Callable[[list[Path]], None] | None = getattr(page, "read", None)
        if read is not None:
            read(paths)
        self.shell.go("receipt")

    def level(self) -> None:
        """Level the resources of the works selected in the register, or of any that are chosen then."""
        from pmo_desktop.ui.levelling.dialog import open_for

        listed = getattr(self.shell.page_shown(), "listed", None)
        works = [row.id for row in listed.selected()] if listed is not None else []
        dialog = open_for(self.desk, self.jobs, works, self.engines.table_bytes, self.shell)
        dialog.stored.connect(self.shell.toast)
        dialog.line_wanted.connect(self.shell.go)

    def print_minutes(self, meeting: UUID) -> None:
        """Ask for a file and write one part of the minutes of a meeting into it, as the ending says."""
        from PySide6.QtWidgets import QFileDialog

        restricted = tr("PDF, restricted part (*.pdf)")
        kinds = ("PDF (*.pdf)", "Word (*.docx)", "HTML (*.html)", "Markdown (*.md)", restricted)
        title = tr("Save the minutes")
        name, chosen = QFileDialog.getSaveFileName(self.shell, title, "minutes.pdf", ";;".join(kinds))
        if name:
            self.write_minutes(meeting, Path(name), restricted=chosen == restricted)

    def write_minutes(self, meeting: UUID, path: Path, *, restricted: bool = False) -> None:
        """Write minutes into a file: PDF, DOCX, HTML or Markdown, once approved as they were frozen."""
        office, build, write = self.desk.office, self.engines.build_minutes, self.engines.minutes_file

        def work(_: Progress) -> Path:
            from pmo_desktop.domain.ids import MeetingId
            from pmo_desktop.domain.meetings import Part
            from pmo_desktop.services.filing import write_file
            from pmo_desktop.services.meetings.freezing import minutes_file

            part, kind = Part.B if restricted else Part.A, path.suffix.lstrip(".").lower()
            write_file(path, minutes_file(office.store, MeetingId(meeting), part, kind, build, write))
            return path

        self.jobs.run(tr("Minutes"), work, done=self._written)

    def _written(self, path: Path) -> None:
        self.shell.toast(tr("Written to {path}", path=path))

    def load_example(self) -> None:
        """Fill an empty database with the example office."""

        def done(_: object) -> None:
            self.shell.changed()
            self.shell.toast(tr("The example office is loaded."))

        self.shell.say(tr("Loading the example office"))
        self.desk.write(self.engines.load_example, done)
