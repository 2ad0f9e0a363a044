"""How long a connection is waited for, and in which lane: from what it did the last time."""

FLOOR, CEILING = 5.0, 30.0  # seconds until the first byte of a run
USUAL = 8.0  # for who never answered yet; its second try has all the time
FACTOR = 10  # times what the last answer took
TOLD_AFTER = 2  # silences in a row; one alone is weather
THOROUGH_EVERY = 8  # silences: then a try has all the time, for who became slow for good
STEP = 0.5  # seconds; a smaller difference is not worth writing down


def patience(answer_seconds: float | None, silent_times: int, longest: float) -> float:
    """Return the seconds that the first read of a run waits for its first byte.

    `answer_seconds` is what it took when it last answered (None: never yet), `silent_times` how
    often it did not since then, `longest` what every other call may take.
    """
    thorough = silent_times == 1 if answer_seconds is None else False
    if thorough or (silent_times and silent_times % THOROUGH_EVERY == 0):
        return longest
    if answer_seconds is None:
        return min(USUAL, longest)
    return min(max(FLOOR, FACTOR * answer_seconds), CEILING, longest)


def rounded(seconds: float) -> float:
    """Return the seconds in steps, upwards."""
    return -(-seconds // STEP) * STEP


def latest(waits: float, longest: float, places: int) -> float:
    """Return the seconds after its turn at which a silent connection is tried at the latest.

    `waits` is what all silent connections together hold a place, `longest` the longest of them.
    """
    return waits / places + longest
