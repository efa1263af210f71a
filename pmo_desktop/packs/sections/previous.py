"""The minutes of the last meeting, inside the pack of the next."""

from __future__ import annotations

from pmo_desktop.i18n import tr
from pmo_desktop.packs.blocks import Block, Gap, para
from pmo_desktop.packs.context import Composed
from pmo_desktop.packs.minuteblocks import corrections, item_blocks, key_line, together
from pmo_desktop.packs.styles import GREY, LINE, Style
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.minutes import MinutesStage
from pmo_desktop.readmodels.minutes_words import state_words
from pmo_desktop.readmodels.pack_front import PreviousMinutes


def compose(section: PreviousMinutes) -> Composed:
    """The state of the minutes, then every item; a draft carries the word under its text."""
    model = section.minutes
    day = shown.date(shown.local(model.starts).date())
    title = section.head.finding or tr("Minutes of the {body}, {date}", body=model.body, date=day)
    blocks: list[Block] = [para(state_words(model), Style("sans-bold", 8.5, colour=GREY)), Gap(LINE / 2)]
    blocks += item_blocks(model, section.head.key)
    blocks = together([*blocks, *corrections(model), key_line()], 3)
    draft = model.stage is not MinutesStage.APPROVED
    outline = tuple((f"{i.number} {i.title}", f"{section.head.key}-{i.number}") for i in model.items)
    return Composed(section, title, tuple(blocks), watermark=tr("DRAFT") if draft else "", outline=outline)
