"""Text whose encoding nobody wrote down: UTF-8 when it is, else the code page that its bytes suggest.

Schedule programs of the nineties write in the code page of the computer they run on. Western text has
single accented letters among plain ones; Cyrillic and East Asian words are runs of high bytes.
"""

from __future__ import annotations

import codecs
import re

_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 400_000
_EAST = ("shift_jis", "euc_kr", "gb18030", "big5")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded_text(data: bytes) -> tuple[str, str]:
    """The text and the name of the encoding that it was taken to be in; never fails."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace"), "utf-8" if codec == "utf-8-sig" else codec
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        codec = _guess(data[:_SAMPLE].replace(codecs.BOM_UTF8, b""))
    return data.decode(codec, "replace"), codec


def _guess(sample: bytes) -> str:
    """The code page that the high bytes suggest."""
    runs = _RUN.findall(sample)
    high = sum(map(len, runs))
    if not high or high / len(runs) < 2:
        return "windows-1252"
    joined = b" ".join(runs)
    if _share(joined, 0xC0, 0xFF) > 0.9 and _looks_cyrillic(runs):
        return "windows-1251"
    return next((codec for codec in _EAST if _reads(sample, codec)), "windows-1251")


def _share(text: bytes, first: int, last: int) -> float:
    """The share of the high bytes that lie in a range."""
    high = [b for b in text if b >= 0x80]
    return sum(first <= b <= last for b in high) / len(high)


def _looks_cyrillic(runs: list[bytes]) -> bool:
    """Whether words are mostly small letters, as Cyrillic writes them: 0xE0 to 0xFF."""
    joined = b"".join(runs)
    return sum(b >= 0xE0 for b in joined) * 10 > len(joined) * 6


def _reads(sample: bytes, codec: str) -> bool:
    """Whether a multi-byte encoding accepts nearly all of the sample and gives letters, not symbols."""
    text = sample.decode(codec, "replace")
    wide = [c for c in text if ord(c) > 0x7F]
    sound = sum(c != "\ufffd" and c.isalpha() and not 0xFF61 <= ord(c) <= 0xFF9F for c in wide)
    return bool(wide) and sound * 100 > len(wide) * 95
