"""Which form of the passes runs: Python on lists, or the same source compiled by Numba on arrays.

Numba is an optional extra. To load it takes some tenths of a second, and to compile, once on a machine,
some seconds: `engine.prepare` does both ahead of time, in a thread of its own. Until then plans of a usual
size run as Python.
"""

from __future__ import annotations

import dataclasses as dc
import importlib.util
from collections.abc import Callable
from functools import cache
from types import FunctionType, ModuleType
from typing import Any, TypeVar
from zlib import crc32

import numpy as np

from pmo_desktop.scheduling import kernel, kernelbackward, kerneleven, kernelforward

COMPILED_FROM = 20_000
"""Rows from which the compiled form is loaded, and if need be compiled, on the spot."""
READY_FROM = 150
"""Rows from which it is used once it is there."""

T = TypeVar("T", kernel.Clocks, kernel.Edges, kernel.Parts, kernel.Rows, kernel.Dates)


@dc.dataclass(frozen=True)
class Kernel:
    """The passes in one of their forms. `lists` says whether they want lists in place of arrays."""

    forward: Callable[..., None]
    backward: Callable[..., None]
    lists: bool

    def columns(self, group: T) -> T:
        """A tuple of columns in the form that the passes want: int64 arrays, or lists."""
        form = _listed if self.lists else _packed
        columns = {name: form(column) for name, column in group._asdict().items()}
        return group._replace(**columns)


def _listed(column: Any) -> Any:
    """A column as a list; a number as it is."""
    return column if isinstance(column, int) else np.asarray(column).tolist()


def _packed(column: Any) -> Any:
    """A column as an array of int64 without gaps; a number as it is."""
    return column if isinstance(column, int) else np.ascontiguousarray(column, np.int64)


GENERAL = Kernel(kernelforward.forward, kernelbackward.backward, lists=True)
"""For plans of every kind."""
PLAIN = Kernel(kerneleven.forward, kerneleven.backward, lists=True)
"""The same, quicker where all rows run on one calendar."""


def kernel_for(rows: int) -> Kernel:
    """The form for a network of so many rows."""
    ready = compiled.cache_info().currsize > 0
    if rows < (READY_FROM if ready else COMPILED_FROM) or not available():
        return PLAIN
    return compiled()


def available() -> bool:
    """Whether Numba is installed."""
    return importlib.util.find_spec("numba") is not None


@cache
def compiled() -> Kernel:
    """The passes compiled; the first time on a machine takes seconds, then they come from a cache."""
    from numba import njit

    scope: dict[str, Any] = {}
    for module in (kernel, kernelforward, kernelbackward):
        _compile(module, scope, njit)
    return Kernel(scope["forward"], scope["backward"], lists=False)


def _compile(module: ModuleType, scope: dict[str, Any], njit: Callable[..., Any]) -> None:
    """Put the functions of a module into `scope`, compiled, each seeing the others' compiled forms."""
    own = [name for name, found in vars(module).items() if _is_own(found, module)]
    for name, found in vars(module).items():
        scope.setdefault(name, found)
    for name, search in _SEARCHES.items():
        scope[name] = _jit(search, njit)
    for name in own:
        made = FunctionType(vars(module)[name].__code__, scope, name)
        made.__qualname__ = f"{name}_{_fingerprint():08x}"
        scope[name] = _jit(made, njit)


def _jit(function: Callable[..., Any], njit: Callable[..., Any]) -> Callable[..., Any]:
    """A function compiled, kept for the next time where there is a place to keep it."""
    try:
        made: Callable[..., Any] = njit(**_AS, cache=True)(function)
    except RuntimeError:  # no folder to write to, or no source as in packaged builds
        made = njit(**_AS)(function)
    return made


@cache
def _fingerprint() -> int:
    """A number that changes when any of the functions does: what is kept of one holds parts of the others."""
    found = crc32(repr(_AS).encode())
    for module in (kernel, kernelforward, kernelbackward):
        for function in vars(module).values():
            if isinstance(function, FunctionType):
                code = function.__code__
                found = crc32(code.co_code + repr((code.co_names, code.co_consts)).encode(), found)
    return found


def _is_own(found: object, module: ModuleType) -> bool:
    """Whether something in a module is a function that is written there."""
    return isinstance(found, FunctionType) and found.__module__ == module.__name__


def _left(values: Any, wanted: int, low: int, high: int) -> int:
    """The first place from `low` whose value is not below the one wanted."""
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def _right(values: Any, wanted: int, low: int, high: int) -> int:
    """The first place from `low` whose value is above the one wanted."""
    while low < high:
        middle = (low + high) // 2
        if wanted < values[middle]:
            high = middle
        else:
            low = middle + 1
    return low


_AS = {"nogil": True, "_nrt": False}
"""Without counting references: nothing is allocated in there, and the counting cost seven times the rest."""
_SEARCHES = {"bisect_left": _left, "bisect_right": _right}
