"""The register of decisions: rows over all bodies, what each changes, whether it was carried out, filters."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from pmo_desktop.domain.effects import Effect, EffectState
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.meetings import AgendaItem, Meeting
from pmo_desktop.domain.minutes import Decision, DecisionState, Route
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.readmodels.facets import Facets

D = DecisionState
WAITS = (D.PROPOSED, D.TO_RATIFY)
OPEN = (D.MADE, D.COMMUNICATED, D.RATIFIED)
DONE = (D.IMPLEMENTED, D.CLOSED)
OVER = (D.NOT_RATIFIED, D.RESCINDED, D.SUPERSEDED, D.LAPSED)


class Carried(Enum):
    """Whether a decision was carried out, in a word."""

    WAITS = N_("Waits for ratification")
    NOT_YET = N_("Not yet")
    DONE = N_("Carried out")
    OVER = N_("Not in force")


class DecisionView(Enum):
    """The views of the register, by their key."""

    OPEN = "open"
    RATIFY = "ratify"
    REVIEW = "review"
    OVER = "over"
    ALL = "all"

    @property
    def said(self) -> str:
        """What the view is called."""
        return tr(_VIEWS[self])


_VIEWS: Mapping[DecisionView, str] = {
    DecisionView.OPEN: N_("Not carried out"),
    DecisionView.RATIFY: N_("To ratify"),
    DecisionView.REVIEW: N_("Review due"),
    DecisionView.OVER: N_("Not in force"),
    DecisionView.ALL: N_("All decisions"),
}


@dc.dataclass(frozen=True, slots=True)
class EffectLine:
    """One change that a decision makes: in words, where it stands, and in which tone."""

    effect: Effect
    says: str
    state: str
    tone: str
    reversed_by: str = ""

    @property
    def id(self) -> UUID:
        """The effect."""
        return self.effect.id


_TONES: Mapping[EffectState, str] = {
    EffectState.DECIDED: "warn",
    EffectState.APPLIED: "pos",
    EffectState.REVERSED: "text3",
    EffectState.LAPSED: "text3",
}


def effect_line(effect: Effect, says: str, reversed_by: str = "") -> EffectLine:
    """An effect with its words."""
    state = tr(effect.state.label)
    if effect.state is EffectState.REVERSED and reversed_by:
        state = tr("Reversed by {code}", code=reversed_by)
    return EffectLine(effect, says, state, _TONES[effect.state], reversed_by)


@dc.dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One decision with what stands around it."""

    record: Decision
    body: GovernanceBody | None = None
    meeting: Meeting | None = None
    item: AgendaItem | None = None
    works: tuple[tuple[UUID, str, LText], ...] = ()
    effects: tuple[EffectLine, ...] = ()
    replaces: str = ""
    replaced_by: str = ""
    ratified_by: str = ""

    @property
    def id(self) -> UUID:
        """The decision."""
        return self.record.id

    @property
    def ref(self) -> str:
        """Its code."""
        return self.record.ref

    @property
    def day(self) -> date | None:
        """When it was made."""
        return self.record.made_on

    @property
    def body_code(self) -> str:
        """The short code of its body."""
        return self.body.code if self.body else ""

    @property
    def works_said(self) -> str:
        """The codes of the works that it is about."""
        return ", ".join(ref for _, ref, _ in self.works)

    @property
    def carried(self) -> Carried:
        """Whether it was carried out."""
        if self.record.state in WAITS:
            return Carried.WAITS
        if self.record.state in OVER:
            return Carried.OVER
        return Carried.DONE if self.record.state in DONE else Carried.NOT_YET

    @property
    def between(self) -> bool:
        """Whether it was made between meetings."""
        return self.record.route in (Route.CHAIRS_ACTION, Route.CORRESPONDENCE)

    def review_due(self, today: date) -> bool:
        """Whether it had to be looked at again by now."""
        due = self.record.review_by
        return due is not None and due <= today and self.record.state not in OVER

    def words(self) -> str:
        """All that a search looks through."""
        said = (
            self.ref,
            self.record.text,
            self.record.reasons,
            self.body_code,
            self.works_said,
            self.body.title.said(language()) if self.body else "",
            self.meeting.ref if self.meeting else "",
            *(line.says for line in self.effects),
        )
        return " ".join(map(str, said)).casefold()


def entries(
    rows: Iterable[tuple[Any, ...]],
    works: Mapping[UUID, Any],
    say: Callable[[Effect], str],
) -> tuple[DecisionEntry, ...]:
    """The register from joined rows (decision, effect, body, meeting, item), the latest first."""
    found: dict[UUID, tuple[Any, ...]] = {}
    effects: dict[UUID, dict[UUID, Effect]] = {}
    for row in rows:
        decision, effect = row[0], row[1]
        found.setdefault(decision.id, row)
        if effect is not None and effect.archived_at is None:
            effects.setdefault(decision.id, {})[effect.id] = effect
    refs: dict[UUID, str] = {uid: row[0].ref for uid, row in found.items()}
    replaced: dict[UUID, str] = {r[0].supersedes: r[0].ref for r in found.values() if r[0].supersedes}
    made = []
    for uid, (decision, _, body, meeting, item) in found.items():
        lines = tuple(
            effect_line(e, say(e), refs.get(e.reversed_by, "") if e.reversed_by else "")
            for e in effects.get(uid, {}).values()
        )
        about = tuple((w, works[w].ref, works[w].title) for w in decision.works if w in works)
        reversed_by = next((line.reversed_by for line in lines if line.reversed_by), "")
        made.append(
            DecisionEntry(
                decision,
                body,
                meeting,
                item,
                about,
                lines,
                refs.get(decision.supersedes, ""),
                replaced.get(uid, "") or (reversed_by if decision.state in OVER else ""),
                refs.get(decision.ratified_by, ""),
            )
        )
    return tuple(sorted(made, key=lambda e: (e.day or date.min, e.ref), reverse=True))


def in_view(view: DecisionView, today: date) -> Callable[[DecisionEntry], bool]:
    """What a view shows."""
    match view:
        case DecisionView.OPEN:
            return lambda e: e.carried is Carried.NOT_YET
        case DecisionView.RATIFY:
            return lambda e: e.record.state is D.TO_RATIFY
        case DecisionView.REVIEW:
            return lambda e: e.review_due(today)
        case DecisionView.OVER:
            return lambda e: e.carried is Carried.OVER
        case DecisionView.ALL:
            return lambda _e: True


FACETS: Facets[DecisionEntry] = {
    "body": (N_("Body"), lambda e: [(e.body.id, e.body.title.said(language()))] if e.body else []),
    "state": (N_("State"), lambda e: [(e.record.state, tr(e.record.state.label))]),
    "route": (N_("Made"), lambda e: [(e.record.route, tr(e.record.route.label))]),
    "work": (N_("Work"), lambda e: [(uid, ref) for uid, ref, _ in e.works]),
    "effect": (
        N_("Changes"),
        lambda e: [(x.effect.effect_kind, tr(x.effect.effect_kind.label)) for x in e.effects],
    ),
    "carried": (N_("Carried out"), lambda e: [(e.carried, tr(e.carried.value))]),
}
"""What the register can be filtered by: its word, and the values of a row with their texts."""
