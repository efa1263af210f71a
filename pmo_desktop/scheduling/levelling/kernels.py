"""Which form of the kernels runs: Python on lists, or the same source compiled by Numba on arrays.

Numba is the optional extra `optimise`. It is imported here, inside a function, on first use. The first use
on a machine compiles, which takes some seconds; later ones read the result from a cache beside the source
(or in the user's cache folder where that may not be written).
"""

from __future__ import annotations

import dataclasses as dc
import importlib.util
import zlib
from collections.abc import Callable, MutableSequence, Sequence
from functools import cache
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import numpy as np

from pmo_desktop.scheduling.levelling import breeding, kernel


@dc.dataclass(frozen=True)
class Kernels:
    """The kernels in one of their forms. `lists` says whether they want lists in place of arrays."""

    serial: Callable[..., int]
    parallel: Callable[..., int]
    build: Callable[..., int]
    justified: Callable[..., int]
    worth: Callable[..., int]
    evolve: Callable[..., None]
    lists: bool

    def column(self, values: Any) -> Any:
        """A column in the form that the kernels want."""
        if self.lists:
            return values.tolist() if isinstance(values, np.ndarray) else list(values)
        return np.array(values, np.int64)


def has_compiler() -> bool:
    """Whether the extra that compiles is installed."""
    return importlib.util.find_spec("numba") is not None


def kernels(fast: bool | None = None) -> Kernels:
    """The compiled form where it can be had; `fast` asks for one of the two."""
    return compiled() if (has_compiler() if fast is None else fast) else plain()


@cache
def plain() -> Kernels:
    """The kernels as they stand, with Python's own sort in place of the one that is written out."""
    scope = _scope(lambda function: function, {"order_by": _sorted})
    return _kernels(scope, lists=True)


@cache
def compiled() -> Kernels:
    """The kernels compiled; they let other threads run. Raises ImportError without the extra."""
    from numba import njit

    edition = _edition()

    def compile_one(function: FunctionType) -> Callable[..., Any]:
        # Numba's cache sees a change of a function, not of what it calls: the name tells editions apart.
        function.__qualname__ = f"{function.__name__}_{edition:08x}"
        try:
            return njit(cache=True, nogil=True)(function)  # type: ignore[no-any-return]
        except RuntimeError:  # nowhere to keep the result
            return njit(nogil=True)(function)  # type: ignore[no-any-return]

    return _kernels(_scope(compile_one, {}), lists=False)


def _scope(form: Callable[[FunctionType], Callable[..., Any]], instead: dict[str, Any]) -> dict[str, Any]:
    """The functions of the kernels in one form, each seeing the others in that form."""
    scope: dict[str, Any] = {}
    for module in (kernel, breeding):
        for name, found in vars(module).items():
            if not _is_own(found, module):
                scope.setdefault(name, found)
    for module in (kernel, breeding):
        for name, found in vars(module).items():
            if _is_own(found, module):
                scope[name] = form(FunctionType(found.__code__, scope, name))
    scope.update(instead)
    return scope


def _is_own(found: object, module: ModuleType) -> bool:
    """Whether something in a module is a function that is written there."""
    return isinstance(found, FunctionType) and found.__module__ == module.__name__


def _edition() -> int:
    """A number that changes with the sources."""
    total = 0
    for module in (kernel, breeding):
        path = Path(module.__file__ or "")
        total = zlib.crc32(path.read_bytes(), total) if path.is_file() else total
    return total


def _kernels(scope: dict[str, Any], lists: bool) -> Kernels:
    names = [field.name for field in dc.fields(Kernels) if field.name != "lists"]
    return Kernels(**{name: scope[name] for name in names}, lists=lists)


def _sorted(
    key: Sequence[int], size: int, order: MutableSequence[int], _spare: object, _count: object
) -> None:
    """As kernel.order_by, in Python's own words."""
    order[:] = sorted(range(size), key=key.__getitem__)
