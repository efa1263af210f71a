"""A digital signature under a PDF by the extra package pyHanko; where it is not installed, that is said."""

from __future__ import annotations

import io
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr


def can_sign() -> bool:
    """Whether PDF files can be signed here."""
    return find_spec("pyhanko") is not None


def signed_pdf(pdf: bytes, key: Path, password: str, reason: str) -> bytes:
    """The same PDF with a signature after its last byte; what was frozen stays at its beginning, unchanged.

    `key` is a PKCS#12 file (.p12, .pfx). Raises Fault where pyHanko is missing or the key cannot be used.
    """
    if not can_sign():
        raise Fault(tr("Digital signatures need the package pyHanko, which is not installed here."))
    if not key.is_file():
        raise Fault(tr("There is no key file at {path}.", path=key))
    signers: Any = import_module("pyhanko.sign.signers")
    writer: Any = import_module("pyhanko.pdf_utils.incremental_writer")
    signer = signers.SimpleSigner.load_pkcs12(str(key), passphrase=password.encode("utf-8"))
    if signer is None:
        raise Fault(tr("{path} cannot be opened as a key: wrong password, or not a PKCS#12 file.", path=key))
    about = signers.PdfSignatureMetadata(field_name="Minutes", reason=reason)
    out = io.BytesIO()
    signers.sign_pdf(writer.IncrementalPdfFileWriter(io.BytesIO(pdf)), about, signer=signer, output=out)
    return out.getvalue()
