"""The right of the designer: what should be looked at, each with one act, and the versions issued."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pmo_desktop.domain.documents import Pack
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.services.publishing.problems import PackProblem, Weight
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Tag
from pmo_desktop.ui.widgets.panels import Block, IconMark
from pmo_desktop.ui.widgets.text import Label, line, surface

_LOOKS = {Weight.STOPS: ("circle-alert", "neg"), Weight.LOOK: ("triangle-alert", "warn")}


LONG_ACT = 84
"""A longer button stands under the words, so that these keep their width."""


def printed_problems(found: Iterable[Any]) -> list[PackProblem]:
    """What the printed pages show, one row a page; each thing has `page` and `text`."""
    pages = {p.page: p.text for p in reversed(list(found))}
    return [
        PackProblem(Weight.LOOK, text, tr("Page {n}", n=page), tr("Show"), f"page/{page}")
        for page, text in sorted(pages.items())
    ]


def weights(problems: Sequence[PackProblem], keys: Sequence[str]) -> dict[str, str]:
    """How much stands against each section; what stops the issue counts before what is to be looked at."""
    worst_last = sorted(problems, key=lambda p: p.weight is Weight.STOPS)
    return {p.section: p.weight.value for p in worst_last if p.section in keys}


class ProblemRow(QWidget):
    """Icon, what is wrong, where, one act."""

    acted = Signal(object)

    def __init__(self, problem: PackProblem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        icon, tone = _LOOKS[problem.weight]
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 12, 8)
        row.setSpacing(8)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)
        mark.addWidget(IconMark(icon, tone))
        mark.addStretch(1)
        row.addLayout(mark)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.setContentsMargins(0, 3, 0, 0)
        words.addWidget(Label(problem.title, weight=500, wrap=True))
        if problem.detail:
            words.addWidget(Label(problem.detail, size=12, tone="text2", wrap=True))
        row.addLayout(words, 1)
        if problem.act:
            act = Button(problem.act, look="link", small=True, on_click=lambda: self.acted.emit(self.problem))
            act.setAccessibleName(f"{problem.act}: {problem.title}")
            if act.sizeHint().width() > current().px(LONG_ACT):
                words.addWidget(act, 0, Qt.AlignmentFlag.AlignLeft)
            else:
                row.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)


class ProblemsPane(QWidget):
    """`acted(PackProblem)` when the act of a row is chosen."""

    acted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        surface(self, "page")
        self._stops, self._look = Tag("", "neg"), Tag("", "warn")
        head = QHBoxLayout()
        head.setContentsMargins(14, 10, 12, 6)
        head.setSpacing(8)
        head.addWidget(Label(tr("Problems"), size=14, weight=600))
        head.addWidget(self._stops)
        head.addWidget(self._look)
        head.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.versions = Block(tr("Versions"))
        self._place = QHBoxLayout()
        self._place.setContentsMargins(14, 4, 12, 0)
        self._place.addWidget(self.versions)
        inner = surface(QWidget(), "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 12)
        column.setSpacing(0)
        column.addLayout(self._list)
        column.addLayout(self._place)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)
        self.setMinimumWidth(current().px(260))
        self.rows: list[ProblemRow] = []

    def show_problems(self, problems: Sequence[PackProblem]) -> None:
        """Those that stop the issue first."""
        _emptied(self._list)
        self.rows = []
        stops = sum(p.weight is Weight.STOPS for p in problems)
        look = len(problems) - stops
        self._stops.set_text(trn("{n} stops issue", "{n} stop issue", stops))
        self._look.set_text(trn("{n} to look at", "{n} to look at", look))
        self._stops.setVisible(stops > 0)
        self._look.setVisible(look > 0)
        for problem in problems:
            made = ProblemRow(problem)
            made.acted.connect(self.acted)
            self.rows.append(made)
            self._list.addWidget(made)
            self._list.addWidget(line())
        if not problems:
            self._list.addWidget(_nothing(tr("Nothing stands against issuing this pack.")))

    def show_frozen(self, pack: Pack) -> None:
        """Why there is nothing to put right."""
        self.show_problems(())
        _emptied(self._list)
        day = shown.date(pack.issued_at.date()) if pack.issued_at else shown.NOTHING
        said = tr("Issued on {date} and frozen. What changes now becomes the next version.", date=day)
        self._list.addWidget(_nothing(said, "lock", "text2"))

    def show_versions(self, issued: Sequence[Pack]) -> None:
        """The versions that are frozen, the last first."""
        fresh = Block(tr("Versions"))
        for pack in reversed(issued):
            when = shown.day(pack.issued_at.date()) if pack.issued_at else shown.NOTHING
            fresh.add_fact(
                tr("Version {n}", n=pack.version),
                f"{when} · {pack.content_hash[:4]} {pack.content_hash[4:8]}",
            )
        if not issued:
            fresh.add(Label(tr("No version has been issued yet."), tone="text2", wrap=True))
        self._place.replaceWidget(self.versions, fresh)
        self.versions.hide()
        self.versions.deleteLater()
        self.versions = fresh


def _nothing(text: str, icon: str = "circle-check", tone: str = "pos") -> QWidget:
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(14, 10, 14, 14)
    row.setSpacing(8)
    row.addWidget(IconMark(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(text, wrap=True), 1)
    return box


def _emptied(layout: QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
