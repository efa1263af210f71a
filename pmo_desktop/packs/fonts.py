"""The bundled fonts: which one has a character, how wide a text is, and in which runs it is drawn.

ReportLab has no fallback inside a string and prints a box for a glyph that is missing. So every text is
split into runs by the font that has the character, in visual order (Unicode bidirectional algorithm), and
a character that no bundled font has stops the build with its text and name.
"""

from __future__ import annotations

import dataclasses as dc
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Literal

from pmo_desktop.assets import resource
from pmo_desktop.domain.fault import Fault
from pmo_desktop.i18n import tr

Face = Literal["sans", "sans-bold", "serif", "serif-bold"]
"""The four faces of a pack: serif for words somebody signs, sans for all that is counted or labelled."""

_FILES: dict[Face, str] = {
    "sans": "NotoSans-Regular",
    "sans-bold": "NotoSans-Bold",
    "serif": "NotoSerif-Regular",
    "serif-bold": "NotoSerif-Bold",
}
_OTHERS = ("NotoSansMath-Regular", "NotoSansSymbols2-Regular")
_SCRIPTS = ("NotoSansArabic", "NotoSansHebrew", "NotoSansDevanagari")
_JOINERS = "\u200c\u200d"
_TIES = re.compile(
    r"(?:(?<=\b[A-Z]{3})|(?<=\b[Pp]age)|(?<=\b[Ii]tem)|(?<=\b[Gg]ate)|(?<=\b[Pp]aper)) (?=\d)"
    r"|(?<=\d) (?=%|m\b|million|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"|(?:(?<=Jan)|(?<=Feb)|(?<=Mar)|(?<=Apr)|(?<=Jun)|(?<=Jul)|(?<=Aug)|(?<=Sep)|(?<=Oct)|(?<=Nov)|(?<=Dec)"
    r"|(?<=uary)|(?<=March)|(?<=April)|(?<=May)|(?<=June)|(?<=July)|(?<=August)|(?<=ber)) (?=\d{4}\b)"
    r"|(?<=\b[A-Z]\.) (?=[^\W\d_a-z])"
    r"|(?<=\d\.) (?=Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|(?<=\d) (?=Mio\.|Arbeitstag|Uhr\b)"
    r"|(?:(?<=uar)|(?<=März)|(?<=Mai)|(?<=Juni)|(?<=Juli)|(?<=\b[A-Z][a-z][a-z]\.)) (?=\d{4}\b)"
    r"|(?:(?<=Mio\.)|(?<=\bTOP)|(?<=\bSeite)|(?<=\bVorlage)) (?=[A-Z\d])"
)


class GlyphMissing(Fault):
    """A text holds a character that no bundled font can print; `place` says in words where it stands."""

    def __init__(self, text: str, char: str, place: str = "") -> None:
        self.text = text
        self.char = char
        name = unicodedata.name(char, "unnamed")
        at = text.find(char)
        facts = {"code": f"{ord(char):04X}", "name": name, "text": text[max(0, at - 30) : at + 30]}
        said = tr(
            "No font of the program can print the character U+{code} {name}, in the text “{text}”. "
            "Take it out and build again.",
            **facts,
        )
        if place:
            said = tr(
                "No font of the program can print the character U+{code} {name}, in the text “{text}” "
                "({place}). Take it out and build again.",
                place=place,
                **facts,
            )
        super().__init__(said)


@dc.dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn with one font; `shaped` runs go through the shaping engine. Width in 1/1000 em."""

    font: str
    text: str
    shaped: bool
    width: float


def fold(text: str) -> str:
    """A text as it can be set: composed, without control and format characters, numbers tied to units."""
    if text.isascii() and text.isprintable():
        return _TIES.sub("\u00a0", text)
    kept = (c for c in unicodedata.normalize("NFC", text.replace("\t", " ").replace("\r\n", "\n")))
    return _TIES.sub("\u00a0", "".join(_printable(c) for c in kept))


def _printable(char: str) -> str:
    if char == "\n" or char in _JOINERS:
        return char
    if char in "\r\u2028\u2029\x85":
        return "\n"
    kind = unicodedata.category(char)
    return {"Cc": "", "Cf": "", "Cs": "\ufffd"}.get(kind, char)


@cache
def _advances(name: str) -> dict[str, float]:
    """The width of each character a font has, in 1/1000 em; read once, apart from ReportLab's own state."""
    from reportlab.pdfbase.ttfonts import TTFontFace

    face = TTFontFace(str(resource("fonts", f"{name}.ttf")))
    return {chr(code): float(wide) for code, wide in face.charWidths.items()}


@cache
def _harfbuzz(name: str) -> Any:
    import uharfbuzz

    return uharfbuzz.Font(uharfbuzz.Face(resource("fonts", f"{name}.ttf").read_bytes()))


@lru_cache(maxsize=4096)
def _shaped_width(name: str, text: str) -> float:
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    font = _harfbuzz(name)
    uharfbuzz.shape(font, buffer, {"kern": True, "liga": True, "dlig": True})
    return float(sum(p.x_advance for p in buffer.glyph_positions)) * 1000 / font.face.upem


def _chain(face: Face) -> tuple[str, ...]:
    weight = "SemiBold" if face.endswith("bold") else "Regular"
    return (_FILES[face], *_OTHERS, *(f"{s}-{weight}" for s in _SCRIPTS))


def _is_shaped(font: str) -> bool:
    return font.startswith(_SCRIPTS)


@lru_cache(maxsize=8192)
def _font_of(char: str, face: Face) -> str | None:
    return next((name for name in _chain(face) if char in _advances(name)), None)


def is_rtl(text: str) -> bool:
    """Whether a text begins, with its first strong character, from right to left."""
    if text.isascii():
        return False
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


@lru_cache(maxsize=32768)
def runs(text: str, face: Face) -> tuple[Run, ...]:
    """The runs of one line of folded text, from left to right on paper.

    Raises `GlyphMissing` for a character that no bundled font has.
    """
    if not text:
        return ()
    advances = _advances(_FILES[face])
    try:
        return (Run(_FILES[face], text, shaped=False, width=sum([advances[c] for c in text])),)
    except KeyError:
        return tuple(_mixed_runs(text, face))


def _mixed_runs(text: str, face: Face) -> Iterator[Run]:
    marked = list(_visual(text, _fonts_along(text, face)))
    for (font, level), group in groupby(marked, key=lambda m: m[1:]):
        chars = [m[0] for m in group]
        shaped = _is_shaped(font)
        if shaped and level % 2:
            chars.reverse()
        said = "".join(chars)
        if shaped:
            yield Run(font, said, shaped=True, width=_shaped_width(font, said))
        else:
            advances = _advances(font)
            yield Run(font, said, shaped=False, width=sum(advances[c] for c in said))


def _fonts_along(text: str, face: Face) -> list[str]:
    """The font of each character; spaces and joiners stay with the script before them."""
    found: list[str] = []
    for char in text:
        if found and (char in _JOINERS or (char == " " and _is_shaped(found[-1]))):
            found.append(found[-1] if char in _JOINERS else _FILES[face])
            continue
        if found and _is_shaped(found[-1]) and char in _advances(found[-1]) and not char.isascii():
            found.append(found[-1])
            continue
        font = _FILES[face] if char in _JOINERS else _font_of(char, face)
        if font is None:
            raise GlyphMissing(text, char)
        found.append(font)
    return found


def _visual(text: str, fonts: list[str]) -> Iterator[tuple[str, str, int]]:
    """Character, font and level in the order they stand on paper, by python-bidi's algorithm."""
    if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text):
        yield from ((c, f, 0) for c, f in zip(text, fonts, strict=True))
        return
    from bidi import algorithm

    base = int(is_rtl(text))
    store: dict[str, Any] = algorithm.get_empty_storage()
    store |= {"base_level": base, "base_dir": "LR"[base]}
    algorithm.get_embedding_levels(text, store)
    for char, font in zip(store["chars"], fonts, strict=True):
        char["font"] = font
    for step in (
        algorithm.explicit_embed_and_overrides,
        algorithm.resolve_weak_types,
        algorithm.resolve_neutral_types,
        algorithm.resolve_implicit_levels,
        algorithm.reorder_resolved_levels,
    ):
        step(store, debug=False)
    for char in store["chars"]:
        font = char["font"]
        if not _is_shaped(font):
            algorithm.apply_mirroring({"chars": [char]}, debug=False)
        yield char["ch"], font, char["level"]


def width(text: str, face: Face, size: float) -> float:
    """How wide one line of folded text is, in points."""
    return sum(r.width for r in runs(text, face)) * size / 1000


def register() -> None:
    """Make the fonts known to ReportLab anew.

    Shaping adds private characters to a font as it meets glyphs, so fonts that are shaped start fresh for
    every document: the same content then gives the same bytes. Not safe to call while another document is
    being drawn.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    known = set(pdfmetrics.getRegisteredFontNames())
    for name in {n for face in _FILES for n in _chain(face)}:
        if name not in known or _is_shaped(name):
            path = resource("fonts", f"{name}.ttf")
            pdfmetrics.registerFont(TTFont(name, str(path), shapable=_is_shaped(name)))
