"""Times of day as people type them: 8:30, 8.30, 830, 8,5 or just 8."""

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bonbrug.ui.templatetags.ui import clock

_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{1,2}))?(?::\d{2})?")
_DIGITS = re.compile(r"(?P<hour>\d{1,2})(?P<minute>\d{2})")
_COMMA = re.compile(r"(?P<hour>\d{1,2}),(?P<part>\d{1,2})")


class ClockField(forms.CharField):
    """A time of day; returns a `time`, or None when it is left open."""

    default_error_messages = {"clock": _("Write a time such as 8:30.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}), **kwargs)

    def prepare_value(self, value: object) -> object:
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def clean(self, value: object) -> time | None:
        written = super().clean(value)
        return self._read(written) if written else None

    def _read(self, written: str) -> time:
        minutes = minutes_of(written, colon_needed=False)
        if minutes is None or minutes >= 24 * 60:
            raise ValidationError(self.error_messages["clock"], code="clock")
        return time(minutes // 60, minutes % 60)


class DurationField(forms.CharField):
    """How long: 7,5 or 7.5 (hours) and 7:30 (hours and minutes) are the same; returns minutes."""

    default_error_messages = {"long": _("Write hours such as 7,5 or 7:30, at most 24.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["inputmode"] = "decimal"

    def prepare_value(self, value: object) -> object:
        return clock(value) if isinstance(value, int) else value

    def clean(self, value: object) -> int | None:
        written = super().clean(value)
        if not written:
            return None
        minutes = minutes_of(re.sub(r"\.(?=\d{1,2}$)", ",", written), colon_needed=True)
        if minutes is None or minutes > 24 * 60:
            raise ValidationError(self.error_messages["long"], code="long")
        return minutes


def minutes_of(written: str, *, colon_needed: bool) -> int | None:
    """Read hours and minutes; with `colon_needed` 730 is not half past seven. None: not a time."""
    bare = written.strip().lower().removesuffix("uur").strip()
    comma = _COMMA.fullmatch(bare)
    if comma:
        part = comma["part"].ljust(2, "0")
        return int(comma["hour"]) * 60 + (int(part) * 60 + 50) // 100
    found = _CLOCK.fullmatch(bare) or (None if colon_needed else _DIGITS.fullmatch(bare))
    if not found:
        return None
    minute = int(found["minute"] or 0)
    return int(found["hour"]) * 60 + minute if minute < 60 else None
