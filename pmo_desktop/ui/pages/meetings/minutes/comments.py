"""Comments on the draft: typed or read from reply files, each answered with a reason; none is forgotten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmo_desktop.domain.reviewing import CommentState, MinuteComment
from pmo_desktop.i18n import tr, trl, trn, trnl
from pmo_desktop.itemmodels.review import comment_columns
from pmo_desktop.itemmodels.rows import RowsModel
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import CommentRow, ReviewFacts, comment_rows
from pmo_desktop.services.meetings import commenting
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.state import TRACKED, Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.table import RecordTable
from pmo_desktop.ui.widgets.text import Label, line, surface

Rows = Sequence[Sequence[str]]
ReadRows = Callable[[Path], Rows]
"""The rows of a reply file; raises Fault with one sentence where it is none."""


class CommentsView(QWidget):
    """The list by line, a form for a new comment, and one for the answer."""

    told = Signal(str)

    def __init__(self, state: Reviewing, read_rows: ReadRows | None) -> None:
        super().__init__()
        self._state, self._read_rows = state, read_rows
        self._answering: UUID | None = None
        columns = comment_columns()
        self.model: RowsModel[CommentRow] = RowsModel(columns)
        self.table = RecordTable(row_focus=True)
        self.table.setModel(self.model)
        widths = {n: c.width for n, c in enumerate(columns)}
        self.table.set_columns(widths, stretch=self.model.column_of("text"))
        self.table.setAccessibleName(tr("Comments on the minutes"))
        self.table.followed.connect(lambda _index: self._show_answer())
        self.facts = Label("", weight=600)
        self.until = Label("", tone="text2")
        self.problem = Strip("neg", "circle-alert")
        self.replies = Button(tr("Read replies…"), icon="upload", small=True, on_click=self.choose_replies)
        self._make_fields()
        self._empty = EmptyState(tr("No comment yet"), icon="message-square")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        self._lay_out()

    def _make_fields(self) -> None:
        self.line, self.text, self.person = QLineEdit(), QLineEdit(), QComboBox()
        for field, name in (
            (self.line, tr("Line or paragraph")),
            (self.text, tr("Comment, Enter keeps it")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
            field.returnPressed.connect(self.add)
        self.line.setFixedWidth(current().px(150))
        self.person.setAccessibleName(tr("From"))
        self.person.setMinimumWidth(current().px(180))
        self.reason, self.wording = QLineEdit(), QPlainTextEdit()
        self.reason.setPlaceholderText(tr("Reason, for whoever commented"))
        self.reason.setAccessibleName(tr("Because"))
        self.wording.setAccessibleName(tr("Wording of the line"))
        self.wording.setTabChangesFocus(True)
        self.wording.setFixedHeight(current().px(62))
        self.said = Label("", wrap=True)
        self.buttons = {
            CommentState.ACCEPTED: Button(tr("Accept"), icon="check", small=True),
            CommentState.DECLINED: Button(tr("Decline"), icon="x", small=True),
            CommentState.TO_CHAIR: Button(tr("Leave to the chair"), icon="scale", small=True),
        }
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, answer=answer: self.answer(answer))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(12)
        for part in (self.facts, self.until):
            tools.addWidget(part)
        tools.addWidget(self.problem, 1)
        tools.addStretch(0)
        tools.addWidget(self.replies)
        fresh = QHBoxLayout()
        fresh.setContentsMargins(16, 6, 16, 6)
        fresh.setSpacing(8)
        fresh.addWidget(self.line)
        fresh.addWidget(self.text, 1)
        fresh.addWidget(self.person)
        self.new = Button(tr("Add"), small=True, icon="plus", on_click=self.add)
        fresh.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)
        column.addWidget(line())
        column.addLayout(fresh)
        column.addWidget(self._answer_card())

    def _answer_card(self) -> QWidget:
        self._card = surface(QWidget(), "page")
        grid = QGridLayout(self._card)
        grid.setContentsMargins(16, 8, 16, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addWidget(self.said, 0, 0)
        grid.addWidget(self.wording, 0, 1)
        grid.addWidget(self.reason, 1, 0)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        grid.addLayout(row, 1, 1)
        return self._card

    # -- showing -----------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show the comments as they stand."""
        facts, review = self._state.facts, self._state.review
        if facts is None:
            return
        rows = comment_rows(facts, review)
        self.model.set_rows(list(rows))
        self._stack.setCurrentIndex(0 if rows else 1)
        waits = review.open_comments
        self.facts.setText(trn("{n} comment waits for an answer", "{n} comments wait for an answer", waits))
        self.facts.set_tone("warn" if waits else "text")
        until = facts.minutes.comments_until if facts.minutes else None
        self.until.setText(tr("Comments until {date}", date=shown.date(until)) if until else "")
        open_now = self._state.state in TRACKED
        for part in (self.line, self.text, self.person, self.new, self.replies):
            part.setEnabled(open_now)
        self.replies.setVisible(self._read_rows is not None)
        self._show_people()
        if rows and not self.table.currentIndex().isValid():
            first = next((n for n, r in enumerate(rows) if r.state is CommentState.OPEN), 0)
            self.table.select_row(first)
        self._show_answer()

    def _show_people(self) -> None:
        facts = self._state.facts
        people = [(a.person, facts.name(a.person)) for a in facts.present_list] if facts else []
        if [self.person.itemData(n) for n in range(1, self.person.count())] == [uid for uid, _ in people]:
            return
        self.person.clear()
        self.person.addItem(tr("From…"), None)
        for uid, name in people:
            self.person.addItem(name, uid)

    def _show_answer(self) -> None:
        row = self.model.row(self.table.currentIndex().row())
        self._card.setVisible(row is not None)
        if row is None:
            self._answering = None
            return
        waits = row.state in (CommentState.OPEN, CommentState.TO_CHAIR)
        for button in self.buttons.values():
            button.setEnabled(self._state.state in TRACKED)
        if row.id == self._answering and waits:
            return
        self._answering = row.id
        self.said.setText(tr("{person}: {text}", person=row.person or tr("Somebody"), text=row.text))
        self.reason.setText(row.reason)
        self.wording.setPlainText(row.line_text)
        self.wording.setEnabled(bool(row.line_text) and self._state.state in TRACKED)

    # -- acts --------------------------------------------------------------------------------------

    def add(self) -> None:
        """Keep the comment that was typed."""
        facts = self._state.facts
        if facts is None or self._state.state not in TRACKED:
            return
        who = self.person.currentData()
        made = commenting.commented(facts, self.line.text(), self.text.text(), who, self._state.moment)
        self.problem.say(made.refused[0] if made.refused else "")
        if made.taken:
            named = self.line.text().strip()
            whole = trl("Comment on the minutes")
            self._state.send(made.edit, trl("Comment on line {line}", line=named) if named else whole)
            self.line.clear()
            self.text.clear()
            self.line.setFocus()

    def choose_replies(self) -> None:
        """Ask for reply files and read them."""
        kinds = tr("Replies") + " (*.csv *.xlsx *.txt *.eml)"
        names, _ = QFileDialog.getOpenFileNames(self, tr("Read replies"), "", kinds)
        for name in names:
            self.read_replies(Path(name))

    def read_replies(self, path: Path) -> None:
        """Read one reply file: its comments are listed, what was not understood is told."""
        read = self._read_rows
        if read is None:
            return

        def work(_office: Office) -> Rows:
            return read(path)

        self._state.sitting.desk.query(work, self._take_rows, self.problem.say)

    def _take_rows(self, rows: Rows) -> None:
        def then(facts: MeetingFacts, review: ReviewFacts) -> None:
            sender = self.person.currentData()
            made = commenting.from_rows(facts, review, rows, sender, self._state.moment)
            if made.taken:
                self._state.send(made.edit, trnl("{n} comment read", "{n} comments read", made.taken))
            self.told.emit(trn("{n} comment read", "{n} comments read", made.taken))
            self.problem.say(" ".join(made.refused[:3]))

        self._state.ask(then)

    def answer(self, state: CommentState) -> None:
        """Answer the comment in front, and go to the next that waits."""
        facts, comment = self._state.facts, self._comment()
        if facts is None or comment is None:
            return
        why = commenting.lacks_reason(state, self.reason.text())
        self.problem.say(why)
        if why:
            self.reason.setFocus()
            return
        wording = self.wording.toPlainText() if state is CommentState.ACCEPTED else ""
        edit = commenting.answered(
            facts, self._state.review, comment, state, self.reason.text(), self._state.moment, wording
        )
        line_said = str(comment.line)
        self._state.send(edit, trl("Comment on line {line}: {state}", line=line_said, state=trl(state.label)))
        self._to_next(comment.id)

    def _comment(self) -> MinuteComment | None:
        row = self.model.row(self.table.currentIndex().row())
        found = [c for c in self._state.review.comments if row is not None and c.id == row.id]
        return found[0] if found else None

    def _to_next(self, after: UUID) -> None:
        rows = self.model.shown_rows()
        at = next((n for n, row in enumerate(rows) if row.id == after), -1)
        turned = [*range(at + 1, len(rows)), *range(at)]
        following = next((n for n in turned if rows[n].state is CommentState.OPEN), None)
        if following is not None:
            self.table.select_row(following)
