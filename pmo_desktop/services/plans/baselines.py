"""Edits of the baselines of a plan: take one with a name and a reason, name one that is there."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Sequence
from datetime import date

from pmo_desktop.domain.edits import Batch, Edit, batch, between
from pmo_desktop.domain.plans import BaselineName, Plan, PlanItem
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels.baselines import baseline_numbers, default_name
from pmo_desktop.services.plans.edits import baselined

LONGEST = 80
"""Characters of the name of a baseline."""


def taken(plan: Plan, items: Sequence[PlanItem], name: str, reason: str, on: date) -> Batch:
    """Keep the dates of every line as the next free baseline, in one step.

    Raises ValueError, in words, for a name that another baseline has, or where no line has dates.
    """
    number = max(baseline_numbers(items), default=-1) + 1
    named = BaselineName(number, _name(plan, number, name), on, " ".join(reason.split()))
    edit = _kept(plan, items, named)
    if not edit.edits:
        raise ValueError(tr("No line has dates that a baseline could keep."))
    return edit


def taken_as(plan: Plan, items: Sequence[PlanItem], number: int, on: date) -> Batch:
    """Keep the dates of every line as that baseline, new or again; its name stays. Empty without a change."""
    return _kept(plan, items, dc.replace(_known(plan, number), taken=on))


def _kept(plan: Plan, items: Sequence[PlanItem], named: BaselineName) -> Batch:
    edit = baselined(items, named.number)
    return batch([*edit.edits, between(plan, _with(plan, named))]) if edit.edits else edit


def _known(plan: Plan, number: int) -> BaselineName:
    return next((one for one in plan.baseline_names if one.number == number), BaselineName(number))


def renamed(plan: Plan, number: int, name: str) -> Edit:
    """Call a baseline something else. Raises ValueError, in words, for a name that another one has."""
    known = _known(plan, number)
    return between(plan, _with(plan, dc.replace(known, name=_name(plan, number, name))))


def dated(plan: Plan, number: int, on: date | None) -> Edit:
    """Say when a baseline was taken, so that it stands in the trend."""
    return between(plan, _with(plan, dc.replace(_known(plan, number), taken=on)))


def _with(plan: Plan, named: BaselineName) -> Plan:
    others = [one for one in plan.baseline_names if one.number != named.number]
    return dc.replace(plan, baseline_names=tuple(sorted((*others, named), key=lambda one: one.number)))


def _name(plan: Plan, number: int, typed: str) -> str:
    """The name as it is kept; empty is the default."""
    name = " ".join(typed.split())[:LONGEST]
    others = {(one.name or default_name(one.number)).casefold() for one in plan.baseline_names
              if one.number != number}  # fmt: skip
    if name and name.casefold() in others:
        raise ValueError(tr("Another baseline is called “{name}”. Choose another name.", name=name))
    return "" if name == default_name(number) else name
