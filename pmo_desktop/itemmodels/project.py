"""The small lists of a work's page as columns: works to choose, reports, documents; and typed lengths."""

from __future__ import annotations

import dataclasses as dc
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.documents import DocumentState
from pmo_desktop.domain.edits import Set, between
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.values import Minutes
from pmo_desktop.i18n import N_, language, tr
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.register_columns import health_words
from pmo_desktop.itemmodels.roles import Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.project_documents import DocumentRow, size_words
from pmo_desktop.readmodels.project_reports import DIMENSIONS, ReportRow, dimension_label, rating_of
from pmo_desktop.readmodels.register import WorkRow

_LENGTH = re.compile(r"^(\d+(?:[.,]\d+)?)\s*([a-zäöüéèñ.]*)$")
_UNITS = {
    "": 0.0,
    "m": 1.0,
    "min": 1.0,
    "h": 60.0,
    "std": 60.0,
    "d": 0.0,
    "wd": 0.0,
    "t": 0.0,
    "day": 0.0,
    "days": 0.0,
    "tag": 0.0,
    "tage": 0.0,
    "w": -5.0,
    "wk": -5.0,
    "week": -5.0,
    "weeks": -5.0,
    "woche": -5.0,
    "wochen": -5.0,
}
"""Minutes of a unit; 0 stands for a working day, below 0 for so many working days."""


def length_of(text: str, per_day: int = 480) -> Minutes:
    """A duration as people type it: "20", "20 d", "4 h", "3 w", "0.5 d". ValueError with a sentence."""
    found = _LENGTH.match(text.strip().casefold().replace("\u00a0", " "))
    unit = _UNITS.get(found.group(2).rstrip(".")) if found else None
    if found is None or unit is None:
        raise ValueError(tr("“{text}” is not a length. Type it like 20 d, 4 h or 3 w.", text=text))
    number = float(found.group(1).replace(",", "."))
    each = per_day if unit == 0 else per_day * -unit if unit < 0 else unit
    return Minutes(round(number * each))


_ELAPSED = re.compile(r"^(\d+(?:[.,]\d+)?)\s*[ef]\s*(d|t|h|std|w|wk|min|m)$")
_PLAIN_MINUTES = {"d": 1440, "t": 1440, "h": 60, "std": 60, "w": 10_080, "wk": 10_080, "min": 1, "m": 1}


def length_in(text: str, per_day: int = 480) -> tuple[Minutes, bool]:
    """A duration as people type it, and whether it is elapsed time: "3 ed" passes nights and weekends too."""
    found = _ELAPSED.match(text.strip().casefold().replace("\u00a0", " "))
    if found is None:
        return length_of(text, per_day), False
    return Minutes(round(float(found[1].replace(",", ".")) * _PLAIN_MINUTES[found[2]])), True


def chooser_columns(today: date) -> tuple[Column[WorkRow], ...]:
    """Mark, code, title."""
    return (
        Column(
            tr("Health"), lambda r: r.health(today).rating.value, lambda r: tr(r.health(today).rating.label),
            width=40, tip=lambda r: health_words(r, today),
            roles={Role.RAG: lambda r: r.health(today).rating.value},
        ),
        Column(
            tr("Code"), lambda r: r.ref, lambda r: r.ref, width=104, roles={Role.TONE: lambda _r: "text2"}
        ),
        Column(
            tr("Work"), lambda r: r.title.said(language()), lambda r: r.title.said(language()),
            tip=lambda r: r.title.said(language()),
        ),
    )  # fmt: skip


# -- parts of a programme ----------------------------------------------------------------------------


def part_columns(today: date) -> tuple[Column[WorkRow], ...]:
    """The works of a programme or portfolio: mark, code, title, phase, finish, slip, next gate."""
    from pmo_desktop.itemmodels import register_columns as rc
    from pmo_desktop.itemmodels.register_context import Context

    at = Context(today)
    return (
        rc.health_column(at), rc.ref_column(), _plain(rc.title_column()), _plain(rc.phase_column()),
        _plain(rc.date_column(at, "finish_forecast", lambda row: row.finish, title=tr("Finish"), width=116)),
        rc.slip_column(), rc.cost_column(), dc.replace(rc.gate_column(), width=128), rc.age_column(at),
    )  # fmt: skip


