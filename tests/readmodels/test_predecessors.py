"""What a line waits for, as text and back, in every language that writes numbers its own way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_desktop.domain.plans import LagKind, LinkKind
from pmo_desktop.i18n import speaking
from pmo_desktop.readmodels.predecessors import Wait, waits_in, waits_text

LAGS = st.integers(min_value=-1_000_000, max_value=1_000_000)
WAITS = st.builds(
    lambda line, kind, lag, lag_kind: Wait(line, kind, lag, lag_kind if lag else LagKind.WORKING),
    st.integers(min_value=1, max_value=99_999), st.sampled_from(LinkKind), LAGS, st.sampled_from(LagKind),
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "de"])
@given(
    waits=st.lists(WAITS, max_size=6, unique_by=lambda one: one.line),
    per_day=st.sampled_from([480, 450, 600]),
)
def test_what_is_written_is_read_again(language: str, waits: list[Wait], per_day: int) -> None:
    with speaking(language):
        assert list(waits_in(waits_text(waits, per_day), per_day)) == waits


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ()),
        ("3", (Wait(3),)),
        ("3FS+2d; 5SS", (Wait(3, LinkKind.FS, 960), Wait(5, LinkKind.SS))),
        ("3,5 ff", (Wait(3), Wait(5, LinkKind.FF))),
        ("7 - 4 h", (Wait(7, LinkKind.FS, -240),)),
        ("7\u22124h", (Wait(7, LinkKind.FS, -240),)),
        ("12SS+50%", (Wait(12, LinkKind.SS, 5000, LagKind.PERCENT),)),
        ("12FS+3ed", (Wait(12, LinkKind.FS, 4320, LagKind.ELAPSED),)),
        ("4FS+1.5d", (Wait(4, LinkKind.FS, 720),)),
        ("4FS+2w", (Wait(4, LinkKind.FS, 4800),)),
    ],
)
def test_what_planners_type_is_understood(text: str, wanted: tuple[Wait, ...]) -> None:
    assert waits_in(text) == wanted


def test_german_letters_and_commas_are_understood_and_written() -> None:
    with speaking("de"):
        found = waits_in("3EA+1,5t; 5AA+12,5%")
        assert found == (Wait(3, LinkKind.FS, 720), Wait(5, LinkKind.SS, 1250, LagKind.PERCENT))
        assert waits_text(found) == "3EA+12h; 5AA+12,5%"
        assert waits_in("3FS+2d") == (Wait(3, LinkKind.FS, 960),), "English letters too"


@pytest.mark.parametrize("text", ["x", "3XY", "3FS+", "3FS+2q", "0x3", "3+2d+1d"])
def test_what_is_no_predecessor_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is no predecessor"):
        waits_in(text)


def test_a_line_named_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Line 3 is named twice"):
        waits_in("3;3SS")
