"""When lines that are broken off rest, as dates and in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from pmo_desktop.domain.scheduleresources import Stretch
from pmo_desktop.i18n import tr
from pmo_desktop.readmodels import shown
from pmo_desktop.readmodels.planrests import rests_by_row
from pmo_desktop.scheduling.engine import schedule
from pmo_desktop.scheduling.network import Network


def broken_at(network: Network, rows: Collection[int]) -> dict[int, tuple[Stretch, ...]]:
    """When each of some rows of a network rests, by the dates that the engine gives it."""
    if not rows:
        return {}
    table = schedule(network)
    return rests_by_row(network, table.start, table.finish, rows)


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
