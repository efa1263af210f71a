"""Files in the database, under the hash of their bytes."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa

from pmo_desktop.i18n import tr
from pmo_desktop.services.ports import StoreFault
from pmo_desktop.storage.engine import insert_into
from pmo_desktop.storage.faults import explained
from pmo_desktop.storage.tables import FILES


def kept(conn: sa.Connection, body: bytes, media: str) -> str:
    """Keep these bytes with the transaction of a connection; their hash (64 hex digits)."""
    file_hash = hashlib.sha256(body).hexdigest()
    insert = insert_into(FILES, conn.dialect)
    query = insert.values(hash=file_hash, media=media, size=len(body), body=body)
    conn.execute(query.on_conflict_do_nothing(index_elements=["hash"]))
    return file_hash


class SqlFiles:
    """Bytes by SHA-256. A file never changes: other bytes are another file."""

    def __init__(self, writer: sa.Engine, readers: sa.Engine) -> None:
        self._writer, self._readers = writer, readers

    def put(self, body: bytes, media: str) -> str:
        """Keep these bytes and give their hash (64 hex digits)."""
        with explained(), self._writer.begin() as conn:
            return kept(conn, body, media)

    def get(self, file_hash: str) -> bytes:
        """The bytes; KeyError when there are none, StoreFault when they are not what the hash says."""
        with explained(), self._readers.connect() as conn:
            body = conn.execute(sa.select(FILES.c.body).where(FILES.c.hash == file_hash)).scalar()
        if body is None:
            raise KeyError(file_hash)
        if hashlib.sha256(body).hexdigest() != file_hash:
            raise StoreFault(tr("A stored file is damaged: its bytes are not those that were kept."))
        return bytes(body)
