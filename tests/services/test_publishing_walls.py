"""Wall charts for the annex of a pack: which there are, what they cost to read, which are taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from pmo_desktop.bootstrap import build_pack, open_office
from pmo_desktop.domain.fault import Fault
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.readmodels.pack_walls import WallChart
from pmo_desktop.services.office import Office
from pmo_desktop.services.publishing.assembling import BOARD, assemble, gather, publish, with_plans
from pmo_desktop.services.publishing.facts import PackFacts
from pmo_desktop.services.publishing.walls import body_roadmap, chart_keys, chosen_charts
from tests import builders as make
from tests.services.boardroom import NOON, Boardroom, boardroom


@pytest.fixture
def office(sqlite_url: str) -> Iterator[Office]:
    found = open_office(sqlite_url, create=True)
    yield found
    found.close()


@pytest.fixture
def room(office: Office) -> Boardroom:
    """Two works with a plan of two gates each; the boardroom's own gates are in them."""
    found = boardroom(office)
    plans = {plan.work for plan in office.store.reader.all("plan")}
    for work in (found.bridge, found.tunnel):
        if work.id not in plans:
            plan = make.plan(work.id)
            make.stored(office, plan, make.gate(plan.id, "G3", dt.date(2026, 9, 1)))
    return found


@pytest.fixture
def facts(office: Office, room: Boardroom) -> PackFacts:
    return with_plans(office.store.reader, gather(office.store, room.meeting.id))


def charts(content: PackContent) -> list[WallChart]:
    return [s for s in content.sections if isinstance(s, WallChart)]


def test_without_whole_plans_a_pack_has_no_wall_chart(office: Office, room: Boardroom) -> None:
    assert not chart_keys(assemble(gather(office.store, room.meeting.id), NOON))


def test_the_roadmap_comes_first_then_the_plan_of_each_work(facts: PackFacts, room: Boardroom) -> None:
    board, *plans = charts(assemble(facts, NOON))
    assert board.head.key == "roadmap"
    assert board.name == "Roadmap of the Portfolio board"
    assert [chart.ref for chart in plans] == [room.bridge.ref, room.tunnel.ref]
    assert all(chart.rows for chart in plans)
    names = [row.name for row in board.rows]
    assert f"Old Mint Tunnel ({room.tunnel.ref})" in names


def test_three_more_statements_however_many_works(office: Office, room: Boardroom) -> None:
    plain = gather(office.store, room.meeting.id)
    said: list[str] = []
    engine = office.store.reader.engine  # type: ignore[attr-defined]
    sa.event.listen(engine, "before_cursor_execute", lambda *args: said.append(args[2]))
    with_plans(office.store.reader, plain)
    assert len([s for s in said if s.startswith("SELECT")]) == 3


def test_charts_are_taken_by_name(facts: PackFacts, room: Boardroom) -> None:
    content = assemble(facts, NOON)
    assert not charts(chosen_charts(content, ()))
    both = chosen_charts(content, (BOARD, room.tunnel.ref))
    assert [chart.head.key for chart in charts(both)] == ["roadmap", f"plans-{room.tunnel.ref}"]
    with pytest.raises(Fault, match="PRJ-1999-001 has no plan"):
        chosen_charts(content, ("PRJ-1999-001",))


def test_a_pack_is_issued_with_the_charts_asked_for(office: Office, room: Boardroom) -> None:
    plain = publish(office, room.meeting.id, build_pack)
    thick = publish(office, room.meeting.id, build_pack, charts=(BOARD,))
    assert thick.pack.pages > plain.pack.pages


def test_the_roadmap_alone_speaks_the_language_of_the_screen(office: Office, room: Boardroom) -> None:
    model = body_roadmap(office.store, room.meeting.id, NOON)
    assert model is not None
    assert model.name == "Roadmap of the Portfolio board"
    assert [row.level for row in model.rows].count(0) >= 2
