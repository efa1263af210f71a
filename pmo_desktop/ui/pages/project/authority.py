"""A governed fact: a lock, the decision that set it, and the way to put it before the body again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.authority import Authority
from pmo_desktop.readmodels.project_summary import Fact
from pmo_desktop.services.decisions.putting import Coming, coming, put_before
from pmo_desktop.services.decisions.reading import read_authorities
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import IconMark

Go = Callable[[str], object]


class AuthorityLine(QWidget):
    """Lock and authority; a click opens the decision, the button puts the field before a body."""

    def __init__(self, fact: Fact, go: Go, put: Callable[[str, QWidget], object]) -> None:
        super().__init__()
        self.setAccessibleName(fact.authority)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(IconMark("lock", "accent_text", size=14))
        why = tr("This was set by decision {code}. Only another decision can change it.", code=fact.decision)
        said, target = fact.authority, f"decisions/{fact.decision}"
        row.addWidget(Button(said, look="link", small=True, tip=why, on_click=lambda: go(target)))
        self.put = Button(look="quiet", icon="gavel", small=True, tip=tr("Put before the body…"))
        self.put.clicked.connect(lambda _on=False: put(fact.label, self.put))
        row.addWidget(self.put)
        row.addStretch(1)


class AuthorityPlace(QWidget):
    """The decisions that govern one record, read when it is shown; nothing where there are none."""

    def __init__(self, desk: Desk, go: Go, told: Callable[[str], object]) -> None:
        super().__init__()
        self._desk, self._go, self._told = desk, go, told
        self._record: UUID | None = None
        self._work, self._title = UUID(int=0), ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_for(self, kind: str, record: UUID | None, work: UUID, title: str) -> None:
        """Show what governs a record of a kind (risk, plan, issue, waiver); None clears the place."""
        self._record, self._work, self._title = record, work, title
        self._fill({})
        if record is not None:
            self._desk.query(lambda office: read_authorities(office.store.reader, kind, record), self._fill)

    def _fill(self, found: Mapping[str, Authority]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for authority in found.values():
            fact = Fact(authority.label, "", authority=authority.said, decision=authority.code)
            self._column.addWidget(AuthorityLine(fact, self._go, self._put))
        self.setVisible(bool(found))

    def _put(self, field: str, at: QWidget) -> None:
        offer_bodies(self._desk, self._work, self._title, field, at, self._told)


def offer_bodies(
    desk: Desk, work: UUID, title: str, field: str, at: QWidget, told: Callable[[str], object]
) -> None:
    """The meetings ahead in a menu; the one chosen gets an item that asks to decide about the field."""

    def put(meeting: Coming) -> None:
        moment = Moment(desk.office.now(), desk.office.new_id)
        label = trl("{field} put before {meeting}", field=field, meeting=meeting.said)

        def stored(_receipt: object) -> None:
            told(str(label))

        desk.submit(put_before(meeting, work, title, field, moment), label, stored)

    def show(meetings: Sequence[Coming]) -> None:
        menu = QMenu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for meeting in meetings:
            menu.addAction(meeting.said.replace("&", "&&"), partial(put, meeting))
        if not meetings:
            menu.addAction(tr("No meeting is planned")).setEnabled(False)
        menu.popup(at.mapToGlobal(at.rect().bottomLeft()))

    desk.query(lambda office: coming(office.store.reader), show)
