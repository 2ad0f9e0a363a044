"""Times and durations as people type them: one reading, or both, never a choice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.time_text import clock, clock_times_in, durations_in


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("8:30", 510), ("8.30", 510), ("08:30:00", 510), ("830", 510), ("0830", 510), ("8,5", 510),
     ("8", 480), ("24", 1440), ("24:00", 1440), ("2400", 1440), ("0:05", 5), ("8u30", 510),
     ("8 uur", 480), ("8.30 uur", 510), ("８:３０", 510), ("8,75", 525)],
)  # fmt: skip
def test_a_time_is_read(written: str, minutes: int) -> None:
    assert clock_times_in(written) == (minutes,)


@pytest.mark.parametrize(
    "written",
    ["", "8:60", "kwart", "-1", "8:3a", "8:5", "1,234", "８:３０ pm", "25:00", "24:01", "8:30:45"],
)
def test_what_is_no_time_is_not_read(written: str) -> None:
    assert clock_times_in(written) == ()


@pytest.mark.parametrize(
    ("written", "both"), [("8.5", (510, 485)), ("8,25", (495, 505)), ("8,30", (498, 510))]
)
def test_a_time_that_may_be_two_gives_both(written: str, both: tuple[int, int]) -> None:
    assert clock_times_in(written) == both


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("7:30", 450), ("7u30", 450), ("7 uur 30 min", 450), ("0730", 450), ("7,5", 450),
     ("7.5", 450), ("7,50", 450), ("2,25", 135), ("7,75", 465), ("7,00", 420), ("7", 420),
     ("7,5 uur", 450), ("90 min", 90), ("24:00", 1440), ("0,5", 30)],
)  # fmt: skip
def test_a_duration_is_read(written: str, minutes: int) -> None:
    assert durations_in(written) == (minutes,)


@pytest.mark.parametrize(
    ("written", "both"), [("7.30", (450, 438)), ("7,30", (450, 438)), ("7.25", (445, 435))]
)
def test_a_duration_that_may_be_two_gives_both(written: str, both: tuple[int, int]) -> None:
    assert durations_in(written) == both


@pytest.mark.parametrize(
    "written", ["730", "25:00", "90", "7:5", "7,125", "-7", "1e1", "half acht"]
)
def test_what_is_no_duration_is_not_read(written: str) -> None:
    assert durations_in(written) == ()


@given(st.integers(0, 1440))
def test_what_a_page_writes_is_read_back_equal(minutes: int) -> None:
    assert clock_times_in(clock(minutes)) == durations_in(clock(minutes)) == (minutes,)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([":", ".", "u", "h"]))
def test_whoever_means_hours_and_minutes_finds_them_among_the_readings(
    hour: int, minute: int, sign: str
) -> None:
    meant = hour * 60 + minute
    assert meant in clock_times_in(f"{hour}{sign}{minute:02}")
    assert meant in durations_in(f"{hour}{sign}{minute:02}")