def _plain(column: Column[WorkRow]) -> Column[WorkRow]:
    """The same column to look at only."""
    return dc.replace(column, parse=None, parse_in=None)


# -- reports -----------------------------------------------------------------------------------------

REPORT_TONES = {
    "draft": "neutral",
    "submitted": "info",
    "returned": "warn",
    "accepted": "pos",
    "validated": "pos",
    "published": "neutral",
    "missing": "neg",
}
"""The tone of the tag of each state."""


SHORT = {
    "time": N_("Time"),
    "cost": N_("Cost"),
    "scope": N_("Scope"),
    "benefits": N_("Ben."),
    "risk": N_("Risk"),
    "resources": N_("Res."),
}
"""Heads of the narrow columns; the whole word is their tooltip."""


def report_columns() -> tuple[Column[ReportRow], ...]:
    """Date, overall rating with trend, one narrow column for each dimension, state."""

    def mark(key: str) -> Column[ReportRow]:
        def rating(row: ReportRow) -> str:
            return rating_of(row.report.declared, key).value

        return Column(
            tr(SHORT[key]), rating, lambda row: tr(rating_of(row.report.declared, key).label),
            dimension_label(key), key, width=54, roles={Role.RAG: rating},
        )  # fmt: skip

    return (
        Column(
            tr("Status date"), lambda r: r.report.status_date, lambda r: shown.day(r.report.status_date),
            width=104,
        ),
        Column(
            tr("Overall"), lambda r: r.report.shown.value, lambda r: tr(r.report.shown.label), width=74,
            roles={Role.RAG: lambda r: r.report.shown.value, Role.TREND: lambda r: r.trend or None},
        ),
        *(mark(key) for key in DIMENSIONS),
        Column(
            tr("State"), lambda r: r.report.state.value, lambda r: tr(r.report.state.label), width=92,
            roles={Role.TAG: lambda r: REPORT_TONES[r.report.state.value]},
        ),
    )  # fmt: skip


# -- documents ---------------------------------------------------------------------------------------

_DOCUMENT_TONES = {
    DocumentState.DRAFT: "neutral",
    DocumentState.IN_REVIEW: "info",
    DocumentState.APPROVED: "pos",
    DocumentState.BASELINED: "pos",
}
_FROZEN = N_("Baselined and archived documents no longer change. Add a new version instead.")


def document_columns() -> tuple[Column[DocumentRow], ...]:
    """Title, file, version, state, size, day; title, version and state can be typed."""

    def locked(row: DocumentRow) -> str:
        return tr(_FROZEN) if row.frozen else ""

    def offered(row: DocumentRow) -> Sequence[tuple[Any, str]]:
        return editing.choices((row.document.state, *next_states("document", row.document.state)))

    return (
        of_field(
            "document", "title", lambda r: r.document.title.said(language()), width=280,
            seen=lambda r: r.document.title, locked=locked,
            parse_in=lambda r, v: editing.title_in(r.document.title, v, tr("Title")),
        ),
        of_field("document", "file_name", lambda r: r.document.file_name, width=240,
                 roles={Role.TONE: lambda _r: "text2", Role.ICON: lambda _r: "file"}),
        of_field(
            "document", "version", lambda r: r.document.version, width=80, number=True, locked=locked,
            seen=lambda r: r.document.version, parse=lambda v: editing.needed_text(v, tr("Version")),
        ),
        of_field(
            "document", "state", lambda r: r.document.state.value, lambda r: tr(r.document.state.label),
            width=110, seen=lambda r: r.document.state,
            parse_in=lambda r, v: editing.state_in("document", r.document.state, v),
            roles={Role.CHOICES: offered,
                   Role.TAG: lambda r: _DOCUMENT_TONES.get(r.document.state, "neutral")},
        ),
        of_field("document", "size", lambda r: r.document.size, lambda r: size_words(r.document.size),
                 width=84, number=True),
        Column(tr("Added"), lambda r: r.added, lambda r: shown.day(r.added), width=110, number=True),
    )  # fmt: skip


def document_edit(row: DocumentRow, column: Column[DocumentRow], wanted: Any) -> Set:
    """The edit that a cell asks for."""
    return between(row.document, dc.replace(row.document, **{column.field: wanted}))
