"""What lies over the leader's window: one at a time, on one key or button, and away by the same."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader import LeaderView
from pmo_desktop.readmodels.leader_facts import FactsCard
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.leader.facts import LIST, FactsPanel, heading
from pmo_desktop.ui.leader.pages import PagesPanel
from pmo_desktop.ui.leader.panels import AgendaList, Drawer, ReadBack, agenda_rows
from pmo_desktop.ui.leader.reading import read_card
from pmo_desktop.ui.leader.touch import TouchButton
from pmo_desktop.ui.leader.words import Scale
from pmo_desktop.ui.theme import current

FACTS, AGENDA = 560, 480
"""Widths of the facts and the agenda, px at 100 %."""


class Over(QObject):
    """Agenda, facts and pages at the end of `middle`, the last decision over all of `window`.

    `item_wanted(id)` asks for an item of the agenda; `closed` when nothing lies over any more.
    """

    item_wanted = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, window: QWidget, middle: QWidget, scale: Scale) -> None:
        super().__init__(window)
        self._desk, self._window, self._middle = desk, window, middle
        self.view: LeaderView | None = None
        self.facts, self.agenda, self.pages = FactsPanel(scale), AgendaList(), PagesPanel(desk)
        self.facts_drawer = Drawer(middle, tr("Facts of a work"), self.facts)
        self._all = TouchButton(tr("All works"), icon="list", look="quiet", on_click=self.choose_work)
        self.facts_drawer.add_tool(self._all)
        self.agenda_drawer = Drawer(middle, tr("Agenda"), self.agenda)
        self.pages_drawer = Drawer(middle, tr("Pages"), self.pages)
        self.back = ReadBack(window, scale, self.close)
        self.agenda.tapped.connect(lambda row: self.item_wanted.emit(row.id))
        self.facts.wanted.connect(self._read_card)
        for drawer in self._drawers:
            drawer.closed.connect(self.closed)

    @property
    def _drawers(self) -> tuple[Drawer, ...]:
        return self.facts_drawer, self.agenda_drawer, self.pages_drawer

    @property
    def choosing(self) -> bool:
        """Whether the list of works is in front, where a letter jumps."""
        return self.facts_drawer.isVisible() and self.facts.currentIndex() == LIST

    def show_view(self, view: LeaderView) -> None:
        """Show where the meeting stands, in what lies over."""
        self.view = view
        if self.agenda_drawer.isVisible():
            self.agenda.show_rows(agenda_rows(view.agenda, view.item.id if view.item else None))
        if self.back.isVisible():
            self.back.show_view(view)

    def read_again(self) -> None:
        """Something in the register is another now."""
        if self.facts_drawer.isVisible() and self.facts.card is not None and not self.choosing:
            self._read_card(self.facts.card.work.id)

    def _front(self, drawer: Drawer) -> None:
        for other in self._drawers:
            other.setVisible(other is drawer)
        self.place()
        drawer.raise_()

    def close(self) -> None:
        """Esc: one step out."""
        self.back.hide()
        for drawer in self._drawers:
            drawer.hide()
        self.closed.emit()

    def show_agenda(self) -> None:
        """The agenda, to go to an item; again: away."""
        if self.agenda_drawer.isVisible():
            self.close()
        elif self.view is not None:
            item = self.view.item
            self.agenda.show_rows(agenda_rows(self.view.agenda, item.id if item else None))
            at = next((n for n, row in enumerate(self.view.agenda) if item and row.id == item.id), 0)
            self.agenda.setCurrentIndex(self.agenda.rows.index(at))
            self._front(self.agenda_drawer)
            self.agenda.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_facts(self) -> None:
        """The facts of the work of this item, else the list of works; again: away."""
        if self.facts_drawer.isVisible():
            self.close()
        elif self.view is not None and self.view.item is not None and self.view.item.work is not None:
            self._read_card(self.view.item.work)
        else:
            self.choose_work()

    def choose_work(self) -> None:
        """The list of all works; again: away."""
        if self.choosing:
            self.close()
            return
        self.facts_drawer.set_title(heading(None))
        self._all.hide()
        self._front(self.facts_drawer)
        self.facts.choose()

    def _read_card(self, work: UUID) -> None:
        self._desk.query(lambda office: read_card(office, work), self._took_card)

    def _took_card(self, card: FactsCard | None) -> None:
        if card is None:
            return
        self.facts_drawer.set_title(heading(card))
        self._all.show()
        self.facts.show_card(card)
        self._front(self.facts_drawer)

    def show_paper(self) -> None:
        """The pages of the item's paper; again: away."""
        if self.pages_drawer.isVisible():
            self.close()
        elif self.view is not None and self.view.item is not None:
            self._show_pages(tr("Paper"))
            self.pages.show_paper(self.view.item.paper)

    def show_pack(self) -> None:
        """The pack as issued, at the paper of this item; again: away."""
        if self.pages_drawer.isVisible():
            self.close()
        elif self.view is not None:
            self._show_pages(tr("Pack"))
            self.pages.show_pack(self.view.meeting, self.view.item.paper_number if self.view.item else "")

    def _show_pages(self, title: str) -> None:
        self.pages_drawer.set_title(title)
        self._front(self.pages_drawer)

    def read_back(self) -> None:
        """The last decision in large type; again: away."""
        if self.back.isVisible():
            self.close()
        elif self.view is not None:
            self.back.show_view(self.view)
            self.back.setGeometry(self._window.rect())
            self.back.show()
            self.back.raise_()

    def place(self) -> None:
        """Follow the size of the window."""
        room, px = self._middle.rect(), current().px
        whole = room.width()
        wide = ((self.facts_drawer, px(FACTS)), (self.agenda_drawer, px(AGENDA)), (self.pages_drawer, whole))
        rtl = self._window.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for drawer, wanted in wide:
            width = min(wanted, whole)
            drawer.setGeometry(0 if rtl else whole - width, 0, width, room.height())
        self.back.setGeometry(self._window.rect())
