"""Times of day and durations as form fields: 8:30, 8.30, 830 or 8; 7:30, 7u30 or 7,5."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bonbrug.values.time_text import DAY, clock, clock_times_in, durations_in

ASK = _("%(typed)s: do you mean %(first)s or %(second)s?")


class ClockField(forms.CharField):
    """A time of day; returns a `time`, or None when it is left open.

    With `midnight`, 24:00 is the end of the day.
    """

    default_error_messages = {"clock": _("Write a time such as 8:30."), "ask": ASK}

    def __init__(self, *, midnight: bool = False, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}), **kwargs)
        self.midnight = midnight

    def prepare_value(self, value: object) -> object:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: object) -> time | None:
        written = super().clean(value)
        if not written:
            return None
        limit = DAY if self.midnight else DAY - 1
        meant = [minutes for minutes in clock_times_in(written) if minutes <= limit]
        minutes = the_one(written, meant, self.error_messages, "clock")
        return time(minutes % DAY // 60, minutes % 60)


class DurationField(forms.CharField):
    """How long: 7,5 (hours) and 7:30 (hours and minutes) are the same; returns minutes."""

    default_error_messages = {
        "long": _("Write hours such as 7,5 or 7:30, at most 24."),
        "ask": ASK,
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return clock(value) if isinstance(value, int) else value

    def clean(self, value: object) -> int | None:
        written = super().clean(value)
        if not written:
            return None
        return the_one(written, list(durations_in(written)), self.error_messages, "long")


def the_one(typed: str, meant: list[int], sentences: dict[str, Any], wrong: str) -> int:
    """Return the only reading; ValidationError when there is none, or more than one."""
    if not meant:
        raise ValidationError(sentences[wrong], code=wrong)
    if len(meant) > 1:
        facts = {"typed": typed, "first": clock(meant[0]), "second": clock(meant[1])}
        raise ValidationError(sentences["ask"], code="ask", params=facts)
    return meant[0]
