"""The form of one change that a decision makes, with what the register would show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from pmo_desktop.domain.authority import TARGETS
from pmo_desktop.domain.effects import Effect, EffectKind
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.editing import day_of, money_of
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import DecisionEntry
from pmo_desktop.readmodels.project_phases import LIFE_CYCLES
from pmo_desktop.services.decisions.forming import AMOUNTS, DAYS, NAMES, PHASES, Draft, Target, preview
from pmo_desktop.ui.pages.decisions.panel import FormPanel, fill
from pmo_desktop.ui.widgets.forms import FieldRow
from pmo_desktop.ui.widgets.panels import IconMark, row_of
from pmo_desktop.ui.widgets.text import Label


class EffectForm(FormPanel):
    """`wanted(kind)` asks for the records of a kind; `made(Draft)` when a complete one is accepted."""

    wanted = Signal(object)
    made = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Add the change"), "stamp")
        self._targets: Sequence[Target] = ()
        self._effect: Effect | None = None
        self._today = date.min
        self.kind, self.target = QComboBox(), QComboBox()
        for kind in EffectKind:
            self.kind.addItem(tr(kind.label), kind.value)
        self.phase = QComboBox()
        self.phase.setEditable(True)
        self.amount, self.day, self.name, self.clause = (QLineEdit() for _ in range(4))
        self._rows = {
            "amount": FieldRow(
                tr("New budget"), self.amount, help=tr("With its currency, such as EUR 1.2 m.")
            ),
            "day": FieldRow(tr("Date"), self.day, help=tr("A day in words or digits.")),
            "phase": FieldRow(tr("Phase that follows"), self.phase),
            "name": FieldRow(tr("Name of the baseline"), self.name),
            "clause": FieldRow(tr("Clause"), self.clause, help=tr("Standard and number of the clause.")),
        }
        self._target_row = FieldRow(tr("What it changes"), self.target, needed=True)
        self.form.add(FieldRow(tr("Change"), self.kind, needed=True))
        self.form.add(self._target_row)
        for row in self._rows.values():
            self.form.add(row)
        self.said = Label("", size=15, weight=600, wrap=True, tone="accent_text")
        holder = row_of(IconMark("stamp", "accent_text"), spacing=8)
        holder.addWidget(self.said, 1)
        self.column.insertLayout(3, holder)
        self.why = Label("", tone="warn", wrap=True)
        self.column.insertWidget(4, self.why)
        self._listen()

    def _listen(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _at: self._other_kind())
        self.target.currentIndexChanged.connect(lambda _at: self._other_target())
        self.phase.editTextChanged.connect(lambda _text: self._show())
        for edit in (self.amount, self.day, self.name, self.clause):
            edit.textChanged.connect(lambda _text: self._show())

    @property
    def effect_kind(self) -> EffectKind:
        """The change chosen."""
        return next(k for k in EffectKind if k.value == self.kind.currentData())

    def show_for(self, entry: DecisionEntry, today: date, effect: Effect | None = None) -> None:
        """A new change of a decision, or one that is to be altered."""
        self._today, self._effect = today, effect
        self.heading.setText(tr("What {code} changes in the register", code=entry.ref))
        self.below.setText(str(entry.record.text))
        kind = effect.effect_kind if effect is not None else EffectKind.CHANGE_BUDGET
        self.kind.setCurrentIndex(self.kind.findData(kind.value))
        self.kind.setEnabled(effect is None)
        self.act.setText(tr("Change it") if effect is not None else tr("Add the change"))
        self.act.updateGeometry()
        self.amount.setText(shown.money(effect.amount) if effect is not None and effect.amount else "")
        self.day.setText(shown.day(effect.day) if effect is not None and effect.day else "")
        self.name.setText(effect.name if effect is not None else "")
        self.clause.setText("")
        self._works = {uid for uid, _, _ in entry.works}
        self._other_kind()

    def _other_kind(self) -> None:
        self._targets = ()
        fill(self.target, [])
        kind = self.effect_kind
        for name, kinds in (("amount", AMOUNTS), ("day", DAYS), ("phase", PHASES), ("name", NAMES)):
            self._rows[name].setVisible(kind in kinds)
        self._rows["clause"].setVisible(kind is EffectKind.GRANT_WAIVER and self._effect is None)
        self._show()
        self.wanted.emit(kind)

    def show_targets(self, kind: EffectKind, found: Sequence[Target]) -> None:
        """The records there are; that of the decision is in front."""
        if kind is not self.effect_kind:
            return
        self._targets = found
        held = getattr(self._effect, TARGETS[kind]) if self._effect is not None else None
        about = next((t.id for t in found if t.id in self._works), None)
        fill(self.target, [(t.said, str(t.id)) for t in found], str(held or about or ""))
        self._other_target()

    def _other_target(self) -> None:
        target = self._target()
        if self.effect_kind is EffectKind.PASS_GATE and target is not None:
            cycle = LIFE_CYCLES.get(target.record.lifecycle.split(" ")[0].casefold(), LIFE_CYCLES[""])
            held = self._effect.phase if self._effect is not None else _after(cycle, target.record.phase)
            fill(self.phase, [(tr(word), word) for word in cycle], held)
        self._show()

    def _target(self) -> Target | None:
        return next((t for t in self._targets if str(t.id) == self.target.currentData()), None)

    def draft(self) -> Draft:
        """What is chosen. Raises ValueError with a sentence for a day or an amount that cannot be read."""
        target = self._target()
        budget: Money | None = getattr(target.record, "budget", None) if target is not None else None
        amount = (
            money_of(self.amount.text(), budget.currency if budget else "EUR")
            if self._has("amount")
            else None
        )
        day = day_of(self.day.text(), self._today) if self._has("day") else None
        known = self.phase.findText(self.phase.currentText())
        phase = self.phase.itemData(known) if known >= 0 else self.phase.currentText()
        return Draft(self.effect_kind, target, amount, day, str(phase), self.name.text(), self.clause.text())

    def _has(self, name: str) -> bool:
        return not self._rows[name].isHidden()

    def _show(self) -> tuple[Draft | None, str]:
        """Say what the register would show, or what stands against it."""
        try:
            draft = self.draft()
        except ValueError as why:
            self.said.setText("")
            self.why.setText(str(why))
            return None, str(why)
        said, against = preview(draft)
        self.said.setText(tr("Register: {change}", change=said) if said else "")
        self.why.setText(against)
        self.why.setVisible(bool(against))
        return draft, against

    def accept(self) -> None:
        """Add or change it when it is complete."""
        draft, why = self._show()
        if draft is not None and not why:
            self.made.emit(draft)


def _after(cycle: Sequence[str], phase: str) -> str:
    """The phase that follows in a life cycle."""
    now = next((n for n, word in enumerate(cycle) if word.casefold() == phase.casefold()), -1)
    return cycle[now + 1] if 0 <= now < len(cycle) - 1 else ""
