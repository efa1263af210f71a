"""One action beside the list: where it came from, its dates and who moved them, reminders, note."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from pmo_desktop.i18n import language, tr, trn
from pmo_desktop.itemmodels.actions import change_said
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.actions import ActionEntry
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Block, Inspector
from pmo_desktop.ui.widgets.text import Label

Go = Callable[[str], object]


def panel(row: ActionEntry, today: date, go: Go) -> Inspector:
    """All of one action; the links go to the meeting and the work."""
    made = Inspector(row.ref or tr("Action"), str(row.record.text))
    for block in (_facts(row, today), _origin(row, go), _dates(row, today), _reminders(row), _words(row)):
        if block is not None:
            made.add(block)
    return made


def _facts(row: ActionEntry, today: date) -> Block:
    block = Block()
    block.add_fact(tr("Owner"), row.owner_name or tr("Nobody yet"), tone="text" if row.owner_name else "warn")
    block.add_fact(tr("State"), tr(row.record.state.label))
    late = row.late(today)
    due = shown.date(row.record.due)
    block.add_fact(tr("Due"), due, tone="neg" if late else "text")
    if late:
        block.add_fact(tr("Late"), trn("{n} day", "{n} days", late), tone="neg")
    if row.record.wished_due:
        block.add_fact(tr("Asked for"), shown.date(row.record.wished_due), tone="warn")
    if row.chair(today):
        by_hand = row.record.escalated_on
        said = tr("put there on {day}", day=shown.day(by_hand)) if by_hand else tr("by its age")
        block.add_fact(tr("Chair's list"), said, tone="neg")
    return block


def _origin(row: ActionEntry, go: Go) -> QWidget:
    """Meeting, item, decision and work, each leading there."""
    block, o, record = Block(tr("Where it came from")), row.origin, row.record
    if record.meeting is not None:
        day = shown.date(shown.local(o.meeting_at).date()) if o.meeting_at else ""
        said = tr("Meeting {ref}, {day}", ref=o.meeting_ref, day=day)
        block.add(Button(said, look="link", icon="scale", on_click=lambda: go(f"meetings/{record.meeting}")))
    if o.topic():
        said = tr("Item {item}", item=o.topic())
        block.add(Label(said, wrap=True))
    if o.decision_ref and record.decision is not None:
        said = tr("Decision {ref}", ref=o.decision_ref)
        target = f"decisions/{record.decision}"
        block.add(Button(said, look="link", icon="gavel", on_click=lambda: go(target)))
        block.add(Label(" ".join(o.decision_text.split()), wrap=True, tone="text2"))
    if record.work is not None:
        block.add(Button(row.work_ref, look="link", icon="chart-gantt", on_click=lambda: _work(go, row)))
        block.add(Label(row.work_title.said(language()), wrap=True, tone="text2"))
    if record.meeting is None and record.work is None:
        block.add(Label(tr("Nobody wrote where it was agreed."), tone="text2", wrap=True))
    return block


def _work(go: Go, row: ActionEntry) -> None:
    go(f"project/{row.record.work}")


def _dates(row: ActionEntry, today: date) -> QWidget:
    block, record = Block(tr("Dates")), row.record
    if record.raised_at:
        block.add_fact(tr("Agreed on"), shown.date(record.raised_at))
    if row.moved:
        block.add_fact(tr("First due"), shown.date(row.original))
        for change in record.due_history:
            said = change_said(change.was, change.on, change.agreed_by)
            block.add(Label(said, wrap=True, size=12, tone="text2"))
    age = row.age(today)
    if age is not None and row.open:
        block.add_fact(tr("Age"), trn("{n} working day", "{n} working days", age))
    if record.done_on:
        block.add_fact(tr("Done on"), shown.date(record.done_on))
    return block


def _reminders(row: ActionEntry) -> QWidget | None:
    record = row.record
    if not record.chases and not record.quiet_until:
        return None
    block = Block(tr("Reminders"))
    for chase in record.chases[-6:]:
        names = ", ".join(chase.copied)
        day = shown.day(chase.on)
        said = tr("{day}, copy to {names}", day=day, names=names) if names else day
        block.add(Label(said, wrap=True, size=12))
    if record.quiet_until:
        block.add_fact(tr("None before"), shown.date(record.quiet_until), tone="warn")
    return block


def _words(row: ActionEntry) -> QWidget | None:
    note, evidence = str(row.record.done_note).strip(), row.record.evidence.strip()
    if not note and not evidence:
        return None
    block = Block(tr("Note and evidence"))
    if note:
        block.add(Label(note, wrap=True))
    if evidence:
        block.add_fact(tr("Evidence"), evidence)
    return block
