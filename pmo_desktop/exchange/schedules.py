"""Any schedule file: its kind is told by its content, and the reader of that kind takes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pmo_desktop.domain.schedulefile import ScheduleFile
from pmo_desktop.exchange.gan.reading import parse_gan
from pmo_desktop.exchange.mpp import parse_mpp
from pmo_desktop.exchange.mpx.reading import parse_mpx
from pmo_desktop.exchange.mspdi.reading import parse_mspdi
from pmo_desktop.exchange.p6.pmxml import parse_pmxml
from pmo_desktop.exchange.p6.xer import parse_xer
from pmo_desktop.exchange.planner import parse_planner
from pmo_desktop.exchange.safexml import Limits, load
from pmo_desktop.exchange.schedulekinds import Kind, kind_of, not_taken


def read_schedule(
    path: Path, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in a file of any kind that is read.

    Raises FileRefused naming the kind and what to export instead, or what is wrong with the file.
    """
    return parse_schedule(load(path, limits), path.name, stop, limits)


def parse_schedule(
    data: bytes, name: str, stop: Callable[[], None] | None = None, limits: Limits | None = None
) -> ScheduleFile:
    """The schedule in the bytes of a file called `name`; see `read_schedule`."""
    match kind_of(data):
        case Kind.MSPDI | Kind.BARE_PROJECT | Kind.OTHER_XML:
            return parse_mspdi(data, name, stop, limits)
        case Kind.XER:
            return parse_xer(data, name, stop, limits)
        case Kind.PMXML:
            return parse_pmxml(data, name, stop, limits)
        case Kind.GAN:
            return parse_gan(data, name, stop, limits)
        case Kind.PLANNER:
            return parse_planner(data, name, stop, limits)
        case Kind.MPX:
            return parse_mpx(data, name, stop, limits)
        case Kind.MPP | Kind.POD:
            return parse_mpp(data, name, stop, limits)
        case other:
            raise not_taken(name, other)
