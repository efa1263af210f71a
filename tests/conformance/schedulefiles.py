"""Where the schedule files of the set lie, and what its index says of them."""

from __future__ import annotations

import csv
import os
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PMO_REFERENCE_DATA", _REPOSITORY.parent / "shared" / "data")) / "schedules"


def _listed() -> list[dict[str, str]]:
    index = DATA / "index_given.csv"
    if not index.is_file():
        return []
    with index.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if (DATA / row["file"]).is_file()]


ROWS = _listed()
MSPDI = [row for row in ROWS if row["file"].startswith("mspdi-")]
OTHERS = [row for row in ROWS if not row["file"].startswith("mspdi-")]
