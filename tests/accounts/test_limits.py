"""The rule alone: no database, no clock."""

from datetime import UTC, datetime, timedelta

from bonbrug.accounts.limits import MINUTE, NONE, Rule, Standing, after_wrong, wait

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
RULE = Rule(3, leak=30 * MINUTE, first=MINUTE, longest=60 * MINUTE)
EMPTY = Standing(NOW, NOW)


def guessed(times: int, at: datetime = NOW, begin: Standing = EMPTY) -> Standing:
    for _ in range(times):
        begin = after_wrong(begin, RULE, at)
    return begin


def test_the_first_wrong_guesses_wait_for_nothing() -> None:
    assert wait(guessed(2), RULE, NOW) == NONE


def test_the_last_free_guess_makes_wait_and_each_next_one_twice_as_long() -> None:
    waits, now, standing = [], NOW, guessed(2)
    for _ in range(3):
        standing = after_wrong(standing, RULE, now)
        waits.append(wait(standing, RULE, now) / MINUTE)
        now += wait(standing, RULE, now)
    assert waits == [1, 2, 4]


def test_no_wait_is_longer_than_the_longest() -> None:
    assert wait(guessed(1000), RULE, NOW) == RULE.longest


def test_wrong_guesses_are_forgotten_one_by_one() -> None:
    later = NOW + 2 * RULE.leak
    assert wait(guessed(1, later, guessed(2)), RULE, later) == NONE
    assert wait(guessed(3, later, guessed(2)), RULE, later) == MINUTE


def test_a_clock_that_was_ahead_locks_nobody_for_longer_than_a_full_bucket() -> None:
    ahead = guessed(1000, NOW + timedelta(days=365))
    assert wait(ahead, RULE, NOW) == RULE.longest
    assert after_wrong(ahead, RULE, NOW).empty_at <= NOW + RULE.leak * 20
