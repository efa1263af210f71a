"""Writing files that people asked for: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr


def write_file(path: Path, body: bytes) -> None:
    """Put a whole file in place, or leave what was there. Raises Fault with the reason."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(body)
        beside.replace(path)
    except OSError as why:
        beside.unlink(missing_ok=True)
        reason = why.strerror or str(why)
        raise Fault(tr("{path} could not be written: {reason}.", path=path, reason=reason)) from why
