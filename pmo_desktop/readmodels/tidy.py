"""The lines of minutes as they are worded after the meeting: typed, worded, offered, and what lacks."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Mapping
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem, Purpose
from pmo_desktop.domain.minutes import Decision, MinuteEntry
from pmo_desktop.domain.values import Rich
from pmo_desktop.domain.wording import Offer, Setting, offers, spelled_in
from pmo_desktop.i18n import N_
from pmo_desktop.readmodels.meetings_facts import MeetingFacts


class Lack(Worded):
    """What a line or an item still lacks; each has one key that asks for it."""

    OUTCOME = "outcome", N_("No outcome")
    OWNER = "owner", N_("No owner")
    DATE = "date", N_("No date")
    REASON = "reason", N_("No reason")


@dc.dataclass(frozen=True, slots=True)
class TidyLine:
    """One line on its way to its final wording.

    `raw` is what was typed, `text` the wording so far; `background` what was prepared for its item.
    """

    id: UUID
    number: str
    kind: EntryKind
    item: str
    raw: str
    text: str
    worded: bool = False
    prepared: bool = False
    check_later: bool = False
    background: str = ""
    reasons: str = ""
    conditions: str = ""
    lacks: tuple[Lack, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class Missing:
    """Something that the minutes still lack: of a line, or of an item that has no outcome."""

    lack: Lack
    number: str
    line: UUID | None = None
    item: UUID | None = None


@dc.dataclass(frozen=True, slots=True)
class Tidy:
    """All lines in the order of the agenda, and what lacks anywhere."""

    lines: tuple[TidyLine, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def worded(self) -> int:
        """How many lines have their final wording."""
        return sum(line.worded for line in self.lines)

    def after(self, line: UUID | None) -> TidyLine | None:
        """The first line behind this one that is not worded, else the first of all that is not."""
        at = next((n for n, x in enumerate(self.lines) if x.id == line), -1)
        turned = (*self.lines[at + 1 :], *self.lines[: at + 1])
        return next((x for x in turned if not x.worded), None)

    def called(self, line: UUID | None) -> TidyLine | None:
        """The line with this id."""
        return next((x for x in self.lines if x.id == line), None)


def tidy(facts: MeetingFacts) -> Tidy:
    """The lines of the minutes with what each lacks."""
    lines = tuple(_line(facts, e) for e in facts.entries)
    lacks = [Missing(lack, x.number, line=x.id) for x in lines for lack in x.lacks]
    items = [Missing(Lack.OUTCOME, i.number, item=i.id) for i in facts.items if _open(facts, i)]
    return Tidy(lines, (*items, *lacks))


def _open(facts: MeetingFacts, item: AgendaItem) -> bool:
    """Whether an item that was to be decided was taken and has no outcome."""
    decides = item.purpose in (Purpose.DECIDE, Purpose.ENDORSE)
    decided = any(e.decision for e in facts.of_item(item.id))
    return decides and item.outcome is None and not decided and item.started_at is not None


def _line(facts: MeetingFacts, e: MinuteEntry) -> TidyLine:
    item, decision = facts.agenda.get(e.item), decision_of(facts, e)
    return TidyLine(
        e.id,
        facts.numbers[e.id],
        e.entry_kind,
        item.title.said(facts.body.language) if item else "",
        e.raw,
        e.text,
        e.tidied,
        e.prepared,
        e.check_later,
        " ".join(item.background.split()) if item else "",
        decision.reasons if decision else "",
        decision.conditions if decision else "",
        tuple(_lacks(facts, e, decision)),
    )


def decision_of(facts: MeetingFacts, entry: MinuteEntry) -> Decision | None:
    """The decision that a line made; a line of reason is about one and made none."""
    return facts.decisions.get(entry.decision) if entry.entry_kind is not EntryKind.REASON else None


def _lacks(facts: MeetingFacts, e: MinuteEntry, decision: Decision | None) -> Iterator[Lack]:
    action = facts.actions.get(e.action)
    if action is not None and action.owner is None:
        yield Lack.OWNER
    if action is not None and action.due is None and not action.tags:
        yield Lack.DATE
    if decision is not None and not decision.reasons:
        yield Lack.REASON


def setting_of(facts: MeetingFacts, entry: MinuteEntry, short: Mapping[str, str]) -> Setting:
    """What a line stands in: style, language, people, and the short forms written out before it."""
    minutes, action = facts.minutes, facts.actions.get(entry.action)
    spelled: set[str] = set()
    for earlier in facts.entries:
        if earlier.id == entry.id:
            break
        spelled |= set(spelled_in(earlier.text, short))
    names = {p.display_name: p.job for p in facts.people.all()}
    titles = " ".join(w.title.said(facts.body.language) for w in facts.works.all())
    return Setting(
        minutes.language if minutes else facts.body.language,
        minutes.style if minutes else facts.body.minute_style,
        facts.body.body_kind,
        names,
        short,
        frozenset(spelled),
        frozenset(word for said in (titles, *names) for word in said.split()),
        facts.name(entry.speaker),
        facts.name(action.owner) if action else "",
    )


def offered(
    facts: MeetingFacts, line: UUID, text: str, short: Mapping[str, str] | None = None
) -> tuple[Offer, ...]:
    """Other wordings of a line as it stands in the editor now."""
    entry = facts.notes.get(line)
    if entry is None:
        return ()
    return offers(Rich(text), entry.entry_kind, setting_of(facts, entry, short or {}))
