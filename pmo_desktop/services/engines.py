"""What the window needs that lies beside it: storage, files, paper. The composition root fills it."""

from __future__ import annotations

import dataclasses as dc
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from pmo_desktop.readmodels.minutes import MinutesModel
from pmo_desktop.readmodels.pack import PackContent
from pmo_desktop.services.office import Office


class Built(Protocol):
    """A pack on paper: its bytes, how many pages, their labels, what is wrong, where sections begin."""

    @property
    def pdf(self) -> bytes:
        """The PDF."""

    @property
    def pages(self) -> int:
        """Number of pages."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The printed number of each page."""

    @property
    def problems(self) -> tuple[Any, ...]:
        """What is wrong, by page."""

    @property
    def section_pages(self) -> tuple[tuple[str, int], ...]:
        """The first page of each section, by its key."""


@dc.dataclass(frozen=True, slots=True)
class Engines:
    """Callables that import what they need when they are called, so that a start waits for none."""

    open_office: Callable[[], Office]
    build_pack: Callable[[PackContent, Mapping[str, bytes]], Built]
    build_minutes: Callable[[MinutesModel], bytes]
    intake: Callable[[Office, Path, Mapping[str, str]], Any]
    """What bringing a file in would do, given answers to its questions; raises Fault for a refused file."""
    load_example: Callable[[Office], None]
