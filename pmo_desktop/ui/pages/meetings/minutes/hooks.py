"""What the tab after a meeting needs beside the desk, from the engines of the window."""

from __future__ import annotations

from pmo_desktop.readmodels.meetings_facts import MeetingFacts
from pmo_desktop.services.engines import Engines
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.abbreviations import Abbreviations
from pmo_desktop.ui.pages.meetings.minutes.tab import Hooks
from pmo_desktop.ui.widgets.remembered import Remembered


def hooks_of(engines: Engines, remembered: Remembered | None) -> Hooks:
    """Reply files, notices and drafts on paper, and the short forms of the scribe."""
    build, short = engines.build_minutes, Abbreviations(remembered)

    def draft(office: Office, facts: MeetingFacts) -> bytes | None:
        from pmo_desktop.services.meetings.minuting import minutes_model

        model = minutes_model(office.store.reader, facts.meeting.id)
        return build(model) if model is not None else None

    return Hooks(engines.comment_rows, engines.notice_pdf, draft, short.known)
