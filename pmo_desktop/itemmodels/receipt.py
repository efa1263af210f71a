"""The columns of an import receipt: its rows, the columns of the file, and the files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pmo_desktop.domain.registersheet import RegisterField
from pmo_desktop.i18n import tr
from pmo_desktop.itemmodels.columns import Column
from pmo_desktop.itemmodels.ordering import Grouping
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.readmodels.intake import FIELD_WORDS, OUTCOME_WORDS, IntakeColumn, IntakeRow

TONES = {"created": "pos", "changed": "info", "skipped": "neutral"}
ORDER = ("skipped", "changed", "created")
"""Groups of rows: what needs a look comes first."""


def _notes(row: IntakeRow) -> str:
    return "; ".join(row.notes)


def row_columns() -> list[Column[IntakeRow]]:
    """Row of the file, title, what becomes of it, why, and what was not taken or assumed."""
    return [
        Column(tr("Row"), lambda r: r.row, lambda r: str(r.row), number=True, width=64, key="row",
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Title"), lambda r: r.title, lambda r: r.title, width=290, key="title",
               roles={Role.STRONG: lambda _: True}),
        Column(tr("Becomes"), lambda r: ORDER.index(r.outcome), lambda r: tr(OUTCOME_WORDS[r.outcome]),
               width=104, key="outcome", roles={Role.TAG: lambda r: TONES[r.outcome]}),
        Column(tr("Why"), lambda r: r.reason, lambda r: r.reason, width=210, key="why",
               tip=lambda r: r.reason, roles={Role.TONE: lambda _: "text2"}),
        Column(tr("To look at"), lambda r: len(r.notes), _notes, width=340, key="notes",
               tip=lambda r: "\n".join(r.notes),
               roles={Role.ICON: lambda r: "triangle-alert" if r.notes else "",
                      Role.TONE: lambda r: "warn" if r.notes else "text2"}),
    ]  # fmt: skip


def by_outcome() -> Grouping[IntakeRow]:
    """Rows under what becomes of them."""
    return Grouping(lambda r: r.outcome, ORDER.index)


def outcome_head(key: str, rows: Sequence[IntakeRow]) -> GroupRow:
    """The head of a group: its word and how many rows it has."""
    return GroupRow(tr(OUTCOME_WORDS[key]), str(len(rows)))


def column_columns() -> list[Column[IntakeColumn]]:
    """Columns of the file; what each was taken as can be changed."""
    choices = tuple((field, tr(FIELD_WORDS[field])) for field in RegisterField)
    words = {text: field for field, text in choices}

    def wanted(value: Any) -> RegisterField:
        if isinstance(value, RegisterField):
            return value
        found = words.get(str(value))
        if found is None:
            raise ValueError(tr("“{text}” is no field of the register", text=value))
        return found

    def taken(row: IntakeColumn) -> bool:
        return row.field is not RegisterField.OTHER

    return [
        Column(tr("No."), lambda c: c.number, lambda c: str(c.number), number=True, width=56,
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("In the file"), lambda c: c.header, lambda c: c.header, width=300, tip=lambda c: c.header,
               roles={Role.STRONG: lambda _: True}),
        Column(tr("Taken as"), lambda c: tr(FIELD_WORDS[c.field]), lambda c: tr(FIELD_WORDS[c.field]),
               width=190, key="field", parse=wanted, seen=lambda c: c.field,
               help=tr("Double-click or F2 to choose another field."),
               roles={Role.CHOICES: lambda _: choices,
                      Role.TONE: lambda c: "text" if taken(c) else "text3"}),
        Column(tr("Why"), lambda c: c.reason, lambda c: c.reason, width=280, tip=lambda c: c.reason,
               roles={Role.TONE: lambda _: "text2"}),
        Column(tr("Cells"), lambda c: c.sample, lambda c: c.sample, width=340, tip=lambda c: c.sample,
               roles={Role.TONE: lambda _: "text2"}),
    ]  # fmt: skip


def file_columns(
    name: Callable[[Any], str],
    says: Callable[[Any], str],
    icon: Callable[[Any], str],
    tone: Callable[[Any], str],
) -> list[Column[Any]]:
    """One column: a file and how it stands."""
    return [
        Column(tr("File"), name, name, width=220, tip=lambda f: f"{name(f)}\n{says(f)}",
               roles={Role.STRONG: lambda _: True, Role.SUB: says, Role.ICON: icon, Role.TONE: tone}),
    ]  # fmt: skip
