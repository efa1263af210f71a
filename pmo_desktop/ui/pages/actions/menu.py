"""What can be done on the page of actions, for the menu Record, the context menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView

from pmo_desktop.domain.raid import ActionState
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.actions.page import ActionsPage


def offer(page: ActionsPage) -> None:
    """Declare the acts of the page."""
    _state_acts(page)
    _date_acts(page)
    _list_acts(page)
    _mail_acts(page)
    page.table.installEventFilter(_PasteKey(page))


def _why_none(page: ActionsPage) -> Callable[[], str]:
    return lambda: "" if page.selected() else tr("Select an action first")


def _why_not_open(page: ActionsPage) -> Callable[[], str]:
    return lambda: "" if any(r.open for r in page.selected()) else tr("Select an open action first")


def _why_not(page: ActionsPage, state: ActionState, sentence: str) -> Callable[[], str]:
    def why() -> str:
        rows = page.selected()
        return "" if rows and all(r.record.state is state for r in rows) else sentence

    return why


def _state_acts(page: ActionsPage) -> None:
    add, acts, live = page.does.add, page.acts, _why_not_open(page)
    add(tr("Mark as done…"), acts.done, keys="Ctrl+D", icon="check", why_not=live)
    add(tr("In progress"), acts.taken_up, icon="circle-play", why_not=_why_none(page))
    add(tr("Blocked…"), acts.blocked, icon="circle-pause", why_not=live)
    verify = _why_not(page, ActionState.DONE, tr("Select an action that is done first"))
    add(tr("Verify"), acts.verified, icon="check-check", why_not=verify)
    add(tr("Transfer…"), acts.transfers, icon="arrow-right-left", why_not=live)
    taken = _why_not(page, ActionState.TRANSFERRED, tr("Select an action that was transferred first"))
    add(tr("Accept the transfer"), acts.accepted, icon="user-check", why_not=taken)
    add(tr("Cancel the action…"), acts.cancelled, icon="ban", why_not=live)


def _date_acts(page: ActionsPage) -> None:
    add, acts, live = page.does.add, page.acts, _why_not_open(page)
    add(tr("Move the due date…"), acts.moves, icon="calendar-check", band=1, why_not=live)
    add(tr("Ask for a new date…"), acts.asks, icon="calendar-clock", band=1, why_not=live)
    add(tr("Put on or off the chair's list"), acts.escalates, icon="gavel", band=1, why_not=live)
    add(tr("No reminder before…"), acts.snoozes, icon="bell-off", band=1, why_not=live)


def _list_acts(page: ActionsPage) -> None:
    add, none = page.does.add, _why_none(page)

    def edit() -> None:
        page.table.setFocus(Qt.FocusReason.OtherFocusReason)
        page.table.edit(page.table.currentIndex())

    add(tr("Edit the cell"), edit, icon="pencil", band=2, shown_key="F2", why_not=none)
    add(tr("Copy as a table"), page.table.copy_selection, icon="copy", band=2, shown_key="Ctrl+C",
        why_not=none)  # fmt: skip
    add(tr("Paste"), page.paste, icon="clipboard-paste", band=2, shown_key="Ctrl+V", why_not=none)
    add(tr("Archive"), page.acts.archives, keys="Del", icon="archive", band=2, why_not=none)
    add(tr("Print this view…"), page.print_view, icon="printer", band=3)
    if page.table_bytes is not None:
        add(tr("Export these rows…"), page.export, icon="file-spreadsheet", band=3)
    add(tr("Clear filters"), page.bar.clear, icon="funnel-x", band=3)


def _mail_acts(page: ActionsPage) -> None:
    mail = page.mail
    if mail is None:
        return
    add = page.does.add
    add(tr("Remind who is due…"), mail.remind, icon="mail", band=4)
    add(tr("Remind of the selected actions…"), mail.remind_selected, icon="bell", band=4,
        why_not=_why_not_open(page))  # fmt: skip
    add(tr("Read answers…"), mail.choose_answers, icon="inbox", band=4)
    add(tr("Mail server…"), mail.choose_server, icon="settings", band=4)


class _PasteKey(QObject):
    """Ctrl+V pastes while no cell is being typed into."""

    def __init__(self, page: ActionsPage) -> None:
        super().__init__(page)
        self._page = page

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the key of pasting; all others go on to the table."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        editing = self._page.table.state() == QAbstractItemView.State.EditingState
        if editing or not event.matches(QKeySequence.StandardKey.Paste):
            return False
        self._page.paste()
        return True
