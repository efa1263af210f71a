"""What the receipt of a file says at a glance: its facts in one line and its counts."""

from __future__ import annotations

import dataclasses as dc
from typing import Any

from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels.intake import Intake


@dc.dataclass(frozen=True, slots=True)
class Count:
    """One count of a receipt. `tone` says whether it asks for a person."""

    icon: str
    tone: str
    value: str
    label: str


def counts(found: Intake, open_questions: int) -> tuple[Count, ...]:
    """The counts of a file, at most five: a register by rows, a schedule by what a plan has."""
    return _plan_counts(found) if found.kind == "schedule" else _row_counts(found, open_questions)


def _row_counts(found: Intake, asked: int) -> tuple[Count, ...]:
    made, changed, left = (found.count(o) for o in ("created", "changed", "skipped"))
    notes = sum(len(r.notes) for r in found.rows)
    return (
        Count("circle-check", "pos", str(made), trn("new work", "new works", made)),
        Count("pencil", "info", str(changed), trn("work changes", "works change", changed)),
        Count(
            "circle-question-mark",
            "warn" if asked else "text2",
            str(asked),
            trn("needs your answer", "need your answer", asked),
        ),
        Count("circle-minus", "text2", str(left), trn("row left out", "rows left out", left)),
        Count(
            "triangle-alert",
            "warn" if notes else "text2",
            str(notes),
            trn("cell to look at", "cells to look at", notes),
        ),
    )


def _plan_counts(found: Intake) -> tuple[Count, ...]:
    def n(name: str) -> int:
        return int(found.details.get(name, 0))

    left = found.count("skipped")
    return (
        Count(
            "circle-check",
            "pos",
            str(found.count("created")),
            trn("task read", "tasks read", found.count("created")),
        ),
        Count("milestone", "info", str(n("milestones")), trn("milestone", "milestones", n("milestones"))),
        Count("link", "info", str(n("links")), trn("link", "links", n("links"))),
        Count(
            "circle-minus",
            "warn" if left else "text2",
            str(left),
            trn("row left out", "rows left out", left),
        ),
        Count("users", "pos", str(n("resources")), trn("person or crew", "people and crews", n("resources"))),
    )


def facts(found: Intake) -> str:
    """What kind of file it is and how much is in it, in one line."""
    if found.kind != "schedule":
        rows = trn("{n} row", "{n} rows", len(found.rows))
        columns = trn("{n} column", "{n} columns", len(found.columns))
        return tr("{file} · register, {rows}, {columns}", file=found.file, rows=rows, columns=columns)
    detail: dict[str, Any] = dict(found.details)
    return tr(
        "{file} · schedule, {tasks}, {links}, {resources}",
        file=found.file,
        tasks=trn("{n} task", "{n} tasks", int(detail.get("tasks", 0))),
        links=trn("{n} link", "{n} links", int(detail.get("links", 0))),
        resources=trn("{n} resource", "{n} resources", int(detail.get("resources", 0))),
    )


def import_words(found: Intake) -> str:
    """What the button of one file says."""
    if found.kind == "schedule":
        tasks = found.count("created")
        return trn("Import {n} task", "Import {n} tasks", tasks)
    works = found.count("created") + found.count("changed")
    return trn("Import {n} work", "Import {n} works", works)
