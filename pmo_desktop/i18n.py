"""Every visible text, in the language in force: one mechanism for screen, paper, charts and commands.

English source texts are the keys (gettext). A language is one file `resources/translations/<code>.po`;
nothing else has to be registered. The pseudo-language `qps` marks and lengthens every text, so that a
text which does not pass through here can be seen, and a test can find it.
"""

from __future__ import annotations

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from pmo_desktop.assets import cache_folder, resource

SOURCE = "en"
PSEUDO = "qps"
_NOUNS_WITH_CAPITALS = frozenset({"de", "lb"})
_ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÅÉÎÖÛÝåéîöûýçñšž")


class _Pseudo(gettext.NullTranslations):
    """Marks a text at both ends and makes it about 40 % longer; placeholders stay as they are."""

    def gettext(self, message: str) -> str:
        """The marked form of one text."""
        pieces = message.replace("}", "{").split("{")
        said = [p.translate(_ACCENTS) if i % 2 == 0 else "{" + p + "}" for i, p in enumerate(pieces)]
        return "⟦" + "".join(said) + "·" * (2 + len(message) * 2 // 5) + "⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The marked form of the number's text."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The marked form of a text that needs a context."""
        return self.gettext(message)


def _compiled(po: Path) -> bytes:
    """The binary catalogue of a `.po` file, kept in the cache folder under the hash of its text."""
    import hashlib

    body = po.read_bytes()
    kept = cache_folder() / f"{po.stem}-{hashlib.sha256(body).hexdigest()[:16]}.mo"
    try:
        return kept.read_bytes()
    except OSError:
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        out = io.BytesIO()
        write_mo(out, read_po(io.BytesIO(body)))
        made = out.getvalue()
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(made)
    except OSError:
        return made  # a cache that cannot be written costs time at the next start, nothing else
    return made


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == PSEUDO:
        return _Pseudo()
    for name in (code, code.replace("-", "_").split("_")[0]):
        po = resource("translations", f"{name}.po")
        if po.is_file():
            return gettext.GNUTranslations(io.BytesIO(_compiled(po)))
    return gettext.NullTranslations()


_base = SOURCE
_here: ContextVar[str | None] = ContextVar("language", default=None)


def languages() -> tuple[str, ...]:
    """The codes that texts can be shown in, the source language first."""
    return (SOURCE, *sorted(p.stem for p in resource("translations").glob("*.po")))


def use(code: str) -> None:
    """Show texts in this language from now on, in every thread that is not `speaking` another."""
    global _base
    _base = code


def language() -> str:
    """The code of the language in force here."""
    return _here.get() or _base


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Another language for a while, for example that of a pack."""
    token = _here.set(code)
    try:
        yield
    finally:
        _here.reset(token)


def tr(text: str, /, **values: object) -> str:
    """A text in the language in force; `{name}` is filled from `values` after translating."""
    said = _catalogue(language()).gettext(text) if text else ""
    return said.format(**values) if values else said


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """A text that depends on a number, with `{n}` for it."""
    return _catalogue(language()).ngettext(one, many, n).format(n=n, **values)


def trc(context: str, text: str, /, **values: object) -> str:
    """A text whose meaning needs a context, such as a verb that is also a noun."""
    said = _catalogue(language()).pgettext(context, text)
    return said.format(**values) if values else said


def inside(name: str) -> str:
    """A translated noun in the middle of a sentence: in small letters where the language writes it so."""
    return name if language().split("-")[0] in _NOUNS_WITH_CAPITALS else name.lower()


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return text
