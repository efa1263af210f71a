"""Cells that a workbook merges down a column: one department beside several works is said once for all."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping

from defusedxml.ElementTree import fromstring

from pmo_desktop.domain.registersheet import Cell

Range = tuple[int, int, int]
"""Column, first row, last row, counted from 0."""
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def merged_down(archive: zipfile.ZipFile) -> dict[str, tuple[Range, ...]]:
    """The merged ranges of one column, by the name of their sheet."""
    targets = _targets(archive)
    book = fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        part = targets.get(sheet.get(_REL, ""), "")
        if part in archive.namelist():
            found[sheet.get("name", "")] = _ranges(archive.read(part))
    return found


def _targets(archive: zipfile.ZipFile) -> Mapping[str, str]:
    name = "xl/_rels/workbook.xml.rels"
    if name not in archive.namelist():
        return {}
    parts = {}
    for rel in fromstring(archive.read(name)):
        target = rel.get("Target", "")
        parts[rel.get("Id", "")] = target.lstrip("/") if target[:1] == "/" else posixpath.join("xl", target)
    return parts


def _ranges(body: bytes) -> tuple[Range, ...]:
    found = []
    for match in _MERGE.finditer(body):
        left, top, right, bottom = (g.decode("ascii") for g in match.groups())
        if left == right and top != bottom:
            found.append((_column(left), int(top) - 1, int(bottom) - 1))
    return tuple(found)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def filled_down(rows: list[tuple[Cell, ...]], ranges: tuple[Range, ...]) -> list[tuple[Cell, ...]]:
    """The rows with each merged value in every row that it spans; rows that hold nothing else stay empty."""
    grown = [list(row) for row in rows]
    for column, first, last in ranges:
        if first >= len(grown) or column >= len(grown[first]):
            continue
        for row in grown[first + 1 : last + 1]:
            if row:
                row.extend([None] * (column + 1 - len(row)))
                row[column] = grown[first][column] if row[column] is None else row[column]
    return [tuple(row) for row in grown]
