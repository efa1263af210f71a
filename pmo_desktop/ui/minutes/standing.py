"""The strips over the lines: corrections noted, no quorum, what the item lacks, what could not be done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmo_desktop.i18n import tr, trc, trn
from pmo_desktop.readmodels.meetings_live import LiveMeeting
from pmo_desktop.ui.minutes.strips import Strip


class Standing(QWidget):
    """The strips, one below the other; none of them ever takes the caret."""

    def __init__(self) -> None:
        super().__init__()
        self.corrected, self.inquorate = Strip("info", "pen-line"), Strip("neg", "users")
        self.hint = Strip("warn", "circle-alert")
        self.problem = Strip(
            "neg", "circle-alert", act=trc("act", "Close"), on_act=lambda: self.problem.say("")
        )
        self.good = Strip("pos", "circle-check", act=trc("act", "Close"), on_act=lambda: self.good.say(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for strip in (self.corrected, self.inquorate, self.hint, self.good, self.problem):
            column.addWidget(strip)

    def show_meeting(self, live: LiveMeeting, *, calling: bool, typing: bool) -> None:
        """Say what stands now; `calling` the roll, `typing` a new line rather than changing one."""
        lead, more = live.hint if typing else ("", "")
        self.hint.say(lead, more, tr("you can go on typing") if lead else "")
        noted = live.corrections
        said = trn("{n} correction to these minutes", "{n} corrections to these minutes", len(noted))
        self.corrected.say(said if noted else "", "; ".join(f"{c.where} {c.now}".strip() for c in noted))
        lost = live.running and not live.quorum.quorate and not calling
        words = tr("Not quorate: decisions are subject to ratification") if lost else ""
        self.inquorate.say(words, " ".join(live.quorum.lacking()) if lost else "")
