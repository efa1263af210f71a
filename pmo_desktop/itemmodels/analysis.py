"""Schedule quality, schedule risk and baselines as columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.baselines import BaselineHead, BaselineRow
from pmo_desktop.readmodels.quality import Offender, QualityCheck
from pmo_desktop.readmodels.schedulerisk import CountedRisk, ItemRisk, WayRisk
from pmo_desktop.readmodels.slips import slip_rule, slip_tone
from pmo_desktop.scheduling.quality.finding import Verdict

_ORDER = (Verdict.FAILED, Verdict.REPORTED, Verdict.PASSED, Verdict.NOT_APPLICABLE)
_SECOND = {Role.TONE: lambda _row: "text2"}


def check_columns() -> tuple[Column[QualityCheck], ...]:
    """Number, verdict, check, figure, limit, how many lines."""

    def failed(row: QualityCheck) -> bool:
        return row.verdict is Verdict.FAILED

    return (
        Column(tr("No."), lambda r: r.id, lambda r: str(r.id), number=True, width=44, roles=_SECOND),
        Column(
            tr("Verdict"), lambda r: _ORDER.index(r.verdict), lambda r: tr(r.look.word), width=136,
            roles={Role.COMPLIANCE: lambda r: r.look.mark, Role.TONE: lambda r: r.look.tone,
                   Role.STRONG: failed},
        ),
        Column(trc("noun", "Check"), lambda r: r.id, lambda r: r.title, width=200, tip=lambda r: r.says,
               roles={Role.STRONG: failed}),
        Column(tr("Measured"), lambda r: r.id, lambda r: r.value, number=True, width=124),
        Column(tr("Limit"), lambda r: r.id, lambda r: r.limit, number=True, width=102, roles=_SECOND),
        Column(tr("Lines"), lambda r: len(r.offenders), lambda r: shown.number(len(r.offenders)),
               tr("Lines of the plan that the check found fault with"), number=True, width=58),
    )  # fmt: skip


def offender_columns() -> tuple[Column[Offender], ...]:
    """WBS, line, what is wrong with it, the way to it."""
    return (
        Column(tr("WBS"), lambda r: r.wbs, lambda r: r.wbs, width=64, roles=_SECOND),
        Column(tr("Line"), lambda r: r.name.casefold(), lambda r: r.name, width=168, tip=lambda r: r.name),
        Column(tr("Why"), lambda r: r.why, lambda r: r.why, width=170, tip=lambda r: r.why, roles=_SECOND),
        _way(),
    )


def _way() -> Column[Any]:
    """A button to the line in the plan."""
    return Column("", lambda _r: "", lambda _r: "", width=74, roles={Role.BUTTON: lambda _r: tr("Go to")})


def item_columns() -> tuple[Column[ItemRisk], ...]:
    """WBS, line, finish, criticality, influence, days."""
    return (
        Column(tr("WBS"), lambda r: r.wbs, lambda r: r.wbs, width=58, roles=_SECOND),
        Column(tr("Line"), lambda r: r.name.casefold(), lambda r: r.name, width=190, tip=lambda r: r.name),
        Column(tr("Finish"), lambda r: r.finish or date.max, lambda r: shown.day(r.finish), number=True,
               width=98),
        Column(
            tr("Criticality"), lambda r: r.criticality, lambda r: shown.percent(round(r.criticality * 1e4)),
            tr("In how many of the runs the line held up the finish"), number=True, width=112,
            roles={Role.PROGRESS: lambda r: r.criticality},
        ),
        Column(
            tr("Influence"), lambda r: abs(r.influence), lambda r: shown.number(r.influence, 2),
            tr("How far the finish goes with the length of the line: 0 not at all, 1 wholly"), number=True,
            width=74, hidden=True,
        ),
        Column(
            tr("± days"), lambda r: abs(r.days), lambda r: shown.number(abs(r.days), 1),
            tr("Days by which a usual change of its length moves the finish"), number=True, width=64,
        ),
    )  # fmt: skip


def risk_columns() -> tuple[Column[CountedRisk], ...]:
    """Whether it was counted, and the risk with what it does or why it was left out."""

    def mark(row: CountedRisk) -> str:
        return "not_applicable" if row.left_out else "met"

    def told(row: CountedRisk) -> str:
        if row.left_out:
            return tr("not counted: {why}", why=row.left_out)
        chance = shown.percent(round((row.chance or 0) * 1e4))
        lines = trn("{n} line", "{n} lines", row.lines)
        return tr(
            "{chance}, {days}\u00a0wd on {lines}", chance=chance, days=shown.signed(row.days), lines=lines
        )

    return (
        Column("", lambda r: r.left_out, lambda _r: "", tr("Counted or not"), width=34, tip=told,
               roles={Role.COMPLIANCE: mark}),
        Column(
            tr("Risk"), lambda r: r.title.casefold(), lambda r: r.title, width=170,
            tip=lambda r: tr("{ref} · {title}", ref=r.ref, title=r.title),
            roles={Role.SUB: told, Role.TONE: lambda r: "text2" if r.left_out else None},
        ),
    )  # fmt: skip


def way_columns() -> tuple[Column[WayRisk], ...]:
    """What is done then with its share and what it follows, and the share of runs that took it."""

    def share(value: float | None) -> str:
        return shown.NOTHING if value is None else shown.percent(round(value * 1e4))

    def after(row: WayRisk) -> str:
        return tr("{share} after {name}", share=share(row.share), name=row.after_name)

    return (
        Column(tr("Way"), lambda r: (r.after, r.said), lambda r: r.said, width=100,
               tip=lambda r: tr("{way}: {after}", way=r.said, after=after(r)), roles={Role.SUB: after}),
        Column(trc("way", "In runs"), lambda r: r.taken or 0.0, lambda r: share(r.taken),
               tr("In how many of the runs this way was taken"), number=True, width=76),
    )  # fmt: skip


def baseline_columns(
    today: Callable[[], date], tolerance: Callable[[], int | None]
) -> tuple[Column[BaselineHead], ...]:
    """Name, when taken, its finish, the slip since, why."""
    return (
        Column(tr("Baseline"), lambda r: r.number, lambda r: r.name, tr("Type to give it a name"), "name",
               width=150, field="name", parse=str, seen=lambda r: r.name),
        Column(
            tr("Taken"), lambda r: r.taken or date.max, lambda r: shown.day(r.taken),
            tr("The day it was taken; with it the baseline stands in the trend"), "taken", number=True,
            width=104, field="taken", parse=lambda v: editing.day_of(v, today()), seen=lambda r: r.taken,
            edit=lambda r: shown.day(r.taken) if r.taken else "",
        ),
        Column(tr("Finish in it"), lambda r: r.finish or date.max, lambda r: shown.day(r.finish),
               number=True, width=104),
        Column(
            tr("Slip since, wd"), lambda r: r.slip or 0,
            lambda r: shown.NOTHING if r.slip is None else shown.signed(r.slip),
            tr("Working days that the plan ends later than this baseline"), number=True, width=104,
            tip=lambda r: slip_rule(r.slip, tolerance()),
            roles={Role.TONE: lambda r: slip_tone(r.slip, tolerance())},
        ),
        Column(tr("Lines"), lambda r: r.lines, lambda r: shown.number(r.lines), number=True, width=58,
               roles=_SECOND),
        Column(tr("Reason"), lambda r: r.reason, lambda r: r.reason, width=180, tip=lambda r: r.reason,
               roles=_SECOND),
    )  # fmt: skip


def comparison_columns(
    heads: Sequence[BaselineHead], tolerance: int | None = None
) -> tuple[Column[BaselineRow], ...]:
    """WBS, line, finish now, and one column of slips a baseline, rated by the tolerance (working days)."""
    fixed: tuple[Column[BaselineRow], ...] = (
        Column(tr("WBS"), lambda r: r.wbs, lambda r: r.wbs, width=64, roles=_SECOND),
        Column(
            tr("Line"), lambda r: r.name.casefold(), lambda r: r.name, width=230, tip=lambda r: r.name,
            roles={Role.LEVEL: lambda r: r.level, Role.STRONG: lambda r: r.summary},
        ),
        Column(tr("Finish now"), lambda r: r.finish or date.max, lambda r: shown.day(r.finish), number=True,
               width=104),
    )  # fmt: skip
    return (*fixed, *(_slip(at, head, tolerance) for at, head in enumerate(heads)))


def _slip(at: int, head: BaselineHead, tolerance: int | None) -> Column[BaselineRow]:
    def text(row: BaselineRow) -> str:
        slip = row.slips[at]
        return shown.NOTHING if slip is None else shown.signed(slip)

    def tone(row: BaselineRow) -> str | None:
        return slip_tone(row.slips[at], tolerance)

    def tip(row: BaselineRow) -> str:
        on = tr("{baseline}: {day}", baseline=head.name, day=shown.day(row.finishes[at]))
        return "\n".join(part for part in (on, slip_rule(row.slips[at], tolerance)) if part)

    return Column(
        tr("{baseline}, wd", baseline=head.name), lambda r: r.slips[at] or 0, text,
        tr("Working days later than in {baseline}", baseline=head.name), number=True, width=116,
        tip=tip, roles={Role.TONE: tone, Role.STRONG: lambda r: tone(r) == "neg"},
    )  # fmt: skip
