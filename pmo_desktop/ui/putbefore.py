"""Put records before a governance body, from any page: a menu of the bodies where the records stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QMenu

from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import BodyId
from pmo_desktop.i18n import language, tr, trl
from pmo_desktop.services.meetings.business_proposed import proposed, read_records
from pmo_desktop.services.office import NOBODY, Office
from pmo_desktop.ui.desk import Desk


def offer_bodies(desk: Desk, table: QAbstractItemView, kind: str, ids: Sequence[UUID]) -> None:
    """Show the bodies at the row with the focus; the one chosen gets these records as business."""

    def show(bodies: list[GovernanceBody]) -> None:
        menu = QMenu(table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for body in bodies:
            name = body.title.said(language()).replace("&", "&&")
            menu.addAction(name, partial(put_before, desk, body, kind, ids))
        if not bodies:
            menu.addAction(tr("There is no governance body yet")).setEnabled(False)
        menu.popup(table.viewport().mapToGlobal(table.visualRect(table.currentIndex()).bottomLeft()))

    if ids:
        desk.query(lambda office: office.store.reader.all("body"), show)


def put_before(desk: Desk, body: GovernanceBody, kind: str, ids: Sequence[UUID]) -> None:
    """Let these records wait for a body; undo takes it back."""

    def read(office: Office) -> list[object]:
        return read_records(office.store.reader, kind, ids)

    def take(records: list[object]) -> None:
        if records:
            office = desk.office
            who = None if office.who == NOBODY else office.who
            edit = proposed(records, BodyId(body.id), who, office.new_id, body.language)
            desk.submit(edit, trl("Put before {body}", body=body.title.said(language())))

    desk.query(read, take)
