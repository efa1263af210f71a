"""Text whose encoding nobody wrote down: UTF-8 when it is, else the code page that its bytes suggest.

Schedule programs of the nineties write in the code page of the computer they run on. Western text has
single accented letters among plain ones; Cyrillic and East Asian words are runs of high bytes.
"""

from __future__ import annotations

import codecs
import re

_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 400_000
_EAST = (
    ("euc_kr", re.compile("[\uac00-\ud7a3]"), 97),
    ("shift_jis", re.compile("[\u3040-\u30ff\u4e00-\u9fff]"), 95),
    ("gb18030", re.compile("[\u3000-\u3002\u4e00-\u9fff\uff00-\uff5e]"), 80),
)
"""Encodings of several bytes with the letters of their language, and their share in per cent."""
_KANA = re.compile("[\u3040-\u30ff]")
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
    fitting = (codec for codec, letters, share in _EAST if _reads(sample, codec, letters, share))
    return next(fitting, "windows-1251")


def _share(text: bytes, first: int, last: int) -> float:
    """The share of the high bytes that lie in a range."""
    high = [b for b in text if b >= 0x80]
    return sum(first <= b <= last for b in high) / len(high)


def _looks_cyrillic(runs: list[bytes]) -> bool:
    """Whether words are mostly small letters, as Cyrillic writes them: 0xE0 to 0xFF."""
    joined = b"".join(runs)
    return sum(b >= 0xE0 for b in joined) * 10 > len(joined) * 6


def _reads(sample: bytes, codec: str, letters: re.Pattern[str], share: int) -> bool:
    """Whether a multi-byte encoding gives mostly letters of its language; Japanese has kana among them."""
    text = sample.decode(codec, "replace")
    wide = sum(ord(c) > 0x7F for c in text)
    if codec == "shift_jis" and _KANA.search(text) is None:
        return False
    return wide > 0 and len(letters.findall(text)) * 100 >= wide * share
