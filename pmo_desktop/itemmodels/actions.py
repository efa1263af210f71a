"""The register of actions as columns: what each shows, sorts by, and how it is typed; groups and totals."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pmo_desktop.domain.initials import Candidate
from pmo_desktop.domain.lifecycle import next_states
from pmo_desktop.domain.raid import ActionState
from pmo_desktop.domain.values import Rich
from pmo_desktop.domain.workdays import ESCALATE_AFTER_DAYS, Overdue
from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels import editing
from pmo_desktop.itemmodels.columns import Column, of_field
from pmo_desktop.itemmodels.ordering import Grouping, Head
from pmo_desktop.itemmodels.roles import GroupRow, Role
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import ActionEntry, ActionFigures, figures
from pmo_desktop.services.actions.reminding import Letter
from pmo_desktop.services.actions.replying import Answer

_QUIET: Callable[[Any], str] = lambda _row: "text2"  # noqa: E731
_WAITING = {ActionState.BLOCKED: "neg", ActionState.TRANSFERRED: "warn"}
AGREED = ";"
"""Between a day and who agreed to it, as typed into one cell."""


@dc.dataclass(slots=True)
class ActionContext:
    """What cells are read against: the day, and who may own."""

    today: date
    people: Sequence[Candidate] = ()


def due_of(value: Any, at: ActionContext) -> tuple[date | None, str]:
    """A day and who agreed to it, typed as "12 Aug" or "12 Aug; IS". Raises ValueError with a sentence."""
    if isinstance(value, date) or value is None:
        return value, ""
    day, _, by = str(value).partition(AGREED)
    who = editing.person_of(by, at.people)
    named = next((p.name for p in at.people if p.id == who), "")
    return editing.day_of(day, at.today), named


def _plain(
    key: str, title: str, value: Callable[[ActionEntry], Any], *, width: int = 120, **more: Any
) -> Column[ActionEntry]:
    """A column that is not typed into; its text is its value."""
    return Column(title, value, lambda r: str(value(r) or ""), key=key, width=width,
                  roles={Role.TONE: _QUIET}, **more)  # fmt: skip


def action_columns(at: ActionContext) -> tuple[Column[ActionEntry], ...]:
    """Code, what, who, by when, how late, how often moved, state, where from, body, work, age, reminders."""
    return (
        of_field("action", "ref", lambda r: r.ref, width=136, roles={Role.TONE: _QUIET}),
        of_field(
            "action", "text", lambda r: str(r.record.text), width=320, seen=lambda r: r.record.text,
            parse=lambda v: Rich(editing.needed_text(v, tr("Action"))), tip=_tip,
            roles={Role.TONE: lambda r: None if r.open else "text3", Role.STRONG: lambda r: r.open},
        ),
        _owner(at),
        _due(at),
        _late(at),
        _moved(),
        _state(),
        _plain("origin", tr("Agreed in"), lambda r: r.origin.said, width=132, tip=_origin_tip),
        _plain("body", tr("Body"), lambda r: r.body_code, width=60,
               tip=lambda r: r.body_title.said(language())),
        _plain("work", tr("Work"), lambda r: r.work_ref, tip=lambda r: r.work_title.said(language())),
        *_rarely(at),
    )  # fmt: skip


def _rarely(at: ActionContext) -> tuple[Column[ActionEntry], ...]:
    """What is shown on request: age, first day, item, reminders, note, evidence."""

    def number(key: str, title: str, value: Callable[[ActionEntry], int | None]) -> Column[ActionEntry]:
        return dc.replace(_plain(key, title, value, width=76), number=True, hidden=True)

    def words(key: str, parse: Callable[[Any], Any]) -> Column[ActionEntry]:
        return of_field(
            "action", key, lambda r: str(getattr(r.record, key)), width=200, hidden=True,
            seen=lambda r: getattr(r.record, key), parse=parse, tip=lambda r: str(getattr(r.record, key)),
        )  # fmt: skip

    return (
        number("age", tr("Age, wd"), lambda r: r.age(at.today)),
        Column(tr("First due"), lambda r: r.original, lambda r: shown.day(r.original), key="original",
               tip=lambda _r: tr("The day that was agreed first"), width=104, hidden=True,
               roles={Role.TONE: _QUIET}),
        dc.replace(_plain("item", tr("Agenda item"), lambda r: r.origin.topic(), width=200), hidden=True),
        number("reminded", tr("Reminded"), lambda r: len(r.record.chases) or None),
        words("done_note", lambda v: Rich(str(v or "").strip())),
        words("evidence", editing.text_of),
    )  # fmt: skip


def _tip(row: ActionEntry) -> str:
    return str(row.record.text)


def _origin_tip(row: ActionEntry) -> str:
    """Decision, item and meeting, one to a line."""
    o = row.origin
    decision = tr("{ref}: {text}", ref=o.decision_ref, text=o.decision_text) if o.decision_ref else ""
    return "\n".join(part for part in (decision, o.topic(), o.meeting_ref) if part)


def _owner(at: ActionContext) -> Column[ActionEntry]:
    return of_field(
        "action", "owner", lambda r: r.owner_name, lambda r: r.owner_name or tr("Nobody yet"), width=168,
        seen=lambda r: r.record.owner, parse=lambda v: editing.person_of(v, at.people),
        edit=lambda r: r.owner_name, editable=lambda r: r.open,
        roles={Role.TONE: lambda r: None if r.owner_name else "warn",
               Role.AVATAR: lambda r: r.owner_initials or None},
    )  # fmt: skip


def _due(at: ActionContext) -> Column[ActionEntry]:
    def tip(row: ActionEntry) -> str:
        wish = row.record.wished_due
        asked = tr("The owner asks for {day}", day=shown.day(wish)) if wish else ""
        how = tr("Type a day, and who agreed after a semicolon: “12 Aug; IS”")
        return "\n".join(part for part in (asked, how if row.open else "") if part)

    return of_field(
        "action", "due", lambda r: r.record.due, lambda r: shown.day(r.record.due), number=True, width=112,
        seen=lambda r: (r.record.due, ""), parse=lambda v: due_of(v, at), editable=lambda r: r.open,
        edit=lambda r: shown.day(r.record.due) if r.record.due else "", tip=tip,
        roles={Role.TONE: lambda r: _tone(r, at), Role.STRONG: lambda r: r.late(at.today) > 0,
               Role.ICON: lambda r: "calendar-clock" if r.open and r.record.wished_due else None},
    )  # fmt: skip


def _tone(row: ActionEntry, at: ActionContext) -> str | None:
    late = row.late(at.today)
    return "neg" if late > ESCALATE_AFTER_DAYS else "warn" if late else None


def _late(at: ActionContext) -> Column[ActionEntry]:
    return Column(
        tr("Late"), lambda r: r.late(at.today) or None,
        lambda r: tr("{n} d", n=r.late(at.today)) if r.late(at.today) else "", key="late", number=True,
        help=tr("Calendar days after the due day"), width=72,
        roles={Role.TONE: lambda r: _tone(r, at), Role.STRONG: lambda r: r.chair(at.today),
               Role.ICON: lambda r: "gavel" if r.chair(at.today) else None},
        tip=lambda r: tr("On the chair's list") if r.chair(at.today) else "",
    )  # fmt: skip


def _moved() -> Column[ActionEntry]:
    return Column(
        tr("Moved"), lambda r: r.moved or None, lambda r: tr("{n} ×", n=r.moved) if r.moved else "",
        key="moved", help=tr("How many times the due date was moved"), number=True, width=72,
        roles={Role.TONE: lambda r: "warn" if r.moved > 1 else "text2"},
        tip=lambda r: "\n".join(_change(c.was, c.on, c.agreed_by) for c in r.record.due_history),
    )  # fmt: skip


def _change(was: date, on: date, by: str) -> str:
    """One move of a day, in words."""
    if by:
        return tr("{was}, moved on {on}, agreed by {name}", was=shown.day(was), on=shown.day(on), name=by)
    return tr("{was}, moved on {on}", was=shown.day(was), on=shown.day(on))


change_said = _change


def _state() -> Column[ActionEntry]:
    def offered(row: ActionEntry) -> Sequence[tuple[Any, str]]:
        return editing.choices((row.record.state, *next_states("action", row.record.state)))

    return of_field(
        "action", "state", lambda r: list(ActionState).index(r.record.state),
        lambda r: tr(r.record.state.label), width=112, seen=lambda r: r.record.state,
        parse_in=lambda r, v: editing.state_in("action", r.record.state, v),
        roles={Role.CHOICES: offered,
               Role.TONE: lambda r: _WAITING.get(r.record.state, None if r.open else "text3")},
    )  # fmt: skip


# -- groups and totals ------------------------------------------------------------------------------


def grouped(by: str, today: date) -> tuple[Grouping[ActionEntry] | None, Head[ActionEntry] | None]:
    """Rows under their body or owner, or no groups."""
    if by not in ("body", "owner"):
        return None, None

    def key(row: ActionEntry) -> str:
        return (row.body_title.said(language()) or row.body_code) if by == "body" else row.owner_name

    def head(name: str, rows: Sequence[ActionEntry]) -> GroupRow:
        none = tr("No body") if by == "body" else tr("Nobody yet")
        return GroupRow(name or none, summed(figures(rows, today)))

    return Grouping(key, lambda name: (not name, name.casefold())), head


def summed(found: ActionFigures) -> str:
    """Open, overdue and for the chair, in a few words."""
    parts = [trn("{n} open", "{n} open", found.open)]
    parts += [trn("{n} overdue", "{n} overdue", found.overdue)] if found.overdue else []
    parts += [tr("{n} for the chair", n=found.chair)] if found.chair else []
    return " · ".join(parts)


def totals(rows: Sequence[ActionEntry], today: date) -> dict[str, str]:
    """What stands under the columns, by their keys."""
    found = figures(rows, today)
    late = sum(r.late(today) for r in rows)
    return {
        "text": trn("{n} action", "{n} actions", len(rows)),
        "due": trn("{n} overdue", "{n} overdue", found.overdue) if found.overdue else "",
        "late": tr("{n} d", n=late) if late else "",
        "moved": tr("{n} ×", n=sum(r.moved for r in rows)) if found.moved else "",
    }


STEPS = (
    (Overdue.NOT_DUE, "pos"),
    (Overdue.WEEK, "info"),
    (Overdue.FORTNIGHT, "warn"),
    (Overdue.MONTH, "neg"),
    (Overdue.LONGER, "text"),
)
"""The steps of the ageing table and the colour of each piece of the bar."""


# -- letters and answers -----------------------------------------------------------------------------


def letter_columns(kept: Callable[[Letter], bool]) -> tuple[Column[Letter], ...]:
    """Whether it goes, to whom, about what, with whom in copy, in which language."""

    def refs(one: Letter) -> str:
        return ", ".join(r.entry.ref for r in one.reminders)

    return (
        _tick(kept),
        Column(tr("Owner"), lambda r: r.owner.display_name, lambda r: r.owner.display_name, width=170,
               roles={Role.AVATAR: lambda r: r.owner.initials or None, Role.STRONG: lambda _r: True}),
        Column(tr("Why"), lambda r: tr(r.step.label), lambda r: tr(r.step.label), width=150),
        Column(tr("Actions"), refs, refs, width=280, tip=refs),
        Column(tr("Copy to"), _copy, _copy, width=150, tip=_copy, roles={Role.TONE: _QUIET}),
        Column(tr("Language"), lambda r: r.language, lambda r: r.language, width=80,
               roles={Role.TONE: _QUIET}),
        Column(tr("Note"), lambda r: r.problem, lambda r: r.problem, width=120, tip=lambda r: r.problem,
               roles={Role.TONE: lambda _r: "neg"}),
    )  # fmt: skip


def _copy(one: Letter) -> str:
    return ", ".join(p.display_name for p in one.copies)


def _tick(kept: Callable[[Any], bool]) -> Column[Any]:
    def said(row: Any) -> str:
        return tr("Yes") if kept(row) else tr("No")

    return Column(tr("Take"), kept, said, tr("Space or Enter changes it"), key="kept", width=76,
                  roles={Role.ICON: lambda r: "circle-check" if kept(r) else "circle",
                         Role.TONE: lambda r: "pos" if kept(r) else "text3"})  # fmt: skip


def answer_columns(kept: Callable[[Answer], bool]) -> tuple[Column[Answer], ...]:
    """Whether it is taken, which action, what the answer means, its words, and what is wrong with it."""

    def what(one: Answer) -> str:
        return str(one.entry.record.text) if one.entry else ""

    return (
        _tick(kept),
        Column(tr("Code"), lambda r: r.said.ref, lambda r: r.said.ref, width=140,
               roles={Role.TONE: _QUIET}),
        Column(tr("Action"), what, what, width=260, tip=what),
        Column(tr("Answer"), lambda r: r.what(), lambda r: r.what(), width=180, tip=lambda r: r.what(),
               roles={Role.STRONG: lambda r: r.usable}),
        Column(tr("As written"), lambda r: r.said.said, lambda r: r.said.said, width=190,
               tip=lambda r: tr("{file}, line {n}", file=r.said.file, n=r.said.line),
               roles={Role.TONE: _QUIET}),
        Column(tr("Note"), lambda r: r.problem, lambda r: r.problem, width=200, tip=lambda r: r.problem,
               roles={Role.TONE: lambda _r: "neg"}),
    )  # fmt: skip
