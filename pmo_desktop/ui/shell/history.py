"""Where the person has been: back and forward, as in any browser."""

from __future__ import annotations


class History:
    """Targets visited, with a place in them."""

    def __init__(self, most: int = 100) -> None:
        self._seen: list[str] = []
        self._at, self._most = -1, most

    @property
    def now(self) -> str:
        """The target in force, "" before the first."""
        return self._seen[self._at] if self._seen else ""

    @property
    def can_back(self) -> bool:
        """Whether there is an earlier target."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether one went back before."""
        return self._at < len(self._seen) - 1

    def visit(self, target: str) -> None:
        """Go somewhere new: what lay ahead is forgotten; the same target twice is one visit."""
        if target == self.now:
            return
        self._seen = [*self._seen[: self._at + 1], target][-self._most :]
        self._at = len(self._seen) - 1

    def back(self) -> str:
        """The target before; the one in force at the beginning."""
        self._at = max(self._at - 1, 0)
        return self.now

    def forward(self) -> str:
        """The target after; the one in force at the end."""
        self._at = min(self._at + 1, len(self._seen) - 1)
        return self.now
