"""The columns of the agenda before the meeting, edited in place."""

from __future__ import annotations

from pmo_desktop.domain.meetings import Part, Purpose
from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels.agenda import AgendaLine

MANY = ("purpose", "allotted", "presenter", "section", "part", "guests", "work")
"""The fields that are set for all selected items at once."""


def agenda_columns() -> tuple[Column[AgendaLine], ...]:
    """One line an item: what is asked, when it is planned, who leads, what stands against it."""
    return (*_front(), *_people(), *_marks())


def _front() -> tuple[Column[AgendaLine], ...]:
    return (
        Column(tr("No."), lambda r: r.number, lambda r: r.number, key="number", width=42),
        Column(
            tr("Planned"), lambda r: r.starts, lambda r: r.starts, key="starts", width=62, number=True,
            tip=_beyond, roles={Role.TONE: lambda r: "warn" if r.late else "text2"},
        ),
        Column(
            tr("Item"), lambda r: r.title, lambda r: r.title, key="title", width=280, field="title",
            parse=_title, seen=lambda r: r.title, roles={Role.STRONG: lambda _: True},
        ),
        Column(
            tr("Purpose"), lambda r: r.purpose, lambda r: tr(r.purpose.label), key="purpose", width=114,
            field="purpose", parse=_purpose, seen=lambda r: r.purpose,
            roles={Role.CHOICES: lambda _: [(p.value, tr(p.label)) for p in Purpose]},
        ),
        Column(
            trc("time", "Minutes"), lambda r: r.allotted, lambda r: str(r.allotted), key="allotted", width=66,
            number=True, field="allotted", parse=_minutes, seen=lambda r: r.allotted,
        ),
    )  # fmt: skip


def _people() -> tuple[Column[AgendaLine], ...]:
    return (
        Column(
            tr("Presenter"), lambda r: r.presenter, lambda r: r.presenter, key="presenter", width=126,
            field="presenter", parse=str.strip, seen=lambda r: r.presenter,
        ),
        Column(
            tr("Guests"), lambda r: r.guests, lambda r: r.guests, key="guests", width=150, hidden=True,
            help=tr("In the room for this item only."), field="guests", parse=str.strip,
            seen=lambda r: r.guests,
        ),
        Column(
            tr("About"), lambda r: r.about, lambda r: r.about, key="work", width=110, hidden=True,
            help=tr("The code of a work."), field="work", parse=str.strip, seen=lambda r: r.about,
        ),
        Column(
            tr("Section"), lambda r: r.section, lambda r: r.section, key="section", width=130, hidden=True,
            help=tr("The heading it stands under."), field="section", parse=str.strip,
            seen=lambda r: r.section,
        ),
        Column(
            trc("agenda", "Part"), lambda r: r.part, lambda r: tr(r.part.label), key="part", width=80,
            hidden=True, field="part", parse=_part, seen=lambda r: r.part,
            roles={Role.CHOICES: lambda _: [(p.value, tr(p.label)) for p in Part]},
        ),
    )  # fmt: skip


def _marks() -> tuple[Column[AgendaLine], ...]:
    return (
        Column(tr("Paper"), lambda r: r.paper, lambda r: r.paper, key="paper", width=54),
        Column(
            tr("Deferred"), lambda r: r.deferrals, deferred_words, key="deferrals", width=112,
            roles={Role.TAG: lambda r: "neg" if r.deferrals > 2 else "warn"},
        ),
        Column(
            tr("Conflicts"), lambda r: len(r.against), _against, key="against", width=74,
            tip=lambda r: "\n".join(r.against),
            roles={
                Role.ICON: lambda r: "triangle-alert" if r.against else None,
                Role.TONE: lambda r: "neg" if r.interest else "warn",
            },
        ),
        Column(
            tr("State"), lambda r: r.state, lambda r: tr(r.state.label), key="state", width=110, hidden=True,
        ),
    )  # fmt: skip


def deferred_words(row: AgendaLine) -> str:
    """How often an item was put off, in words; nothing where it never was."""
    return trn("deferred once", "deferred {n} times", row.deferrals) if row.deferrals else ""


def _against(row: AgendaLine) -> str:
    return str(len(row.against)) if row.against else ""


def _beyond(row: AgendaLine) -> str:
    return tr("Beyond the end of the meeting") if row.late else ""


def _title(text: str) -> str:
    if not text.strip():
        raise ValueError(tr("An item needs a title."))
    return text.strip()[:200]


def _minutes(text: str) -> int:
    plain = str(text).strip().removesuffix("min").strip()
    if not plain.isdecimal() or int(plain) > 600:
        raise ValueError(tr("Minutes are a whole number from 0 to 600."))
    return int(plain)


def _purpose(text: str) -> Purpose:
    wanted = str(text).strip().casefold()
    for purpose in Purpose:
        said = tr(purpose.label).casefold()
        if wanted in (purpose.value, said) or (wanted and said.removeprefix("to ").startswith(wanted)):
            return purpose
    raise ValueError(tr("A purpose is decide, endorse, discuss or note."))


def _part(text: str) -> Part:
    wanted = str(text).strip().casefold()
    for part in Part:
        if wanted in (part.value, tr(part.label).casefold()):
            return part
    raise ValueError(tr("An item is in part A or B."))
