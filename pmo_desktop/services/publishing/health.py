"""The section on the health of governance; a pack has it only where it is wanted."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Iterator
from uuid import UUID

from pmo_desktop.domain.governancehealth import WEIGHTS
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.governance_health import HealthRow, health, value_said
from pmo_desktop.readmodels.pack_health import GovernanceHealth, HealthLine
from pmo_desktop.services.governing import read_health
from pmo_desktop.services.ports import Reader
from pmo_desktop.services.publishing import numbers as keys
from pmo_desktop.services.publishing.facts import PackFacts
from pmo_desktop.services.publishing.frame import Frame
from pmo_desktop.services.publishing.numbers import Numbers


def with_health(reader: Reader, facts: PackFacts) -> PackFacts:
    """The facts with what the measures are counted from, in five more statements."""
    day = shown.local(facts.meeting.meeting.starts).date()
    return dc.replace(facts, health=read_health(reader, day))


def governance_health(frame: Frame, _numbers: Numbers) -> Iterator[GovernanceHealth]:
    """The measures of the body as of the day of the data; nothing where they were not read."""
    known = frame.facts.health
    if known is None:
        return
    found = health(dc.replace(known, today=frame.day), UUID(int=frame.facts.meeting.body.id.int))
    yield GovernanceHealth(
        frame.head(keys.HEALTH, tr("Governance health"), tab=tr("Governance")),
        _index(found.index),
        _index(found.before),
        found.meetings,
        len(WEIGHTS),
        len(WEIGHTS) - len(found.left_out),
        tuple(map(_line, found.rows)),
    )


def _index(value: float | None) -> str:
    return "" if value is None else shown.number(value, 1)


def _line(row: HealthRow) -> HealthLine:
    state = {True: "met", False: "short", None: "none"}[row.met]
    before = value_said(row.aim.unit, row.before) if row.before is not None else ""
    return HealthLine(
        tr(row.measure.label),
        row.said(),
        row.target_said(),
        state,
        before,
        row.counted(),
        row.reading.beside,
        tuple(value for _day, value in row.points),
    )
