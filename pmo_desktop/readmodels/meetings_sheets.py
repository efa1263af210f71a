"""Two sheets on paper: decisions and actions to read back at the end, and a crib for the scribe before."""

from __future__ import annotations

import dataclasses as dc
import hashlib
from collections.abc import Iterator
from datetime import timedelta

from pmo_desktop.domain.markers import MARKERS, EntryKind
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.domain.organisation import PaperSize
from pmo_desktop.i18n import speaking, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_effects import said, when
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.meetings_quorum import quorum_of


@dc.dataclass(frozen=True, slots=True)
class Part:
    """A table of a sheet: its head, columns as (head, share of the width), rows of texts."""

    title: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]


@dc.dataclass(frozen=True, slots=True)
class SheetModel:
    """A sheet: title, facts in a line, tables. `version` is 8 digits of the hash of all that it says."""

    meeting: str
    title: str
    facts: str
    parts: tuple[Part, ...]
    kind: str
    language: str
    name: str = ""
    """Of its file."""
    paper: PaperSize = PaperSize.A4

    @property
    def version(self) -> str:
        """The same for the same words."""
        words = repr((self.meeting, self.title, self.facts, self.parts))
        return hashlib.sha256(words.encode()).hexdigest()[:8]

    @property
    def code(self) -> str:
        """What the QR code says: the meeting, which sheet, which version."""
        return f"PMO:{self.meeting}:{self.kind}:{self.version}"


def decision_sheet(facts: MeetingFacts) -> SheetModel:
    """Decisions with what they do, and actions with owner and day, in the language of the minutes."""
    lang = facts.minutes.language if facts.minutes else facts.body.language
    with speaking(lang):
        decisions = Part(
            tr("Decisions"),
            ((tr("Code"), 0.19), (tr("Decision"), 0.5), (tr("In the register"), 0.31)),
            tuple(_decisions(facts)),
        )
        actions = Part(
            tr("Actions"),
            ((tr("Code"), 0.19), (tr("Action"), 0.43), (tr("Owner"), 0.22), (tr("Due"), 0.16)),
            tuple(_actions(facts)),
        )
        title = tr("Decisions and actions of {meeting}", meeting=facts.meeting.ref)
        name = tr("{meeting} decisions and actions", meeting=facts.meeting.ref)
        return SheetModel(
            facts.meeting.ref, title, _when(facts), (decisions, actions), "decisions", lang, name
        )


def _when(facts: MeetingFacts) -> str:
    following = facts.next_meeting
    parts = [
        facts.body.title.said(facts.body.language),
        shown.zoned(facts.meeting.starts),
        facts.meeting.venue,
    ]
    parts += [tr("Next meeting: {when}", when=shown.zoned(following.starts))] if following else []
    return " · ".join(p for p in parts if p)


def _decisions(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    for entry in facts.entries:
        made = facts.decisions.get(entry.decision) if entry.entry_kind is not EntryKind.REASON else None
        if made is None or not live(made):
            continue
        because = tr("Because {reasons}", reasons=made.reasons) if made.reasons else ""
        text = made.text.rstrip(". ") + "." if because else made.text
        waits = "" if made.quorate else tr("Subject to ratification")
        effects = [e for e in facts.effects.all() if e.decision == made.id and live(e)]
        does = "; ".join(f"{said(facts, e)}, {when(facts, e)}" for e in effects)
        yield (
            made.ref,
            " ".join(t for t in (text, because) if t),
            " ".join(t for t in (waits, does) if t),
        )


def _actions(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    for entry in facts.entries:
        made = facts.actions.get(entry.action)
        if made is not None and live(made):
            due = shown.day(made.due) if made.due else tr("to be confirmed")
            yield made.ref, made.text, facts.name(made.owner) or tr("no owner yet"), due


def crib_sheet(facts: MeetingFacts) -> SheetModel:
    """Who sits there with initials, the items with times, the markers: one page for the scribe."""
    with speaking(facts.body.language):
        people = Part(
            tr("Attendance"),
            ((tr("Initials"), 0.12), (tr("Name"), 0.33), (tr("Capacity"), 0.23), (tr("Interests"), 0.32)),
            tuple(_people(facts)),
        )
        agenda = Part(
            tr("Agenda"),
            (
                (tr("No."), 0.08),
                (tr("Starts"), 0.1),
                (tr("Item"), 0.42),
                (tr("Presenter"), 0.25),
                (tr("Time"), 0.15),
            ),
            tuple(_agenda(facts)),
        )
        signs = " · ".join(f"{m.sign} {tr(m.legend)}" for m in MARKERS)
        keys = Part(tr("Markers"), ((tr("Sign and meaning"), 1.0),), ((signs,), (_keys(),)))
        title = tr("Crib for {meeting}", meeting=facts.meeting.ref)
        needs = tr("Quorum: {n} of {members}", n=quorum_of(facts).needed, members=quorum_of(facts).members)
        name = tr("{meeting} crib", meeting=facts.meeting.ref)
        head = f"{_when(facts)} · {needs}"
        parts = (people, agenda, keys)
        return SheetModel(facts.meeting.ref, title, head, parts, "crib", facts.body.language, name)


def _keys() -> str:
    return tr("@ person · > day · / work · Ctrl+↓ next item · Ctrl+L joined or left · Ctrl+R read back")


def _people(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    held = {m.person: m for m in facts.memberships.all()}
    for seat in facts.present_list:
        membership = held.get(seat.person)
        interests = "; ".join(i.nature for i in membership.interests) if membership else ""
        capacity = tr(seat.capacity.label)
        yield facts.initials.get(seat.person, ""), facts.name(seat.person), capacity, interests


def _agenda(facts: MeetingFacts) -> Iterator[tuple[str, ...]]:
    at = shown.local(facts.meeting.starts)
    for item in facts.items:
        words = " · ".join((item.title.said(facts.body.language), _asked(item)))
        time = shown.minutes(item.allotted)
        yield item.number, shown.time(at), words, facts.name(item.presenter), time
        at += timedelta(minutes=int(item.allotted))


def _asked(item: AgendaItem) -> str:
    part = tr(item.part.label) if item.part.value == "b" else ""
    return " · ".join(t for t in (tr(item.purpose.label), part) if t)
