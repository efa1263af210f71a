"""Papers handed in as PDF: opened in a child process under limits, cleaned, and laid on pack pages.

A foreign file is never trusted: its pages alone are taken, without actions, scripts, forms, links and
attachments. What is damaged, encrypted, too large or too slow becomes a sentence, never a broken pack.
"""

from __future__ import annotations

import dataclasses as dc
import hashlib
import io
import multiprocessing
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from pmo_desktop.i18n import tr
from pmo_desktop.packs.paperchild import Outcome, clean_paper
from pmo_desktop.packs.styles import BOX_H, BOX_W

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader, PdfWriter

SECONDS = 30.0
MEGABYTES = 512
LARGEST = 100 * 1024 * 1024
"""Bytes of one paper; larger files are refused before they are opened."""


@dc.dataclass(frozen=True, slots=True)
class PaperRead:
    """A paper as it can be printed: cleaned bytes and page count, or a problem in one sentence."""

    name: str
    pdf: bytes = b""
    pages: int = 0
    problem: str = ""


@dc.dataclass(frozen=True, slots=True)
class Laid:
    """A foreign page and where it goes: page of the pack, left edge and bottom of the text box, binding."""

    page: int
    sha256: str
    index: int
    left: float
    bottom: float
    bound_left: bool = True


def read_papers(wanted: Sequence[tuple[str, str, int]], papers: Mapping[str, bytes]) -> dict[str, PaperRead]:
    """Every wanted paper (hash, file name, pages as declared) by its hash."""
    return {sha: _read(sha, name, papers.get(sha)) for sha, name, _pages in wanted}


def _read(sha: str, name: str, body: bytes | None) -> PaperRead:
    if body is None:
        return PaperRead(name, problem=tr("The file {name} is not stored with this pack.", name=name))
    if hashlib.sha256(body).hexdigest() != sha:
        return PaperRead(name, problem=tr("The file {name} is not the one that was handed in.", name=name))
    if len(body) > LARGEST:
        size = len(body) // (1024 * 1024)
        return PaperRead(name, problem=tr("The file {name} is too large ({size} MB).", name=name, size=size))
    outcome, cleaned, pages = _in_child(body)
    if outcome is Outcome.CLEAN:
        return PaperRead(name, cleaned, pages)
    return PaperRead(name, problem=_sentence(outcome, name))


def _sentence(outcome: Outcome, name: str) -> str:
    match outcome:
        case Outcome.ENCRYPTED:
            return tr("The file {name} is protected by a password.", name=name)
        case Outcome.EMPTY:
            return tr("The file {name} has no pages.", name=name)
        case Outcome.TOO_HARD:
            return tr("The file {name} takes too much time or memory to open.", name=name)
        case _:
            return tr("The file {name} is damaged or is not a PDF.", name=name)


def _in_child(body: bytes) -> tuple[Outcome, bytes, int]:
    """Clean a paper in a process of its own; a child that dies or dawdles is a paper too hard to open."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=True)
    child = context.Process(target=clean_paper, args=(there, MEGABYTES), daemon=True)
    child.start()
    there.close()
    try:
        here.send_bytes(body)
        return _answer(here)
    except (EOFError, OSError):
        return Outcome.TOO_HARD, b"", 0
    finally:
        here.close()
        child.join(0.5)
        if child.is_alive():
            child.kill()
            child.join()
        child.close()


def _answer(here: Connection) -> tuple[Outcome, bytes, int]:
    if not here.poll(SECONDS):
        return Outcome.TOO_HARD, b"", 0
    outcome, pages = here.recv()
    return Outcome(outcome), here.recv_bytes() if pages else b"", int(pages)


def lay(pdf: bytes, laid: Sequence[Laid], read: Mapping[str, PaperRead]) -> bytes:
    """The pack with every foreign page scaled into the text box of its page, as a form of that page."""
    if not laid:
        return pdf
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.pdf_header = pdf[:8].decode("ascii")
    sources: dict[str, PdfReader] = {}
    for at in laid:
        if at.sha256 not in sources:
            sources[at.sha256] = PdfReader(io.BytesIO(read[at.sha256].pdf))
        _place(writer, at, sources[at.sha256].pages[at.index])
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _place(writer: PdfWriter, at: Laid, page: PageObject) -> None:
    """Wrap the page as a form XObject and draw it; a landscape page is turned, its top to the binding."""
    from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject

    box = page.mediabox
    wide, high = float(box.width), float(box.height)
    form = StreamObject()
    content = page.get_contents()
    form.set_data(content.get_data() if content is not None else b"")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(
        [FloatObject(v) for v in (box.left, box.bottom, box.right, box.top)]
    )
    form[NameObject("/Resources")] = page.get("/Resources", _nothing()).get_object().clone(writer)
    reference = writer._add_object(form.flate_encode())  # noqa: SLF001  pypdf has no public way to add a form
    target: Any = writer.pages[at.page - 1]
    name = NameObject("/Paper")
    resources = target["/Resources"].get_object()
    resources.setdefault(NameObject("/XObject"), _nothing()).get_object()[name] = reference
    matrix = _matrix(at, float(box.left), float(box.bottom), wide, high)
    _append(writer, target, f"Q\nq {matrix} cm /Paper Do Q\n".encode("ascii"))


def _matrix(at: Laid, x0: float, y0: float, wide: float, high: float) -> str:
    turned = wide > high
    across, up = (high, wide) if turned else (wide, high)
    scale = min(BOX_W / max(across, 1.0), BOX_H / max(up, 1.0))
    left = at.left + (BOX_W - across * scale) / 2
    bottom = at.bottom + (BOX_H - up * scale)
    if turned and not at.bound_left:
        numbers = (0.0, -scale, scale, 0.0, left - y0 * scale, bottom + (wide + x0) * scale)
    elif turned:
        numbers = (0.0, scale, -scale, 0.0, left + across * scale + y0 * scale, bottom - x0 * scale)
    else:
        numbers = (scale, 0.0, 0.0, scale, left - x0 * scale, bottom - y0 * scale)
    return " ".join(f"{n:.4f}" for n in numbers)


def _nothing() -> Any:
    from pypdf.generic import DictionaryObject

    return DictionaryObject()


def _append(writer: PdfWriter, target: Any, operators: bytes) -> None:
    """Add operators after the page's own, which are closed in so that their colours do not leak."""
    from pypdf.generic import ArrayObject, NameObject, StreamObject

    added = []
    for data in (b"q\n", operators):
        stream = StreamObject()
        stream.set_data(data)
        added.append(writer._add_object(stream))  # noqa: SLF001
    before = target.raw_get("/Contents")
    own = before.get_object()
    parts = list(own) if isinstance(own, list) else [before]
    target[NameObject("/Contents")] = ArrayObject([added[0], *parts, added[1]])
