"""Writing files that people asked for: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

_DATABASE = b"SQLite format 3\x00"


def write_file(path: Path, body: bytes) -> None:
    """Put a whole file in place, or leave what was there. Raises Fault with the reason."""
    with placed(path) as keep:
        keep(body)


@contextmanager
def placed(path: Path) -> Iterator[Callable[[bytes], None]]:
    """A file that takes its place when the block ends well; what it raises leaves what was there.

    The block gets a function for the bytes, which raises Fault where they cannot be kept.
    """
    waiting: list[Path] = []

    def keep(body: bytes) -> None:
        refuse_to_replace(path)
        with _said(path):
            if path.exists() and not path.is_file():
                path.write_bytes(body)  # a device or a pipe takes bytes and cannot be replaced
                return
            target = path.resolve()
            waiting.append(target.with_name(f".{uuid4().hex[:12]}.new"))  # short: the name may be long
            with waiting[0].open("wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())

    try:
        yield keep
        with _said(path):
            for beside in waiting:
                beside.replace(path.resolve())
    except BaseException:
        for beside in waiting:
            beside.unlink(missing_ok=True)
        raise


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the disk answers, as a Fault that names the file."""
    try:
        yield
    except OSError as why:
        raise _not_written(path, why.strerror or str(why)) from why


def refuse_to_replace(path: Path) -> None:
    """Raises Fault for a place that no file may be written to: a folder, or a database."""
    try:
        if not path.name or path.is_dir():
            raise _not_written(path, tr("it is a folder, not a file"))
        if not path.is_file():
            return
        with path.open("rb") as file:
            database = file.read(len(_DATABASE)) == _DATABASE
    except OSError as why:
        raise _not_written(path, why.strerror or str(why)) from why
    if database:
        raise _not_written(path, tr("it is a database, and databases are never replaced"))


def _not_written(path: Path, reason: str) -> Fault:
    return Fault(tr("{path} could not be written: {reason}.", path=path, reason=reason))
