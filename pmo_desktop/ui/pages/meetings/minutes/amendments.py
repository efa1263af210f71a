"""Approved minutes put right: amendments proposed, agreed by a decision, and numbered as errata."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pmo_desktop.domain.minutes import Decision
from pmo_desktop.domain.reviewing import Amendment, AmendmentWhy
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.review import change_rows, errata, line_of
from pmo_desktop.services.meetings import amending, late
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.strips import Strip
from pmo_desktop.ui.pages.meetings.minutes.painters import ChangeList
from pmo_desktop.ui.pages.meetings.minutes.state import Reviewing
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Card
from pmo_desktop.ui.widgets.text import Label

_LATER = (AmendmentWhy.RESOLUTION, AmendmentWhy.LATE)
"""Where amendments of approved minutes come from; the others were tracked changes of the draft."""


class AmendmentsPart(QWidget):
    """Propose an amendment of a line, and adopt it with the decision that agreed to it."""

    told = Signal(str)

    def __init__(self, state: Reviewing) -> None:
        super().__init__()
        self._state = state
        self._decisions: tuple[Decision, ...] = ()
        self.line, self.reads, self.decision = QLineEdit(), QLineEdit(), QLineEdit()
        for field, name in (
            (self.line, tr("Line or paragraph")),
            (self.reads, tr("What it is to read")),
            (self.decision, tr("Decision")),
        ):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.line.setFixedWidth(current().px(150))
        self.decision.setFixedWidth(current().px(180))
        self.line.textChanged.connect(self._show_line)
        self.propose = Button(tr("Propose"), small=True, icon="plus", on_click=self.propose_now)
        self.adopt = Button(tr("Adopt"), small=True, icon="gavel", on_click=self.adopt_now)
        self.refuse = Button(tr("Not adopted"), small=True, icon="x", on_click=self.refuse_now)
        self.list = ChangeList()
        self.printed = Label("", wrap=True, size=12, tone="text2")
        self.problem = Strip("neg", "circle-alert")
        self.card = Card(tr("Amendments"), icon="pen-line")
        self._lay_out()

    def _lay_out(self) -> None:
        fresh, decide = QHBoxLayout(), QHBoxLayout()
        for row in (fresh, decide):
            row.setSpacing(8)
        for part in (self.line, self.reads, self.propose):
            fresh.addWidget(part)
        for part in (self.decision, self.adopt, self.refuse):
            decide.addWidget(part)
        decide.addStretch(1)
        said = tr(
            "Approved minutes stay as they are. What is to read otherwise needs a decision of the body."
        )
        self.card.add(Label(said, tone="text2", wrap=True))
        self.card.add(fresh)
        self.card.add_wide(self.list)
        self.card.add(decide)
        self.card.add(self.printed)
        self.card.add(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_now(self) -> None:
        """Show the amendments once the minutes are approved."""
        facts = self._state.facts
        settled = self._state.state is not None and self._state.state.settled
        self.setVisible(settled)
        if facts is None or not settled:
            return

        def work(office: Office) -> tuple[Decision, ...]:
            return amending.decisions_after(office.store.reader, facts)

        self._state.sitting.desk.query(work, self._take_decisions)

    def _take_decisions(self, decisions: tuple[Decision, ...]) -> None:
        self._decisions = decisions
        facts = self._state.facts
        if facts is None:
            return
        rows = tuple(row for row in change_rows(facts, self._state.review) if row.why in _LATER)
        self.list.rows.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(min(max(self.list.full_height(), 30), current().px(240)))
        if rows and not self.list.currentIndex().isValid():
            first = next((n for n, row in enumerate(rows) if row.waits), 0)
            self.list.setCurrentIndex(self.list.rows.index(first))
        waits = bool(self._state.review.proposed)
        for part in (self.decision, self.adopt, self.refuse):
            part.setVisible(waits)
        self._show_printed(facts)
        if waits and not self.decision.text() and decisions:
            self.decision.setPlaceholderText(decisions[0].ref)

    def _show_printed(self, facts: MeetingFacts) -> None:
        found = errata(facts, self._state.review, amending.codes_of(self._decisions))
        head = tr("Printed with the minutes:")
        self.printed.setText("\n".join([head, *(e.said for e in found)]) if found else "")

    def _show_line(self, typed: str) -> None:
        facts = self._state.facts
        found = line_of(facts, typed) if facts and typed.strip() else None
        if found is not None:
            self.reads.setText(found.text)

    # -- acts --------------------------------------------------------------------------------------

    def propose_now(self) -> None:
        """Propose what was typed to the body."""
        facts = self._state.facts
        found = line_of(facts, self.line.text()) if facts else None
        entry = facts.notes.get(found.entry) if facts and found else None
        if facts is None or entry is None:
            self.problem.say(tr("There is no line “{line}” in this draft.", line=self.line.text()))
            return
        self.problem.say("")
        edit = amending.amended(
            facts, self._state.review, entry, self.reads.text(), self._state.me, self._state.moment
        )
        if edit.edits:
            self._state.send(edit, trl("Amendment of {number}", number=facts.numbers[entry.id]))
            self.line.clear()
            self.reads.clear()

    def _chosen(self) -> Amendment | None:
        proposed: Sequence[Amendment] = self._state.review.proposed
        row = self.list.row
        found = [a for a in proposed if row is not None and a.id == row.id]
        return found[0] if found else next(iter(proposed), None)

    def _decision(self) -> Decision | None:
        wanted = self.decision.text().strip().casefold()
        return next((d for d in self._decisions if d.ref.casefold() == wanted), None)

    def adopt_now(self) -> None:
        """The amendment in front was agreed to by the decision that is named."""
        amendment, decision = self._chosen(), self._decision()
        why = amending.against(decision)
        self.problem.say(why)
        facts = self._state.facts
        if amendment is None or decision is None or facts is None or why:
            return
        label = trl("Amendment adopted by {code}", code=decision.ref)
        self._state.send(late.accepted(facts, amendment, decision, self._state.moment), label)
        self.decision.clear()
        self.told.emit(tr("The amendment is printed with the minutes as an erratum"))

    def refuse_now(self) -> None:
        """The body did not agree to the amendment in front."""
        amendment = self._chosen()
        if amendment is not None:
            self._state.send(amending.refused(amendment, "", self._decision()), trl("Amendment not adopted"))
