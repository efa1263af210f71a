"""The agenda tab: items under headings, edited in place, moved by keys or by dragging, minutes added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pmo_desktop.domain.edits import Edit
from pmo_desktop.domain.meetings import AgendaItem, AgendaKind
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.itemmodels.agenda import MANY, agenda_columns
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping
from pmo_desktop.itemmodels.roles import GroupRow
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.agenda import AgendaLine, agenda_lines, block_words
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import agenda as edits
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.services.meetings.agenda_fields import field_set
from pmo_desktop.services.meetings.agenda_usual import BEFORE_AGREED
from pmo_desktop.ui.minutes.sitting import Sitting
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.agenda_deeds import AgendaDeeds
from pmo_desktop.ui.pages.meetings.agenda_forward import ForwardPane
from pmo_desktop.ui.pages.meetings.agenda_item import ItemPane
from pmo_desktop.ui.pages.meetings.agenda_paper import AgendaPaper
from pmo_desktop.ui.pages.meetings.agenda_table import AgendaTable
from pmo_desktop.ui.widgets.buttons import Button, Segments
from pmo_desktop.ui.widgets.panels import Splitter
from pmo_desktop.ui.widgets.remembered import Remembered
from pmo_desktop.ui.widgets.text import Label

_PANE = 330


class AgendaTab(QWidget):
    """The agenda of one meeting before and after it is held."""

    told = Signal(str)

    def __init__(self, sitting: Sitting, remembered: Remembered | None = None) -> None:
        super().__init__()
        self.sitting = sitting
        self.strip = Strip("warn", "clock")
        self.model: RowsModel[AgendaLine] = RowsModel(agenda_columns())
        self.table = AgendaTable(remembered=remembered)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(self.model.columns)}
        hidden = {n for n, c in enumerate(self.model.columns) if c.hidden}
        self.table.set_columns(widths, stretch=self.model.column_of("title"), hidden=hidden)
        self.table.setAccessibleName(tr("Agenda"))
        self.item_pane, self.forward = ItemPane(sitting), ForwardPane(sitting)
        self._sum = Label("", tone="text2")
        self._waiting = Label("", tone="text2", elide=True)
        self._accept = Button(tr("Put on the agenda"), look="link", small=True, on_click=self._accept_all)
        self.add_button = Button(tr("Add item"), icon="plus", key="Ctrl+N", on_click=self.add_item)
        self.deeds, self.paper = AgendaDeeds(self), AgendaPaper(sitting, self)
        self.agree_button = Button(tr("Agree agenda"), icon="stamp", on_click=self.deeds.agree)
        self._lay_out(remembered)
        self._connect()

    def _lay_out(self, remembered: Remembered | None) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 8)
        foot.setSpacing(10)
        for widget in (self.add_button, self.agree_button, self._waiting, self._accept):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(Label(tr("Alt+↑ ↓ moves items, Delete takes them off"), tone="text3", elide=True))
        foot.addWidget(self._sum)
        self.which = Segments([("item", tr("Item")), ("plan", tr("Forward plan"))])
        self._panes = QStackedWidget()
        self._panes.addWidget(self.item_pane)
        self._panes.addWidget(self.forward)
        side = QWidget()
        below = QVBoxLayout(side)
        below.setContentsMargins(0, 8, 0, 0)
        below.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.which)
        head.addStretch(1)
        below.addLayout(head)
        below.addWidget(self._panes, 1)
        self.split = Splitter(name="agenda/split", remembered=remembered, default=[1000, _PANE])
        self.split.addWidget(self.table)
        self.split.addWidget(side)
        self.split.setStretchFactor(0, 1)
        self.split.restore()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(16, 6, 16, 6)
        above.addWidget(self.strip)
        column.addLayout(above)
        column.addWidget(self.split, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        table, say = self.table, self.strip.say
        self.model.edit_requested.connect(self._edit)
        self.model.refused.connect(lambda _row, _column, _text, why: say(why))
        table.nudged.connect(self.nudge)
        table.off.connect(self.withdraw_chosen)
        table.consented.connect(self.toggle_consent)
        table.dropped.connect(self._dropped)
        table.brought.connect(lambda ids, line: self.forward.put_on(ids, self._id_at(line)))
        table.followed.connect(self._follow)
        table.group_toggled.connect(self.model.toggle)
        self.which.chosen.connect(self.show_pane)
        self.item_pane.refused.connect(say)
        self.forward.refused.connect(say)
        self.sitting.changed.connect(self.show_now)

    @property
    def _facts(self) -> MeetingFacts | None:
        return self.sitting.facts

    # -- showing -----------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show the agenda as it stands."""
        facts = self._facts
        if facts is None or not self.isVisible():
            return
        lines = agenda_lines(facts)
        headed = any(line.heading for line in lines)
        grouping: Grouping[AgendaLine] | None = Grouping(lambda r: r.block) if headed else None
        self.model.arrange((), None, grouping, _head, rows=lines)
        self._say_load(facts)
        self._say_waiting(facts)
        self.agree_button.setVisible(facts.meeting.state in BEFORE_AGREED)
        if lines and not self.table.currentIndex().isValid():
            self.table.select_ids([lines[0].id])
        self._follow(self.table.currentIndex())
        self.forward.show_for(facts)

    def _say_load(self, facts: MeetingFacts) -> None:
        load = edits.load_of(facts)
        total, length = shown.minutes(load.booked), shown.minutes(load.length)
        said = tr("{sum} of {length}", sum=total, length=length)
        if load.over:
            said = tr("{sum} of {length}, {over} over", sum=total, length=length,
                      over=shown.minutes(load.over))  # fmt: skip
        self._sum.setText(said)
        self._sum.set_tone("warn" if load.over else "text2")
        lead, more = "", ""
        if load.over:
            lead = trn(
                "{n} minute more than the meeting has", "{n} minutes more than the meeting has", load.over
            )
            more = tr("shorten, take off or defer an item")
        elif load.tight:
            lead = tr("Less than a tenth of the time is free")
            more = tr("meetings run over when nothing is spare")
        self.strip.say(lead, more)

    def _say_waiting(self, facts: MeetingFacts) -> None:
        waiting = facts.proposed
        names = ", ".join(i.title.said(language()) for i in waiting[:3])
        said = trn("{n} item proposed", "{n} items proposed", len(waiting)) if waiting else ""
        self._waiting.setText(tr("{said}: {names}", said=said, names=names) if waiting else "")
        self._accept.setVisible(bool(waiting))

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is now."""
        super().showEvent(event)
        self.show_now()
        self.table.setFocus()

    def show_pane(self, key: str) -> None:
        """The item, or the forward plan."""
        self.which.choose(key)
        self._panes.setCurrentIndex(0 if key == "item" else 1)

    def _follow(self, index: QModelIndex) -> None:
        self.item_pane.show_item(self._item(self.model.row(index.row())))

    # -- what is chosen ----------------------------------------------------------------------------

    def _item(self, row: AgendaLine | None) -> AgendaItem | None:
        return self._facts.agenda.get(row.id) if self._facts and row else None

    def _id_at(self, line: int) -> UUID | None:
        """The item on a line; below the head of a section, the first of its items; None past the end."""
        while 0 <= line < self.model.rowCount():
            row = self.model.row(line)
            if row is not None:
                return row.id
            line += 1
        return None

    @property
    def chosen(self) -> int:
        """The line of the item with the focus, -1 for none."""
        line = self.table.currentIndex().row()
        return line if self.model.row(line) is not None else -1

    @property
    def current(self) -> AgendaItem | None:
        """The item with the focus."""
        return self._item(self.model.row(self.chosen))

    def why_not_off(self) -> str:
        """Why the item with the focus cannot be taken off, "" when it can."""
        item = self.current
        if item is None:
            return tr("Select an item first")
        return tr("The item was taken up already") if item.started_at is not None else ""

    # -- acts --------------------------------------------------------------------------------------

    def change(self, make: Callable[[MeetingFacts, Sequence[UUID]], Edit | None], label: str) -> None:
        """One edit of the selected items, which stay selected. A ValueError is said in the strip."""
        facts, chosen = self._facts, self.table.chosen_ids()
        if facts is None or not chosen:
            return
        try:
            edit = make(facts, chosen)
        except ValueError as why:
            self.strip.say(str(why))
            return
        if edit is not None:
            self.sitting.send(edit, label)
            self.table.select_ids(chosen)

    def nudge(self, by: int) -> None:
        """Bring the selected items one place up or down."""
        self.change(lambda facts, ids: order.nudged(facts, ids, by), trl("Order of the agenda"))

    def _dropped(self, ids: Sequence[UUID], line: int) -> None:
        facts = self._facts
        edit = order.dropped(facts, ids, self._id_at(line)) if facts else None
        if edit is not None:
            self.sitting.send(edit, trl("Order of the agenda"))
            self.table.select_ids(ids)

    def toggle_consent(self) -> None:
        """Put the selected items in the consent block, or take them out."""
        item = self.current
        if item is not None:
            together = item.agenda_kind is not AgendaKind.CONSENT
            self.change(
                lambda facts, ids: order.in_consent(facts, ids, together=together), trl("Consent block")
            )

    def withdraw_chosen(self) -> None:
        """Take the selected items off the agenda, but for those that were taken up already."""
        facts = self._facts
        for uid in self.table.chosen_ids():
            facts = self._facts
            item = facts.agenda.get(uid) if facts else None
            if facts is not None and item is not None and item.started_at is None:
                label = trl("Removal of “{title}”", title=item.title.said(language()))
                self.sitting.send(edits.withdraw(facts, item), label)

    def add_item(self) -> None:
        """A new item before the closing ones, its title ready to be typed over."""
        facts = self._facts
        if facts is None:
            return
        edit = edits.add(facts, tr("New item"), self.sitting.moment)
        self.sitting.send(edit, trl("New item"))
        made: Any = edit.edits[0]
        self.edit_cell(made.id, "title")

    def edit_cell(self, uid: UUID, key: str) -> None:
        """Put the caret into a cell of an item; a column that was hidden is shown."""
        line, column = self.model.line_of(uid), self.model.column_of(key)
        if line >= 0:
            self.table.showColumn(column)
            self.table.select_row(line)
            self.table.setCurrentIndex(self.model.index(line, column))
            self.table.edit(self.model.index(line, column))

    def _accept_all(self) -> None:
        facts = self._facts
        for waiting in facts.proposed if facts else ():
            if self._facts is not None:
                self.sitting.send(edits.accept(self._facts, waiting), trl("Item put on the agenda"))

    def _edit(self, row: AgendaLine, column: Column[AgendaLine], wanted: Any) -> None:
        facts, selected = self._facts, self.table.chosen_ids()
        many = column.field in MANY and row.id in selected
        ids = selected if many else (row.id,)
        if facts is None:
            return
        try:
            edit = field_set(facts, ids, column.field, wanted)
        except ValueError as why:
            self.strip.say(str(why), tr("type initials or a part of the name"))
            return
        if edit is None:
            return
        label = trl("{field} of item {number}", field=column.title, number=row.number)
        many_label = trl("{field} of {n} items", field=column.title, n=len(ids))
        self.sitting.send(edit, many_label if len(ids) > 1 else label)
        self.table.select_ids(ids)


def _head(key: str, rows: Sequence[AgendaLine]) -> GroupRow:
    title, facts = block_words(rows)
    return GroupRow(title, facts, key=key)
