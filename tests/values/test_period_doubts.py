"""The shared table of examples: what is asked about hours, and what is not."""

import json
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bonbrug.values.period_doubts import LIMITS, Period, doubts_about
from bonbrug.values.time_text import clock_times_in

EXAMPLES = json.loads(files("bonbrug.values").joinpath("hours.json").read_text("utf-8"))["examples"]


def period_of(written: dict[str, Any]) -> Period:
    times = {name: clock_times_in(written[name])[0] for name in ("begin", "end") if name in written}
    return Period(
        written.get("day", 0), pause=written.get("pause", 0), total=written.get("total"), **times
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["what"])
def test_an_example_is_asked_about_as_the_table_says(example: dict[str, Any]) -> None:
    others = [period_of(other) for other in example.get("others", [])]
    asked = [doubt.code for doubt in doubts_about(period_of(example), others)]
    assert asked == example["asks"]


@given(st.integers(0, 1439), st.integers(0, 1439), st.integers(0, 90))
def test_no_period_without_a_question_is_longer_than_its_limit(
    begin: int, end: int, pause: int
) -> None:
    period = Period(0, begin, end, pause)
    if not doubts_about(period):
        assert 0 < period.worked <= LIMITS["day"]
        assert begin < end or period.worked <= LIMITS["night"]
