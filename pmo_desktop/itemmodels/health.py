"""The measures of governance as columns, and the records behind one of them."""

from __future__ import annotations

from pmo_desktop.domain.governancehealth import WEIGHTS
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.governance_health import HealthRow, value_said
from pmo_desktop.readmodels.health_counting import Behind

_MARKS = {True: "circle-check", False: "circle-x", None: "circle-minus"}
_TONES = {True: "pos", False: "neg", None: "text3"}


def health_columns() -> tuple[Column[HealthRow], ...]:
    """Measure, value with trend, target, whether it is met, before, what was counted, weight in the index."""
    return (
        Column(tr("Measure"), lambda r: r.measure, lambda r: tr(r.measure.label), key="measure", width=230,
               tip=lambda r: tr(r.aim.formula), roles={Role.STRONG: lambda _r: True}),
        Column(tr("Now"), lambda r: r.value, lambda r: r.said(), key="value", number=True, width=96,
               roles={Role.TONE: lambda r: _TONES[r.met], Role.STRONG: lambda r: r.met is False,
                      Role.ICON: lambda r: _MARKS[r.met]}),
        Column(tr("Target"), lambda r: r.aim.target, lambda r: r.target_said(), key="target", number=True,
               width=92, roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Before"), lambda r: r.before, _before, key="before", number=True, width=84,
               help=tr("The six meetings before these"), roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Trend"), lambda r: r.trend, _trend, key="trend", width=92,
               roles={Role.TONE: lambda r: {"better": "pos", "worse": "neg"}.get(r.trend, "text2")}),
        Column(tr("Counted"), lambda r: r.reading.whole, lambda r: r.counted(), key="counted", width=146,
               roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Also"), lambda r: r.reading.beside, lambda r: r.reading.beside, key="beside", width=180,
               tip=lambda r: r.reading.beside, roles={Role.TONE: lambda _r: "text2"}),
        Column(tr("Weight"), lambda r: r.weight or None, _weight, tr("Its part of the index"), "weight",
               number=True, width=76, hidden=True, roles={Role.TONE: lambda _r: "text2"}),
    )  # fmt: skip


def _before(row: HealthRow) -> str:
    return value_said(row.aim.unit, row.before) if row.before is not None else ""


def _trend(row: HealthRow) -> str:
    words = {"better": tr("Better"), "same": tr("As before"), "worse": tr("Worse")}
    return words.get(row.trend, "")


def _weight(row: HealthRow) -> str:
    return tr("{n} %", n=row.weight) if row.measure in WEIGHTS else ""


def behind_columns() -> tuple[Column[Behind], ...]:
    """Whether it counts as good, its code, and what was found."""
    return (
        Column("", lambda r: r.good, lambda r: tr("Yes") if r.good else tr("No"), key="good", width=88,
               roles={Role.ICON: lambda r: _MARKS[r.good], Role.TONE: lambda r: _TONES[r.good]}),
        Column(tr("Code"), lambda r: r.code, lambda r: r.code, key="code", width=150,
               roles={Role.STRONG: lambda _r: True}),
        Column(tr("Found"), lambda r: r.said, lambda r: r.said, key="said", width=320,
               tip=lambda r: r.said),
    )  # fmt: skip
