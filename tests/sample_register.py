"""A register of 41 believable works in four programmes, as they stood on `builders.TODAY`."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from pmo_desktop.domain.ids import DecisionId, OrgUnitId, PersonId, WorkId
from pmo_desktop.domain.record import Record
from pmo_desktop.domain.values import Points, Rich, Score
from pmo_desktop.domain.works import Programme, Project, ServiceState, WorkState
from pmo_desktop.services.office import Office
from tests.builders import (
    TODAY,
    action,
    body,
    decision,
    eur,
    gate,
    meeting,
    organisation,
    person,
    plan,
    programme,
    project,
    ratings,
    report,
    risk,
    service,
    stored,
    unit,
)

_PEOPLE = (
    "Ingrid Solberg", "Tomas Okafor", "Lena Vogt", "David Brandt", "Aisha Rahman", "Marta Nowak",
    "Jonas Lindqvist", "Priya Nair", "Edward Moss", "Camille Laurent",
)  # fmt: skip
_PROGRAMMES = ("Roads and bridges", "Rail renewals", "Water and flood defence", "Office and systems")
# area | code | title | rating | before | phase | gate | on | finish | days | budget | cost % | age
_WORKS = """
0 | PRJ-2024-018 | Old Mint Tunnel Lining | R | A | Build | G4 | - | 2027-01-29 | 74 | 61.3 | 14.8 | 1
0 | PRJ-2026-012 | Harbour Link Bridge | A | G | Build | G3 | 09-25 | 2026-12-10 | 18 | 96.4 | 3.2 | 1
0 | PRJ-2026-021 | A14 Noise Barriers | A | A | Design | G2 | 08-26 | 2027-03-02 | 11 | 12.9 | 2.0 | 1
0 | PRJ-2026-004 | Ring Road East | G | G | Build | G3 | 08-12 | 2027-04-30 | 4 | 82.0 | 0.4 | 1
0 | PRJ-2024-009 | Millbrook Crossing | C | G | Closing | G5 | 07-28 | 2026-06-26 | 0 | 18.1 | -0.6 | 3
0 | PRJ-2025-027 | Kestrel Viaduct Repair | G | A | Build | G4 | 09-03 | 2026-09-18 | -6 | 24.7 | -1.1 | 2
1 | PRJ-2026-019 | Platform Access North | A | - | Design | G2 | 09-09 | 2027-05-28 | 9 | 57.5 | 4.1 | 1
1 | PRJ-2026-008 | Tunnel Radio Renewal | G | G | Build | G3 | 09-30 | 2027-02-19 | 5 | 33.8 | 1.2 | 41
1 | PRJ-2025-031 | Signal Renewal North | G | A | Build | G4 | 08-26 | 2026-12-11 | 2 | 140.2 | 0.9 | 1
1 | PRJ-2025-040 | Coast Line Drainage | G | G | Build | G4 | 10-14 | 2026-11-27 | 0 | 44.0 | -2.3 | 2
1 | PRJ-2026-015 | Level Crossing Safety | G | G | Design | G2 | 10-21 | 2027-07-30 | -3 | 29.6 | 0.0 | 1
2 | PRJ-2026-006 | Lowland Flood Gates | R | A | Design | G2 | 08-19 | 2027-09-17 | 41 | 118.0 | 9.7 | 1
2 | PRJ-2025-022 | Pumping Station 7 | A | R | Build | G4 | 09-02 | 2026-10-30 | 8 | 21.4 | 1.8 | 2
2 | PRJ-2026-023 | Estuary Dredging 2026 | A | A | Build | G3 | 09-16 | 2026-12-18 | 6 | 15.9 | 3.6 | 4
2 | PRJ-2026-017 | River Gauge Network | G | G | Build | G3 | 10-07 | 2027-02-12 | 0 | 6.2 | -0.2 | 1
3 | PRJ-2026-011 | Field Tablets | A | A | Build | G3 | 09-23 | 2027-01-15 | 7 | 4.1 | 5.0 | 1
3 | PRJ-2026-029 | Depot Heating South | G | G | Start-up | G1 | 08-11 | 2027-05-20 | 0 | 3.7 | 0.0 | 38
3 | PRJ-2026-002 | Asset Register Move | G | A | Build | G3 | 08-05 | 2026-11-30 | -2 | 8.4 | 0.7 | 1
"""
_LETTERS = {"R": "red", "A": "amber", "G": "green", "C": "complete", "": ""}
_LATER = (
    "Quay Wall Survey", "Tram Line 4 Extension", "Bridge Bearing Renewal", "Cycle Way West",
    "Night Bus Depot", "Storm Drain Mapping", "Weir Replacement", "Ticket Halls 2027", "Winter Fleet",
    "Payroll Move", "Archive Scanning", "Coastal Path Steps", "Culvert Inspection", "Station Lighting",
    "Dam Monitoring",
)  # fmt: skip
_SERVICES = ("Winter maintenance", "Traffic control room", "Reservoir watch", "Help desk")


def _workdays_before(day: dt.date, n: int) -> dt.date:
    step = dt.timedelta(days=1 if n < 0 else -1)
    left = abs(n)
    while left:
        day += step
        left -= day.weekday() < 5
    return day


class _Maker:
    """Makes the records of the sample, in an order in which references come first."""

    def __init__(self) -> None:
        self.people = [person(name) for name in _PEOPLE]
        self.units = [unit(name) for name in ("Roads", "Railways", "Water", "Corporate services")]
        self.programmes = [self._programme(n, title) for n, title in enumerate(_PROGRAMMES)]
        self.board = body("Portfolio board", "PB")
        self.ruling = decision(
            "Approve the baseline of the bridge at 96.4 million euros", ref="D-PB-2026-03-02"
        )
        self.more: list[Record] = []

    def _programme(self, n: int, title: str) -> Programme:
        return programme(title, org_unit=OrgUnitId(self.units[n].id), source="tests", sponsor=self._pid(n))

    def _pid(self, n: int) -> PersonId:
        return PersonId(self.people[n % len(self.people)].id)

    def work(self, n: int, line: str) -> Project:
        """One work with plan, gate and six reports."""
        cells = ["" if cell == "-" else cell for cell in line.split(" | ")]
        ref, title, rating, before, phase, gate_no, gate_on, finish = cells[1:9]
        rating, before = _LETTERS[rating], _LETTERS[before]
        area, slip, age = int(cells[0]), int(cells[9]), int(cells[12])
        budget, cost = float(cells[10]), float(cells[11])
        ends = dt.date.fromisoformat(finish)
        made = project(
            title, ref=ref, parent=WorkId(self.programmes[area].id), org_unit=OrgUnitId(self.units[area].id),
            phase=phase, sponsor=self._pid(n % 6), manager=self._pid(n + 1), budget=eur(budget),
            forecast_cost=eur(budget * (1 + cost / 100)), finish_planned=_workdays_before(ends, slip),
            finish_forecast=ends, priority=Score(1 + n % 5),
            state=WorkState.CLOSING if phase == "Closing" else WorkState.ACTIVE,
            tolerance_time=20 if title.startswith("Harbour") else None,
            tolerance_cost=Points(500) if title.startswith("Harbour") else None,
            budget_authority=DecisionId(self.ruling.id) if title.startswith("Harbour") else None,
        )  # fmt: skip
        of_plan = plan(made.id)
        self.more.append(of_plan)
        on = dt.date.fromisoformat(f"2026-{gate_on}") if gate_on else None
        known = gate(of_plan.id, gate_no, on or TODAY)
        self.more.append(known if on else gate(of_plan.id, gate_no, TODAY, start=None, finish=None))
        self._reports(made, rating, before, slip, age)
        return made

    def _reports(self, made: Project, rating: str, before: str, slip: int, age: int) -> None:
        last = TODAY - dt.timedelta(days=age)
        for back in range(6 if before else 1):
            now = rating if back == 0 else before
            good = dict.fromkeys(("cost", "scope", "benefits", "resources"), "green")
            self.more.append(report(
                made.id, last - dt.timedelta(days=30 * back), declared=ratings(now, **good),
                slip=round(slip * (6 - back) / 6),
                path_to_green=Rich(_path(made) if back == 0 and rating in ("amber", "red") else ""),
            ))  # fmt: skip

    def rest(self) -> list[Record]:
        """Works that have not begun, services, risks, actions, a meeting."""
        made: list[Record] = []
        for n, title in enumerate(_LATER):
            area = n % 4
            made.append(
                project(title, ref=f"PRJ-2027-{n + 1:03}", parent=WorkId(self.programmes[area].id),
                        state=WorkState.CLOSED if n > 11 else WorkState.PROPOSED, phase="", budget=eur(3 + n),
                        forecast_cost=None, finish_planned=dt.date(2028, 3, 31), finish_forecast=None,
                        finish_actual=dt.date(2026, 3, 31) if n > 11 else None)
            )  # fmt: skip
        made += [service(title, state=ServiceState.LIVE if n else ServiceState.PROPOSED)
                 for n, title in enumerate(_SERVICES)]  # fmt: skip
        return made


def _path(made: Project) -> str:
    if made.title.said("en").startswith("Harbour"):
        return (
            "Second shift on piling from 27 July wins back 12 of 18 days. Needs 1.2 m from contingency: "
            "paper 06 on 30 July."
        )
    return "Revised order of works agreed with the contractor; back inside tolerance by September."


def fill(office: Office) -> dict[str, UUID]:
    """Store the sample; gives the ids of works by their title."""
    maker = _Maker()
    works = [maker.work(n, line) for n, line in enumerate(_WORKS.strip().splitlines())]
    rest = maker.rest()
    bridge = works[1].id
    risks = [
        risk(bridge),
        risk(bridge, (5, 4), "Ground water in the caisson"),
        risk(works[0].id, (5, 5)),
    ]
    first: list[Record] = [organisation(), *maker.people, *maker.units, maker.ruling, *maker.programmes]
    late = action("Send the revised piling plan", work=bridge, owner=maker.people[1].id)
    stored(office, *first, *works, *rest, *maker.more, *risks, late, maker.board, meeting(maker.board.id))
    return {w.title.said("en"): w.id for w in works}
