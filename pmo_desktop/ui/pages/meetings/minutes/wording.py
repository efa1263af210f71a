"""The tidy view: line after line from what was typed to its final wording, hands on the keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.wording import Offer, phrases
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.tidy import Lack, Tidy, TidyLine, offered, setting_of, tidy
from pmo_desktop.services.meetings import amending, reviewing, tidying
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.editor import WordingCard
from pmo_desktop.ui.pages.meetings.minutes.painters import TidyList
from pmo_desktop.ui.pages.meetings.minutes.state import TRACKED, WORDED_DIRECTLY, Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Switch
from pmo_desktop.ui.widgets.notices import EmptyState
from pmo_desktop.ui.widgets.text import Label, line

ShortForms = Callable[[], Mapping[str, str]]


class WordingView(QWidget):
    """The lines above, the one being worded below. What Enter does follows from where the minutes stand."""

    def __init__(self, state: Reviewing, short: ShortForms) -> None:
        super().__init__()
        self._state, self._short = state, short
        self._tidy = Tidy()
        self._at: UUID | None = None
        self._item: UUID | None = None
        self.list = TidyList()
        self.card = WordingCard(self._offers)
        self.count = Label("", weight=600)
        self.missing = Strip("warn", "circle-alert", act=tr("Next"), on_act=self.next_missing)
        self.all = Switch(tr("Show worded lines"))
        self.phrase = QComboBox()
        self.phrase.setAccessibleName(tr("Phrases"))
        self.phrase.setMinimumWidth(current().px(140))
        self.phrase.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._done = EmptyState(tr("Every line is worded"), icon="circle-check")
        self._done.hide()
        self._lay_out()
        self.all.toggled.connect(lambda _on: self._show_lines())
        self.phrase.activated.connect(self._put_phrase)
        self.list.clicked_on.connect(lambda row: self.take_up(row.id))
        self.list.acted.connect(lambda row: self.take_up(row.id))
        self.card.kept.connect(self._kept)
        self.card.filled.connect(self._filled)
        self.card.skipped.connect(lambda: self.step(1))

    def _lay_out(self) -> None:
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 6, 16, 6)
        tools.setSpacing(12)
        tools.addWidget(self.count)
        tools.addWidget(self.all)
        tools.addWidget(self.missing, 1)
        tools.addStretch(0)
        tools.addWidget(self.phrase)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        column.addWidget(self._done, 1)
        column.addWidget(line())
        column.addWidget(self.card)

    # -- showing -----------------------------------------------------------------------------------

    def show_now(self) -> None:
        """Show the lines as they are now, and keep to the line that is being worded."""
        facts = self._state.facts
        if facts is None:
            return
        self._tidy = tidy(facts)
        if self._tidy.called(self._at) is None:
            first = self._tidy.after(None) or next(iter(self._tidy.lines), None)
            self._at = first.id if first else None
        self._show_lines()
        self._show_missing()
        self._show_phrases(facts)
        self._show_card()

    def _show_card(self) -> None:
        line = self._tidy.called(self._at)
        waiting = self._state.review.waiting_for(line.id) if line is not None else None
        mine = waiting.reads if waiting is not None and waiting.by == self._state.me else ""
        self.card.show_line(line, mine)
        self.card.setEnabled(line is not None and self.may_word)

    @property
    def may_word(self) -> bool:
        """Whether a wording can be given now: directly, as a tracked change, or as an amendment."""
        state = self._state.state
        return state is not None and (state in (*WORDED_DIRECTLY, *TRACKED) or state.settled)

    def _show_lines(self) -> None:
        found, every = self._tidy, self.all.isChecked() or not self._direct
        rows = [x for x in found.lines if every or not x.worded or x.id == self._at]
        self.list.rows.set_rows(rows)
        whole = bool(found.lines) and found.worded == len(found.lines)
        self.count.setText(tr("{n} of {m} worded", n=found.worded, m=len(found.lines)))
        self.count.set_tone("pos" if whole else "text")
        at = next((n for n, x in enumerate(rows) if x.id == self._at), -1)
        if at >= 0:
            index = self.list.rows.index(at)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    @property
    def _direct(self) -> bool:
        return self._state.state in WORDED_DIRECTLY

    def _show_missing(self) -> None:
        missing = self._tidy.missing if self._direct else ()
        if not missing:
            self.missing.say("")
            return
        first = missing[0]
        lead = tr("{number}: {lack}", number=first.number, lack=tr(first.lack.label))
        rest = ", ".join(f"{m.number} {tr(m.lack.label)}" for m in missing[1:4])
        self.missing.say(lead, rest, tr("Alt+N goes there"))

    def _show_phrases(self, facts: MeetingFacts) -> None:
        entry = facts.notes.get(self._at)
        known = phrases(setting_of(facts, entry, {})) if entry is not None else ()
        if self.phrase.count() - 1 == len(known) and self.phrase.itemText(1) == next(iter(known), ""):
            return
        self.phrase.clear()
        self.phrase.addItem(tr("Phrase…"))
        self.phrase.addItems(list(known))
        self.phrase.setVisible(bool(known))

    def _put_phrase(self, index: int) -> None:
        if index > 0:
            self.card.edit.insertPlainText(self.phrase.itemText(index))
        self.phrase.setCurrentIndex(0)
        self.card.edit.setFocus()

    def _offers(self, text: str) -> Sequence[Offer]:
        facts = self._state.facts
        if facts is None or self._at is None:
            return ()
        return offered(facts, self._at, text, self._short())

    # -- acts --------------------------------------------------------------------------------------

    def take_up(self, line: UUID) -> None:
        """Word another line."""
        self._at = line
        self.show_now()
        self.card.edit.setFocus()

    def step(self, by: int) -> None:
        """The line so many places further down the list."""
        rows: Sequence[TidyLine] = self.list.rows.rows
        at = next((n for n, x in enumerate(rows) if x.id == self._at), -1)
        if rows:
            self.take_up(rows[max(0, min(len(rows) - 1, at + by))].id)

    def next_missing(self) -> None:
        """Go to what lacks first, and ask for it."""
        missing = next(iter(self._tidy.missing), None)
        if missing is None:
            return
        self._item = missing.item
        if missing.line is not None:
            self.take_up(missing.line)
        self.card.ask_for(missing.lack)

    def _entry(self) -> MinuteEntry | None:
        facts = self._state.facts
        return facts.notes.get(self._at) if facts else None

    def _kept(self, text: str, condition: str) -> None:
        """Enter: the wording is final, a tracked change, or an amendment; the next line follows."""
        facts, entry, state = self._state.facts, self._entry(), self._state.state
        if facts is None or entry is None or state is None:
            return
        number = facts.numbers[entry.id]
        if state in WORDED_DIRECTLY:
            label = trl("Wording of {number}", number=number)
            self._state.send(tidying.worded(facts, entry, text, condition), label)
        elif state in TRACKED:
            label = trl("Other wording of {number}", number=number)
            edit = reviewing.proposed(
                facts, self._state.review, entry, text, self._state.me, self._state.moment
            )
            self._state.send(edit, label)
        elif state.settled:
            label = trl("Amendment of {number}", number=number)
            edit = amending.amended(
                facts, self._state.review, entry, text, self._state.me, self._state.moment
            )
            self._state.send(edit, label)
        self._go_on(entry.id)

    def _go_on(self, line: UUID) -> None:
        facts = self._state.facts
        if facts is None:
            return
        self._tidy = tidy(facts)
        if self._direct:
            following = self._tidy.after(line)
            self.take_up(following.id if following else line)
        else:
            ids = [x.id for x in self._tidy.lines]
            at = ids.index(line) if line in ids else -1
            self.take_up(ids[min(at + 1, len(ids) - 1)])

    def take_again(self) -> None:
        """The line is to be worded again."""
        entry, facts = self._entry(), self._state.facts
        if entry is not None and facts is not None and entry.tidied and self._direct:
            label = trl("Wording of {number}", number=facts.numbers[entry.id])
            self._state.send(tidying.unworded(entry), label)

    def _filled(self, lack: Lack, typed: str) -> None:
        facts, entry = self._state.facts, self._entry()
        if facts is None:
            return
        item = facts.agenda.get(self._item if lack is Lack.OUTCOME else entry.item if entry else None)
        given = tidying.filled(facts, lack, entry, item, typed, self._state.moment)
        if given.edit is not None:
            self._state.send(given.edit, trl("Missing in the minutes: {lack}", lack=trl(lack.label)))
        self.card.answered(given.why)
