"""Tables out of files: CSV and its relatives, and XLSX workbooks; anything else is refused by name.

What a file is, is told by its first bytes, never by the ending of its name.
"""

from __future__ import annotations

from pathlib import Path

from pmo_desktop.domain.registersheet import Sheet
from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.exchange.tables.shape import sheet_of
from pmo_desktop.exchange.tables.text import read_text_table
from pmo_desktop.exchange.tables.workbook import read_workbook
from pmo_desktop.i18n import N_, tr

LARGEST = 64 * 1024 * 1024
"""Bytes of a file; a register of 5,000 works with narratives takes about 15 MB."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (
    (b"%PDF", N_("it is a PDF document, not a table")),
    (b"\x89PNG", N_("it is a picture, not a table")),
    (b"\xff\xd8\xff", N_("it is a picture, not a table")),
    (b"GIF8", N_("it is a picture, not a table")),
    (b"\x1f\x8b", N_("it is compressed: unpack it first")),
    (b"7z\xbc\xaf", N_("it is compressed: unpack it first")),
    (b"Rar!", N_("it is compressed: unpack it first")),
    (b"SQLite format 3", N_("it is a database, not a table")),
    (b"{\\rtf", N_("it is a text document, not a table")),
)
_MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<table")


def read_tables(path: Path) -> tuple[Sheet, ...]:
    """The tables of a file, header found, turned where they run sideways.

    Raises:
        FileRefused: the file is missing, empty, damaged, encrypted, foreign or too large.

    """
    data = _bytes_of(path)
    name = path.name
    if data.startswith(_OLE):
        raise FileRefused(name, _ole_reason(data))
    if data.startswith(b"PK\x03\x04"):
        grids = read_workbook(name, data)
    else:
        _refuse_foreign(name, data)
        grids = (read_text_table(name, path.stem, data),)
    sheets = tuple(sheet for grid in grids if (sheet := sheet_of(name, grid)) is not None)
    if not sheets:
        raise FileRefused(name, tr("it holds no table with a header and rows"))
    return sheets


def _bytes_of(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise FileRefused(path.name, tr("there is no such file"))
        if path.stat().st_size > LARGEST:
            raise FileRefused(path.name, tr("it is larger than {n} MB", n=LARGEST // 1024 // 1024))
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise FileRefused(path.name, tr("it cannot be read: {why}", why=why)) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise FileRefused(path.name, tr("it is empty"))
    return data


def _ole_reason(data: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return tr("it is protected by a password: save it without one")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return tr("it is in the format of Excel 97: save it as .xlsx")
    return tr("it is an old office document, not a table")


def _refuse_foreign(name: str, data: bytes) -> None:
    for magic, reason in _FOREIGN:
        if data.startswith(magic):
            raise FileRefused(name, tr(reason))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:9].lower().startswith(_MARKUP):
        raise FileRefused(
            name, tr("it is a marked-up text (XML or HTML), not a table: save it as .xlsx or .csv")
        )
