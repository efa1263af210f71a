"""XML written piece by piece: escaped, indented, without what XML cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

_BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_QUOTED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


class XmlOut:
    """A document under way. Tags are the program's own words and are not checked."""

    def __init__(self) -> None:
        self.lines: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>']
        self.depth = 0

    @contextmanager
    def inside(self, tag: str, **attributes: str) -> Iterator[None]:
        """An element with elements in it."""
        said = "".join(f' {k}="{carried(v).translate(_QUOTED)}"' for k, v in attributes.items())
        self.lines.append(f"{' ' * self.depth}<{tag}{said}>")
        self.depth += 1
        yield
        self.depth -= 1
        self.lines.append(f"{' ' * self.depth}</{tag}>")

    def leaf(self, tag: str, text: str | int | None) -> None:
        """An element with a text in it; None writes nothing."""
        if text is not None:
            said = text if isinstance(text, int) else carried(text).translate(_ESCAPES)
            self.lines.append(f"{' ' * self.depth}<{tag}>{said}</{tag}>")

    def leaves(self, **texts: str | int | None) -> None:
        """Several, in order."""
        for tag, text in texts.items():
            self.leaf(tag, text)

    def data(self) -> bytes:
        """The whole document in UTF-8."""
        return "\n".join([*self.lines, ""]).encode("utf-8")


def carried(text: str) -> str:
    """A text without the characters that no XML may have."""
    return _BARRED.sub("", text)
