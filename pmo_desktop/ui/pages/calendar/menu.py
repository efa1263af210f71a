"""What can be done on the calendar, for the menu Record, the context menu and the palette."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pmo_desktop.domain.invitations import Purport
from pmo_desktop.domain.meetings import Meeting, MeetingState
from pmo_desktop.i18n import tr

if TYPE_CHECKING:
    from pmo_desktop.readmodels.calendar import MeetingSteps
    from pmo_desktop.ui.pages.calendar.page import CalendarPage

_OVER = (MeetingState.ENDED, MeetingState.MINUTES_APPROVED, MeetingState.CLOSED)


def offer(page: CalendarPage) -> None:
    """Declare the acts of the page."""
    add, acts = page.does.add, page.acts
    add(tr("Go to the meeting"), page.open_meeting, icon="scale", why_not=lambda: _none(page))
    add(tr("Call the meeting…"), _with(page, acts.call), icon="mail", why_not=lambda: _cannot_call(page))
    add(tr("Save the invitation (.ics)…"), _with(page, lambda m: acts.save_invitation(m, Purport.REQUEST)),
        icon="calendar-plus", why_not=lambda: _none(page))  # fmt: skip
    add(tr("Save a cancellation (.ics)…"), _with(page, lambda m: acts.save_invitation(m, Purport.CANCEL)),
        icon="circle-x", why_not=lambda: _none(page))  # fmt: skip
    add(tr("Plan the next meetings of this body…"), lambda: _plan(page), icon="calendar-days", band=1,
        why_not=lambda: _none(page))  # fmt: skip
    add(tr("Take in answers to invitations…"), acts.choose_answers, icon="mail", band=1)
    add(tr("Save the calendar (.ics)…"), lambda: acts.save_calendar(_meetings(page)), icon="calendar", band=2,
        why_not=lambda: "" if page.meetings else tr("There are no meetings yet"))  # fmt: skip
    add(tr("Print the list…"), page.print_view, icon="printer", band=2)
    add(tr("Export the list…"), page.export, icon="download", band=2)


def _with(page: CalendarPage, act: Callable[[Meeting], None]) -> Callable[[], None]:
    def run() -> None:
        if page.current is not None:
            act(page.current.meeting)

    return run


def _plan(page: CalendarPage) -> None:
    if page.current is not None:
        page.acts.plan_series(page.current.body.id)


def _none(page: CalendarPage) -> str:
    return "" if page.current is not None else tr("Select a step first")


def _cannot_call(page: CalendarPage) -> str:
    row = page.current
    if row is None:
        return tr("Select a step first")
    return tr("The meeting is over.") if row.meeting.state in _OVER else ""


def _meetings(page: CalendarPage) -> list[MeetingSteps]:
    """The meetings of the steps that are shown."""
    return list({row.meeting.id: row.of for row in page.model.kept_rows()}.values())
