"""One decision beside the list: words, reasons, how it was taken, who could take part, what it changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.minutes import DecisionState
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import DecisionEntry, EffectLine
from pmo_desktop.services.decisions.reading import DecisionFile
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.marks import Tag
from pmo_desktop.ui.widgets.panels import Block, IconMark, Inspector, row_of
from pmo_desktop.ui.widgets.text import Label

Go = Callable[[str], object]
_TAGS = {"warn": "warn", "pos": "pos", "text3": "neutral"}


class DecisionInspector(Inspector):
    """All of one decision. `alter_wanted(EffectLine)` asks for the form of an effect that is only decided."""

    alter_wanted = Signal(object)

    def __init__(self, entry: DecisionEntry, go: Go) -> None:
        super().__init__(entry.ref or tr("Decision"), str(entry.record.text))
        self._go, self.entry = go, entry
        self.add(self._facts())
        self._add_words()
        self.add(self._effects())
        self._add_history()

    def _facts(self) -> Block:
        entry, block, record = self.entry, Block(), self.entry.record
        block.add_fact(tr("State"), tr(record.state.label))
        block.add_fact(tr("Carried out"), tr(entry.carried.value))
        if entry.body is not None:
            block.add_fact(tr("Body"), entry.body.title.said(language()))
        block.add_fact(tr("Made"), tr(record.route.label))
        if record.made_on:
            block.add_fact(tr("Made on"), shown.day(record.made_on))
        if record.effective:
            block.add_fact(tr("In force from"), shown.day(record.effective))
        if record.review_by:
            block.add_fact(tr("Review by"), shown.day(record.review_by))
        if record.authority:
            block.add_fact(tr("Authority"), record.authority)
        for uid, ref, called in entry.works:
            said = f"{ref} {called.said(language())}"
            block.add(self._link(said, "chart-gantt", f"project/{uid}"))
        if entry.meeting is not None:
            said = tr("Meeting {ref}", ref=entry.meeting.ref)
            block.add(self._link(said, "scale", f"meetings/{entry.meeting.id}"))
        if entry.item is not None:
            title = entry.item.title.said(language())
            block.add(Label(tr("Item {number}: {title}", number=entry.item.number, title=title),
                            tone="text2", wrap=True))  # fmt: skip
        return block

    def _link(self, said: str, icon: str, target: str) -> Button:
        short = said if len(said) < 40 else f"{said[:39]}…"
        return Button(short, look="link", icon=icon, tip=said, on_click=lambda: self._go(target))

    def _add_words(self) -> None:
        record = self.entry.record
        for heading, text in (
            (tr("Because"), record.reasons),
            (tr("Conditions"), record.conditions),
            (tr("Options considered"), record.options),
            (tr("Dissent"), record.dissent),
            (tr("Could not wait because"), record.urgent_because),
        ):
            if text:
                block = Block(heading)
                block.add(Label(str(text), wrap=True))
                self.add(block)

    def _effects(self) -> Block:
        """Each change with old and new value, and where it stands."""
        block = Block(tr("What it changes in the register"))
        for line in self.entry.effects:
            block.add(Label(line.says, wrap=True, weight=500))
            row = row_of(Tag(line.state, _TAGS.get(line.tone, "neutral")), 1)
            since = line.effect.applied_at
            if line.effect.state is EffectState.APPLIED and since is not None:
                day = shown.day(since.astimezone().date())
                row.addWidget(Label(tr("since {day}", day=day), size=12, tone="text2"))
            elif line.effect.state is EffectState.DECIDED:
                row.addWidget(self._alter(line))
            block.add(row)
        if not self.entry.effects:
            block.add(Label(tr("Nothing. It is carried out by people."), tone="text2", wrap=True))
        return block

    def _alter(self, line: EffectLine) -> Button:
        return Button(tr("Change…"), look="link", small=True, on_click=lambda: self.alter_wanted.emit(line))

    def _add_history(self) -> None:
        entry, block = self.entry, Block(tr("Other decisions"))
        refused = entry.record.state is DecisionState.NOT_RATIFIED
        lines = (
            (tr("Replaces"), entry.replaces),
            (tr("Overturned by"), entry.replaced_by),
            (tr("Not ratified by") if refused else tr("Ratified by"), entry.ratified_by),
        )  # fmt: skip
        for label, ref in lines:
            if ref:
                row = row_of(Label(label, size=12, tone="text2"), 1)
                row.addWidget(self._link(ref, "gavel", f"decisions/{ref}"))
                block.add(row)
        if any(ref for _, ref in lines):
            self.add(block)

    def show_file(self, file: DecisionFile) -> None:
        """How it was taken, once that was read."""
        if file.entry.id != self.entry.id:
            return
        taken, block = file.taken, Block(tr("How it was taken"))
        for label, value in taken.lines:
            block.add_fact(label, value)
        if file.entry.between and file.entry.record.description:
            block.add(Label(str(file.entry.record.description), wrap=True))
        for vote in taken.votes:
            row = row_of(IconMark("vote", "accent_text"))
            row.addWidget(Label(vote, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
            block.add(row)
        if taken.present and not file.entry.between:
            block.add(Label(trn("{n} could take part", "{n} could take part", len(taken.present)),
                            size=12, tone="text2"))  # fmt: skip
        if taken.present:
            block.add(Label(", ".join(taken.present), wrap=True))
        if taken.out:
            block.add(Label(tr("Not counted, interest declared: {names}", names=", ".join(taken.out)),
                            wrap=True, tone="warn"))  # fmt: skip
        if taken.lines or taken.votes or taken.present:
            self.add(block)
