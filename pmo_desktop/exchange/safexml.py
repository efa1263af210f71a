"""XML from strangers: read in bounded memory, with every dangerous construct refused.

defusedxml refuses document type declarations, entities and external references; size, depth and number of
elements are bounded here. Record elements are handed over one by one as they close and then forgotten, so
that a large file costs what its largest record costs.
"""

from __future__ import annotations

import codecs
import dataclasses as dc
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import errors

from pmo_desktop.exchange.refused import FileRefused
from pmo_desktop.i18n import tr

CHUNK = 1 << 16
GZIP = b"\x1f\x8b"
_CUT_SHORT = {
    errors.codes[code]
    for code in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, b"<\0\0\0", b"\0\0\0<")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")


@dc.dataclass(frozen=True, slots=True)
class Limits:
    """What a file may cost: bytes (after unpacking), nesting, and number of elements."""

    size: int = 50_000_000
    depth: int = 64
    elements: int = 2_000_000


def load(path: Path, limits: Limits | None = None) -> bytes:
    """The bytes of a file, unpacked when it is gzipped.

    Raises FileRefused: it is missing, unreadable, a folder, empty, or larger than `limits.size`.
    """
    cap = (limits or Limits()).size
    try:
        with path.open("rb") as stream:
            data = stream.read(cap + 1)
    except FileNotFoundError:
        raise FileRefused(path.name, tr("there is no such file.")) from None
    except IsADirectoryError:
        raise FileRefused(path.name, tr("it is a folder, not a file.")) from None
    except OSError as error:
        raise FileRefused(path.name, tr("it cannot be opened ({error}).", error=error.strerror)) from error
    if data.startswith(GZIP):
        data = _unpacked(data, path.name, cap)
    if len(data) > cap:
        raise too_large(path.name, cap)
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise FileRefused(path.name, tr("the file is empty."))
    return data


def _unpacked(data: bytes, name: str, cap: int) -> bytes:
    """The content of a gzip file, never more than one byte over the cap."""
    unpack = zlib.decompressobj(wbits=31)
    try:
        content = unpack.decompress(data, cap + 1)
    except zlib.error:
        raise FileRefused(name, tr("it is a damaged archive and cannot be unpacked.")) from None
    if not unpack.eof and len(content) <= cap:
        raise cut_short(name)
    return content


def too_large(name: str, cap: int) -> FileRefused:
    """The refusal of a file over `cap` bytes."""
    return FileRefused(
        name, tr("it is larger than {limit} MB, the most that is read.", limit=cap // 1_000_000)
    )


def cut_short(name: str) -> FileRefused:
    """The refusal of a file whose end is missing."""
    return FileRefused(name, tr("the end of the file is missing; copy or export it again."))


def readable(data: bytes, name: str) -> tuple[bytes, str | None]:
    """The bytes and the encoding that the parser is to use, whatever the declaration claims.

    A declaration that the bytes contradict is common: UTF-16 named over single bytes, UTF-8 (or nothing)
    named over Windows-1252. Other encodings are turned into UTF-8 here. Raises FileRefused when unknown.
    """
    if data.startswith(_UTF32):
        raise FileRefused(name, tr("it is written in UTF-32, which is not read; save it as UTF-8."))
    if data.startswith(_UTF16):
        return data, "utf-16le" if data[:1] in b"\xff<" else "utf-16be"
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8))
    claimed = "utf-8" if declared is None else declared[1].decode("ascii").lower()
    if not claimed.startswith(("utf-8", "utf8", "utf-16", "utf16")):
        try:
            return data.decode(claimed).encode("utf-8"), "utf-8"
        except LookupError:
            reason = tr("its text encoding, {encoding}, is not known.", encoding=claimed)
            raise FileRefused(name, reason) from None
        except UnicodeError:
            return data, "windows-1252"
    return data, "utf-8" if _is_utf8(data) else "windows-1252"


