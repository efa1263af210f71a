"""The three questions of the designer: a paper's place, the leader's words, and whether to freeze."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.forms import FieldRow, Form
from pmo_desktop.ui.widgets.panels import row_of
from pmo_desktop.ui.widgets.text import Label, surface

MOST_WORDS = 120


class Question(QDialog):
    """A small window with a heading, what it is about, and two buttons at its end."""

    def __init__(self, title: str, act: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        surface(self, "page")
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.yes = Button(act, look="primary", on_click=self.accept)
        no = Button(tr("Cancel"), on_click=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(Label(title, size=16, weight=600, wrap=True))
        column.addLayout(self.body, 1)
        column.addLayout(row_of(0, no, self.yes))
        self.setMinimumWidth(current().px(460))


class FreezeQuestion(Question):
    """Asks once: which version, which data, how many pages, which hash, how many copies."""

    def __init__(self, facts: Sequence[tuple[str, str]], version: int, parent: QWidget | None) -> None:
        title = tr("Approve and freeze version {n}?", n=version)
        super().__init__(title, tr("Approve and freeze"), parent)
        from pmo_desktop.ui.widgets.panels import Block

        block = Block()
        for name, value in facts:
            block.add_fact(name, value)
        self.body.addWidget(block)
        said = tr(
            "After this the pack cannot be changed. Whatever changes later becomes the next version; "
            "this one can be printed again, byte for byte, at any time."
        )
        self.body.addWidget(Label(said, tone="text2", wrap=True))


class PaperQuestion(Question):
    """The title of a new paper and the agenda item that it belongs to."""

    def __init__(self, name: str, title: str, items: Sequence[AgendaItem], parent: QWidget | None) -> None:
        super().__init__(tr("Add {name} to the pack", name=name), tr("Add paper"), parent)
        self._title = QLineEdit(title)
        self._item = QComboBox()
        self._item.addItem(tr("No item of the agenda"), None)
        for item in items:
            words = tr("{number}  {title}", number=item.number, title=item.title.said(language()))
            self._item.addItem(words, item)
        form = Form()
        form.add(FieldRow(tr("Title"), self._title, needed=True))
        form.add(FieldRow(tr("Agenda item"), self._item))
        self.body.addWidget(form)
        self._title.textChanged.connect(lambda text: self.yes.setEnabled(bool(text.strip())))

    @property
    def title(self) -> str:
        """The title typed."""
        return self._title.text().strip()

    @property
    def item(self) -> AgendaItem | None:
        """The item chosen."""
        found = self._item.currentData()
        return found if isinstance(found, AgendaItem) else None


class WordsQuestion(Question):
    """The commentary of the leader, at most 120 words."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(tr("Commentary of the PMO leader"), tr("Keep"), parent)
        self._text = QPlainTextEdit(text)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumSize(current().px(480), current().px(180))
        self._text.setAccessibleName(tr("Commentary"))
        self._count = Label("", size=12, tone="text2")
        self.body.addWidget(self._text, 1)
        self.body.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        self._text.textChanged.connect(self._counted)
        self._counted()

    @property
    def text(self) -> str:
        """The words typed."""
        return self._text.toPlainText().strip()

    def _counted(self) -> None:
        n = len(self.text.split())
        self._count.setText(trn("{n} word of {most}", "{n} words of {most}", n, most=MOST_WORDS))
        self._count.set_tone("neg" if n > MOST_WORDS else "text2")
        self.yes.setEnabled(n <= MOST_WORDS)
