"""The facts of one row of a plan, for its tooltip and its accessible name."""

from __future__ import annotations

from html import escape

from pmo_desktop.domain.plans import ConstraintKind
from pmo_desktop.i18n import tr, trn
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.gantt import POINT_KINDS, GanttLink, GanttModel, GanttRow


def days_text(minutes: int | None, per_day: int) -> str:
    """A duration in working days: "12 d", "0.5 d"; empty when there is none."""
    if minutes is None:
        return ""
    days = minutes / per_day
    return tr("{days}\u00a0d", days=shown.number(days, 0 if abs(days - round(days)) < 0.05 else 1))


def slip_text(days: int) -> str:
    """How a finish stands to its baseline, in words."""
    if not days:
        return tr("as in the baseline")
    if days > 0:
        return trn(
            "{n} working day later than the baseline", "{n} working days later than the baseline", days
        )
    return trn(
        "{n} working day earlier than the baseline", "{n} working days earlier than the baseline", -days
    )


def facts(model: GanttModel, row: GanttRow) -> list[tuple[str, str]]:
    """Labels and values, only those that are known."""
    slip = model.slip(row)
    finish = shown.day(row.finish.date()) if row.finish else ""
    if row.kind in POINT_KINDS:
        dates = [(tr("Date"), finish or (shown.day(row.start.date()) if row.start else ""))]
    else:
        dates = [(tr("Start"), shown.day(row.start.date()) if row.start else ""), (tr("Finish"), finish)]
    found = [
        *dates,
        (tr("Baseline"), "" if slip is None else slip_text(slip)),
        (tr("Duration"), days_text(row.duration, model.minutes_per_day)),
        (tr("Done"), shown.percent(row.progress)),
        (tr("Slack"), days_text(row.total_slack, model.minutes_per_day)),
        (tr("Free float"), days_text(row.free_slack, model.minutes_per_day)),
        (tr("Deadline"), _deadline(row)),
        (tr("Constraint"), _constraint(row)),
        (tr("Path"), tr("On the critical path") if row.critical else ""),
        (tr("People"), row.people),
        (tr("Note"), row.note),
    ]
    return [(label, value) for label, value in found if value]


def _deadline(row: GanttRow) -> str:
    if row.deadline is None:
        return ""
    day = shown.day(row.deadline.date())
    return tr("{day}, missed", day=day) if row.finish and row.finish > row.deadline else day


def _constraint(row: GanttRow) -> str:
    if row.constraint is ConstraintKind.ASAP:
        return ""
    said = tr(row.constraint.label)
    if row.constraint_date is None:
        return said
    return tr("{constraint} {day}", constraint=said, day=shown.day(row.constraint_date.date()))


def link_tip(model: GanttModel, link: GanttLink) -> str:
    """A link in words, escaped, and how it is taken away."""
    first, then = model.rows[model.places[link.from_row]], model.rows[model.places[link.to_row]]
    said = tr("{first} → {then}", first=first.name, then=then.name)
    hint = tr("Click it, then its cross or Del takes it away.")
    return f"<qt><b>{escape(said)}</b><br>{escape(tr(link.kind.label))}<br>{escape(hint)}</qt>"


def tip(model: GanttModel, row: GanttRow) -> str:
    """The tooltip as rich text in which everything that people wrote is escaped."""
    lines = "".join(
        f"<tr><td>{escape(label)}&nbsp;&nbsp;</td><td>{escape(value)}</td></tr>"
        for label, value in facts(model, row)
    )
    return f"<qt><b>{escape(row.name)}</b><table>{lines}</table></qt>"


def sentence(model: GanttModel, row: GanttRow) -> str:
    """The same facts in one line, for screen readers."""
    return ", ".join([row.name, *(f"{label} {value}" for label, value in facts(model, row))])
