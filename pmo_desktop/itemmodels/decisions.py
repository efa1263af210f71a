"""The register of decisions as columns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pmo_desktop.domain.effects import EffectState
from pmo_desktop.domain.minutes import DecisionState
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.decisions import OVER, Carried, DecisionEntry

_STATE_TONES = {
    DecisionState.TO_RATIFY: "warn",
    DecisionState.IMPLEMENTED: "pos",
    DecisionState.CLOSED: "pos",
    DecisionState.RATIFIED: "info",
    DecisionState.COMMUNICATED: "info",
    DecisionState.NOT_RATIFIED: "neg",
}


def decision_columns(today: Callable[[], date]) -> tuple[Column[DecisionEntry], ...]:
    """Code, words, body, day, how made, about, state, effects, carried out, review."""
    return (
        Column(tr("Code"), lambda r: r.ref, lambda r: r.ref, key="ref", width=134,
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Decision"), lambda r: str(r.record.text), lambda r: str(r.record.text), key="text",
               width=320, tip=lambda r: str(r.record.text),
               roles={Role.STRONG: lambda r: r.record.state not in OVER,
                      Role.TONE: lambda r: "text3" if r.record.state in OVER else "text"}),
        Column(tr("Body"), lambda r: r.body_code, lambda r: r.body_code, key="body", width=64, hidden=True,
               tip=lambda r: r.body.title.said(language()) if r.body else ""),
        Column(tr("Date"), lambda r: r.day or date.min, lambda r: shown.day(r.day), key="day", width=104),
        Column(tr("Made"), lambda r: r.record.route, lambda r: tr(r.record.route.label), key="route",
               width=126, hidden=True, roles={Role.TONE: lambda _: "text2"}),
        Column(tr("About"), lambda r: r.works_said, lambda r: r.works_said, key="works", width=112,
               tip=_works_tip, roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Changes"), lambda r: len(r.effects), _effects, key="effects", width=190, tip=_effects_tip,
               roles={Role.TONE: _effects_tone}),
        Column(tr("State"), lambda r: r.record.state, lambda r: tr(r.record.state.label), key="state",
               width=168, hidden=True,
               roles={Role.TAG: lambda r: _STATE_TONES.get(r.record.state, "neutral")}),
        Column(tr("Carried out"), lambda r: r.carried.name, lambda r: tr(r.carried.value), key="carried",
               width=140, roles={Role.TONE: _carried_tone}),
        Column(tr("Review by"), lambda r: r.record.review_by or date.max,
               lambda r: shown.day(r.record.review_by) if r.record.review_by else "", key="review",
               width=104, hidden=True,
               roles={Role.TONE: lambda r: "neg" if r.review_due(today()) else "text2"}),
    )  # fmt: skip


def _works_tip(row: DecisionEntry) -> str:
    return "\n".join(f"{ref} {title.said(language())}" for _, ref, title in row.works)


def _effects(row: DecisionEntry) -> str:
    """The change, or how many there are."""
    if len(row.effects) > 1:
        return trn("{n} change", "{n} changes", len(row.effects))
    return row.effects[0].says if row.effects else ""


def _effects_tip(row: DecisionEntry) -> str:
    return "\n".join(tr("{change}: {state}", change=e.says, state=e.state) for e in row.effects)


def _effects_tone(row: DecisionEntry) -> str:
    states = {e.effect.state for e in row.effects}
    return "warn" if EffectState.DECIDED in states else "text2"


def _carried_tone(row: DecisionEntry) -> str:
    tones = {Carried.NOT_YET: "warn", Carried.WAITS: "warn", Carried.DONE: "pos", Carried.OVER: "text3"}
    return tones[row.carried]
