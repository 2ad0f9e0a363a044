import pytest

from bonbrug.gateways.http_breaker import MOST, MOST_SILENT, REST, Breaker, behalf
from bonbrug.sync.model.failures import Unreachable

HOST, OTHER = "soap.example:443", "api.example:443"


class Hours:
    """A monotonic clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def breaker(hours: Hours) -> Breaker:
    return Breaker(hours)


def call(breaker: Breaker, failure: Unreachable | None = None, host: str = HOST) -> str:
    """Return the code with which the call ended ('' for well)."""
    try:
        with breaker.watching(host):
            if failure:
                raise failure
    except Unreachable as found:
        return found.code
    return ""


def down() -> Unreachable:
    return Unreachable("connect", before_sending=True)


def fall(breaker: Breaker, times: int = MOST) -> None:
    """So many connections cannot reach the host."""
    for place in range(times):
        token = behalf.set(str(place))
        assert call(breaker, down()) == "connect"
        behalf.reset(token)


def hush(breaker: Breaker, times: int) -> None:
    """So many connections wait in vain for its answer."""
    for place in range(times):
        token = behalf.set(str(place))
        assert call(breaker, Unreachable("timeout")) == "timeout"
        behalf.reset(token)


def test_a_host_that_five_connections_cannot_reach_is_left_alone(breaker: Breaker) -> None:
    fall(breaker)
    assert call(breaker) == "resting"


def test_one_connection_alone_is_never_stopped(breaker: Breaker) -> None:
    for _ in range(MOST * 3):
        assert call(breaker, down()) == "connect"


def test_what_is_left_alone_was_certainly_not_sent(breaker: Breaker) -> None:
    fall(breaker)
    with pytest.raises(Unreachable) as found, breaker.watching(HOST):
        pytest.fail("called")
    assert found.value.before_sending


def test_after_a_minute_it_is_tried_again(breaker: Breaker, hours: Hours) -> None:
    fall(breaker)
    hours.now += REST
    assert call(breaker) == ""
    assert call(breaker) == ""


def test_a_host_that_is_still_down_rests_again_after_one_try(
    breaker: Breaker, hours: Hours
) -> None:
    fall(breaker)
    hours.now += REST
    assert call(breaker, down()) == "connect"
    assert call(breaker) == "resting"


def test_other_hosts_go_on(breaker: Breaker) -> None:
    fall(breaker)
    assert call(breaker, host=OTHER) == ""


def test_a_call_that_reached_the_host_starts_the_count_anew(breaker: Breaker) -> None:
    fall(breaker, MOST - 1)
    assert call(breaker) == ""
    fall(breaker, MOST - 1)
    assert call(breaker) == ""


def test_an_answer_that_was_cut_did_reach_the_host(breaker: Breaker) -> None:
    fall(breaker, MOST - 1)
    assert call(breaker, Unreachable("cut")) == "cut"
    fall(breaker, MOST - 1)
    assert call(breaker) == ""


def test_a_host_that_is_silent_to_ten_connections_is_left_alone(breaker: Breaker) -> None:
    hush(breaker, MOST_SILENT - 1)
    assert call(breaker, Unreachable("timeout")) == "timeout"
    assert call(breaker) == "resting"


def test_a_few_silent_connections_stop_nobody_else(breaker: Breaker) -> None:
    hush(breaker, MOST_SILENT - 1)
    assert call(breaker) == ""
    hush(breaker, MOST_SILENT - 1)
    assert call(breaker) == ""


def test_one_at_a_time_finds_out_whether_a_host_is_back(breaker: Breaker, hours: Hours) -> None:
    hush(breaker, MOST_SILENT)
    hours.now += REST
    with breaker.watching(HOST):
        assert call(breaker) == "resting"
    assert call(breaker) == ""


def test_a_probe_that_broke_off_lets_the_next_one_try(breaker: Breaker, hours: Hours) -> None:
    fall(breaker)
    hours.now += REST
    with pytest.raises(KeyError), breaker.watching(HOST):
        raise KeyError
    assert call(breaker) == ""
