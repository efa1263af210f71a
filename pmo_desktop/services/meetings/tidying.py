"""Edits of the tidy view: the final wording of a line, and what it lacked."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.domain.ageing import TO_BE_CONFIRMED
from pmo_desktop.domain.datewords import read_date
from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.ids import PersonId
from pmo_desktop.domain.initials import resolve
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem, Outcome
from pmo_desktop.domain.minutes import MinuteEntry
from pmo_desktop.domain.raid import Action
from pmo_desktop.domain.values import Rich
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.readmodels.shown import local
from pmo_desktop.readmodels.tidy import Lack, decision_of
from pmo_desktop.services.meetings.session import set_outcome
from pmo_desktop.services.meetings.steps import Moment
from pmo_desktop.services.meetings.typed import language_of


def worded(facts: MeetingFacts, entry: MinuteEntry, text: str, condition: str = "") -> Batch:
    """The final wording of a line; what the line made says the same. What was typed stays beside it.

    `condition` goes to the decision that the line made, behind the conditions it has.
    """
    said = Rich(" ".join(text.split()))
    edits: list[Edit] = [between(entry, dc.replace(entry, text=said, tidied=True))]
    edits += _follows(facts, entry, said, condition)
    return batch(e for e in edits if getattr(e, "changes", True))


def unworded(entry: MinuteEntry) -> Batch:
    """Take a line up again."""
    return batch([between(entry, dc.replace(entry, tidied=False))])


def rewritten(facts: MeetingFacts, entry: MinuteEntry, text: str) -> Batch:
    """Another wording of a line, with what it made, whether or not it was worded before."""
    said = Rich(" ".join(text.split()))
    edits: list[Edit] = [between(entry, dc.replace(entry, text=said)), *_follows(facts, entry, said)]
    return batch(e for e in edits if getattr(e, "changes", True))


def _follows(facts: MeetingFacts, entry: MinuteEntry, said: Rich, condition: str = "") -> list[Edit]:
    """The record a line made, with the words of the line."""
    if entry.entry_kind is EntryKind.REASON:
        return _reason(facts, entry, said)
    decision = decision_of(facts, entry)
    if decision is not None:
        conditions = Rich("\n".join(t for t in (decision.conditions, condition) if t))
        return [between(decision, dc.replace(decision, text=said, conditions=conditions))]
    action = facts.actions.get(entry.action)
    return [between(action, dc.replace(action, text=said))] if action else []


def _reason(facts: MeetingFacts, entry: MinuteEntry, said: Rich) -> list[Edit]:
    """The reasons of a decision with these words in place of those that the line gave it."""
    decision = facts.decisions.get(entry.decision)
    if decision is None:
        return []
    had = entry.text and entry.text in decision.reasons
    reasons = decision.reasons.replace(entry.text, said) if had else f"{decision.reasons} {said}"
    return [between(decision, dc.replace(decision, reasons=Rich(reasons.strip())))]


@dc.dataclass(frozen=True, slots=True)
class Filled:
    """The edit that gives what lacked; without one, why what was typed was not understood."""

    edit: Batch | None = None
    why: str = ""


def filled(
    facts: MeetingFacts, lack: Lack, entry: MinuteEntry | None, item: AgendaItem | None, typed: str, m: Moment
) -> Filled:
    """Give what a line or an item lacks from typed words: initials, a day in words, a reason, an outcome."""
    said = " ".join(typed.split())
    action = facts.actions.get(entry.action) if entry is not None else None
    if lack is Lack.OWNER and action is not None:
        return _owner(facts, action, item, said)
    if lack is Lack.DATE and action is not None:
        return _date(facts, action, said, m)
    if lack is Lack.REASON and entry is not None:
        return _reasons(facts, entry, said)
    if lack is Lack.OUTCOME and item is not None:
        return _outcome(item, said, m)
    return Filled(why=tr("This line was changed meanwhile."))


def _owner(facts: MeetingFacts, action: Action, item: AgendaItem | None, said: str) -> Filled:
    found = resolve(said.removeprefix("@"), facts.candidates(item)) if said else None
    if found is None:
        return Filled(why=tr("“{text}” fits nobody, or several people.", text=said))
    return Filled(batch([between(action, dc.replace(action, owner=PersonId(found.id)))]))


def _date(facts: MeetingFacts, action: Action, said: str, m: Moment) -> Filled:
    following = facts.next_meeting
    coming = local(following.starts).date() if following else None
    today = local(facts.zoned(m.now)).date()
    lang = language_of(facts)
    read = read_date(said.removeprefix(">").strip(), today, lang, facts.work_days, next_meeting=coming)
    if not read.understood:
        return Filled(why=tr("“{text}” is no day: type “fri week”, “+10 wd” or “7/8”.", text=said))
    tags = (TO_BE_CONFIRMED,) if read.to_be_confirmed else ()
    return Filled(batch([between(action, dc.replace(action, due=read.date, tags=tags))]))


def _reasons(facts: MeetingFacts, entry: MinuteEntry, said: str) -> Filled:
    decision = decision_of(facts, entry)
    if decision is None or not said:
        return Filled(why=tr("Type the reason in a few words."))
    return Filled(batch([between(decision, dc.replace(decision, reasons=Rich(said)))]))


def _outcome(item: AgendaItem, said: str, m: Moment) -> Filled:
    wanted = said.casefold()
    fits = [o for o in Outcome if wanted and tr(o.label).casefold().startswith(wanted)]
    if len(fits) != 1:
        words = ", ".join(tr(o.label) for o in Outcome)
        return Filled(why=tr("Type one of these: {words}.", words=words))
    return Filled(set_outcome(item, fits[0], m))
