"""The inspector follows the selection: one work with its reports, or many with what they share."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.reports import StatusReport
from pmo_desktop.readmodels.authority import Authority, authorities
from pmo_desktop.readmodels.register import WorkRow
from pmo_desktop.services.office import Office
from pmo_desktop.services.ports import Join
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.inspectors.work import ACTIVITY, LINKS, WorkInspector
from pmo_desktop.ui.inspectors.works import WorksInspector
from pmo_desktop.ui.pages.register_list import RegisterList


class Follower(QObject):
    """Fills the inspector's place. `shows(QWidget | None)` with a new panel.

    While it is `held` something else is there (a form that is being filled in) and stays.
    """

    shows = Signal(object)
    open_wanted = Signal()
    agenda_wanted = Signal()
    edits_wanted = Signal(object, str)

    def __init__(self, desk: Desk, listed: RegisterList) -> None:
        super().__init__(listed)
        self._desk, self._list = desk, listed
        self._tab, self._asked = "", 0
        self.held = False
        listed.table.followed.connect(lambda _index: self.follow())
        listed.table.selectionModel().selectionChanged.connect(lambda *_: self._many())

    def follow(self) -> None:
        """Show what is selected now."""
        rows = self._list.selected()
        self._asked += 1
        if self.held:
            return
        if len(rows) > 1:
            self._show_many(rows)
        elif rows:
            row, asked = rows[0], self._asked
            self._desk.query(lambda office: _around(office, row), partial(self._show_one, asked, row))

    def _many(self) -> None:
        """A selection that grew is shown at once; a single work waits until the keys rest."""
        rows = self._list.selected()
        if len(rows) > 1 and not self.held:
            self._asked += 1
            self._show_many(rows)

    def _show_many(self, rows: list[WorkRow]) -> None:
        panel = WorksInspector(rows, self._list.at)
        panel.agenda_wanted.connect(self.agenda_wanted)
        panel.edits_wanted.connect(self.edits_wanted)
        self.shows.emit(panel)

    def _show_one(self, asked: int, row: WorkRow, found: tuple[list[StatusReport], list[Authority]]) -> None:
        if asked != self._asked or self.held:
            return  # the selection has moved on
        reports, governed = found
        panel = WorkInspector(row, reports, self._list.at)
        panel.show_authorities(governed)
        panel.open_wanted.connect(self.open_wanted)
        panel.agenda_wanted.connect(self.agenda_wanted)
        panel.tab_chosen.connect(partial(self._fill, panel))
        self.shows.emit(panel)
        if self._tab in (ACTIVITY, LINKS):
            panel.tabs.choose(self._tab)
            panel.stack.setCurrentIndex(panel.tabs.keys().index(self._tab))
            self._fill(panel, self._tab)

    def _fill(self, panel: WorkInspector, tab: str) -> None:
        """Read what a tab needs when it is first looked at."""
        self._tab = tab
        if panel.property(tab):
            return
        panel.setProperty(tab, "filled")
        uid, asked = panel.row.id, self._asked
        if tab == ACTIVITY:
            read = partial(_history, uid)
        elif tab == LINKS:
            read = partial(_links, uid)
        else:
            return
        self._desk.query(read, lambda found: self._filled(asked, panel, tab, found))

    def _filled(self, asked: int, panel: WorkInspector, tab: str, found: Any) -> None:
        if asked != self._asked:
            return
        if tab == ACTIVITY:
            panel.show_activity(found, {p.id: p.name for p in self._list.at.people})
        else:
            panel.show_links(*found)


_IN_FORCE = (("state", EffectState.APPLIED.value),)
_JOINS = (
    Join("status_report", "work", "work"),
    Join("effect", "work", "work", only=_IN_FORCE),
    Join("decision", "id", "effect", "decision"),
)


def _around(office: Office, row: WorkRow) -> tuple[list[StatusReport], list[Authority]]:
    """The reports of a work and the decisions that govern its fields, in one statement."""
    rows = office.store.reader.joined("work", _JOINS, "id", [row.id])
    reports = {r.id: r for _, r, _, _ in rows if r is not None}
    effects = {e.id: e for _, _, e, _ in rows if e is not None}
    decisions: dict[UUID, Decision] = {d.id: d for _, _, _, d in rows if d is not None}
    return list(reports.values()), list(authorities(effects.values(), decisions).values())


def _history(uid: Any, office: Office) -> Any:
    return office.store.reader.history(record=uid)


def _links(uid: Any, office: Office) -> Any:
    reader = office.store.reader
    return reader.risks(work=uid, open_only=True), reader.actions(work=uid, open_only=True)
