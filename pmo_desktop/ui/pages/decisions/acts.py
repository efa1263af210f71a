"""What a person does with a decision on its page: each act as one edit, with the reason when it cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from pmo_desktop.domain.edits import Batch, Edit
from pmo_desktop.domain.effects import Effect, EffectKind
from pmo_desktop.domain.governance import Membership
from pmo_desktop.domain.minutes import Decision, DecisionState
from pmo_desktop.i18n import tr, trl
from pmo_desktop.readmodels.decisions import DecisionEntry
from pmo_desktop.services.decisions import acts
from pmo_desktop.services.decisions.between import BetweenMeetings, agenda_edit, recorded
from pmo_desktop.services.decisions.forming import (
    Draft,
    Target,
    added,
    altered,
    taken_off,
    targets,
    why_closed,
)
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.ui.pages.decisions.between_form import Around

if TYPE_CHECKING:
    from pmo_desktop.services.office import Office
    from pmo_desktop.ui.desk import Desk

RESCIND, REPLACE, RATIFY, REFUSE = "rescind", "replace", "ratify", "refuse"
_GOALS = {RESCIND: DecisionState.RESCINDED, REPLACE: DecisionState.SUPERSEDED}
_LABELS = {
    RESCIND: lambda code, by: trl("{code} rescinded by {by}", code=code, by=by),
    REPLACE: lambda code, by: trl("{code} replaced by {by}", code=code, by=by),
    RATIFY: lambda code, by: trl("{code} ratified by {by}", code=code, by=by),
    REFUSE: lambda code, by: trl("{code} not ratified by {by}", code=code, by=by),
}


class DecisionActs(QObject):
    """Sends the edits. `said(lead, rest)` after each, `wrong(sentence)` why one was not sent."""

    said = Signal(str, str)
    wrong = Signal(str)
    done = Signal()
    made = Signal(str)
    """The id of a decision that is being stored."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    @property
    def _moment(self) -> Moment:
        return Moment(self._desk.office.now(), self._desk.office.new_id)

    def _send(self, edit: Edit, label: str, then: Callable[[], object] | None = None) -> None:
        def stored(_receipt: object) -> None:
            self.said.emit(str(label), tr("Undo: {key}", key="Ctrl+Z"))
            self.done.emit()
            if then is not None:
                then()

        self._desk.submit(edit, label, stored)

    # -- states ------------------------------------------------------------------------------------

    def bring(self, entry: DecisionEntry, goal: DecisionState) -> None:
        """To a state by allowed steps."""
        if why := acts.why_not(entry.record, goal):
            self.wrong.emit(why)
            return
        effects = [line.effect for line in entry.effects]
        lapses = goal is DecisionState.LAPSED
        edit = acts.lapsed(entry.record, effects) if lapses else acts.brought(entry.record, goal)
        self._send(edit, trl("{code}: {state}", code=entry.ref, state=trl(goal.label)))

    # -- by another decision -----------------------------------------------------------------------

    def by_another(self, entry: DecisionEntry, what: str, by: Decision) -> None:
        """Rescind, replace, ratify or refuse a decision by another one; read and made in the background."""
        moment, label = self._moment, _LABELS[what](entry.ref, by.ref)
        effects = [line.effect for line in entry.effects]

        def make(office: Office) -> Batch | str:
            return _made(office, entry.record, effects, what, by, moment)

        def send(found: Batch | str) -> None:
            if isinstance(found, str):
                self.wrong.emit(found)
            else:
                self._send(found, label)

        self._desk.query(make, send)

    # -- effects -----------------------------------------------------------------------------------

    def read_targets(self, kind: EffectKind, take: Callable[[EffectKind, Sequence[Target]], None]) -> None:
        """The records that a change can be about."""
        self._desk.query(lambda office: targets(office.store.reader, kind), lambda found: take(kind, found))

    def effect(self, entry: DecisionEntry, draft: Draft, before: Effect | None) -> None:
        """Add an effect, or change one that is only decided."""

        def send(why: str) -> None:
            if why:
                self.wrong.emit(why)
                return
            edit = altered(before, draft) if before is not None else added(entry.record, draft, self._moment)
            self._send(edit, trl("{code}: {change}", code=entry.ref, change=trl(draft.kind.label)))

        self._desk.query(lambda office: _closed(office, entry.record, before), send)

    def take_off(self, entry: DecisionEntry, effect: Effect) -> None:
        """An effect that is only decided goes."""

        def send(why: str) -> None:
            if why:
                self.wrong.emit(why)
            else:
                said = trl("{code}: change taken off", code=entry.ref)
                self._send(taken_off(effect), said)

        self._desk.query(lambda office: _closed(office, entry.record, effect), send)

    # -- between meetings --------------------------------------------------------------------------

    def read_around(self, take: Callable[[Around], None]) -> None:
        """What the form of a decision between meetings chooses from."""
        self._desk.query(_around, take)

    def record(self, wanted: BetweenMeetings, members: list[Membership]) -> None:
        """Store the decision, then bring up the item that ratifies on the next agenda."""
        body = wanted.body
        label = trl("Decision between meetings of {body}", body=body.code)
        edit = recorded(wanted, members, self._moment)
        self.made.emit(str(edit.edits[0].id))  # type: ignore[union-attr]
        self._send(edit, label, lambda: self._to_agenda(body.id))

    def _to_agenda(self, body: UUID) -> None:
        moment = self._moment

        def send(edit: Batch) -> None:
            if edit.edits:
                self._send(edit, trl("To be ratified, on the next agenda"))

        self._desk.query(lambda office: agenda_edit(office.store.reader, body, moment), send)


def _made(
    office: Office, decision: Decision, effects: list[Effect], what: str, by: Decision, moment: Moment
) -> Batch | str:
    """The edit, or why the other decision cannot do it yet."""
    reader = office.store.reader
    waits = acts.standing_of(reader, by)
    if what in _GOALS:
        if why := waits or acts.why_not(decision, _GOALS[what]):
            return why
        return acts.overturned(reader, decision, effects, by, _GOALS[what], moment)
    granted = what == RATIFY
    return acts.ratified(reader, decision, effects, by, granted=granted, now=not waits, moment=moment)


def _closed(office: Office, decision: Decision, effect: Effect | None) -> str:
    sets = office.store.reader.where("minute_set", "meeting", [decision.meeting]) if decision.meeting else []
    return why_closed(decision, sets, effect)


def _around(office: Office) -> Around:
    reader = office.store.reader
    members = reader.all("membership")
    people = reader.get("person", {m.person for m in members})
    names = {uid: p.display_name for uid, p in people.items()}
    return Around(reader.all("body"), members, names, reader.all("work"))
