"""Reading a PDF back, as a reader of the pack would."""

from __future__ import annotations

import dataclasses as dc
import io
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any

import pypdf

KEPT = {
    "key",
    "decisions_key",
    "status_key",
    "sha256",
    "currency",
    "zone",
    "language",
    "part",
    "kind",
    "file_name",
}


def reader(pdf: bytes) -> pypdf.PdfReader:
    """The document."""
    return pypdf.PdfReader(io.BytesIO(pdf))


def texts(pdf: bytes) -> list[str]:
    """The text of every page, in drawing order, with ordinary spaces."""
    return [(p.extract_text() or "").replace("\u00a0", " ") for p in reader(pdf).pages]


def flat(text: str) -> str:
    """Without line breaks, for sentences that were wrapped."""
    return " ".join(text.split())


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """The outline as (level, title, page number from 1)."""
    document = reader(pdf)

    def walk(entries: list[Any], level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                page = document.get_destination_page_number(entry)
                assert page is not None
                yield level, str(entry.title), page + 1

    return list(walk(document.outline, 0))


def links(pdf: bytes) -> list[tuple[int, int]]:
    """Every link as (page it is on, page it leads to), from 1; a link that leads nowhere is a failure."""
    document = reader(pdf)
    numbers = {p.indirect_reference.idnum: n for n, p in enumerate(document.pages, 1) if p.indirect_reference}
    found: list[tuple[int, int]] = []
    for number, page in enumerate(document.pages, 1):
        for annotation in page.get("/Annots") or []:
            target = annotation.get_object()
            assert set(target) & {"/A", "/AA"} == set()
            found.append((number, numbers[target["/Dest"].get_object()[0].idnum]))
    return found


def fonts(pdf: bytes) -> dict[str, bool]:
    """The fonts of a document and whether each is embedded."""
    found: dict[str, bool] = {}
    for page in reader(pdf).pages:
        held: Any = page["/Resources"].get_object()
        for font in (held.get("/Font") or {}).values():
            described = font.get_object().get("/FontDescriptor")
            embedded = described is not None and "/FontFile2" in described.get_object()
            found[str(font.get_object()["/BaseFont"])] = embedded
    return found


def with_texts(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    """A frozen value with every text for people replaced; keys, codes and hashes stay."""
    if isinstance(value, Enum) or name in KEPT:
        return value
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(with_texts(v, change, name) for v in value)
    if dc.is_dataclass(value) and not isinstance(value, type):
        fields = {f.name: with_texts(getattr(value, f.name), change, f.name) for f in dc.fields(value)}
        return dc.replace(value, **fields)
    return value
