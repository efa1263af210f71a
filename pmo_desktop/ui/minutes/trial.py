"""A trial before the meeting: is typing kept here, does the database answer, is the power on?"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from pmo_desktop.i18n import tr
from pmo_desktop.services.office import Office
from pmo_desktop.ui.minutes.sitting import Sitting

Say = Callable[[str, str], object]
_PLACE = "minutes/trial"
_WORDS = "trial of capture"
_MAINS = Path("/sys/class/power_supply")
_UNPLUGGED = 0


def on_battery() -> bool:
    """Whether the computer is known to run on its battery."""
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            _fields_ = [("line", ctypes.c_ubyte), ("rest", ctypes.c_ubyte * 11)]

        found = Status()
        answered = ctypes.windll.kernel32.GetSystemPowerStatus(ctypes.byref(found))
        return bool(answered) and found.line == _UNPLUGGED
    states = [p.read_text().strip() for p in sorted(_MAINS.glob("BAT*/status"))] if _MAINS.is_dir() else []
    return "Discharging" in states


def _kept(office: Office) -> float | None:
    """Milliseconds to keep a line on this disk and read it back; None when it did not come back."""
    journal = office.journal
    if journal is None:
        return None
    began = time.perf_counter()
    journal.typing(_PLACE, _WORDS)
    back = journal.typed(_PLACE)
    took = (time.perf_counter() - began) * 1000
    journal.typing(_PLACE, "")
    return took if back == _WORDS else None


def try_capture(sitting: Sitting, good: Say, bad: Say) -> None:
    """Try all three and say what was found; nothing is stored."""
    kept = _kept(sitting.desk.office)
    began = time.perf_counter()

    def answered(_n: int) -> None:
        took = (time.perf_counter() - began) * 1000
        power = tr("running on battery: plug it in") if on_battery() else ""
        if kept is None:
            bad(tr("Typing is not kept on this computer"), tr("check the disk before the meeting"))
            return
        said = tr("kept on this disk in {n} ms, the database answers in {m} ms", n=round(kept), m=round(took))
        (bad if power else good)(tr("Capture works"), " · ".join(t for t in (said, power) if t))

    def silent(why: str) -> None:
        if kept is None:
            bad(tr("Typing is not kept on this computer"), why)
        else:
            said = tr("lines stay on this computer until it does")
            bad(tr("The database does not answer"), f"{said} · {why}")

    sitting.desk.query(lambda office: len(office.store.reader.revisions()), answered, silent)
