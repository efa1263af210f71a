"""The works of the sample: one line each, from which all pages of the portfolio are worked out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmo_desktop.domain.health import Rating
from pmo_desktop.domain.values import Money

LETTERS = {"R": Rating.RED, "A": Rating.AMBER, "G": Rating.GREEN, "C": Rating.COMPLETE, "-": Rating.NONE}
DIMENSIONS = (("T", "time"), ("C", "cost"), ("S", "scope"), ("B", "benefits"), ("R", "risk"), ("P", "people"))
SINCE = dt.date(2026, 9, 2)
DATA = dt.date(2026, 10, 2)
MEETING = dt.date(2026, 10, 14)

# reference; name; detail; twelve periods; dimensions; baseline; days; budget; cost %; age; was; key
_TABLE = """
= Coast Protection | H. Maas
PRJ-2024-003;Saltmarsh sea wall;Development · G4 Feb;GGGGAAAAARRR;RRAGRA;2027-03-26;58;42.6;9.8;3;;exc-003
PRJ-2024-011;Beach recharge, north bay;Development · G4 Nov;GGGGGGGAAAAA;AAGGAG;2026-11-30;17;18.2;4.1;4;;
PRJ-2025-002;Tide gauges and warning;Testing · G5 Dec;GGAAGGGGGGGG;GGGGGG;2026-12-18;4;3.4;1.2;5;;
PRJ-2025-014;Cliff path drainage;Design · G3 Oct;..GGGGGGGGGG;GGGGGG;2027-09-17;0;6.1;0.0;3;;
PRJ-2026-004;Dune fencing and planting;Business case · G2 Jan;......GGGGGG;GGGGGA;2027-10-29;0;1.9;-1.3;6;;
PRJ-2023-009;Groyne repair, phase 2;Closing;GGGGGGGGGGGC;;2026-08-28;-4;5.2;-2.2;9;G;
= Harbours and Ferries | I. Carvalho
PRJ-2025-007;Harbour ticketing system;Testing · G5 Mar;GGGAAAAAAARR;RAAGAR;2026-12-11;44;8.8;6.0;4;;exc-007
PRJ-2024-016;Ferry terminal quay;Development · G4 Oct;GGGGGGGGGAAA;AAGGAG;2027-04-30;21;11.4;5.5;5;A;paper-12
PRJ-2025-010;Shore power at berth 1;Development · G4 Dec;GGGGGGGGGGGA;AGGGAG;2027-06-11;12;9.7;3.2;3;G;
PRJ-2025-018;Passenger shelters;Design · G3 Nov;....GGGGGGGG;GGGGGG;2027-05-28;2;2.3;0.6;5;;
PRJ-2026-006;Port community portal;Design · G3 Jan;....GGGGGGG-;;2027-12-17;0;4.9;0.0;41;G;
PRJ-2024-020;Dredging of the inner channel;Development · G4 Oct;GGGGGGGGGGGG;GGGGAG;2027-02-26;5;7.6;2.4;4;;
= Estate and Depots | C. Reyes
PRJ-2025-005;Winter depot at Harrow Lane;Build · G4 Nov;GGGGGAAAAAAR;RAGGRA;2026-11-13;33;13.5;7.1;2;A;exc-005
PRJ-2025-012;Custom House windows;Development · G4 Jan;GGGGGGGGAAAA;GAGGAG;2027-03-12;9;3.8;5.1;6;;
PRJ-2026-001;Heat pumps in five offices;Design · G3 Dec;....GGGGGGGG;GGGGGG;2027-08-27;0;5.6;-0.4;4;;
PRJ-2026-008;Workshop crane;Business case · G2 Nov;.......GGGGG;GGGGGG;2027-04-09;0;1.2;0.0;5;;
= Digital | S. O’Dea
PRJ-2025-003;Asset register renewal;Testing · G5 Nov;GGGGGAAAAAAA;AGAGGA;2026-11-27;16;4.4;2.9;3;;
PRJ-2025-009;Identity and access;Development · G4 Dec;GAAGGGGGGGGG;GGGGGG;2027-01-29;1;2.6;0.8;4;;
PRJ-2025-016;Control room desks;Development · G4 Nov;...GGGGGGGGG;GGGGGG;2026-12-04;0;1.7;0.0;5;;
PRJ-2026-003;Open tide data;Design · G3 Dec;.....GGGGGGG;GGGGGG;2027-06-25;0;0.9;1.1;3;;
"""


def eur(millions: float) -> Money:
    """Millions of euros."""
    return Money(round(millions * 100_000_000), "EUR")


@dataclass(frozen=True)
class Work:
    """One work of the sample: history of twelve periods ends with the rating of today."""

    ref: str
    name: str
    detail: str
    history: str
    dimensions: str
    finish: dt.date
    days: int
    budget: float
    cost: float
    age: int
    was: str = ""
    key: str = ""

    @property
    def now(self) -> Rating:
        return LETTERS[self.history[-1]]

    @property
    def forecast(self) -> dt.date:
        return self.finish + dt.timedelta(days=round(self.days * 7 / 5))


def _work(line: str) -> Work:
    cells = [c.strip() for c in line.split(";")]
    ref, name, detail, history, dimensions, finish, days, budget, cost, age, was, key = (*cells, "", "")[:12]
    day = dt.date.fromisoformat(finish)
    return Work(
        ref, name, detail, history, dimensions, day, int(days), float(budget), float(cost), int(age), was, key
    )


def _programmes() -> tuple[tuple[str, str, tuple[Work, ...]], ...]:
    found: list[tuple[str, str, list[Work]]] = []
    for line in _TABLE.strip().splitlines():
        if line.startswith("="):
            name, lead = (c.strip() for c in line[1:].split("|"))
            found.append((name, lead, []))
        else:
            found[-1][2].append(_work(line))
    return tuple((name, lead, tuple(works)) for name, lead, works in found)


PROGRAMMES = _programmes()
SERVICES = (
    ("SRV-01", "Ferry timetable and tickets", "99.2 % of 99.0 %", "A", "GAGGAG", 6),
    ("SRV-02", "Channel buoys and lights", "100 % of 99.5 %", "G", "GGGGGG", 4),
    ("SRV-03", "Flood warning desk", "98.7 % of 98.0 %", "G", "GGGGGG", 4),
    ("SRV-04", "Pump stations", "97.1 % of 97.0 %", "G", "GAGGGG", 7),
    ("SRV-05", "Harbour offices", "96.0 % of 95.0 %", "G", "GGGGGG", 5),
    ("SRV-06", "Network and telephones", "99.9 % of 99.5 %", "G", "GGGGGG", 3),
)
WORKS = tuple(w for _n, _l, works in PROGRAMMES for w in works)
WORST = (Rating.RED, Rating.AMBER, Rating.NONE, Rating.GREEN, Rating.COMPLETE)
