"""When lines that are broken off rest, as dates and in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from pmo_desktop.domain.scheduleresources import Stretch
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.scheduling.clocks import tables_of
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.levelling.of_plan import clocks_of
from pmo_desktop.scheduling.levelling.pieces import rests_of
from pmo_desktop.scheduling.network import Network
from pmo_desktop.scheduling.sheet import sheet_of
from pmo_desktop.scheduling.ticks import DAY, NO_DATE, moment


def broken_at(network: Network, rows: Collection[int]) -> dict[int, tuple[Stretch, ...]]:
    """When each of some rows of a network rests, by the dates that the engine gives it."""
    if not rows:
        return {}
    table, sheet = schedule(network), sheet_of(network)
    dated = table.start != NO_DATE
    span = int(table.start[dated].min()) // DAY - 1, int(table.finish[dated].max()) // DAY + 2
    rests = rests_of(network, table.start, clocks_of(sheet), tables_of(sheet.book, span))
    found = {row: [(moment(first), moment(last)) for first, last in rests.of(row)] for row in rows}
    return {
        row: tuple((first, last) for first, last in stretches if first is not None and last is not None)
        for row, stretches in found.items()
    }


def with_rests(why: str, rests: Sequence[Stretch]) -> str:
    """One sentence that says when a line is broken off, and why it moves."""
    if not rests:
        return why
    words = "; ".join(
        tr("broken off from {first} to {last}", first=_when(first), last=_when(last)) for first, last in rests
    )
    return tr("{rests}: {why}", rests=words, why=why) if why else words


def _when(at: datetime) -> str:
    return tr("{day} {time}", day=shown.day_month(at.date()), time=shown.time(at))
