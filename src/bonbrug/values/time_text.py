"""Times of day and durations as people type and read them; a text that may mean two gives both.

``8.30`` is a time, as Dutch writes it; as a duration it is 8 h 30 or 8,3 hours, so it is asked.
"""

import re
import unicodedata
from datetime import time

DAY = 24 * 60  # minutes

_HOUR_WORD = re.compile(r"\s*(?:uur|uren|u|h|hours?)\.?$")
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|minuten|minutes|m)\.?")
_PARTED = re.compile(r"(\d{1,2})\s*(?::|u(?:ur)?|h)\s*(\d{2})(?::00|\s*(?:min|minuten|m)\.?)?")
_POINTED = re.compile(r"(\d{1,2})([.,])(\d{1,2})")
_BARE = re.compile(r"(\d{1,2})")
_RUN = re.compile(r"(\d{1,2})(\d{2})")
_FOUR = re.compile(r"(0\d)(\d{2})")  # 0730; without the zero 730 may be minutes
_QUARTERS = {"25", "50", "75"}


def minute_of_day(moment: time) -> int:
    """08:30 → 510, in minutes after midnight."""
    return moment.hour * 60 + moment.minute


def clock(minutes: int) -> str:
    """90 → 1:30."""
    return f"{minutes // 60}:{minutes % 60:02}"


def clock_times_in(text: str) -> tuple[int, ...]:
    """Return the minutes since midnight that `text` may mean, 24:00 included."""
    bare = _bare(text)
    if found := _PARTED.fullmatch(bare) or _RUN.fullmatch(bare):
        return _within(_minutes(found[1], found[2]))
    bare = _HOUR_WORD.sub("", bare)
    if found := _BARE.fullmatch(bare):
        return _within(int(found[1]) * 60)
    if not (found := _POINTED.fullmatch(bare)):
        return ()
    hour, sign, part = found.groups()
    if sign == "." and len(part) == 2:
        return _within(_minutes(hour, part))
    as_minutes = None if sign == "," and len(part) == 1 else _minutes(hour, part)
    return _within(_decimal(hour, part), as_minutes)


def durations_in(text: str) -> tuple[int, ...]:
    """Return the minutes, at most a day, that `text` may mean."""
    bare = _bare(text)
    if found := _MINUTES.fullmatch(bare):
        return _within(int(found[1]))
    if found := _PARTED.fullmatch(bare) or _FOUR.fullmatch(bare):
        return _within(_minutes(found[1], found[2]))
    bare = _HOUR_WORD.sub("", bare)
    if found := _BARE.fullmatch(bare):
        return _within(int(found[1]) * 60)
    return _hours_and_part(bare)


def _hours_and_part(bare: str) -> tuple[int, ...]:
    if not (found := _POINTED.fullmatch(bare)):
        return ()
    hour, sign, part = found.groups()
    if len(part) == 1 or (sign == "," and part in _QUARTERS):
        return _within(_decimal(hour, part))
    return _within(_minutes(hour, part), _decimal(hour, part))


def _bare(text: str) -> str:
    return "".join(str(unicodedata.decimal(char, char)) for char in text.strip().lower())


def _minutes(hour: str, minute: str) -> int | None:
    return int(hour) * 60 + int(minute) if int(minute) < 60 else None


def _decimal(hour: str, part: str) -> int:
    """Read decimal hours in whole minutes, half up."""
    return int(hour) * 60 + (int(part.ljust(2, "0")) * 60 + 50) // 100


def _within(*meant: int | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each for each in meant if each is not None and each <= DAY))
