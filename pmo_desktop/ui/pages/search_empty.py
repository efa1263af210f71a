"""What the search says before anything is typed: searches that teach the keys, and the keys themselves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.searchwords_keys import MEANINGS, key_word
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels.minutes_found import KnownNames
from pmo_desktop.services.meetings.searching import examples
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.text import Label

_TOP = Qt.AlignmentFlag.AlignTop
_LEADING = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter


class Teaching(QWidget):
    """Examples to click and the list of keys. `wanted(str)`: an example to search for."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._said: tuple[tuple[str, str], ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 24, 16, 16)
        self._examples, self._keys = QGridLayout(), QGridLayout()
        for title, grid in ((tr("Try one of these"), self._examples), (tr("Keys"), self._keys)):
            column = QVBoxLayout()
            column.setSpacing(10)
            column.addWidget(Label(title, size=14, weight=600))
            grid.setHorizontalSpacing(current().px(16))
            grid.setVerticalSpacing(current().px(8))
            grid.setColumnStretch(1, 1)
            column.addLayout(grid)
            column.addStretch(1)
            self._row.addLayout(column, 1)
        self._row.setSpacing(current().px(40))
        lang = language()
        for n, (key, meaning) in enumerate(MEANINGS.items()):
            self._keys.addWidget(Label(f"{key_word(key, lang)}:", weight=600), n, 0, _TOP)
            self._keys.addWidget(Label(tr(meaning), tone="text2", wrap=True), n, 1)
        note = tr(
            "Quotes keep words together, a minus leaves out what follows it. Ctrl+Space lists the keys."
        )
        self._keys.addWidget(Label(note, tone="text2", wrap=True), len(MEANINGS), 0, 1, 2)

    def show_examples(self, names: KnownNames) -> None:
        """Examples with a body and a person of this office."""
        said = examples(names)
        if said == self._said:
            return
        self._said = said
        while (item := self._examples.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for n, (typed, meaning) in enumerate(said):
            button = Button(typed, look="link", small=True, on_click=partial(self.wanted.emit, typed))
            self._examples.addWidget(button, n, 0, _LEADING)
            self._examples.addWidget(Label(meaning, tone="text2", wrap=True), n, 1)
