"""Raw cells of a file made plain: text without control characters, workbook values without types of Excel."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from pmo_desktop.domain.registersheet import Cell

LONGEST = 100_000
"""Characters of one cell; a spreadsheet program itself stops at 32,767."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


def plain_text(text: str) -> str:
    """Text as typed, with one kind of line break and without control characters; never parsed further."""
    lines = re.sub(r"\r+\n?|\u2028|\u2029", "\n", text)
    return _CONTROL.sub("", lines).replace("\u00a0", " ")


def has_control(text: str) -> bool:
    """Whether a text holds characters that no register needs, such as NUL."""
    return _CONTROL.search(text) is not None


def plain_cell(value: object) -> Cell:
    """What a workbook library hands over, as one of the kinds of a raw cell; a time of day is dropped."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, time | timedelta):
        return str(value)
    return plain_text(str(value))
