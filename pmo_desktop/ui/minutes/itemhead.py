"""Above the lines: number, title and purpose of the item, and how many lines it has."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.meetings_live import LiveMeeting
from pmo_desktop.ui.minutes.chips import PurposeTag
from pmo_desktop.ui.widgets.text import Label


class ItemHead(QWidget):
    """The item whose lines are shown."""

    def __init__(self) -> None:
        super().__init__()
        self._number = Label("", size=16, weight=600, tone="accent_text")
        self._title = Label("", size=16, weight=600, elide=True)
        self._purpose = PurposeTag()
        self._count = Label("", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self._number)
        row.addWidget(self._title, 1)
        row.addWidget(self._purpose)
        row.addWidget(self._count)

    def show_item(self, live: LiveMeeting) -> None:
        """Show another item, or the same with more lines."""
        row = live.current
        self._number.setText(row.number if row else "")
        self._title.setText(row.title if row else tr("The agenda is empty"))
        self._purpose.show_purpose(row.purpose if row else None)
        self._count.setText(trn("{n} line", "{n} lines", len(live.lines)))
