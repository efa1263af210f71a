"""Documents of a work as its page lists them, and the record of a file that is added."""

from __future__ import annotations

import dataclasses as dc
import mimetypes
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from uuid import UUID

from pmo_desktop.domain.documents import Document, DocumentState
from pmo_desktop.domain.ids import DocumentId, WorkId
from pmo_desktop.domain.values import LText
from pmo_desktop.i18n import language, tr
from pmo_desktop.readmodels import shown

LARGEST = 200 * 1024 * 1024
"""Bytes of one file that are taken into the database."""
_KB = 1024
_PLAIN = "application/octet-stream"
_FROZEN = (DocumentState.BASELINED, DocumentState.ARCHIVED, DocumentState.DISPOSED)


def size_words(size: int) -> str:
    """A size for people: "812 B", "14 kB", "3.2 MB"."""
    if size < _KB:
        return tr("{n}\u00a0B", n=shown.number(size))
    if size < _KB * _KB:
        return tr("{n}\u00a0kB", n=shown.number(size / _KB))
    return tr("{n}\u00a0MB", n=shown.number(size / _KB / _KB, 1))


def media_of(name: str) -> str:
    """The media type of a file by its name."""
    return mimetypes.guess_type(name)[0] or _PLAIN


def next_version(documents: Iterable[Document], file_name: str) -> str:
    """The version of a file that comes again under the same name: the last one and a tenth."""
    same = [d.version for d in documents if d.file_name.casefold() == file_name.casefold()]
    found = [tuple(int(p) for p in v.split(".")) for v in same if all(p.isdecimal() for p in v.split("."))]
    if not found:
        return "1.0"
    major, minor = (*max(found), 0)[:2]
    return f"{major}.{minor + 1}"


def added(work: WorkId, name: str, file_hash: str, size: int, version: str, uid: UUID, on: date) -> Document:
    """The record of a file that was put into the store; its title is the name without the ending."""
    title = PurePath(name).stem.replace("_", " ").strip() or name
    return Document(
        id=DocumentId(uid),
        work=work,
        title=LText.of(title[:200], language()),
        file_name=name[-260:],
        file_hash=file_hash,
        size=size,
        version=version,
        added_on=on,
    )


@dc.dataclass(frozen=True, slots=True)
class DocumentRow:
    """One line of the list."""

    document: Document

    @property
    def id(self) -> UUID:
        """That of the document."""
        return self.document.id

    @property
    def revision(self) -> int:
        """How often it was changed."""
        return self.document.revision

    @property
    def frozen(self) -> bool:
        """Whether its words may no longer change."""
        return self.document.state in (
            DocumentState.BASELINED,
            DocumentState.ARCHIVED,
            DocumentState.DISPOSED,
        )

    @property
    def added(self) -> date | None:
        """The day on which the file came in, None where it is not known."""
        return self.document.added_on


def document_rows(documents: Iterable[Document]) -> tuple[DocumentRow, ...]:
    """The list by title."""
    rows = [DocumentRow(d) for d in documents]
    return tuple(sorted(rows, key=lambda r: (r.document.title.said(language()).casefold(), r.document.ref)))
