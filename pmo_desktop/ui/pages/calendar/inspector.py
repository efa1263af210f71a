"""One meeting beside the list: all its steps in order, each with its day and who is waited for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pmo_desktop.domain.deadlines import DeadlineState, Milestone
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.calendar import Awaited, MeetingSteps
from pmo_desktop.readmodels.calendar_rows import lateness_said
from pmo_desktop.ui.widgets.buttons import Button
from pmo_desktop.ui.widgets.panels import Block, Inspector
from pmo_desktop.ui.widgets.text import Label

_TONES = {
    DeadlineState.DONE: "text2",
    DeadlineState.DONE_LATE: "warn",
    DeadlineState.COMING: "text",
    DeadlineState.TODAY: "text",
    DeadlineState.LATE: "neg",
}


def panel(steps: MeetingSteps, today: date, go: Callable[[str], object]) -> Inspector:
    """The way of one meeting from the call for papers to the approval of its minutes."""
    made = Inspector(steps.meeting.ref or tr("Meeting"), steps.meeting.title.said(language()))
    facts = Block()
    facts.add_fact(tr("When"), shown.zoned(steps.meeting.starts))
    facts.add_fact(tr("State"), tr(steps.meeting.state.label))
    target = f"meetings/{steps.meeting.id}"
    facts.add(Button(tr("Go to the meeting"), look="link", icon="scale", on_click=lambda: go(target)))
    made.add(facts)
    made.add(_way(steps, today))
    return made


def _way(steps: MeetingSteps, today: date) -> Block:
    block = Block(tr("Steps"))
    for step in steps.steps:
        state = step.deadline.state(today)
        day = shown.day(step.deadline.due)
        block.add_fact(tr(step.deadline.step.label), day, tone=_TONES[state])
        if step.deadline.step is not Milestone.MEETING and (said := _beside(step, state, today)):
            block.add(Label(said, size=12, tone=_TONES[state], wrap=True))
    return block


def _beside(step: Awaited, state: DeadlineState, today: date) -> str:
    """What is to be said of a step beside its day; nothing for one that only comes."""
    late = lateness_said(step.deadline, today)
    who = ", ".join(n for n in step.people if n)
    match state:
        case DeadlineState.DONE | DeadlineState.DONE_LATE:
            done = step.deadline.done
            said = tr("Done on {day}", day=shown.day(done)) if done else ""
            return tr("{done}, {late} late", done=said, late=late) if late else said
        case DeadlineState.LATE:
            return tr("{late} late: {who}", late=late, who=who) if who else tr("{late} late", late=late)
        case DeadlineState.TODAY:
            return tr("Today: {who}", who=who) if who else tr("Today")
        case _:
            return ""
