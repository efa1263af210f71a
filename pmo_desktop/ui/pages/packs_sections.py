"""The left of the designer: which meeting, which sections, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.packs import NUMBER, PAGES, STATE, TITLE, SectionsModel
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.packlist import MeetingChoice, SectionLine
from pmo_desktop.ui.shell.acts import ActList, WhyNot
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.table import COMPACT, RecordTable
from pmo_desktop.ui.widgets.text import Label, line, surface


class SectionsPane(QWidget):
    """`chosen(key)` follows the selection, `switched(key, on)` and `moved(key, by)` ask for a change."""

    meeting_chosen = Signal(object)
    chosen = Signal(str)
    switched = Signal(str, bool)
    moved = Signal(str, int)
    add_wanted = Signal()
    words_wanted = Signal()
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self.meetings = QComboBox()
        self.meetings.setAccessibleName(tr("Meeting"))
        self.meetings.activated.connect(lambda row: self.meeting_chosen.emit(self.meetings.itemData(row)))
        self.add = Button(tr("Add paper…"), look="quiet", icon="plus", on_click=self.add_wanted.emit)
        self.words = Button(
            look="quiet", icon="pen-line", tip=tr("Commentary…"), on_click=self.words_wanted.emit
        )
        self.model = SectionsModel()
        self.model.switched.connect(self.switched)
        self.table = RecordTable(row=COMPACT, row_focus=True)
        self.table.setModel(self.model)
        self.table.set_columns({NUMBER: 84, PAGES: 54, STATE: 36}, stretch=TITLE)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setAccessibleName(tr("Sections"))
        self.table.selectionModel().currentChanged.connect(self._followed)
        self._hint = Label(tr("Alt+↑ ↓ moves, Space turns on or off"), size=12, tone="text3", elide=True)
        self.does = ActList(self.table, self.refused.emit)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.addWidget(self.meetings, 1)
        column.addLayout(head)
        column.addWidget(line())
        titles = QHBoxLayout()
        titles.setContentsMargins(16, 6, 8, 6)
        titles.addWidget(Label(tr("Sections"), size=14, weight=600))
        titles.addStretch(1)
        titles.addWidget(self.words)
        titles.addWidget(self.add)
        column.addLayout(titles)
        column.addWidget(self.table, 1)
        column.addWidget(line())
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 6)
        foot.addWidget(self._hint)
        column.addLayout(foot)
        self.setMinimumWidth(current().px(344))

    def offer(self, why_not: WhyNot) -> None:
        """Declare what can be done with a section; `why_not` says what stands against it."""
        add, band = self.does.add, 2
        add(tr("Section on or off"), self._turn, keys="Space", icon="square-check", band=band,
            why_not=why_not)  # fmt: skip
        add(tr("Move section up"), lambda: self._move(-1), keys="Alt+Up", icon="arrow-up", band=band,
            why_not=why_not)  # fmt: skip
        add(tr("Move section down"), lambda: self._move(1), keys="Alt+Down", icon="arrow-down", band=band,
            why_not=why_not)  # fmt: skip

    # -- what is shown -----------------------------------------------------------------------------

    def set_meetings(self, choices: Sequence[MeetingChoice], now: UUID | None) -> None:
        """The meetings to choose from, and the one shown."""
        blocker = QSignalBlocker(self.meetings)
        self.meetings.clear()
        for choice in choices:
            self.meetings.addItem(_words(choice), choice.id)
            if choice.id == now:
                self.meetings.setCurrentIndex(self.meetings.count() - 1)
        blocker.unblock()

    def set_lines(self, lines: Sequence[SectionLine], *, locked: bool) -> None:
        """The sections; a frozen pack cannot be changed."""
        self.model.locked = locked
        self.add.setVisible(not locked)
        self.words.setVisible(not locked)
        self._hint.setText(
            tr("Frozen: nothing can be changed") if locked else tr("Alt+↑ ↓ moves, Space turns on or off")
        )
        self.model.set_lines(lines)

    def mark(self, page: int) -> None:
        """Select the section that a page (from 1) belongs to."""
        lines = enumerate(self.model.lines)
        starts = [(section.first, n) for n, section in lines if 0 < section.first <= page]
        if starts:
            self.select(max(starts)[1])

    def select(self, row: int) -> None:
        """Select a row without saying that it was chosen."""
        if row >= 0 and row != self.table.currentIndex().row():
            blocker = QSignalBlocker(self.table.selectionModel())
            self.table.select_row(row)
            blocker.unblock()
            self.table.viewport().update()

    def current(self) -> SectionLine | None:
        """The section with the focus."""
        index = self.table.currentIndex()
        found = index.data(Role.RECORD) if index.isValid() else None
        return found if isinstance(found, SectionLine) else None

    def _followed(self, now: QModelIndex, _before: QModelIndex) -> None:
        found = now.data(Role.RECORD) if now.isValid() else None
        if isinstance(found, SectionLine):
            self.chosen.emit(found.key)

    def _move(self, by: int) -> None:
        found = self.current()
        if found is not None and not self.model.locked:
            self.moved.emit(found.key, by)

    def _turn(self) -> None:
        found = self.current()
        if found is not None and not self.model.locked:
            self.switched.emit(found.key, not found.on)


def _words(choice: MeetingChoice) -> str:
    day = shown.day(shown.local(choice.starts).date())
    return tr("{ref}  ·  {date}  ·  {body}", ref=choice.ref, body=choice.body, date=day)
