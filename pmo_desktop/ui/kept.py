"""What this computer kept for the database, told: stored now, still growing, late, or not kept at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.shell import Shell
from pmo_desktop.ui.widgets.notices import Notice

if TYPE_CHECKING:
    from pmo_desktop.services.meetings.late import Late
    from pmo_desktop.services.office import Office

_GROWING = "growing "
"""How the key of a banner about a growing line begins; its place follows."""
_LONGEST = 80
"""So many characters of a line stand in the banner."""


class KeptNotices(QObject):
    """Banners of the journal: each says what happened to what was typed, and leads there."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._late: Counter[UUID] = Counter()
        self._growing: list[tuple[str, str]] = []
        desk.opened.connect(self._opened)
        desk.recovered.connect(self._recovered)
        desk.late.connect(self._were_late)
        desk.changed.connect(self._look_again)
        desk.unkept.connect(self._unkept)
        shell.banners.acted.connect(self._acted)

    def _opened(self, office: Office) -> None:
        from pmo_desktop.services.journal import is_second

        if office.journal is None:
            return
        self._growing = list(office.journal.growing().items())
        self._show_growing()
        if is_second(office.journal):
            lead = tr("Another window works on this database")
            text = tr("This one keeps its work in a file of its own.")
            self._shell.banners.raise_notice(Notice("second", "info", lead, text, trc("act", "Close")))

    def _recovered(self, n: int) -> None:
        lead = trn(
            "{n} edit of an earlier session is in the database now",
            "{n} edits of earlier sessions are in the database now", n,
        )  # fmt: skip
        text = tr("They were kept on this computer when the program ended.")
        self._shell.banners.raise_notice(Notice("recovered", "info", lead, text, trc("act", "Close")))

    def _show_growing(self) -> None:
        """A line that was being typed when the program ended, whatever page comes first."""
        if not self._growing:
            return
        place, text = self._growing[0]
        said = text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
        lead = tr("This line was being typed when the program ended")
        act = tr("Copy text") if "#" in place else tr("Go on with it")
        self._shell.banners.raise_notice(
            Notice(f"{_GROWING}{place}", "info", lead, tr("“{text}”", text=said), act, icon="history")
        )

    def _look_again(self) -> None:
        """A line that was gone on with grows no more."""
        journal = self._desk.office.journal
        still = journal.growing() if journal is not None else {}
        for place, _ in [pair for pair in self._growing if pair[0] not in still]:
            self._shell.banners.clear(f"{_GROWING}{place}")
        self._growing = [pair for pair in self._growing if pair[0] in still]

    def _were_late(self, found: list[Late]) -> None:
        for late in found:
            self._late[late.meeting] += late.lines
        meetings = list(self._late)
        if meetings:
            self._desk.query(lambda office: office.store.reader.get("meeting", meetings), self._show_late)

    def _show_late(self, meetings: dict[UUID, Any]) -> None:
        lines = sum(self._late.values())
        refs = ", ".join(m.ref for m in meetings.values())
        lead = tr("The minutes of {meeting} were approved meanwhile", meeting=refs)
        text = trn("Your {n} line waits as an amendment.", "Your {n} lines wait as amendments.", lines)
        self._shell.banners.raise_notice(Notice("late", "warn", lead, text, tr("Show them")))

    def _unkept(self, sentence: str) -> None:
        if not sentence:
            self._shell.banners.clear("unkept")
            return
        lead = tr("What you type is not kept on this computer")
        self._shell.banners.raise_notice(Notice("unkept", "neg", lead, sentence, tr("Try again")))

    def _acted(self, key: str) -> None:
        match key:
            case "unkept":
                self._desk.outbox.keep_again()
            case "late" if self._late:
                meeting = next(iter(self._late))
                self._late.clear()
                self._shell.go(f"meetings/{meeting}/after")
            case _ if key.startswith(_GROWING) and self._growing:
                self._go_on(*self._growing.pop(0))

    def _go_on(self, place: str, text: str) -> None:
        if "#" in place:
            QApplication.clipboard().setText(text)
            self._desk.keep_typing(place, "")
        else:
            self._shell.go(f"meetings/{place.partition('/')[2]}/live")
        self._show_growing()
