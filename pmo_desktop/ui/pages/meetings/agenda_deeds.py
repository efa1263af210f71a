"""What is done with a whole agenda: agree it, copy one, keep it as usual, headings, business sent on."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QInputDialog

from pmo_desktop.domain.governance import GovernanceBody, MeetingSeries
from pmo_desktop.domain.ids import BodyId, MeetingId
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.i18n import language, tr, trl, trn
from pmo_desktop.readmodels.agenda import CONSENT, heading_of, objections
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.meetings import agenda_order as order
from pmo_desktop.services.meetings.agenda_usual import agreed, copied, kept_as_usual
from pmo_desktop.services.meetings.business import sent_item
from pmo_desktop.services.meetings.consent import passed_together
from pmo_desktop.services.meetings.reading import read_meeting

if TYPE_CHECKING:
    from pmo_desktop.ui.pages.meetings.agenda import AgendaTab


class AgendaDeeds:
    """The acts of the agenda tab that ask something first, or read another meeting."""

    def __init__(self, tab: AgendaTab) -> None:
        self._tab = tab
        self._asked = False

    def agree(self) -> None:
        """Agree the agenda. What it lacks is said first; asked again it is agreed all the same."""
        facts = self._tab.sitting.facts
        edit = agreed(facts, self._tab.sitting.moment) if facts else None
        if facts is None or edit is None:
            return
        lacks = objections(facts)
        if lacks and not self._asked:
            self._asked = True
            lead = trn("{n} point before it is agreed", "{n} points before it is agreed", len(lacks))
            self._tab.strip.say(lead, " · ".join(o.says for o in lacks[:3]))
            self._tab.agree_button.setText(tr("Agree all the same"))
            return
        self._tab.sitting.send(edit, trl("Agenda agreed"))

    def pass_consent(self) -> None:
        """Conclude what is left in the consent block in one go."""
        sitting = self._tab.sitting
        if sitting.facts is not None:
            edit = passed_together(sitting.facts, sitting.moment)
            if edit.edits:
                sitting.send(edit, trl("Consent block passed"))

    def why_not_pass(self) -> str:
        """Why the consent block cannot be passed, "" when it can."""
        facts = self._tab.sitting.facts
        if facts is None or facts.meeting.state is not MeetingState.IN_SESSION:
            return tr("The meeting is not in session")
        waits = any(heading_of(i) == CONSENT and i.started_at is None for i in facts.items)
        return "" if waits else tr("Nothing is left in the consent block")

    def keep_as_usual(self) -> None:
        """Let every meeting of the series begin with this agenda."""
        facts = self._tab.sitting.facts
        if facts is None or facts.meeting.series is None:
            self._tab.strip.say(tr("This meeting belongs to no series"))
            return
        series, items, lang = facts.meeting.series, facts.items, facts.body.language

        def take(found: dict[UUID, MeetingSeries]) -> None:
            edit = kept_as_usual(found[series], items, lang) if series in found else None
            if edit is not None:
                self._tab.sitting.desk.submit(edit, trl("Usual agenda of the series"))

        self._tab.sitting.desk.query(lambda office: office.store.reader.get("series", [series]), take)

    def ask_copy(self) -> None:
        """Ask for another meeting whose agenda is copied."""
        facts = self._tab.sitting.facts
        if facts is None:
            return

        def take(meetings: list[Meeting]) -> None:
            kept = sorted(meetings, key=lambda m: m.starts.at, reverse=True)
            others = {m.ref: m.id for m in kept if m.id != facts.meeting.id and m.ref}
            name, said = QInputDialog.getItem(
                self._tab, tr("Copy an agenda"), tr("From the meeting"), list(others)
            )
            if said and name in others:
                self.copy_from(others[name])

        self._tab.sitting.desk.query(lambda office: office.store.reader.all("meeting"), take)

    def copy_from(self, meeting: UUID) -> None:
        """Copy the items of another meeting that this one does not have."""

        def take(source: MeetingFacts | None) -> None:
            facts = self._tab.sitting.facts
            edit = copied(facts, source.items, self._tab.sitting.moment) if facts and source else None
            if edit is None:
                self._tab.strip.say(tr("All of it is on this agenda"))
                return
            self._tab.sitting.send(edit, trl("Agenda copied"))

        self._tab.sitting.desk.query(
            lambda office: read_meeting(office.store.reader, MeetingId(meeting)), take
        )

    def ask_heading(self) -> None:
        """Ask for the heading that the selected items are put under; an empty one takes them out."""
        item, facts = self._tab.current, self._tab.sitting.facts
        if item is None or facts is None:
            return
        names = list(dict.fromkeys(i.section for i in facts.items if i.section))
        name, said = QInputDialog.getItem(self._tab, tr("Heading"), tr("Put under"), names or [""])
        if said:
            self._tab.change(lambda now, ids: order.put_under(now, ids, name), trl("Heading of items"))

    def ask_name(self) -> None:
        """Ask for another name of the heading that the item with the focus stands under."""
        item = self._tab.current
        if item is None or not item.section:
            return
        name, said = QInputDialog.getText(self._tab, tr("Heading"), tr("New name"), text=item.section)
        if said:
            before = item.section
            self._tab.change(lambda now, _ids: order.renamed(now, before, name), trl("Name of a heading"))

    def send_on(self, body: UUID) -> None:
        """Put the business of the item with the focus before another body, with its way so far."""
        facts, item = self._tab.sitting.facts, self._tab.current
        if facts is None or item is None:
            return
        edit = sent_item(facts, item, BodyId(body), self._tab.sitting.moment)
        self._tab.sitting.send(edit, trl("“{title}” sent on", title=item.title.said(language())))

    def ask_body(self) -> None:
        """Ask which body the business goes to next."""
        facts = self._tab.sitting.facts
        if facts is None:
            return

        def take(bodies: list[GovernanceBody]) -> None:
            others = {b.title.said(language()): b.id for b in bodies if b.id != facts.body.id}
            if not others:
                self._tab.strip.say(tr("There is no other body"))
                return
            name, said = QInputDialog.getItem(self._tab, tr("Send on"), tr("Body"), list(others))
            if said and name in others:
                self.send_on(others[name])

        self._tab.sitting.desk.query(lambda office: office.store.reader.all("body"), take)

    def move_heading(self, by: int) -> None:
        """Bring the heading of the item with the focus, and all under it, up or down."""
        item = self._tab.current
        if item is not None:
            section = item.section
            self._tab.change(
                lambda now, _ids: order.section_moved(now, section, by), trl("Order of the agenda")
            )
