"""Terms of reference written from a template and the facts of a body, as true sentences in its language."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterator, Sequence

from pmo_desktop.domain.governance import (
    BodyAuthority,
    Capacity,
    DeadlineDays,
    DelegationLimit,
    EffectsWhen,
    GovernanceBody,
    NotesRule,
    QuorumKind,
)
from pmo_desktop.domain.quorum import needed
from pmo_desktop.domain.terms import TermsSection
from pmo_desktop.i18n import N_, speaking, tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.terms_templates import TermsTemplate


@dc.dataclass(frozen=True, slots=True)
class Seated:
    """A member as terms name one."""

    name: str
    capacity: Capacity
    represents: str = ""
    deputy: str = ""


@dc.dataclass(frozen=True, slots=True)
class TermsFacts:
    """What the terms of a body are written from. `zones` are those that its members live in."""

    body: GovernanceBody
    name: str
    members: Sequence[Seated] = ()
    parent: str = ""
    meets: str = ""
    zones: Sequence[str] = ()

    def named(self, capacity: Capacity) -> str:
        """Who holds a capacity, or what stands in terms before somebody does."""
        found = [m.name for m in self.members if m.capacity is capacity]
        return ", ".join(found) if found else tr("to be named")

    @property
    def voting(self) -> int:
        """How many members vote."""
        return sum(m.capacity.votes for m in self.members)


Writer = Callable[[TermsTemplate, TermsFacts], Iterator[str]]


def _purpose(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    own = str(f.body.purpose).strip()
    yield own or tr("The {name} {purpose}", name=f.name, purpose=tr(t.purpose))


_AUTHORITY = {
    BodyAuthority.DECIDES: N_("The {name} decides."),
    BodyAuthority.RECOMMENDS: N_("The {name} recommends; others decide."),
    BodyAuthority.ADVISES: N_("The {name} advises; others decide."),
}


def _authority(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield tr(_AUTHORITY[f.body.authority], name=f.name)
    yield tr(t.authority)
    yield from (limit_words(limit) for limit in f.body.delegation)


def limit_words(limit: DelegationLimit) -> str:
    """A limit as a sentence: Cost: up to EUR 200,000, or 10 %."""
    parts = [limit.words] if limit.words else []
    if limit.amount is not None:
        parts.append(tr("up to {amount}", amount=shown.money(limit.amount)))
    if limit.share is not None:
        parts.append(tr("up to {share}", share=shown.percent(limit.share)))
    if limit.days is not None:
        parts.append(trn("up to {n} working day", "up to {n} working days", limit.days))
    about = tr(limit.about.label)
    return tr("{about}: {limits}.", about=about, limits="; ".join(parts) or tr("no limit is set"))


def _reserved(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield str(f.body.reserved).strip() or tr(t.reserved)
    if f.parent:
        yield tr("What goes beyond its limits goes to: {body}.", body=f.parent)


def _members(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield tr(t.members)
    for m in f.members:
        capacity = tr(m.capacity.label)
        who = tr("{name}, {capacity}", name=m.name, capacity=capacity)
        who = tr("{who}, for {side}", who=who, side=m.represents) if m.represents else who
        yield tr("{who}; deputy: {deputy}.", who=who, deputy=m.deputy) if m.deputy else f"{who}."
    counts = f.body.quorum.deputies_count
    yield tr("Deputies count and vote.") if counts else tr("Deputies may speak; they do not count or vote.")


def _offices(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield tr("Chair: {name}.", name=f.named(Capacity.CHAIR))
    yield tr("Deputy chair: {name}.", name=f.named(Capacity.DEPUTY_CHAIR))
    yield tr("Secretary: {name}.", name=f.named(Capacity.SECRETARY))
    yield tr("Scribe: {name}.", name=f.named(Capacity.SCRIBE))
    yield tr("The scribe is neither chair nor PMO leader, so that both can attend to the meeting.")


def quorum_words(body: GovernanceBody, voting: int) -> str:
    """The rule of quorum as one sentence, with the number that it gives today."""
    rule = body.quorum
    match rule.kind:
        case QuorumKind.NUMBER:
            text = trn(
                "{n} voting member has to be there.", "{n} voting members have to be there.", rule.least,
            )  # fmt: skip
        case QuorumKind.FRACTION:
            share = shown.percent(rule.hundredths)
            text = tr("{share} of the voting members have to be there.", share=share)
        case _:
            text = tr("A majority of the voting members has to be there.")
    if voting and rule.kind is not QuorumKind.NUMBER:
        text += " " + tr("Of {members} members these are {n}.", members=voting, n=needed(rule, voting))
    return text


def _quorum(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    rule = f.body.quorum
    yield quorum_words(f.body, f.voting)
    if rule.chair_needed:
        yield tr("The chair or deputy chair must be there.")
    for side, least in rule.sides:
        yield tr("At least {n} of them speaks for {side}.", n=least, side=side)
    yield (
        tr("Who takes part remotely counts.") if rule.remote_counts else tr("Only who is in the room counts.")
    )
    yield tr("A proxy counts.") if rule.proxies_count else tr("A proxy does not count.")
    yield tr("Without quorum matters are discussed; what is decided is subject to ratification.")


def _deciding(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    body = f.body
    yield tr("It decides by: {rule}.", rule=tr(body.decision_rule.label))
    yield (
        tr("On a tie the chair has a casting vote.")
        if body.casting_vote
        else tr("A tie means that it is lost.")
    )
    yield tr("Abstentions count as votes.") if body.abstentions_count else tr("Abstentions are not votes.")
    if body.correspondence:
        yield tr("It may decide by correspondence until the hour that is set; silence is never consent.")
        if body.correspondence_unanimous:
            yield tr("By correspondence it decides only unanimously.")
    else:
        yield tr("It does not decide by correspondence.")
    if body.chairs_action:
        yield tr(
            "The chair may decide what cannot wait. Time, place, date and names are noted, and the next "
            "meeting is asked to ratify it."
        )
    when = {
        EffectsWhen.MINUTES_APPROVED: N_("Decisions take effect when the minutes are approved."),
        EffectsWhen.MEETING_ENDED: N_("Decisions take effect when the meeting ends."),
    }
    yield tr(when[body.effects_when])


def _interests(_t: TermsTemplate, _f: TermsFacts) -> Iterator[str]:
    yield tr("Members declare an interest before the item, and keep their standing interests in a register.")
    yield tr("The chair says what follows. Who may not vote on an item does not count for its quorum.")
    yield tr("Who leaves for a restricted item does not get its papers.")


def _papers(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    body = f.body
    common = body.deadline_days is DeadlineDays.COMMON
    yield _days(N_("Meetings are called {n} working days before."), body.notice)
    yield _days(N_("Papers are due {n} working days before the meeting."), body.papers_due)
    yield _days(N_("The pack is issued {n} working days before the meeting."), body.pack_issue)
    yield (
        tr("Working days are those of all members.") if common else tr("Working days are those of the body.")
    )
    yield tr("A late paper needs the consent of the chair.")
    yield tr("Papers are {secrecy} unless they say otherwise.", secrecy=tr(body.class_default.label).lower())


def _days(text: str, n: int) -> str:
    return tr(text, n=n)


_NOTES = {
    NotesRule.DISPOSE: N_("Rough notes are disposed of once the minutes are approved."),
    NotesRule.KEEP: N_("Rough notes are kept {n} days after the minutes are approved."),
    NotesRule.HOLD: N_("Rough notes are kept until the hold on them is lifted."),
}


def _minutes(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    body = f.body
    yield tr("Minutes are kept as: {style}.", style=tr(body.minute_style.label))
    yield _days(N_("The draft goes out {n} working days after the meeting."), body.minutes_draft)
    yield _days(N_("Comments are taken for {n} working days."), body.minutes_comments)
    yield tr("The next meeting approves them, and the chair signs. After that a decision amends them.")
    yield tr(_NOTES[body.notes_rule], n=body.notes_days)


def _actions(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield tr("Each action has one owner and one date. A date is moved by who set it; the first one is kept.")
    yield tr("An action more than 14 days late, or moved twice, goes to the chair's list.")
    if f.parent:
        yield tr("It escalates to: {body}.", body=f.parent)


def _reporting(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield f.body.reports_to.strip() or tr(t.reports)


def _access(t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    yield tr("It works in: {language}.", language=shown.language_name(f.body.language))
    if f.zones:
        yield tr("Its members live in these time zones: {zones}.", zones=", ".join(f.zones))
    yield f.meets or tr(t.rhythm)
    yield tr("Papers can be read by screen readers, and nobody is kept away by the way a meeting is held.")


def _review(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    n = f.body.review_months
    yield trn("It looks at its own work every month.", "It looks at its own work every {n} months.", n)


def _changes(_t: TermsTemplate, f: TermsFacts) -> Iterator[str]:
    above = f.parent or tr("the body above it")
    yield tr("These terms are changed by decision of {body}; each version is kept.", body=above)


SECTIONS: tuple[tuple[str, str, Writer], ...] = (
    ("purpose", N_("Name and purpose"), _purpose),
    ("authority", N_("Authority and its limits"), _authority),
    ("reserved", N_("Reserved and excluded matters"), _reserved),
    ("members", N_("Members, deputies and who attends"), _members),
    ("offices", N_("Chair, secretary and scribe"), _offices),
    ("quorum", N_("Quorum"), _quorum),
    ("deciding", N_("Deciding"), _deciding),
    ("interests", N_("Interests and recusal"), _interests),
    ("papers", N_("Notice and papers"), _papers),
    ("minutes", N_("Minutes"), _minutes),
    ("actions", N_("Actions and escalation"), _actions),
    ("reporting", N_("Reporting"), _reporting),
    ("access", N_("Languages, time zones and access"), _access),
    ("review", N_("Review of its own work"), _review),
    ("changes", N_("Changes of these terms"), _changes),
)
"""The fifteen sections: key, heading, and what writes it."""


def written(template: TermsTemplate, facts: TermsFacts, language: str) -> tuple[TermsSection, ...]:
    """All sections in a language; each sentence on a line of its own."""
    with speaking(language):
        return tuple(
            TermsSection(key, tr(head), "\n".join(write(template, facts))) for key, head, write in SECTIONS
        )


def differing(sections: Sequence[TermsSection], now: Sequence[TermsSection]) -> tuple[str, ...]:
    """The keys of sections whose words are not what the body's rules say now."""
    texts = {s.key: s.text for s in now}
    return tuple(s.key for s in sections if not s.own and s.key in texts and texts[s.key] != s.text)
