"""The pack of the next board meeting as its leader began it, with the commentary on the portfolio."""

from __future__ import annotations

from pmo_desktop.assets import resource
from pmo_desktop.demo import keys
from pmo_desktop.demo.clock import instant
from pmo_desktop.demo.texts import Texts
from pmo_desktop.domain.documents import Pack, PackState
from pmo_desktop.domain.ids import PackId
from pmo_desktop.domain.values import LText, Rich

NEXT = "PB-0"


def draft_pack(texts: Texts) -> Pack:
    """What the leader wrote for the next meeting of the portfolio board, not yet issued."""
    words = resource("demo", "commentary.txt").read_text(encoding="utf-8")
    return Pack(
        id=PackId(keys.uid("pack", NEXT)),
        title=LText.of(f"Portfolio board, board pack {texts.meetings[NEXT]}"),
        description=Rich(texts.fill(" ".join(words.split()))),
        meeting=keys.meeting(NEXT),
        state=PackState.ASSEMBLING,
        as_of=instant(texts.clock.today, 8, 0, "gb"),
    )
