"""Hands for the plan tab: choose, type into cells, press keys; and plans whose lines wait for one another."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from pmo_desktop.domain.edits import batch, between, creation
from pmo_desktop.domain.ids import PlanLinkId
from pmo_desktop.domain.plans import Plan, PlanItem, PlanLink
from pmo_desktop.ui.gantt.columns import PLACES
from pmo_desktop.ui.gantt.model import PlanModel
from pmo_desktop.ui.pages.project.plan import PlanTab
from tests.ui.project_window import Opened

NO_KEYS = Qt.KeyboardModifier.NoModifier


class PlanHands(Opened):
    """The plan tab in front, and a coordinator's hands."""

    @property
    def tab(self) -> PlanTab:
        tab = self.page.tab
        assert isinstance(tab, PlanTab)
        return tab

    @property
    def rows(self) -> PlanModel:
        model = self.tab.view.tree.model()
        assert isinstance(model, PlanModel)
        return model

    @property
    def plan(self) -> Plan:
        found = self.record("plan", self.made.plan.id)
        assert isinstance(found, Plan)
        return found

    def item(self, at: int) -> PlanItem:
        """A line as it is stored."""
        found = self.record("plan_item", self.made.lines[at].id)
        assert isinstance(found, PlanItem)
        return found

    def links(self) -> list[PlanLink]:
        return self.office.store.reader.where("plan_link", "plan", [self.made.plan.id])

    def choose(self, *at: int) -> None:
        self.tab.view.select([str(self.made.lines[n].id) for n in at])
        self.tab.view.tree.setFocus()

    def cell(self, at: int, key: str, also: Sequence[int] = ()) -> None:
        """Make a cell current, as a click does, with other rows selected too."""
        tree, uid = self.tab.view.tree, str(self.made.lines[at].id)
        self.choose(*also, at)
        index = self.rows.index_of(uid, PLACES[key])
        flags = tree.selectionModel().SelectionFlag
        tree.selectionModel().setCurrentIndex(index, flags.NoUpdate)

    def press(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.tab.view.tree, key, keys)
        self.settle()

    def editor(self) -> QLineEdit:
        found = [w for w in self.tab.view.tree.viewport().findChildren(QLineEdit) if w.isVisible()]
        assert len(found) == 1
        return found[0]

    def type(
        self, at: int, key: str, text: str, also: Sequence[int] = (), leave: Qt.Key = Qt.Key.Key_Return
    ) -> None:
        """Type into a cell and leave it, with Enter."""
        self.cell(at, key, also)
        QTest.keyClick(self.tab.view.tree, Qt.Key.Key_F2)
        line = self.editor()
        line.clear()
        QTest.keyClicks(line, text)
        QTest.keyClick(line, leave)
        self.settle()

    def shown(self, at: int, key: str) -> str:
        """What a cell shows."""
        return str(self.rows.index_of(str(self.made.lines[at].id), PLACES[key]).data() or "")

    def chained(self, *, automatic: bool) -> None:
        """Let pier 2 wait for pier 1 and the gate for pier 2; dates follow at once, or on request."""
        import dataclasses as dc

        plan, made = self.made.plan, []
        for first, then in ((2, 3), (3, 4)):
            made.append(PlanLink(id=PlanLinkId(uuid4()), plan=plan.id, from_no=first, to_no=then))
        edits = [creation(link) for link in made]
        switched = [between(plan, dc.replace(plan, automatic=True))] if automatic else []
        self.desk.submit(batch([*edits, *switched]), "Chain")
        self.settle()
