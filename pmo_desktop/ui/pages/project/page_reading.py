"""What the page of a work has asked for: all that a tab shows, or only what changed in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pmo_desktop.services.ports import Change
from pmo_desktop.ui.desk import Desk
from pmo_desktop.ui.pages.project.reading import Known
from pmo_desktop.ui.pages.project.tab import Answer, ReadAgain, TabSpec, read_part, read_tab


class PageReading:
    """Reads in the background and shows the answer to what was asked last.

    Changes whose rows were asked for and did not come yet stay `unread`, so that none is passed over when
    the next change comes first.
    """

    def __init__(self, desk: Desk, show: Callable[[Answer], None]) -> None:
        self._desk, self._show = desk, show
        self._asked = 0
        self.unread: list[Change] = []
        self.whole_due = False
        """Whether all of a tab is being read; parts of what is there before are then not worth reading."""

    def whole(self, spec: TabSpec, target: str, today: date, known: Known | None) -> None:
        """Read all that a tab shows, and the work with it unless it is known."""
        self._asked, self.whole_due, self.unread = self._asked + 1, True, []
        asked = self._asked

        def answer(found: Answer) -> None:
            if asked == self._asked:
                self.whole_due = False
                self._show(found)

        self._desk.query(lambda office: read_tab(office, spec, target, today, known), answer)

    def part(
        self,
        known: Known,
        tab: str,
        again: ReadAgain | None,
        changes: list[Change],
        whole: Callable[[], None],
    ) -> bool:
        """Read what changed of a tab; False where that will not do, and `whole` where it turns out not to."""
        if again is None or self.whole_due:
            return False
        self._asked, self.unread = self._asked + 1, changes
        asked = self._asked

        def answer(found: Answer) -> None:
            if asked != self._asked:
                return
            self.unread = []
            if found.known is None:
                whole()
            else:
                self._show(found)

        self._desk.query(lambda office: read_part(office, known, tab, again), answer)
        return True
