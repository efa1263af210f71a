"""Decisions between meetings in the pack: with their four facts, and said when there are none."""

from __future__ import annotations

import dataclasses as dc
import datetime as dt

from pmo_desktop.packs.sections.actions import compose
from pmo_desktop.readmodels.pack_codec import decode, encode
from pmo_desktop.readmodels.pack_front import ActionLog, DecidedBetween
from pmo_desktop.readmodels.pack_values import Head

HEAD = Head("actions", "Matters arising", "", None)
MADE = DecidedBetween(
    ref="D-PB-2026-C01",
    text="Hire a second crane <now>",
    route="Chair's action",
    on=dt.date(2026, 7, 10),
    at=dt.time(14, 30),
    place="Telephone",
    names="Ingrid Solberg",
    state="Subject to ratification",
)


def test_a_pack_issued_before_says_nothing_and_keeps_its_hash() -> None:
    old = ActionLog(HEAD)
    assert "between" not in encode(old, ActionLog)
    assert decode(encode(old, ActionLog), ActionLog, "log") == old


def test_none_is_said_and_some_are_listed() -> None:
    without = compose(ActionLog(HEAD))
    none, some = compose(ActionLog(HEAD, between=())), compose(ActionLog(HEAD, between=(MADE,)))
    assert len(none.blocks) == len(without.blocks) + 3
    assert len(some.blocks) == len(none.blocks)
    again = dc.replace(ActionLog(HEAD), between=(MADE,))
    assert decode(encode(again, ActionLog), ActionLog, "log") == again
