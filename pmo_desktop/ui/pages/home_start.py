"""The first page of an empty database: three ways to begin, and the example office to look around."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Card, IconMark
from pmo_desktop.ui.widgets.text import Label

WIDEST = 880


def _way(icon: str, title: str, text: str, button: Button, note: str = "") -> Card:
    card = Card()
    column = QVBoxLayout()
    column.setContentsMargins(4, 12, 4, 8)
    column.setSpacing(8)
    column.addWidget(IconMark(icon, "accent_text", size=28), 0, Qt.AlignmentFlag.AlignLeading)
    column.addWidget(Label(title, size=15, weight=600, wrap=True))
    column.addWidget(Label(text, tone="text2", wrap=True))
    column.addStretch(1)
    foot = QHBoxLayout()
    foot.addWidget(button)
    foot.addWidget(Label(note, tone="text2", size=12), 1)
    column.addLayout(foot)
    card.add(column)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return card


class Start(QWidget):
    """Ways to begin. Files can be dropped anywhere on it."""

    dropped = Signal(object)
    """Paths of files that were dropped."""

    def __init__(
        self, choose: Callable[[], None], new_work: Callable[[], None], example: Callable[[], None]
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        lists = Button(tr("Choose a file…"), look="primary", on_click=choose)
        for card in (
            _way("file-spreadsheet", tr("Bring in a list"),
                 tr("Excel or CSV. Health words, dates and currencies are recognised, doubts are marked."),
                 lists, tr("or drop it here")),
            _way("chart-gantt", tr("Bring in schedules"),
                 tr("Microsoft Project XML. Dates stay as the file has them."),
                 Button(tr("Choose files…"), on_click=choose)),
            _way("pencil", tr("Write the first work"),
                 tr("A name is enough to begin. All else can wait."),
                 Button(tr("New work"), key="Ctrl+N", on_click=new_work)),
        ):  # fmt: skip
            ways.addWidget(card, 1)
        self._arrange(ways, example)
        self.setFocusProxy(lists)

    def _arrange(self, ways: QHBoxLayout, example: Callable[[], None]) -> None:
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addWidget(Label(tr("Start with the work you already have"), size=24, weight=600, wrap=True))
        words = tr(
            "A spreadsheet is enough. Columns are recognised by their headings and values, nothing is stored "
            "before you have seen the result, and the whole import can be undone in one step."
        )
        column.addWidget(Label(words, size=14, tone="text2", wrap=True))
        column.addLayout(ways)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(IconMark("layers"))
        row.addWidget(Label(tr("Only want to look around?"), tone="text2"))
        row.addWidget(Button(tr("Load the example office"), look="link", on_click=example))
        row.addStretch(1)
        column.addLayout(row)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner, 20)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self.dropped.emit([u.toLocalFile() for u in event.mimeData().urls() if u.isLocalFile()])
