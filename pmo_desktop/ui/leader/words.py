"""Labels in the text size that the leader chose, and small words of the window."""

from __future__ import annotations

import dataclasses as dc

from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.leader import LeaderView
from pmo_desktop.ui.widgets.text import Label

SIZES = (0.9, 1.0, 1.15, 1.3, 1.5)


@dc.dataclass(slots=True)
class Scale:
    """The text size of this window alone; the other windows keep theirs."""

    factor: float = 1.0

    def step(self, by: int) -> None:
        """One size larger (1) or smaller (-1)."""
        at = min(range(len(SIZES)), key=lambda n: abs(SIZES[n] - self.factor))
        self.factor = SIZES[min(max(at + by, 0), len(SIZES) - 1)]

    def label(
        self, text: str, size: float = 14, *, weight: int = 400, tone: str = "text", elide: bool = False
    ) -> Label:
        """A label that wraps, or is cut at its end."""
        return Label(text, size=size * self.factor, weight=weight, tone=tone, wrap=not elide, elide=elide)


def clock(seconds: int) -> str:
    """Seconds as minutes and seconds: 9:32."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{minutes}:{rest:02}"


def time_words(view: LeaderView) -> tuple[str, str]:
    """How much of the item's time is left, or by how much it is over, and the tone of that."""
    item = view.item
    if item is None:
        return "", "text2"
    length = shown.minutes(item.allotted)
    if item.done:
        return tr("took {time} of {length}", time=clock(view.taken), length=length), "text2"
    if not item.running and not view.taken:
        return tr("{length} planned", length=length), "text2"
    if view.left < 0:
        return tr("{time} over its {length}", time=clock(view.left), length=length), "neg"
    return tr("{time} left of {length}", time=clock(view.left), length=length), "text"
