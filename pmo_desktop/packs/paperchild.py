"""What runs in the child process: open one foreign PDF under limits and send back its bare pages."""

from __future__ import annotations

import io
import logging
import warnings
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any

MOST_PAGES = 500
_PAGE_KEYS = (
    "/Annots",
    "/AA",
    "/Metadata",
    "/PieceInfo",
    "/B",
    "/Tabs",
    "/StructParents",
    "/Thumb",
    "/Group",
)


class Outcome(StrEnum):
    """How opening a paper ended."""

    CLEAN = "clean"
    ENCRYPTED = "encrypted"
    EMPTY = "empty"
    DAMAGED = "damaged"
    TOO_HARD = "too_hard"


def clean_paper(there: Connection, megabytes: int) -> None:
    """Read a paper's bytes from the pipe and answer: outcome and page count, then the bytes if clean."""
    _limit(megabytes)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    body = there.recv_bytes()
    outcome, cleaned, pages = clean(body)
    there.send((outcome.value, pages))
    if pages:
        there.send_bytes(cleaned)
    there.close()


def _limit(megabytes: int) -> None:
    """Cap memory where the system can; elsewhere the time limit alone protects."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def clean(body: bytes) -> tuple[Outcome, bytes, int]:
    """The pages of a PDF without anything that acts, as (outcome, bytes, pages)."""
    from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

    try:
        return _clean(body)
    except (MemoryError, RecursionError, LimitReachedError):
        return Outcome.TOO_HARD, b"", 0
    except (
        PyPdfError,
        DependencyError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        OSError,
    ):
        return Outcome.DAMAGED, b"", 0  # pypdf lets all of these through for files that are not as they say


def _clean(body: bytes) -> tuple[Outcome, bytes, int]:
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(body), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return Outcome.ENCRYPTED, b"", 0
    count = len(reader.pages)
    if not count:
        return Outcome.EMPTY, b"", 0
    if count > MOST_PAGES:
        return Outcome.TOO_HARD, b"", 0
    writer = PdfWriter()
    for page in reader.pages:
        for key in _PAGE_KEYS:
            page.pop(key, None)
        added = writer.add_page(page)
        added.mediabox = _shown_box(added)
        added.transfer_rotation_to_content()
        _strip_actions(added)
        content = added.get_contents()
        if content is not None:
            content.get_data()  # what cannot be decoded is found here, not while the pack is printed
    out = io.BytesIO()
    writer.write(out)
    return Outcome.CLEAN, out.getvalue(), count


def _shown_box(page: Any) -> Any:
    """The part of the page that readers show; a box without area is a damaged file."""
    box = page.cropbox
    if float(box.width) <= 0 or float(box.height) <= 0:
        raise ValueError("a page without area")
    return box


def _strip_actions(page: Any) -> None:
    """Forget what a form inside the page could still start."""
    resources = page.get("/Resources")
    if resources is None:
        return
    for form in (resources.get_object().get("/XObject") or {}).values():
        target = form.get_object()
        for key in ("/AA", "/OpenAction", "/PS", "/Ref"):
            target.pop(key, None)
