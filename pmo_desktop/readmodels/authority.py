"""Who set what: for each governed field of a record, the decision that it stands by."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterable, Mapping
from uuid import UUID

from pmo_desktop.domain.authority import FIELDS, standing
from pmo_desktop.domain.effects import Effect, EffectKind
from pmo_desktop.domain.minutes import Decision
from pmo_desktop.i18n import N_, tr

FIELD_WORDS: Mapping[str, str] = {
    "phase": N_("Phase"),
    "budget": N_("Budget"),
    "finish_planned": N_("Planned finish"),
    "state": N_("State"),
    "baseline_names": N_("Baselines"),
    "decision": N_("Approved"),
}
"""The governed fields as people call them; `budget_authority` goes with the budget."""


@dc.dataclass(frozen=True, slots=True)
class Authority:
    """A field that a decision governs."""

    field: str
    decision: UUID
    code: str
    kind: EffectKind | None = None

    @property
    def label(self) -> str:
        """The field in a word."""
        return tr(FIELD_WORDS.get(self.field, self.field))

    @property
    def said(self) -> str:
        """Such as: Set by D-PB-2026-07-03."""
        return tr("Set by {code}", code=self.code)

    @property
    def refusal(self) -> str:
        """Why it cannot be typed over."""
        return tr("This was set by decision {code}. Only another decision can change it.", code=self.code)


def authorities(
    effects: Iterable[Effect], decisions: Mapping[UUID, Decision], *, budget: UUID | None = None
) -> dict[str, Authority]:
    """The decision behind each governed field. `budget` is the authority that the work itself names."""
    found: dict[str, Authority] = {}
    if budget is not None and (named := decisions.get(budget)) is not None:
        found["budget"] = Authority("budget", named.id, named.ref)
    for field, effect in standing(list(effects)).items():
        decision = decisions.get(effect.decision)
        if decision is not None and field in FIELD_WORDS and field in FIELDS[effect.effect_kind]:
            found[field] = Authority(field, decision.id, decision.ref, effect.effect_kind)
    return found
