"""What the window remembers between starts: sizes, folds, columns. `QSettings` has this shape."""

from __future__ import annotations

from typing import Any, Protocol


class Remembered(Protocol):
    """Named values that outlive the window."""

    def value(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""

    def setValue(self, key: str, value: Any) -> None:  # noqa: N802
        """Keep a value under a key."""


class Memory(dict[str, Any]):
    """Remembers until the program ends; for tests and for windows without a profile."""

    def value(self, key: str, default: Any = None) -> Any:
        """The value kept under a key."""
        return self.get(key, default)

    def setValue(self, key: str, value: Any) -> None:  # noqa: N802
        """Keep a value under a key."""
        self[key] = value


def remembered_int(kept: Remembered, key: str, default: int) -> int:
    """A whole number; what cannot be read as one (an edited file) gives the default."""
    try:
        return int(kept.value(key, default))
    except (TypeError, ValueError):
        return default


def remembered_flag(kept: Remembered, key: str, *, default: bool) -> bool:
    """A yes or no; `QSettings` files hold them as words."""
    found = kept.value(key, default)
    return found if isinstance(found, bool) else str(found).lower() in {"true", "1", "yes"}
