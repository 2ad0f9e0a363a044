"""What the queue may ask of the link. A job that is lost, doubled or late does no harm."""

from collections.abc import Callable, Mapping

from bonbrug.link import actions
from bonbrug.values.clock import system_clock


def synchronise(argument: str) -> None:
    """Run one connection when it is due."""
    actions.synchronise_when_due(int(argument), system_clock)


def wake(argument: str) -> None:
    """Make the connections of a company due: something was completed in the work orders."""
    actions.wake(argument, system_clock())


def tick() -> None:
    """Send out what is due."""
    actions.dispatch(system_clock())


HANDLERS: Mapping[str, Callable[[str], None]] = {"synchronise": synchronise, "wake": wake}
