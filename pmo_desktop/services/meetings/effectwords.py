"""From the words of a decision to what it changes in the register: offered, taken, taken off again."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from pmo_desktop.domain.authority import TARGETS
from pmo_desktop.domain.datewords import read_date, words_of_a_date
from pmo_desktop.domain.edits import Archive, Edit, between, creation
from pmo_desktop.domain.effects import Effect, EffectKind, EffectState
from pmo_desktop.domain.effectwords import EffectTyped, Follow, following, read_effects, read_ratifying
from pmo_desktop.domain.governance import DelegationKind
from pmo_desktop.domain.ids import DecisionId, EffectId
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import AgendaItem
from pmo_desktop.domain.minutes import Decision, DecisionState, MinuteEntry, MinutesState
from pmo_desktop.domain.values import Money
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_effects import said, target_of, when
from pmo_desktop.readmodels.meetings_facts import MeetingFacts, live
from pmo_desktop.readmodels.project_phases import LIFE_CYCLES
from pmo_desktop.services.meetings.effects import lacking
from pmo_desktop.services.meetings.records import last_decision
from pmo_desktop.services.meetings.typed import Typed

NOBODY = UUID(int=0)
DECIDING = (EntryKind.DECISION, EntryKind.RESOLUTION)
_COMMA = frozenset({"de", "fr", "es"})


@dc.dataclass(frozen=True, slots=True)
class Offered:
    """A change that a line could make: the effect (without a decision yet), what it says, when, a warning."""

    effect: Effect
    says: str
    when: str
    warns: str = ""


def offered(typed: Typed) -> tuple[Offered, ...]:
    """What the register would show after this decision; nothing for other lines."""
    if typed.line.kind not in DECIDING or not typed.line.text:
        return ()
    how, rest = following(typed.line.text, typed.lang)
    words = rest if how in (Follow.ALSO, Follow.INSTEAD) else typed.line.text
    effects = (_effect(typed, found) for found in read_effects(words, typed.lang))
    return tuple(_offer(typed.facts, effect) for effect in effects if effect is not None)


def _offer(facts: MeetingFacts, effect: Effect) -> Offered:
    target = target_of(facts, effect)
    why = lacking(effect, target) or _beyond(facts, effect)
    return Offered(effect, said(facts, effect), when(facts, effect), why)


def _beyond(facts: MeetingFacts, effect: Effect) -> str:
    """That an amount is above what the body may decide alone, or nothing."""
    limits = [d.amount for d in facts.body.delegation if d.about is DelegationKind.COST and d.amount]
    if effect.effect_kind is not EffectKind.CHANGE_BUDGET or effect.amount is None or not limits:
        return ""
    before: Money | None = getattr(target_of(facts, effect), "budget", None)
    limit = limits[0]
    same = effect.amount.currency == limit.currency
    more = effect.amount.minor - (before.minor if before and before.currency == limit.currency else 0)
    return tr("above the limit of {amount}", amount=shown.money(limit)) if same and more > limit.minor else ""


def _effect(typed: Typed, words: EffectTyped) -> Effect | None:
    """The effect meant by words; None when what it changes cannot be found."""
    target = _target(typed, words)
    if target is None:
        return None
    made = Effect(id=EffectId(NOBODY), decision=DecisionId(NOBODY), effect_kind=words.kind)
    made = dc.replace(made, **{TARGETS[words.kind]: target.id})
    match words.kind:
        case EffectKind.CHANGE_BUDGET:
            amount = _amount(words.amount, target, typed.lang)
            return dc.replace(made, amount=amount) if amount else None
        case EffectKind.CHANGE_FINISH | EffectKind.GRANT_WAIVER:
            return dc.replace(made, day=_day(words.after, typed))
        case EffectKind.PASS_GATE:
            return dc.replace(made, phase=_phase(target, words.after))
        case EffectKind.REBASELINE:
            return dc.replace(made, name=words.name or typed.facts.meeting.ref or shown.date(typed.today))
        case _:
            return made


def _target(typed: Typed, words: EffectTyped) -> Any:
    facts, name = typed.facts, TARGETS[words.kind]
    match name:
        case "work":
            return _work(typed, words.target, fallback=words.sure)
        case "plan":
            work = _work(typed, words.target)
            plans = (p for p in facts.known.plan.values() if work is not None and p.work == work.id)
            return next(plans, None)
        case "minutes":
            return _minutes(facts, words.target)
        case _:
            return facts.known.called(name, words.target) if words.target else None


def _work(typed: Typed, ref: str, *, fallback: bool = True) -> Any:
    """The work that is named by code, behind / or by its whole title, else (`fallback`) that of the item."""
    if ref:
        return typed.facts.work_called(ref)
    text = typed.line.text.casefold()
    titles = ((w, w.title.said(typed.lang).casefold()) for w in typed.facts.works.all() if live(w))
    named = [w for w, title in titles if len(title) > len("project") and title in text]
    if len(named) == 1:
        return named[0]
    return typed.facts.works.get(typed.work) if fallback or typed.line.work_typed else None


def _minutes(facts: MeetingFacts, ref: str) -> Any:
    """The minutes of the meeting named, else those on the table, else those of the meeting before."""
    sets = [s for s in facts.minute_sets.all() if live(s) and s.meeting != facts.meeting.id]
    if ref:
        wanted = next((m.id for m in facts.meetings.all() if m.ref.casefold() == ref.casefold()), None)
        return next((s for s in sets if s.meeting == wanted), None)
    tabled = [s for s in sets if s.state is MinutesState.TABLED]
    before = next((s for s in (*tabled, *sets) if s.meeting == facts.meeting.previous), None)
    return before or next(iter(tabled), None)


def _amount(text: str, work: Any, lang: str) -> Money | None:
    from pmo_desktop.services.columns.money import AmountStyle, read_amount

    budget: Money | None = getattr(work, "budget", None)
    decimal = "," if lang[:2] in _COMMA else "."
    currency = budget.currency if budget else ""
    return read_amount(text, AmountStyle(decimal, currency, 1)).value or (
        read_amount(text, AmountStyle("." if decimal == "," else ",", currency, 1)).value
    )


def _day(words: str, typed: Typed) -> Any:
    parts = words.split()
    n = words_of_a_date(parts, typed.lang)
    return read_date(" ".join(parts[:n]), typed.today, typed.lang, typed.facts.work_days).date if n else None


def _phase(work: Any, typed: str) -> str:
    """The phase named, by a word of its life cycle; else the one after that it stands in."""
    cycle = LIFE_CYCLES.get(getattr(work, "lifecycle", "").split(" ")[0].casefold(), LIFE_CYCLES[""])
    wanted = typed.casefold()
    for word in cycle:
        if wanted and (wanted.startswith((word.casefold(), tr(word).casefold()))):
            return word
    now = [n for n, word in enumerate(cycle) if word.casefold() == getattr(work, "phase", "").casefold()]
    if now:
        return cycle[now[0] + 1] if now[0] + 1 < len(cycle) else ""
    return typed[:60]


# -- taken ------------------------------------------------------------------------------------------


def of_decision(facts: MeetingFacts, decision: UUID | None) -> tuple[Effect, ...]:
    """What a decision does, without what was taken off."""
    return tuple(e for e in facts.effects.all() if decision and e.decision == decision and live(e))


def as_resolved(item: AgendaItem | None, text: str) -> bool:
    """Whether a decision has the words that were proposed for its item: its effects are taken with it."""
    proposed = " ".join(item.proposed_resolution.split()).casefold() if item else ""
    return bool(proposed) and proposed.rstrip(". ") == " ".join(text.split()).casefold().rstrip(". ")


def taken(
    facts: MeetingFacts, decision: UUID, wanted: Sequence[Effect], typed: Typed, *, also: bool = False
) -> list[Edit]:
    """The edits after which a decision has just these effects; what is in the register already stays."""
    standing = [e for e in of_decision(facts, decision) if e.state is EffectState.DECIDED]
    kept = {_content(e) for e in standing}
    gone = [] if also else [e for e in standing if _content(e) not in {_content(w) for w in wanted}]
    fresh = [w for w in wanted if _content(w) not in kept]
    ids = DecisionId(decision)
    made = [dc.replace(w, id=EffectId(typed.moment.new_id()), decision=ids) for w in fresh]
    return [*(creation(e) for e in made), *(Archive("effect", e.id) for e in gone)]


def _content(effect: Effect) -> tuple[Any, ...]:
    target = getattr(effect, TARGETS[effect.effect_kind])
    return effect.effect_kind, target, effect.amount, effect.day, effect.phase, effect.name


def followed(typed: Typed, wanted: Sequence[Effect] | None = None) -> tuple[MinuteEntry, list[Edit]] | None:
    """A line such as "also hold PRJ-7", "instead …" or "no effect": the last decision's line, and the edits.

    None when the line is a decision of its own.
    """
    how, _rest = following(typed.line.text, typed.lang) if typed.line.kind in DECIDING else ("", "")
    item = typed.item.id if typed.item else None
    last = last_decision(typed.facts, item) if how else None
    lines = typed.facts.of_item(item) if last is not None else ()
    entry = (
        next((e for e in lines if e.decision == last.id and e.entry_kind in DECIDING), None) if last else None
    )
    if entry is None or last is None:
        return None
    effects = [o.effect for o in offered(typed)] if wanted is None else list(wanted)
    if not effects and how != Follow.NONE:
        return None
    edits = taken(typed.facts, last.id, [] if how == Follow.NONE else effects, typed, also=how == Follow.ALSO)
    return (entry, edits) if edits else None


# -- earlier decisions ------------------------------------------------------------------------------


def ratified(typed: Typed, by: Decision) -> Iterator[Edit]:
    """Earlier decisions that waited for this one: ratified by it or not; without quorum neither."""
    if by.state is DecisionState.TO_RATIFY:
        return
    for found in read_ratifying(typed.line.text, typed.lang):
        earlier = typed.facts.known.called("decision", found.target)
        if earlier is not None and earlier.state is DecisionState.TO_RATIFY:
            state = DecisionState.RATIFIED if found.granted else DecisionState.NOT_RATIFIED
            yield between(earlier, dc.replace(earlier, state=state, ratified_by=by.id))
