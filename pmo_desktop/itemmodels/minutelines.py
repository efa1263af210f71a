"""The columns of the lines of minutes: number, kind, text, owner, due, speaker, part, time, check."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from pmo_desktop.domain.declare import Worded
from pmo_desktop.domain.markers import EntryKind
from pmo_desktop.domain.meetings import Part
from pmo_desktop.i18n import tr, trc
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.meetings_table import LineRow

OFFERED = tuple(k for k in EntryKind if k not in (EntryKind.REASON, EntryKind.RESTRICTED))
"""The kinds that a line may be given; a reason belongs to its decision, Part B has a column."""
_STRONG = (EntryKind.DECISION, EntryKind.RESOLUTION)
YES = "yes"

ReadDay = Callable[[str], date | None]
ReadPerson = Callable[[str], UUID | None]


def line_columns(read_day: ReadDay, read_person: ReadPerson) -> tuple[Column[LineRow], ...]:
    """The columns; the two readers raise ValueError with a sentence."""
    return (
        Column(tr("No."), lambda r: r.order, lambda r: r.number, key="number", width=46),
        Column(
            tr("Kind"), lambda r: tr(r.kind.label), lambda r: tr(r.kind.label), key="kind", width=100,
            field="kind", parse=lambda text: _worded(EntryKind, text), seen=lambda r: r.kind,
            editable=lambda r: r.kind in OFFERED,
            roles={Role.CHOICES: lambda _: [(k.value, tr(k.label)) for k in OFFERED]},
        ),
        Column(
            tr("Text"), lambda r: r.text, lambda r: r.text, key="text", width=360, field="text",
            help=tr("Edited as it was typed, with its marker."), parse=_text, seen=lambda r: r.typed,
            edit=lambda r: r.typed, roles={Role.STRONG: lambda r: r.kind in _STRONG},
        ),
        Column(
            tr("Owner"), lambda r: r.owner_name, lambda r: r.owner_name, key="owner", width=140,
            field="owner", parse=read_person, seen=lambda r: r.owner, editable=lambda r: r.owned,
            roles={Role.AVATAR: lambda r: r.owner_initials},
        ),
        Column(
            tr("Due"), lambda r: r.due or date.max, lambda r: shown.day(r.due) if r.due else "", key="due",
            width=92, field="due", parse=read_day, seen=lambda r: r.due,
            editable=lambda r: r.kind in (EntryKind.ACTION, EntryKind.ISSUE),
        ),
        Column(
            tr("Speaker"), lambda r: r.speaker_name, lambda r: r.speaker_name, key="speaker", width=110,
            field="speaker", parse=read_person, seen=lambda r: r.speaker,
        ),
        Column(
            trc("minutes", "Part"), lambda r: r.part.value, lambda r: tr(r.part.label), key="part", width=64,
            field="part", parse=lambda text: _worded(Part, text), seen=lambda r: r.part,
            roles={
                Role.CHOICES: lambda _: [(p.value, tr(p.label)) for p in Part],
                Role.TONE: lambda r: "warn" if r.part is Part.B else "text2",
            },
        ),
        Column(
            tr("Time"), lambda r: r.at, lambda r: r.time, key="time", width=56,
            roles={Role.TONE: lambda _: "text2"},
        ),
        Column(
            tr("Check"), lambda r: r.check_later, lambda r: tr("check later") if r.check_later else "",
            key="check", width=84, field="check_later", parse=_flag, seen=lambda r: r.check_later,
            roles={
                Role.TONE: lambda _: "warn",
                Role.CHOICES: lambda _: [(YES, tr("check later")), ("", tr("checked"))],
            },
        ),
        Column(tr("Item"), lambda r: r.order, lambda r: r.item_name, key="item", width=200),
    )  # fmt: skip


def _worded(words: type[Worded], text: Any) -> Any:
    wanted = str(text).strip().casefold()
    for member in words:
        if wanted in (member.value, tr(member.label).casefold()):
            return member
    raise ValueError(tr("“{text}” is none of the choices.", text=text))


def _text(text: Any) -> str:
    said = " ".join(str(text).split())
    if not said:
        raise ValueError(tr("A line needs words; Delete puts it away."))
    return said


def _flag(text: Any) -> bool:
    return str(text).strip().casefold() in (YES, "true", "1", tr("check later").casefold())