def _is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8, perhaps cut off within a character; read in pieces to spare memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for at in range(0, len(data), CHUNK):
            decoder.decode(data[at : at + CHUNK])
    except UnicodeDecodeError:
        return False
    return True


class _Pieces:
    """Builds elements while the parser runs, and queues those that close at depth two and three."""

    def __init__(self, name: str, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self.ready: deque[tuple[str, Element]] = deque()
        self.depth = self.seen = 0
        self.space = ""
        self.shown: dict[str, str] = {}
        self.open: list[Element] = []
        self.builder = TreeBuilder()

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.seen += 1
        if self.depth > self.limits.depth:
            raise FileRefused(self.name, tr("its elements are nested too deeply."))
        if self.seen > self.limits.elements:
            raise FileRefused(
                self.name, tr("it holds more than {limit} elements.", limit=self.limits.elements)
            )
        if self.depth == 1:
            self.space = tag.rpartition("}")[0]
            self.ready.append(("", Element(tag, attributes)))
        element = self.builder.start(self.shown.get(tag) or self.named(tag), attributes)
        if self.depth <= 3:
            self.open.append(element)

    def named(self, tag: str) -> str:
        """The name without the document's own namespace; a foreign one stays in front."""
        space, _, local = tag.rpartition("}")
        self.shown[tag] = local if space == self.space else tag
        return self.shown[tag]

    def end(self, tag: str) -> None:
        """An element is complete."""
        self.builder.end(self.shown[tag])
        if self.depth <= 3:
            element = self.open.pop()
            if self.open:
                self.ready.append((self.open[-1].tag, element))
                del self.open[-1][:]
        self.depth -= 1

    def close(self) -> None:
        """The document is complete; everything was handed over before."""


def pieces(
    data: bytes, name: str, limits: Limits | None = None, stop: Callable[[], None] | None = None
) -> Iterator[tuple[str, Element]]:
    """The root (under `""`, with its namespace), then each element two or three deep as it closes.

    Each comes with its parent's name. Names are local where they are in the root's namespace. `stop` is
    called between chunks and ends the reading by raising. Raises FileRefused for anything but sound XML.
    """
    found = _Pieces(name, limits or Limits())
    data, encoding = readable(data, name)
    feed, close = _parser(found, encoding)
    yielding = found.ready
    for at in range(0, len(data), CHUNK):
        if stop is not None:
            stop()
        _guarded(name, feed, data[at : at + CHUNK])
        while yielding:
            yield yielding.popleft()
    _guarded(name, close)


def _parser(found: _Pieces, encoding: str | None) -> tuple[Callable[..., Any], Callable[..., Any]]:
    """A parser that refuses what is dangerous and reports straight to the builder."""
    from defusedxml.ElementTree import DefusedXMLParser

    made = DefusedXMLParser(target=found, encoding=encoding, forbid_dtd=True)
    expat = made.parser
    expat.ordered_attributes = False
    expat.buffer_text = True
    expat.StartElementHandler = found.start
    expat.EndElementHandler = found.end
    expat.CharacterDataHandler = found.builder.data
    return made.feed, made.close


def _guarded(name: str, step: Callable[..., Any], *chunk: bytes) -> None:
    """One step of the parser, with its errors in words."""
    from defusedxml.common import DefusedXmlException, DTDForbidden
    from defusedxml.ElementTree import ParseError

    try:
        step(*chunk)
    except DTDForbidden:
        reason = tr("it carries a document type declaration (DTD), which is never read from a file.")
        raise FileRefused(name, reason) from None
    except DefusedXmlException:
        raise FileRefused(name, tr("it declares entities, which are never read from a file.")) from None
    except ParseError as error:
        raise _damaged(name, error.code, error.position[0]) from None


def _damaged(name: str, code: int, line: int) -> FileRefused:
    """The refusal of what is not well-formed XML."""
    if code in _CUT_SHORT:
        return cut_short(name)
    return FileRefused(name, tr("it is damaged: line {line} is not valid XML.", line=line))
