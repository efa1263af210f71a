"""The item in front: title, time, what is asked, options, the work, and who is not in the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.leader import LeaderItem, LeaderView, Option
from pmo_desktop.readmodels.leader_facts import WorkBrief
from pmo_desktop.ui.leader.touch import Plate, TouchButton
from pmo_desktop.ui.leader.words import Scale, time_words
from pmo_desktop.ui.theme import font
from pmo_desktop.ui.widgets.marks import RagMark
from pmo_desktop.ui.widgets.panels import IconMark, row_of
from pmo_desktop.ui.widgets.progress import ThinProgress
from pmo_desktop.ui.widgets.text import Label, line, surface

SHORT = 22
"""Characters of a term of an option that gets a column of its own."""
COLUMNS = 2


class ItemPane(QScrollArea):
    """Reads one item. Only the time changes from second to second; the rest is built when it is another."""

    def __init__(
        self, scale: Scale, show_facts: Callable[[], object], show_paper: Callable[[], object]
    ) -> None:
        super().__init__()
        self._scale, self._show_facts, self._show_paper = scale, show_facts, show_paper
        self._shown: tuple[object, ...] = ()
        self._time, self._bar = Label(""), ThinProgress(height=6)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Item"))
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)

    def show_view(self, view: LeaderView, work: WorkBrief | None) -> None:
        """Show where the meeting stands."""
        now = (view.item, view.room, work, self._scale.factor)
        if now != self._shown:
            same = bool(self._shown) and view.item is not None and self._same(view.item)
            place = self.verticalScrollBar().value() if same else 0
            self._shown = now
            self.setWidget(self._filled(view, work))
            self.verticalScrollBar().setValue(place)
        said, tone = time_words(view)
        self._time.setText(said)
        self._time.set_tone(tone)
        allotted = view.item.allotted * 60 if view.item else 0
        self._bar.set_share(view.taken / allotted if allotted else 0.0)

    def _same(self, item: LeaderItem) -> bool:
        before = self._shown[0]
        return isinstance(before, LeaderItem) and before.id == item.id

    def _filled(self, view: LeaderView, work: WorkBrief | None) -> QWidget:
        page = surface(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 20, 20, 20)
        column.setSpacing(14)
        item = view.item
        if item is None:
            column.addWidget(self._scale.label(tr("The agenda is empty"), 20, tone="text2"))
            column.addStretch(1)
            return page
        self._head(column, item)
        if item.asked:
            column.addWidget(self._asked(item))
        if item.options:
            column.addWidget(self._options(item.options))
        if work is not None:
            self._work(column, work)
        if item.before:
            column.addLayout(self._sign("history", item.before))
        for said in view.room:
            column.addLayout(self._sign("users", said))
        column.addStretch(1)
        return page

    def _head(self, column: QVBoxLayout, item: LeaderItem) -> None:
        label = self._scale.label
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(item.title, 24, weight=600))
        if item.facts:
            words.addWidget(label(item.facts, 14, tone="text2"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        if item.paper is not None:
            paper = TouchButton(
                tr("Paper"), icon="file-text", tip=tr("Its pages (P)"), on_click=self._show_paper
            )
            paper.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            head.addWidget(paper, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._time = label("", 13, weight=600, elide=True)
        self._bar = ThinProgress(height=6)
        purpose = label(
            item.outcome or tr(item.purpose.label), 13, weight=600, tone="accent_text", elide=True
        )
        row = row_of(self._time, spacing=12)
        row.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(purpose)
        column.addLayout(row)

    def _asked(self, item: LeaderItem) -> QWidget:
        plate = Plate("accent_soft", bar="accent")
        head = row_of(IconMark("gavel", "accent_text"))
        head.addWidget(self._scale.label(tr("Decision asked for"), 13, weight=500, tone="accent_text"), 1)
        plate.column.addLayout(head)
        plate.column.addWidget(self._scale.label(item.asked, 20, weight=600))
        return plate

    def _options(self, options: Sequence[Option]) -> QWidget:
        """One row an option: what it is, its short terms in columns, the others below it."""
        columns = min(COLUMNS, max(len(_short(o)) for o in options))
        metrics = QFontMetrics(font(13 * self._scale.factor, 600))
        terms = [_short(o)[:columns] for o in options]
        wide = [max(metrics.horizontalAdvance(t[n]) for t in terms if len(t) > n) + 2 for n in range(columns)]
        plate = Plate("page", edge="line", radius=6)
        plate.column.setContentsMargins(1, 1, 1, 1)
        plate.column.setSpacing(0)
        for n, option in enumerate(options):
            if n:
                plate.column.addWidget(line())
            plate.column.addWidget(self._option(option, wide))
        return plate

    def _option(self, option: Option, wide: Sequence[int]) -> QWidget:
        columns = len(wide)
        row = Plate("selected" if option.recommended else "page", radius=5)
        row.column.setContentsMargins(16, 9, 16, 9)
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(1)
        short = _short(option)[:columns]
        title = tr("{letter}  {option}", letter=option.letter, option=option.text)
        said = tr("{option} (recommended)", option=title) if option.recommended else title
        weight = 600 if option.recommended else 500
        grid.addWidget(self._scale.label(said, 14, weight=weight), 0, 0)
        rest = " · ".join(t for t in option.terms if t not in short)
        if rest:
            grid.addWidget(self._scale.label(rest, 12, tone="text2"), 1, 0)
        for n in range(columns):
            term = self._scale.label(short[n] if n < len(short) else "", 13, weight=weight, elide=True)
            term.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            term.setMinimumWidth(wide[n])
            grid.addWidget(term, 0, n + 1, 2 if rest else 1, 1)
        grid.setColumnStretch(0, 1)
        row.column.addLayout(grid)
        return row

    def _work(self, column: QVBoxLayout, work: WorkBrief) -> None:
        label = self._scale.label
        row = row_of(RagMark(work.rating, work.trend, size=24), spacing=10)
        row.addWidget(label(work.title, 16, weight=600), 1)
        row.addWidget(label(work.note, 14, weight=500, tone=work.tone, elide=True))
        facts = TouchButton(
            tr("One page of facts"), icon="panel-right", tip=tr("Facts (F)"), on_click=self._show_facts
        )
        facts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(facts)
        column.addLayout(row)
        if work.dimensions:
            rated = QHBoxLayout()
            rated.setSpacing(6)
            for name, rating in work.dimensions:
                rated.addWidget(RagMark(rating, size=18))
                rated.addWidget(label(name, 14, elide=True))
                rated.addSpacing(8)
            rated.addStretch(1)
            column.addLayout(rated)

    def _sign(self, icon: str, said: str) -> QHBoxLayout:
        row = row_of(spacing=8)
        row.addWidget(IconMark(icon), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._scale.label(said, 14, tone="text2"), 1)
        return row


def _short(option: Option) -> list[str]:
    return [t for t in option.terms if len(t) <= SHORT]
