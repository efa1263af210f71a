"""Where a task fits into the room that there is: at one go, in pieces, or in a shape that it has already."""

from __future__ import annotations

import numpy as np

from pmo_desktop.scheduling.levelling.problem import Flags, Ints

Pieces = tuple[tuple[int, int], ...]
"""Stretches (from, to)."""


def at_one_go(room: Flags, span: int) -> Ints:
    """The first so many places in a row that are free; empty where there are none."""
    return in_shape(room, ((0, span),))


def in_shape(room: Flags, shape: Pieces) -> Ints:
    """The first places that are free for all pieces of a shape, which begin so far from its first place."""
    length = shape[-1][1]
    if len(room) < length:
        return np.zeros(0, np.int64)
    taken = np.concatenate(([0], np.cumsum(~room)))
    begins = np.arange(len(room) - length + 1)
    fits = np.ones(len(begins), bool)
    for first, after in shape:
        fits &= taken[begins + after] == taken[begins + first]
    if not fits.any():
        return np.zeros(0, np.int64)
    return int(fits.argmax()) + np.concatenate([np.arange(first, after) for first, after in shape])


def in_pieces(room: Flags, span: int, least: int) -> Ints:
    """The first so many free places, in stretches of `least` or more; only the last may be shorter.

    Empty where there are not so many.
    """
    edges = np.flatnonzero(np.diff(np.concatenate(([False], room, [False])).astype(np.int8)))
    for begin, end in edges.reshape(-1, 2).tolist():
        if end - begin < min(least, span):
            room = room & ((np.arange(len(room)) < begin) | (np.arange(len(room)) >= end))
    found = np.flatnonzero(room)[:span].astype(np.int64)
    return found if len(found) == span else found[:0]


def parts_of(slots: Ints, work: Ints) -> Pieces:
    """Slots as stretches (from, to), broken where one of `work`, the slots of a calendar, is left out."""
    cuts = np.flatnonzero(np.diff(np.searchsorted(work, slots)) > 1) + 1
    return tuple((int(part[0]), int(part[-1]) + 1) for part in np.split(slots, cuts))
