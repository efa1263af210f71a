"""Take the database server away again and again while edits are made, and say what was lost or doubled.

    python packaging/soak/outages.py [--times 200] [--edit-ms 40] [--most-seconds 1500]

Needs the PostgreSQL of the tests. The road to the server breaks, or lets nothing through, for up to two
seconds at a time; edits go on all the while, as a scribe's would. At the end the database must hold every
edit once and in the order made. Exit code 1 when it does not, or a road that was mended stayed unused for
more than ten seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

LIMIT_S = 10.0


class Hands:
    """Makes edits on a desk, cuts the road and mends it, in one event loop."""

    def __init__(self, url: str, edit_ms: int) -> None:
        from PySide6.QtCore import QTimer

        from pmo_desktop.bootstrap import open_office
        from pmo_desktop.ui.desk import Desk

        self.desk, self.made = Desk(lambda: open_office(url, journal=True)), list[str]()
        self._edits = QTimer(interval=edit_ms)
        self._edits.timeout.connect(self._edit)
        self.desk.opened.connect(lambda _office: self._edits.start())
        self.desk.start()

    def _edit(self) -> None:
        from pmo_desktop.domain.edits import creation
        from pmo_desktop.domain.ids import OrgUnitId
        from pmo_desktop.domain.organisation import OrgUnit
        from pmo_desktop.domain.values import LText

        name = f"Unit {len(self.made):06}"
        self.made.append(name)
        self.desk.submit(creation(OrgUnit(id=OrgUnitId(uuid4()), title=LText.of(name))), name)

    def work(self, seconds: float) -> None:
        """Let the edits go on for a while."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def rest(self) -> float:
        """Make no more edits, and say after how many seconds everything was stored."""
        from pmo_desktop.ui.desk import StoreState

        self._edits.stop()
        began = time.monotonic()
        while (self.desk.state is not StoreState.SAVED or self.desk.busy) and time.monotonic() - began < 60:
            self.work(0.02)
        return time.monotonic() - began

    def go_on(self) -> None:
        """Make edits again."""
        self._edits.start()


def soak(times: int, edit_ms: int, most_seconds: float) -> int:
    """All outages on one database."""
    from PySide6.QtCore import QCoreApplication
    from sqlalchemy import make_url

    from pmo_desktop.storage.migrate import upgrade
    from tests.outages import Road
    from tests.postgres import running_server

    app = QCoreApplication.instance() or QCoreApplication([])
    assert app is not None
    began, slowest, outages = time.monotonic(), 0.0, 0
    with running_server() as server, Road(server.port) as road:
        url = make_url(server.make("soak"))
        upgrade(url.render_as_string(hide_password=False))
        hands = Hands(url.set(port=road.port).render_as_string(hide_password=False), edit_ms)
        hands.work(1.0)
        while outages < times and time.monotonic() - began < most_seconds:
            outages += 1
            random.choice((road.cut, road.cut, road.hang))()  # noqa: S311
            hands.work(random.uniform(0.05, 2.0))  # noqa: S311
            road.mend()
            if outages % 10:
                hands.work(random.uniform(0.1, 1.5))  # noqa: S311
                continue
            slowest = max(slowest, hands.rest())
            print(f"{outages} outages, {len(hands.made)} edits, stored after {slowest:.1f} s", flush=True)
            hands.go_on()
        slowest = max(slowest, hands.rest())
        units = hands.desk.office.store.reader.history(most=len(hands.made) * 2)
        stored = [past.label for past in reversed(units)]
        journal = hands.desk.office.journal
        waiting = len(list(journal.waiting())) if journal is not None else 0
        hands.desk.close()
    lost, doubled = len(set(hands.made) - set(stored)), len(stored) - len(set(stored))
    print(f"{outages} outages, {len(hands.made)} edits: lost {lost}, doubled {doubled}, waiting {waiting}")
    print(f"in order: {stored == hands.made}, stored at most {slowest:.1f} s after the road was mended")
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if lost or doubled or waiting or stored != hands.made or slowest > LIMIT_S else 0


def main() -> int:
    """Take the server away so many times and report."""
    parser = argparse.ArgumentParser(description="Take the database server away while edits are made.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--edit-ms", type=int, default=40)
    parser.add_argument("--most-seconds", type=float, default=1500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pmo-outages-") as name:
        os.environ["PMO_DATA_DIR"] = name
        return soak(args.times, args.edit_ms, args.most_seconds)


if __name__ == "__main__":
    sys.exit(main())
