"""Bodies: all of them in a list, and of the chosen one members, rules, days, paper and terms of reference."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.governance import BodyState
from pmo_desktop.domain.ids import BodyId, PersonId
from pmo_desktop.i18n import tr, trl, trn
from pmo_desktop.itemmodels.bodies import body_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels.bodies import BodyRow, body_named
from pmo_desktop.services.bodies.life import NewBody, brought, creating, dissolved, made
from pmo_desktop.services.bodies.reading import BodyFile, read_bodies, read_body
from pmo_desktop.services.meetings.boardyear import on_agenda
from pmo_desktop.services.meetings.reading import read_meeting
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.office import NOBODY
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.bodies.days import DaysTab
from pmo_desktop.ui.pages.bodies.forms import EndingForm, NewBodyForm
from pmo_desktop.ui.pages.bodies.members import MembersTab
from pmo_desktop.ui.pages.bodies.menu import offer
from pmo_desktop.ui.pages.bodies.paper import PaperTab
from pmo_desktop.ui.pages.bodies.rules import RulesTab
from pmo_desktop.ui.pages.bodies.tab import BodyTab, filled_by
from pmo_desktop.ui.pages.bodies.terms import TermsTab
from pmo_desktop.ui.pages.bodies.year import YearTab
from pmo_desktop.ui.print.lists import print_with_dialog, printed
from pmo_desktop.ui.shell import Page
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.header import PageHeader, Tabs
from pmo_desktop.ui.widgets.notices import Notice
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Memory, Remembered
from pmo_desktop.ui.widgets.table import RecordTable

if TYPE_CHECKING:
    from pmo_desktop.domain.business import Business
    from pmo_desktop.domain.terms import TermsOfReference
    from pmo_desktop.readmodels.meetings_facts import MeetingFacts
    from pmo_desktop.readmodels.terms_printed import TermsDocument

TermsFile = Callable[["TermsDocument", str], bytes]
NOTICE = "bodies"
_LIST, _BODY = 170, 460


class BodiesPage(Page):
    """`bodies/<code or id>` opens a body, `bodies/<code>/terms` one of its tabs, `bodies/new` the form."""

    def __init__(
        self, desk: Desk, remembered: Remembered | None = None, terms_file: TermsFile | None = None
    ) -> None:
        super().__init__()
        kept = remembered or Memory()
        self._desk, self._terms_file = desk, terms_file
        self.rows: list[BodyRow] = []
        self.file: BodyFile | None = None
        self._wanted, self._tab = "", ""
        self.model: RowsModel[BodyRow] = RowsModel(body_columns(lambda: self.today))
        self.table = RecordTable(name="bodies", remembered=kept, row_focus=True)
        self.members, self.rules = MembersTab(desk, kept), RulesTab(kept)
        self.days, self.paper, self.terms = DaysTab(), PaperTab(), TermsTab(desk, kept)
        self.year = YearTab(desk, kept)
        self.new_form, self.ending = NewBodyForm(), EndingForm()
        self._put_together(kept)
        self._hear()
        offer(self)

    # -- building ----------------------------------------------------------------------------------

    def parts(self) -> dict[str, BodyTab]:
        """The tabs by key."""
        return {
            "members": self.members,
            "rules": self.rules,
            "days": self.days,
            "paper": self.paper,
            "terms": self.terms,
            "year": self.year,
        }

    @staticmethod
    def names() -> list[tuple[str, str]]:
        """Keys and words of the tabs."""
        return [
            ("members", tr("Members")),
            ("rules", tr("Rules")),
            ("days", tr("Deadlines")),
            ("paper", tr("Paper and minutes")),
            ("terms", tr("Terms of reference")),
            ("year", tr("Year")),
        ]

    def _put_together(self, kept: Remembered) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Bodies"))
        columns = self.model.columns
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("name"), least=150)
        new = Button(tr("New body"), icon="plus", look="primary", key="Ctrl+N", on_click=self.new)
        self.header = PageHeader(tr("Bodies"), actions=[new])
        self.tabs = Tabs(self.names())
        self._stack = QStackedWidget()
        for part in self.parts().values():
            self._stack.addWidget(part)
        body = QWidget()
        filled_by(body, self.tabs, self._stack)
        self._places = QStackedWidget()
        for widget in (body, self.new_form, self.ending):
            self._places.addWidget(widget)
        split = Splitter(Qt.Orientation.Vertical, name="bodies", remembered=kept, default=[_LIST, _BODY])
        split.addWidget(self.table)
        split.addWidget(self._places)
        split.setStretchFactor(1, 1)
        split.restore()
        self._below = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._below)
        column.addWidget(split, 1)

    def _hear(self) -> None:
        self.table.followed.connect(self._follow)
        self.tabs.chosen.connect(self.show_tab)
        for part in self.parts().values():
            part.edit_wanted.connect(self._send)
            part.said.connect(self.says)
        self.terms.file_wanted.connect(self._write)
        self.year.agenda_wanted.connect(self._put_on)
        self.new_form.made.connect(self._make)
        self.ending.ended.connect(self._end)
        for form in (self.new_form, self.ending):
            form.cancelled.connect(self.show_body)

    @property
    def below_head(self) -> QVBoxLayout:
        """Under the title."""
        return self._below

    @property
    def today(self) -> date:
        """The day of the office."""
        return self._desk.office.now().astimezone().date() if self._desk.is_open else date.min

    @property
    def missing(self) -> str:
        """What was asked for and is not here."""
        return tr("There is no body “{code}” here.", code=self._wanted) if self._wanted else ""

    # -- reading -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again, and the body in front."""
        if self._desk.is_open:
            today = self.today
            self._desk.query(lambda office: read_bodies(office.store.reader, today), self._show)

    def open(self, target: str) -> None:
        """Show a body, one of its tabs, or the form of a new one."""
        if target == "new":
            self.new()
            return
        self._wanted, _, tab = target.partition("/")
        if tab in self.parts():
            self.show_tab(tab)
        self._find()

    def _show(self, rows: list[BodyRow]) -> None:
        self.rows = rows
        self.model.set_rows(rows)
        due = sum(r.review_due(self.today) for r in rows)
        said = trn("{n} body", "{n} bodies", len(rows))
        waiting = trn("{n} review of terms due", "{n} reviews of terms due", due)
        self.header.set_facts(tr("{bodies}, {reviews}", bodies=said, reviews=waiting) if due else said)
        self._find()
        if rows and not self.table.currentIndex().isValid():
            self.table.select_row(0)
        elif (row := self.current) is not None:
            self._read(row.id)

    def _find(self) -> None:
        found = body_named(self.rows, self._wanted) if self._wanted else None
        if found is not None:
            self._wanted = ""
            self.table.select_row(self.model.line_of(found))

    @property
    def current(self) -> BodyRow | None:
        """The body with the focus in the list."""
        return self.model.row(self.table.currentIndex().row())

    def _follow(self, index: QModelIndex) -> None:
        row = self.model.row(index.row()) if index.isValid() else None
        if row is not None:
            self._read(row.id)

    def _read(self, uid: BodyId) -> None:
        today = self.today
        self._desk.query(lambda office: read_body(office.store.reader, uid, today), self._take)

    def _take(self, file: BodyFile | None) -> None:
        row = self.current
        if file is None or row is None or row.id != file.body.id:
            return
        other = self.file is None or self.file.body.id != file.body.id
        self.file = file
        for part in self.parts().values():
            part.show_file(file, self.today)
        if other:
            self.notice_over.emit(NOTICE)
        self.says.emit(row.name, tr(row.state.label))

    # -- tabs and forms ----------------------------------------------------------------------------

    def show_tab(self, key: str) -> None:
        """Bring a tab to the front."""
        self.show_body()
        self.tabs.choose(key)
        self._stack.setCurrentWidget(self.parts()[key])

    def show_body(self) -> None:
        """Back from a form."""
        self._places.setCurrentIndex(0)

    def focus_first(self) -> None:
        """The list."""
        self.table.setFocus()

    def new(self) -> None:
        """Ask for a new body."""
        self._places.setCurrentWidget(self.new_form)
        self._desk.query(lambda office: office.store.reader.all("body"), self.new_form.show_for)

    def end(self) -> None:
        """Ask what becomes of the open actions."""
        if self.file is not None:
            self._places.setCurrentWidget(self.ending)
            self.ending.show_for(self.file)

    def add_member(self) -> None:
        """Put the caret where a member is typed."""
        self.show_tab("members")
        self.members.line.setFocus()

    def draft(self) -> None:
        """Write the next version of the terms."""
        self.show_tab("terms")
        self.terms.draft()

    # -- edits -------------------------------------------------------------------------------------

    def _send(self, edit: Any, label: str) -> None:
        self._desk.submit(edit, label, lambda _receipt: self.says.emit(label, tr("stored")))

    def _make(self, wanted: NewBody) -> None:
        office = self._desk.office
        me = PersonId(office.who) if office.who != NOBODY else None
        body = made(wanted, Moment(office.now(), office.new_id), me)
        self._wanted = str(body.id)
        self.show_tab("members")
        self._send(creating(body), trl("New body {code}", code=body.code))

    def bring(self, goal: BodyState) -> None:
        """To another state, or say why not."""
        if self.file is None:
            return
        label = trl("{code}: {state}", code=self.file.body.code, state=trl(goal.label))
        self._try(lambda file: brought(file, goal, self.today), label)

    def _end(self, to: UUID | None) -> None:
        if self.file is None:
            return
        label = trl("{code}: {state}", code=self.file.body.code, state=trl(BodyState.DISSOLVED.label))
        if self._try(lambda file: dissolved(file, BodyId(to) if to else None), label):
            self.show_body()

    def _try(self, make: Callable[[BodyFile], Any], label: str) -> bool:
        """Send an edit; False with a banner that says why when it cannot be made."""
        if self.file is None:
            return False
        try:
            edit = make(self.file)
        except ValueError as why:
            self.notice.emit(Notice(NOTICE, "neg", tr("Not done"), str(why)))
            return False
        self._send(edit, label)
        return True

    def _put_on(self, business: Business) -> None:
        meeting = self.file.meeting if self.file is not None else None
        if meeting is None:
            self.says.emit(tr("Not done"), tr("No meeting is planned."))
            return
        label = trl("Put {name} on the next agenda", name=str(business.title))

        def put(facts: MeetingFacts | None) -> None:
            if facts is not None and all(i.business != business.id for i in facts.items):
                office = self._desk.office
                self._send(on_agenda(facts, business, Moment(office.now(), office.new_id)), label)

        self._desk.query(lambda office: read_meeting(office.store.reader, meeting.id), put)

    # -- paper -------------------------------------------------------------------------------------

    def _write(self, version: TermsOfReference, suffix: str, path: Path) -> None:
        build = self._terms_file
        if build is None:
            return

        def work(office: Any) -> bytes | None:
            from pmo_desktop.services.bodies.printing import read_document

            document = read_document(office.store.reader, version.id)
            return build(document, suffix) if document is not None else None

        def keep(data: bytes | None) -> None:
            from pmo_desktop.services.filing import write_file

            if data is not None:
                try:
                    write_file(path, data)
                except OSError as why:
                    said = tr("{path}: {reason}.", path=path, reason=why.strerror or str(why))
                    self.notice.emit(Notice(NOTICE, "neg", tr("Not written"), said))
                    return
                self.toast.emit(tr("Written to {path}", path=path), "")

        self._desk.query(work, keep)

    def copy(self) -> None:
        """Copy the selected lines of the list that has the focus."""
        table = self.members.table if self.members.table.hasFocus() else self.table
        table.copy_selection()

    def print_view(self) -> None:
        """Print the list."""
        print_with_dialog(self, printed(self.table, tr("Bodies"), "", {}))
