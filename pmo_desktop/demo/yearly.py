"""The yearly plan of the portfolio board: five lines that come back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import months_away
from pmo_desktop.domain.business import Business
from pmo_desktop.domain.governance import GovernanceBody
from pmo_desktop.domain.ids import BusinessId
from pmo_desktop.domain.meetings import Purpose
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import LText, Minutes

_LINES = (
    ("Budget of the coming year", "Haushalt des kommenden Jahres", 2, 12, Purpose.DECIDE, 30),
    ("How our standards served us", "Was unsere Standards geleistet haben", 3, 12, Purpose.DISCUSS, 20),
    ("Lessons of finished projects", "Lehren aus beendeten Projekten", 4, 6, Purpose.DISCUSS, 15),
    ("How much risk we want to carry", "Wie viel Risiko wir tragen wollen", 5, 6, Purpose.DECIDE, 20),
    ("The board looks at its own work", "Der Ausschuss prüft die eigene Arbeit", 9, 12, Purpose.DISCUSS, 25),
)
_BOARD = "PB"


def yearly(board: Iterable[Record], today: date) -> Iterator[Business]:
    """The lines, each first wanted some months ahead."""
    body = next(r for r in board if isinstance(r, GovernanceBody) and r.code == _BOARD)
    for n, (english, german, ahead, every, purpose, minutes) in enumerate(_LINES, 1):
        first = months_away(today.replace(day=1), ahead)
        yearly_rule = f"FREQ=YEARLY;BYMONTH={first.month};BYMONTHDAY=1"
        yield Business(
            id=BusinessId(keys.uid("business", _BOARD, n)),
            title=LText((("en", english), ("de", german))),
            owner=body.owner,
            body=body.id,
            wanted=first,
            recurrence=yearly_rule if every == 12 else f"FREQ=MONTHLY;INTERVAL={every};BYMONTHDAY=1",
            purpose=purpose,
            minutes=Minutes(minutes),
            presenter=body.owner,
        )
