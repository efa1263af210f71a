"""Parts of the first tab: headed sections, facts, and lines of lists; no boxes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.project_reports import RatingRow
from pmo_desktop.readmodels.project_summary import Fact
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import RagMark
from pmo_desktop.ui.widgets.text import Label, line

END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_FACT = 136


class Section(QWidget):
    """A heading with a hairline below it, content, and at most one link at the end of the heading."""

    def __init__(
        self, heading: str, link: str = "", run: Callable[[], object] | None = None, *, facts: str = ""
    ) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(heading, weight=600))
        head.addWidget(Label(facts, size=12, tone="text2", elide=True), 1)
        if link:
            head.addWidget(Button(link, look="link", small=True, on_click=run))
        holder = QWidget()
        holder.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        holder.setMinimumHeight(current().px(26))
        self._column.addWidget(holder)
        self._column.addWidget(line())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def add(self, widget: QWidget) -> None:
        """Add a part below the others."""
        self._column.addWidget(widget)

    def say(self, sentence: str, tone: str = "text2") -> None:
        """Add a sentence that wraps."""
        self.add(Label(sentence, tone=tone, wrap=True))

    def tell(self, heading: str, text: str) -> None:
        """Add a paragraph under a small heading."""
        if text:
            self.add(Label(heading, size=12, weight=500, tone="text2"))
            self.add(Label(text, wrap=True))


def ratings_grid(rows: Sequence[RatingRow]) -> QWidget:
    """Every dimension: declared by the manager, derived by the rules, validated by the office, and why."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    heads = ("", tr("Declared"), tr("Derived"), tr("Validated"), tr("Reason"))
    for column, head in enumerate(heads):
        grid.addWidget(Label(head, size=12, tone="text2"), 0, column)
    for at, row in enumerate(rows, 1):
        lead = row.id == "overall"
        grid.addWidget(Label(row.label, weight=600 if lead else 400), at, 0)
        grid.addWidget(RagMark(row.declared.value, row.trend), at, 1)
        grid.addWidget(RagMark(row.derived.value), at, 2)
        if row.validated is not None:
            grid.addWidget(RagMark(row.validated.value), at, 3)
        reason = Label(row.reason, tone="text2", elide=not lead, wrap=lead)
        grid.addWidget(reason, at, 4)
    grid.setColumnStretch(4, 1)
    return holder


def facts_grid(facts: Sequence[Fact], governed: Callable[[Fact], QWidget] | None = None) -> QWidget:
    """Labels at the reading edge, values in one column, who set a value behind it.

    `governed` makes what stands behind a fact that a decision governs.
    """
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, current().px(_FACT))
    for at, fact in enumerate(facts):
        grid.addWidget(Label(fact.label, tone="text2"), at, 0, Qt.AlignmentFlag.AlignTop)
        value = Label(fact.value, tone=fact.tone, weight=600 if fact.tone == "neg" else 400, wrap=True)
        grid.addWidget(value, at, 1)
        if fact.decision and governed is not None:
            grid.addWidget(governed(fact), at, 2)
        elif fact.authority:
            grid.addWidget(Label(fact.authority, size=12, tone="text2", elide=True), at, 2)
    grid.setColumnStretch(1, 1)
    return holder


def list_line(
    lead: QWidget | str, text: str, *ends: tuple[str, str], strong: bool = False, wrap: bool = False
) -> QWidget:
    """One line of a list: a mark or code, a text, and short values (text, tone) at the far edge."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 1, 0, 1)
    row.setSpacing(10)
    first = Label(lead, tone="text2") if isinstance(lead, str) else lead
    if lead != "":
        row.addWidget(first, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Label(text, elide=not wrap, wrap=wrap, weight=600 if strong else 400), 1)
    for said, tone in ends:
        label = Label(said, tone=tone, size=12, weight=600 if tone == "neg" else 400)
        label.setAlignment(END)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
    return holder
