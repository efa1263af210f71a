"""The codes at the foot of scanned minutes: from the text of a PDF, or from its QR codes.

QR codes are read by `zxing-cpp` where that package is installed. A scan whose codes cannot be read is
filed by typing the code that is printed beside the QR code.
"""

from __future__ import annotations

import dataclasses as dc
import io
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

_LARGEST = 50 * 2**20
_MOST_PAGES = 100
_STARTS = {b"%PDF": ".pdf", b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg"}
_CODE = re.compile(r"(?:PMO:)?([^\s/:]{0,60}/\d{1,6}[AB]/[0-9a-f]{12}/\d{1,4})")


@dc.dataclass(frozen=True, slots=True)
class Scan:
    """A scan: its name, its bytes, and the codes that were read in it."""

    name: str
    body: bytes
    suffix: str
    codes: tuple[str, ...]


def can_read_qr() -> bool:
    """Whether a reader of QR codes is installed."""
    return find_spec("zxingcpp") is not None


def read_scan(path: Path) -> Scan:
    """A scan as PDF, PNG or JPEG with the codes found; raises FileRefused for any other file."""
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise FileRefused(path.name, tr("it is larger than {n} MB", n=_LARGEST >> 20))
        body = path.read_bytes()
    except OSError as why:
        raise FileRefused(path.name, why.strerror or str(why)) from why
    suffix = next((s for start, s in _STARTS.items() if body.startswith(start)), "")
    if not suffix:
        raise FileRefused(path.name, tr("a scan is a PDF, PNG or JPEG file"))
    try:
        found = [*(_words(body) if suffix == ".pdf" else ()), *_pictured(body, suffix)]
    except (ValueError, OSError, RuntimeError) as why:
        raise FileRefused(path.name, str(why)) from why
    return Scan(path.name, body, suffix, tuple(dict.fromkeys(codes_in("\n".join(found)))))


def codes_in(text: str) -> Iterator[str]:
    """The codes of pages in a text."""
    for found in _CODE.finditer(unquote(text)):
        yield found[1]


def _words(body: bytes) -> Iterator[str]:
    """The text of a PDF: what our own files have, and scanners that recognise letters write."""
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    try:
        for n in range(min(len(document), _MOST_PAGES)):
            yield document[n].get_textpage().get_text_range()
    finally:
        document.close()


def _pictured(body: bytes, suffix: str) -> Iterator[str]:
    """What the QR codes of a scan say; nothing where no reader is installed."""
    if not can_read_qr():
        return
    read: Any = import_module("zxingcpp").read_barcodes
    for picture in _pictures(body, suffix):
        for found in read(picture):
            yield str(found.text)


def _pictures(body: bytes, suffix: str) -> Iterator[Any]:
    """The pages of a scan as pictures of 200 dots an inch."""
    from PIL import Image

    if suffix != ".pdf":
        try:
            yield Image.open(io.BytesIO(body)).convert("L")
        except Image.DecompressionBombError as why:
            raise ValueError(str(why)) from why
        return
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    try:
        for n in range(min(len(document), _MOST_PAGES)):
            yield document[n].render(scale=200 / 72).to_pil().convert("L")
    finally:
        document.close()
