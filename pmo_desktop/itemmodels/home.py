"""The columns of Home's lists."""

from __future__ import annotations

from datetime import date

from pmo_desktop.domain.initials import unique_initials
from pmo_desktop.domain.meetings import Paper, PaperState
from pmo_desktop.i18n import language, tr, trc, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.home import Recent, ReportRow
from pmo_desktop.readmodels.lists import ActionRow
from pmo_desktop.readmodels.register import WorkRow

_PAPER_TONES = {PaperState.SUBMITTED: "info", PaperState.RETURNED: "warn"}


def _is_open(_row: object) -> str:
    return trc("act", "Open")


def _initials(name: str) -> str:
    return unique_initials((name,))[0] if name else ""


def report_columns() -> list[Column[ReportRow]]:
    """Rating, work, manager, why somebody has to look, the act."""
    return [
        Column("", lambda r: r.rating.value, lambda r: tr(r.rating.label), width=44,
               roles={Role.RAG: lambda r: r.rating.value}),
        Column(tr("Work"), lambda r: r.title.said(language()), lambda r: r.title.said(language()), width=200,
               roles={Role.STRONG: lambda _: True}),
        Column(tr("Manager"), lambda r: r.manager, lambda r: r.manager, width=160,
               roles={Role.AVATAR: lambda r: _initials(r.manager)}),
        Column(tr("Why"), lambda r: r.reason, lambda r: tr(r.reason), width=200,
               roles={Role.TONE: lambda _: "text2"}),
        Column("", lambda r: r.act, lambda r: tr(r.act), width=0, roles={Role.BUTTON: lambda r: tr(r.act)}),
    ]  # fmt: skip


def action_columns(today: date) -> list[Column[ActionRow]]:
    """Action and where it is from, owner, due date, how late, the act."""

    def late(row: ActionRow) -> int:
        return (today - row.due).days if row.due else 0

    def source(row: ActionRow) -> str:
        place = row.work_title.said(language()) or row.body_code
        return " · ".join(t for t in (row.ref, place) if t)

    return [
        Column(tr("Action"), lambda r: r.text, lambda r: r.text, width=260,
               roles={Role.SUB: source, Role.STRONG: lambda _: True}),
        Column(tr("Owner"), lambda r: r.owner_name, lambda r: r.owner_name, width=150,
               roles={Role.AVATAR: lambda r: _initials(r.owner_name)}),
        Column(tr("Was due"), lambda r: r.due, lambda r: shown.day(r.due), width=96),
        Column(tr("Late"), late, lambda r: trn("{n} day", "{n} days", late(r)), number=True, width=0,
               roles={Role.TONE: lambda _: "neg", Role.STRONG: lambda _: True}),
        Column("", lambda r: r.ref, lambda _: tr("Done"), width=0, roles={Role.BUTTON: lambda _: tr("Done")}),
    ]  # fmt: skip


def gate_columns() -> list[Column[WorkRow]]:
    """Gate and date under the work, the act."""
    return [
        Column("", lambda r: r.gate, lambda r: r.gate, width=64, roles={Role.GATE: lambda r: r.gate}),
        Column(tr("Work"), lambda r: r.gate_date, lambda r: r.title.said(language()), width=200,
               roles={Role.STRONG: lambda _: True,
                      Role.SUB: lambda r: " · ".join(t for t in (shown.day(r.gate_date), r.gate_name) if t)}),
        Column("", lambda r: r.ref, _is_open, width=0, roles={Role.BUTTON: _is_open}),
    ]  # fmt: skip


def paper_columns(meeting_ref: str) -> list[Column[Paper]]:
    """Paper, its number and ask, its state, the act."""

    def ask(paper: Paper) -> str:
        return f"{meeting_ref}/{paper.number} · {tr(paper.purpose.label)}"

    return [
        Column(tr("Paper"), lambda p: p.number, lambda p: p.title.said(language()), width=200,
               roles={Role.STRONG: lambda _: True, Role.SUB: ask}),
        Column(tr("State"), lambda p: p.state.value, lambda p: tr(p.state.label), width=110,
               roles={Role.TAG: lambda p: _PAPER_TONES.get(p.state, "neutral")}),
        Column("", lambda p: p.number, _is_open, width=0, roles={Role.BUTTON: _is_open}),
    ]  # fmt: skip


def recent_columns() -> list[Column[Recent]]:
    """Who and when, above what was done; how many records, the act."""

    def done(row: Recent) -> str:
        act = row.label or tr("Edited")
        return tr("{act} and {n} more", act=act, n=row.before) if row.before else act

    return [
        Column(tr("What"), lambda r: r.at, done, width=200,
               roles={Role.STRONG: lambda _: True, Role.AVATAR: lambda r: _initials(r.name) or "?",
                      Role.SUB: lambda r: " · ".join((r.name or tr("Somebody"), shown.time(r.at)))}),
        Column(tr("Records"), lambda r: r.records, lambda r: trn("{n} record", "{n} records", r.records),
               number=True, width=0, roles={Role.TONE: lambda _: "text2"}),
        Column("", lambda r: r.at, _is_open, width=0, roles={Role.BUTTON: _is_open}),
    ]  # fmt: skip
