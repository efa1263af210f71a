"""Below the line: what a decision would do to the register; one key takes it, the same key takes it off."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QAccessible, QAccessibleEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pmo_desktop.domain.effects import Effect
from pmo_desktop.domain.effectwords import following
from pmo_desktop.domain.ids import MinuteEntryId
from pmo_desktop.domain.markers import Line
from pmo_desktop.i18n import tr
from pmo_desktop.services.meetings.effectwords import (
    DECIDING,
    NOBODY,
    Offered,
    as_resolved,
    of_decision,
    offered,
)
from pmo_desktop.services.meetings.typed import Typed
from pmo_desktop.ui.minutes.keys import KeyHint
from pmo_desktop.ui.minutes.scribe import Scribe
from pmo_desktop.ui.theme import current
from pmo_desktop.ui.widgets.panels import IconMark
from pmo_desktop.ui.widgets.text import Label

TAB = "Tab"


class EffectStrip(QWidget):
    """A sign (taken or not), what the register will show and when, a warning, and the key that turns it."""

    def __init__(self) -> None:
        super().__init__()
        self._yes, self._no = IconMark("circle-check", "pos"), IconMark("stamp", "accent_text")
        self._lead = Label("", weight=600, tone="accent_text", elide=True)
        self._more = Label("", tone="text2", elide=True)
        self._warns = Label("", tone="warn", weight=500, elide=True)
        self._act = Label("", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(8)
        self._key = KeyHint(tr(TAB))
        for widget in (self._yes, self._no, self._lead, self._more, self._warns):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._key)
        row.addWidget(self._act)
        self.setFixedHeight(current().px(24))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def said(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self.accessibleName()

    def say(self, offers: Sequence[Offered], *, taken: bool) -> None:
        """Show these changes, or nothing."""
        self.setVisible(bool(offers))
        if not offers:
            return
        lead, warns = "; ".join(o.says for o in offers), next((o.warns for o in offers if o.warns), "")
        act = tr("takes it off") if taken else tr("takes it into the register")
        self._yes.setVisible(taken)
        self._no.setVisible(not taken)
        self._lead.setText(lead)
        self._lead.set_tone("pos" if taken else "accent_text")
        self._more.setText(offers[0].when)
        self._warns.setText(warns)
        self._act.setText(act)
        self._share_out()
        words = ", ".join(t for t in (lead, offers[0].when, warns) if t)
        name = tr("{change}. Tab {act}", change=words, act=act)
        if name != self.accessibleName():
            self.setAccessibleName(name)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words at the end give way first."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """Show what has room: what changes, a warning and the key before when, and when before the act."""
        room = self.width() - current().px(16 + 8 * 6 + 8) - self._key.sizeHint().width()
        for label in (self._lead, self._warns, self._more, self._act):
            wide = label.sizeHint().width() if label.text() else 0
            label.setVisible(bool(label.text()) and (label is self._lead or wide <= room))
            room -= wide

    def minimumSizeHint(self) -> QSize:
        """May become narrow."""
        return QSize(1, current().px(24))


class EffectOffers(QObject):
    """Follows the growing line: what is offered, whether it is taken, what the last one left open."""

    def __init__(self, scribe: Scribe, strip: EffectStrip) -> None:
        super().__init__()
        self._scribe, self._strip = scribe, strip
        self._offers: tuple[Offered, ...] = ()
        self._taken, self._chosen = False, False
        self._late: UUID | None = None
        self._late_offers: tuple[Offered, ...] = ()

    def read(self, line: Line) -> None:
        """The line as it reads now."""
        facts, item = self._scribe.facts, self._scribe.item
        if facts is None or facts.meeting.opened_at is None or line.empty or line.kind not in DECIDING:
            self._offers = ()
            if line.empty:
                self._taken = self._chosen = False
            self._show(empty=line.empty)
            return
        typed = Typed(facts, item, line, MinuteEntryId(NOBODY), self._scribe.sitting.moment)
        self._offers = offered(typed)
        if not self._chosen:
            goes_on = bool(following(line.text, typed.lang)[0])
            self._taken = goes_on or as_resolved(item, line.text) or self._standing()
        self._show(empty=False)

    def _standing(self) -> bool:
        """Whether the decision that is being changed does something already."""
        facts = self._scribe.facts
        entry = facts.notes.get(self._scribe.editing) if facts else None
        return facts is not None and entry is not None and bool(of_decision(facts, entry.decision))

    def _show(self, *, empty: bool) -> None:
        if self._offers:
            self._strip.say(self._offers, taken=self._taken)
        else:
            self._strip.say(self._late_offers if empty else (), taken=self._late_taken())

    def _late_taken(self) -> bool:
        facts = self._scribe.facts
        entry = facts.notes.get(self._late) if facts and self._late else None
        return facts is not None and entry is not None and bool(of_decision(facts, entry.decision))

    def toggle(self) -> bool:
        """Tab: take what is offered or take it off; whether there was anything."""
        if self._offers:
            self._taken, self._chosen = not self._taken, True
            self._strip.say(self._offers, taken=self._taken)
            return True
        if self._late is None or not self._late_offers or self._strip.isHidden():
            return False
        wanted = [] if self._late_taken() else [o.effect for o in self._late_offers]
        self._scribe.take_effects(self._late, wanted)
        self._show(empty=True)
        return True

    @property
    def wanted(self) -> list[Effect] | None:
        """What the line's decision shall do; None leaves it to the words (or as it was)."""
        if not self._offers:
            return None
        if self._taken:
            return [o.effect for o in self._offers]
        return [] if self._chosen or self._scribe.editing is None else None

    def entered(self, uid: UUID | None) -> None:
        """The line was ended: what it offered stays open until the next line."""
        self._late = uid if self._offers else None
        self._late_offers = self._offers
        self._offers, self._taken, self._chosen = (), False, False

    def forget(self) -> None:
        """Nothing is offered any more: another item, another meeting, Esc."""
        self._late, self._late_offers = None, ()
        self._show(empty=True)
