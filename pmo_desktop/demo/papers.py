"""The papers of the next meeting in full, as plain text and tables to be typeset when they are loaded."""

from __future__ import annotations

import dataclasses as dc
import json
from collections.abc import Mapping
from datetime import date

from pmo_desktop.assets import resource
from pmo_desktop.demo.clock import Clock
from pmo_desktop.demo.content import rows
from pmo_desktop.demo.facts import Facts
from pmo_desktop.demo.texts import Texts


@dc.dataclass(frozen=True, slots=True)
class TextTable:
    """A table with a caption: the first row is the head; figures are right-aligned by whoever sets it."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dc.dataclass(frozen=True, slots=True)
class Part:
    """A heading with its paragraphs, then its tables."""

    heading: str
    paragraphs: tuple[str, ...]
    tables: tuple[TextTable, ...] = ()


@dc.dataclass(frozen=True, slots=True)
class DocumentText:
    """A paper before it is set: `meeting` and `number` say to which paper record it belongs."""

    title: str
    author: str
    meeting: str
    number: str
    parts: tuple[Part, ...]


def demo_papers(today: date) -> Mapping[str, DocumentText]:
    """The papers handed in for the next board meeting, by file name."""
    clock = Clock(today)
    texts = Texts(clock, Facts(clock))
    names = {row["key"]: row["name"] for row in rows("people")}
    found = {}
    for raw in json.loads(resource("demo", "papers.json").read_text(encoding="utf-8")):
        parts = tuple(_part(part, texts) for part in raw["parts"])
        title, meeting = texts.fill(raw["title"]), texts.meetings[raw["meeting"]]
        found[raw["file"]] = DocumentText(title, names[raw["author"]], meeting, raw["number"], parts)
    return found


def _part(raw: Mapping[str, object], texts: Texts) -> Part:
    paragraphs, tables = raw.get("paragraphs", []), raw.get("tables", [])
    assert isinstance(paragraphs, list)
    assert isinstance(tables, list)
    return Part(
        texts.fill(str(raw["heading"])),
        tuple(texts.fill(p) for p in paragraphs),
        tuple(
            TextTable(texts.fill(t["caption"]), tuple(tuple(map(texts.fill, row)) for row in t["rows"]))
            for t in tables
        ),
    )
