"""A mail server of our own for tests: SMTP over a socket, with TLS from the first byte or by STARTTLS."""

from __future__ import annotations

import base64
import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Mailbox:
    """What the server took; `refuses` answers mail to this address with an error."""

    port: int = 0
    mails: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    refuses: str = ""


def certificate(folder: Path) -> Path:
    """A key and a certificate for localhost in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    pem = serialization.Encoding.PEM
    path.write_bytes(key.private_bytes(pem, form, plain) + made.public_bytes(pem))
    return path


@contextmanager
def serving(folder: Path, *, tls: bool = False, refuses: str = "") -> Iterator[tuple[Mailbox, Path]]:
    """A server on a port of its own until the end; gives its mailbox and its certificate."""
    pem = certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    listener = socket.create_server(("localhost", 0))
    box = Mailbox(listener.getsockname()[1], refuses=refuses)

    def accept() -> None:
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                with suppress(OSError, ssl.SSLError):
                    _Talk(context.wrap_socket(line, server_side=True) if tls else line, box, context).run()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield box, pem
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


class _Talk:
    """One connection, command by command."""

    def __init__(self, line: socket.socket, box: Mailbox, context: ssl.SSLContext) -> None:
        self._line, self._box, self._context = line, box, context
        self._file = line.makefile("rb")

    def _say(self, text: str) -> None:
        self._line.sendall(text.encode() + b"\r\n")

    def run(self) -> None:
        """Answer until the other side says good-bye or hangs up."""
        try:
            self._talk()
        finally:
            self._file.close()
            self._line.close()

    def _talk(self) -> None:
        self._say("220 localhost test")
        while raw := self._file.readline():  # the file is another one after STARTTLS
            said = raw.decode().strip()
            self._box.lines.append(said)
            if not self._answer(said.upper(), said):
                return

    def _answer(self, word: str, said: str) -> bool:
        if word.startswith("EHLO"):
            self._say("250-localhost\r\n250-AUTH PLAIN\r\n250 STARTTLS")
        elif word == "STARTTLS":
            self._say("220 go")
            self._file.close()
            self._line = self._context.wrap_socket(self._line, server_side=True)
            self._file = self._line.makefile("rb")
        elif word.startswith("AUTH"):
            given = base64.b64decode(said.rsplit(maxsplit=1)[-1]).decode()
            self._say("235 in" if given.endswith("\0secret") else "535 no")
        elif self._box.refuses and word.startswith("RCPT") and self._box.refuses.upper() in word:
            self._say("550 no such person")
        elif word == "DATA":
            self._say("354 send")
            body = b"".join(iter(self._file.readline, b".\r\n"))
            self._box.mails.append(body.decode())
            self._box.encrypted.append(isinstance(self._line, ssl.SSLSocket))
            self._say("250 taken")
        elif word == "QUIT":
            self._say("221 bye")
            return False
        else:
            self._say("250 ok")
        return True
