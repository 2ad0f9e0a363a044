"""Times as people type them."""

import pytest

from bonbrug.workorders.pages.clock_times import minutes_of


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("8:30", 510), ("8.30", 510), ("08:30:00", 510), ("830", 510), ("8,5", 510), ("8", 480),
     ("8,25", 495), ("24", 1440), ("0:05", 5)],
)  # fmt: skip
def test_a_time_is_read(written: str, minutes: int) -> None:
    assert minutes_of(written, colon_needed=False) == minutes


@pytest.mark.parametrize("written", ["", "8:60", "kwart", "-1", "8:3a", "1,234", "８:３０ pm"])
def test_what_is_no_time_is_not_read(written: str) -> None:
    assert minutes_of(written, colon_needed=False) is None


def test_a_duration_of_730_is_not_half_past_seven() -> None:
    assert minutes_of("730", colon_needed=True) is None
