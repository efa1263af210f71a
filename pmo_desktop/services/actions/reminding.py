"""Reminders: which actions are due for one, one letter an owner in his language, the log of what went out."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from pmo_desktop.domain.ageing import ReminderStep, reminder
from pmo_desktop.domain.edits import Batch, batch
from pmo_desktop.domain.organisation import Person
from pmo_desktop.domain.raid import Chase
from pmo_desktop.domain.workdays import WorkDays
from pmo_desktop.i18n import languages, speaking, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import ActionEntry, due_said
from pmo_desktop.services.actions.acts import reminded
from pmo_desktop.services.actions.reading import Register

_LATER = 14
"""Days that the example of an answer asks for."""
BY_FILE, BY_SERVER = "file", "smtp"
"""How a reminder went out, as the log has it."""


@dc.dataclass(frozen=True, slots=True)
class Reminder:
    """One action whose owner is to be told, and why."""

    entry: ActionEntry
    step: ReminderStep


@dc.dataclass(frozen=True, slots=True)
class Letter:
    """All reminders of one owner, with those who get a copy; `problem` says why it cannot be sent."""

    owner: Person
    reminders: tuple[Reminder, ...]
    copies: tuple[Person, ...]
    language: str
    subject: str
    text: str
    problem: str = ""

    @property
    def id(self) -> UUID:
        """The id of the owner: one letter each."""
        return UUID(int=self.owner.id.int)

    @property
    def step(self) -> ReminderStep:
        """The most pressing of its reminders."""
        order = list(ReminderStep)
        return max((r.step for r in self.reminders), key=order.index)


def due_reminders(register: Register, today: date, days: WorkDays | None = None) -> list[Reminder]:
    """The actions whose owners are to be told on a day, in the order of their days."""
    counted = days or WorkDays()
    found = ((row, reminder(row.record, today, counted)) for row in register.rows)
    return [Reminder(row, step) for row, step in found if step is not None]


def asked_for(rows: Iterable[ActionEntry], today: date) -> list[Reminder]:
    """Reminders that somebody asks for by hand, whatever the calendar says."""
    return [
        Reminder(r, ReminderStep.LATE if r.late(today) else ReminderStep.BEFORE)
        for r in rows
        if r.open and r.record.owner is not None
    ]


def letters(register: Register, reminders: Sequence[Reminder], today: date) -> list[Letter]:
    """One letter an owner, by name. Actions of people who are not here any more are left out."""

    def owner(one: Reminder) -> int:
        return one.entry.record.owner.int if one.entry.record.owner else 0

    found: list[Letter] = []
    for number, group in groupby(sorted(reminders, key=owner), key=owner):
        person = register.person(UUID(int=number))
        if person is not None:
            found.append(_letter(register, person, tuple(group), today))
    return sorted(found, key=lambda one: one.owner.display_name.casefold())


def _letter(register: Register, owner: Person, reminders: tuple[Reminder, ...], today: date) -> Letter:
    language = _language(owner)
    with speaking(language):
        n = len(reminders)
        day = shown.date(today)
        subject = trn("{n} action of yours, as of {day}", "{n} actions of yours, as of {day}", n, day=day)
        text = _text(owner, reminders, today)
    problem = "" if "@" in owner.email else tr("{name} has no e-mail address", name=owner.display_name)
    return Letter(owner, reminders, _copies(register, owner, reminders), language, subject, text, problem)


def _language(owner: Person) -> str:
    """The first of the owner's languages that the program speaks, else English."""
    known = languages()
    short = (tag.split("-")[0].lower() for tag in owner.languages)
    return next((code for code in short if code in known), "en")


def _copies(register: Register, owner: Person, reminders: Sequence[Reminder]) -> tuple[Person, ...]:
    """The line manager, then the chairs of the bodies, as the steps of the reminders have it."""
    wanted: dict[UUID, Person] = {}

    def add(uid: UUID | None) -> None:
        person = register.person(uid)
        if person is not None and person.id != owner.id and "@" in person.email:
            wanted.setdefault(UUID(int=person.id.int), person)

    if any(r.step.tells_manager for r in reminders):
        add(owner.manager)
    for one in reminders:
        body = one.entry.record.body
        if one.step.tells_chair and body is not None:
            add(register.chairs.get(UUID(int=body.int)))
    return tuple(wanted.values())


def _text(owner: Person, reminders: Sequence[Reminder], today: date) -> str:
    """The letter: greeting, each action with where it came from, and how to answer."""
    greeting = tr("Dear {name},", name=owner.given or owner.display_name)
    lead = trn(
        "this action of yours is due or late:", "these actions of yours are due or late:", len(reminders)
    )
    told = [_action(one.entry, today) for one in reminders]
    first = reminders[0].entry.ref or "A-1"
    how = [
        tr("How to answer: reply to this mail, one line an action, for example"),
        f"  {first} " + tr("done"),
        f"  {first} " + tr("blocked because the permit is missing"),
        f"  {first} " + tr("new date {day}", day=shown.date(today + timedelta(days=_LATER))),
        tr("A new date counts when it has been agreed."),
    ]
    return "\n\n".join((greeting, lead, *told, "\n".join(how))) + "\n"


def _action(entry: ActionEntry, today: date) -> str:
    """One action; what was agreed in a restricted part is not told by mail."""
    o = entry.origin
    restricted = tr("(restricted: see the register)")
    text = restricted if o.restricted else " ".join(str(entry.record.text).split())
    lines = [
        f"{entry.ref}  {text}",
        "  " + tr("Due: {day}", day=due_said(entry, today)),
    ]
    if o.meeting_ref and o.meeting_at is not None:
        day = shown.date(shown.local(o.meeting_at).date())
        lines.append("  " + tr("Meeting: {ref}, {day}", ref=o.meeting_ref, day=day))
    if not o.restricted and o.topic():
        lines.append("  " + tr("Item: {item}", item=o.topic()))
    if not o.restricted and o.decision_ref:
        said = " ".join(o.decision_text.split())
        lines.append("  " + tr("Decision: {ref} {text}", ref=o.decision_ref, text=said))
    return "\n".join(lines)


def sent(written: Iterable[Letter], today: date, by: str) -> Batch:
    """The log: each action of each letter was told on a day, by which road, with whom in copy."""
    edits = []
    for letter in written:
        chase = Chase(today, by, tuple(p.display_name for p in letter.copies))
        edits += [reminded(r.entry.record, chase) for r in letter.reminders]
    return batch(edits)
