"""The small facts below a line of the minutes: who, until when, and what the line became."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.governance import DecisionRule
from pmo_desktop.domain.markers import EntryKind, parse_line
from pmo_desktop.domain.meetings import Part
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_effects import said, when
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.meetings_quorum import recused, voters


@dc.dataclass(frozen=True, slots=True)
class Chip:
    """A small fact below a line: text, the look of it ("ref", "made", "effect", "person", ...), tone."""

    text: str
    look: str = "plain"
    tone: str = "text2"
    short: str = ""


def chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    """What stands below one line."""
    match entry.entry_kind:
        case EntryKind.DECISION | EntryKind.RESOLUTION:
            yield from _decision_chips(facts, entry)
        case EntryKind.ACTION:
            yield from _action_chips(facts, entry)
        case EntryKind.RISK | EntryKind.ISSUE:
            yield from _raid_chips(facts, entry)
        case EntryKind.VOTE:
            yield from _vote_chips(facts, entry)
        case EntryKind.INTEREST:
            yield from _interest_chips(facts, entry)
        case EntryKind.PARKED:
            yield from _parked_chips(facts)
        case EntryKind.CORRECTION:
            yield from _correction_chips(facts, entry)
    if entry.part is Part.B:
        yield Chip(tr("Part B"), "made", "warn")
    if entry.check_later:
        yield Chip(tr("check later"), "made", "warn")


def _decision_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    made = facts.decisions.get(entry.decision)
    if made is None:
        return
    if made.ref:
        yield Chip(made.ref, "ref", "accent_text")
    if made.state is DecisionState.TO_RATIFY:
        yield Chip(tr("subject to ratification"), "made", "neg")
    yield from _effect_chips(facts, made)
    if made.reasons:
        yield Chip(tr("because {reasons}", reasons=made.reasons))


def _effect_chips(facts: MeetingFacts, made: Decision) -> Iterator[Chip]:
    for effect in facts.effects.all():
        if effect.decision == made.id and effect.archived_at is None:
            applied = effect.state is EffectState.APPLIED
            yield Chip(said(facts, effect), "effect", "pos" if applied else "accent_text")
            yield Chip(when(facts, effect))


def _action_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    made = facts.actions.get(entry.action)
    if made is None:
        yield from _earlier_chips(facts, entry)
        return
    if made.owner:
        yield Chip(facts.name(made.owner), "person", "text", facts.initials.get(made.owner, ""))
    else:
        yield Chip(tr("no owner yet"), "made", "warn")
    if made.due:
        yield Chip(shown.weekday_day(made.due), "date", "text")
    elif made.tags:
        yield Chip(tr("date to be confirmed"), "made", "neutral")
    else:
        yield Chip(tr("no date yet"), "made", "warn")
    if made.ref:
        yield Chip(made.ref, "made", "info")


def _earlier_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    """An action agreed before that the line is about, with where it stands now."""
    words = entry.text.split()[:1]
    action = facts.known.called("action", words[0].rstrip(":.,")) if words else None
    if action is not None:
        yield Chip(tr(action.state.label), "made", "pos" if action.done_on else "info")
        yield Chip(facts.name(action.owner), "person", "text", facts.initials.get(action.owner, ""))
        if action.due:
            yield Chip(shown.weekday_day(action.due), "date", "text")


def _raid_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    risk, issue = facts.risks.get(entry.risk), facts.issues.get(entry.issue)
    made = risk or issue
    if made is None:
        yield Chip(tr("no work named: type / and its code"), "made", "warn")
        return
    if made.ref:
        yield Chip(tr("{ref} created", ref=made.ref), "made", "warn")
    if made.owner:
        yield Chip(facts.name(made.owner), "person", "text", facts.initials.get(made.owner, ""))
    if risk is not None:
        yield Chip(tr("score to be set"))


def _vote_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    if facts.votes.get(entry.vote) is None:
        yield Chip(tr("no counts yet: type 6-0-1"), "made", "warn")
        return
    out = recused(facts, facts.agenda.get(entry.item)) & {a.person for a in voters(facts)}
    names = ", ".join(sorted(facts.name(p) for p in out))
    body_rule = facts.body.decision_rule
    rule = tr((DecisionRule.SIMPLE if body_rule is DecisionRule.CONSENSUS else body_rule).label)
    yield Chip(tr("{rule} · {names} not counted", rule=rule, names=names) if names else rule)


def _interest_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    found = next((d for d in facts.declarations.all() if d.source == f"minute {entry.id}"), None)
    if found is None:
        yield Chip(tr("nobody known by these initials"), "made", "warn")
    else:
        yield Chip(tr(found.effect.label), "made", "warn")


def _parked_chips(facts: MeetingFacts) -> Iterator[Chip]:
    following = facts.next_meeting
    if following is None:
        yield Chip(tr("goes to the next meeting"))
    else:
        yield Chip(tr("goes to {meeting}", meeting=following.ref))


def _correction_chips(facts: MeetingFacts, entry: MinuteEntry) -> Iterator[Chip]:
    """Which minutes are corrected; without a paragraph nobody finds the place."""
    before = [m for m in facts.meetings.all() if live(m) and m.starts.at < facts.meeting.starts.at]
    earlier = max(before, key=lambda m: m.starts.at, default=None)
    if earlier is not None:
        yield Chip(tr("to the minutes of {meeting}", meeting=earlier.ref))
    if not parse_line(entry.raw, facts.body.language).about:
        yield Chip(tr("no paragraph named: type = 4.2"), "made", "warn")
