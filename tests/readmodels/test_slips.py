"""One rule for slips: half of the tolerance is on plan, the tolerance amber, beyond it red."""

from __future__ import annotations

import pytest

from pmo_desktop.readmodels.slips import slip_rule, slip_tone


@pytest.mark.parametrize(
    ("slip", "tolerance", "tone"),
    [
        (None, 20, None), (-5, 20, None), (0, 0, None), (10, 20, None), (11, 20, "warn"), (20, 20, "warn"),
        (21, 20, "neg"), (1, 0, "neg"), (10, None, None), (13, None, "warn"), (21, None, "neg"),
    ],
)  # fmt: skip
def test_the_tone_follows_the_tolerance(slip: int | None, tolerance: int | None, tone: str | None) -> None:
    assert slip_tone(slip, tolerance) == tone


def test_the_rule_is_said() -> None:
    assert slip_rule(None, 20) == ""
    assert slip_rule(5, 20) == "Within half of the tolerance of 20 working days: on plan."
    assert slip_rule(13, 20) == "More than half of the tolerance of 20 working days: amber."
    assert slip_rule(30, None) == "More than the tolerance of 20 working days: red."
