"""The words of minutes, the same on paper, in a word processor and on a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from pmo_desktop.domain.meetings import Presence
from pmo_desktop.i18n import N_, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes import EntryKind, MinuteLine, MinutesModel, MinutesStage

KIND_WORDS: Mapping[EntryKind, str] = {
    EntryKind.DECISION: N_("Decision"),
    EntryKind.ACTION: N_("Action"),
    EntryKind.VOTE: N_("Vote"),
    EntryKind.DECLARATION: N_("Interest declared"),
    EntryKind.QUESTION: N_("Question left open"),
    EntryKind.RISK: N_("Risk"),
    EntryKind.ISSUE: N_("Issue"),
    EntryKind.PARKED: N_("Parked"),
    EntryKind.CORRECTION: N_("Correction"),
}
"""What a line is called; translate where shown."""
PRESENCE_WORDS: Mapping[Presence, str] = {
    Presence.PRESENT: N_("present"),
    Presence.REMOTE: N_("present by link"),
    Presence.DEPUTY: N_("by deputy"),
    Presence.APOLOGIES: N_("apologies"),
    Presence.ABSENT: N_("absent"),
    Presence.LEFT: N_("left early"),
    Presence.EXPECTED: N_("expected"),
}
"""How somebody took part; translate where shown."""
_ENDS = (".", "!", "?", "…", ":", "।", "؟", "。")


def sentence(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """With a full stop, unless it ends with a sign of its own or is empty."""
    stripped = text.rstrip()
    return stripped if stripped.endswith(_ENDS) or not stripped else stripped + "."


def owner_words(owner: str, due: dt.date | None) -> str:
    """Who does it until when."""
    name = owner or tr("to be confirmed")
    if due is None:
        return tr("Owner {name}, date to be confirmed.", name=name)
    return tr("Owner {name}, {date}.", name=name, date=shown.date(due))


def vote_words(line: MinuteLine) -> tuple[str, ...]:
    """The counts with the result, then each dissent."""
    vote = line.vote
    if vote is None:
        return ()
    counts = tr(
        "{for_} for, {against} against, {abstained} abstained",
        for_=vote.in_favour,
        against=vote.against,
        abstained=vote.abstained,
    )
    dissent = (tr("dissent recorded: {who}", who=d) for d in vote.dissent)
    return (f"{counts}: {vote.result}" if vote.result else counts, *dissent)


def quorum_words(line: MinuteLine) -> str:
    """Whether enough members were there for a decision; nothing where it was not asked."""
    if line.quorum is None:
        return ""
    present, needed = line.quorum
    if present >= needed:
        return tr("quorate, {n} present of {needed} needed", n=present, needed=needed)
    return tr("not quorate, {n} present of {needed} needed: to be ratified", n=present, needed=needed)


def state_words(model: MinutesModel) -> str:
    """How far the minutes have come, in one sentence."""
    match model.stage:
        case MinutesStage.DRAFT:
            return tr(
                "Draft {n} for approval. Not yet approved by the {body}.", n=model.version, body=model.body
            )
        case MinutesStage.CIRCULATED if model.comments_by:
            return tr(
                "Draft {n}, circulated. Comments to the secretary by {date}.",
                n=model.version,
                date=shown.date(model.comments_by),
            )
        case MinutesStage.CIRCULATED:
            return tr("Draft {n}, circulated for comments.", n=model.version)
        case MinutesStage.APPROVED:
            return tr(
                "Approved by the {body} on {date}.", body=model.body, date=shown.date(model.approved_on)
            )
