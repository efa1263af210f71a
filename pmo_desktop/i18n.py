"""Every visible text, in the language in force: one mechanism for screen, paper, charts and commands.

English source texts are the keys (gettext). A language is one file `resources/translations/<code>.po`;
nothing else has to be registered. The pseudo-language `qps` marks and lengthens every text, so that a
text which does not pass through here can be seen, and a test can find it.
"""

from __future__ import annotations

import gettext
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Self

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
    said = name if language().split("-")[0] in _NOUNS_WITH_CAPITALS else name.lower()
    return Kept(said, {**name.source, "inside": True}) if isinstance(name, Kept) else said


class Kept(str):  # noqa: SLOT000 - a text may have slots only if they are empty, and this one knows more
    """A text that is kept, such as what a person did: it is also known by its key, for who reads it later.

    `source` says how it was made, in what JSON can hold.
    """

    source: Mapping[str, Any]

    def __new__(cls, text: str, source: Mapping[str, Any]) -> Self:
        """A text in the language in force, made by this key and these values."""
        made = super().__new__(cls, text)
        made.source = source
        return made


def trl(text: str, /, **values: object) -> Kept:
    """A text that is kept beyond this language: values that are kept texts themselves are said anew too."""
    return Kept(tr(text, **values), {"tr": [text], "values": _kept_values(values)})


def trnl(one: str, many: str, n: int, /, **values: object) -> Kept:
    """A text that depends on a number and is kept beyond this language."""
    source = {"tr": [one, many], "n": n, "values": _kept_values(values)}
    return Kept(trn(one, many, n, **values), source)


def _kept_values(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: v.source if isinstance(v, Kept) else str(v) for name, v in values.items()}


def stored(text: str) -> str:
    """What to store of a text: a kept one by its key, any other as it is."""
    return json.dumps(text.source, ensure_ascii=False) if isinstance(text, Kept) else text


def recalled(text: str) -> str:
    """A stored text in the language in force; one that was stored as it is, as it is."""
    if not text.startswith('{"tr":'):
        return text
    try:
        return _from_source(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError):
        return text  # not written by this program


def _from_source(source: Mapping[str, Any]) -> Kept:
    values = {n: _from_source(v) if isinstance(v, dict) else v for n, v in source["values"].items()}
    keys = source["tr"]
    made = trnl(keys[0], keys[1], source["n"], **values) if len(keys) == 2 else trl(keys[0], **values)
    return Kept(inside(made), source) if source.get("inside") else made


def again(text: str) -> str:
    """A kept text in the language in force now; any other as it is."""
    return _from_source(text.source) if isinstance(text, Kept) else text


def N_(text: str) -> str:
    """Mark a text for translation where it is declared; it is translated where it is shown."""
    return text
