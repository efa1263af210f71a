"""Finding records in the palette: typed words become one query in the background, never one per row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from pmo_desktop.i18n import language, tr
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.search import Item
from pmo_desktop.ui.shell import Shell

if TYPE_CHECKING:
    from pmo_desktop.readmodels.found import Found

TYPED_MS = 90
LEAST = 2
"""Letters from which records are looked for."""
_ICONS = {
    "project": "chart-gantt",
    "service": "repeat",
    "programme": "layers",
    "portfolio": "briefcase",
    "person": "user",
    "meeting": "scale",
    "decision": "gavel",
    "action": "circle-check",
    "risk": "triangle-alert",
    "issue": "octagon-alert",
    "paper": "file-text",
}
_WORKS = frozenset({"project", "service", "programme", "portfolio"})


class Finder(QObject):
    """A source of the palette. What was found before stays in view until the answer to new words is there."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._wanted = self._asked = ""
        self._found: list[Item] = []
        self._wait = QTimer(self, singleShot=True, interval=TYPED_MS)
        self._wait.timeout.connect(self._ask)
        desk.changed.connect(lambda _change: self._forget())
        shell.add_source(self.source)

    def source(self, query: str) -> list[Item]:
        """What was found so far; asks again when the words are others."""
        self._wanted = query if len(query) >= LEAST else ""
        if not self._wanted:
            self._wait.stop()
            return []
        if self._wanted != self._asked:
            self._wait.start()
        return self._found

    def _forget(self) -> None:
        self._asked = ""

    def _ask(self) -> None:
        if not self._desk.is_open or not self._wanted:
            return
        words = self._asked = self._wanted
        self._desk.query(lambda office: office.store.reader.found(words), partial(self._show, words))

    def _show(self, words: str, found: list[Found]) -> None:
        if words == self._asked:
            self._found = [self._item(f) for f in found]
            self._shell.found_more()

    def _item(self, found: Found) -> Item:
        kind = "work" if found.kind in _WORKS else "person" if found.kind == "person" else "record"
        note = _state(found) if kind == "work" else found.note
        note = "" if found.ref.startswith(f"{note}-") else note
        sub = " · ".join(t for t in (found.ref, note) if t)
        if kind == "person":
            sub = found.note
        texts = " ".join(text for _, text in found.title.texts)
        target = found.target
        off = "" if target else tr("It lies on no work and no meeting")
        run = partial(self._shell.go, target) if target else None
        text = found.title.said(language())
        return Item(kind, text, sub, run=run, icon=_ICONS[found.kind], words=f"{found.ref} {texts}", off=off)


def _state(found: Found) -> str:
    """The state of a work in words, its kind before it."""
    from pmo_desktop.domain.schema import kinds

    kind = kinds()[found.kind]
    member = kind.field("state").type(found.note)
    return tr("{kind}, {state}", kind=tr(kind.label), state=tr(member.label))
