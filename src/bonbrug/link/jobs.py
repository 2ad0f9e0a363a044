"""What the queue may ask of the link. A job that is lost, doubled or late does no harm."""

from collections.abc import Callable, Mapping

from bonbrug.link import actions
from bonbrug.link.texts.digest import compose
from bonbrug.values.clock import system_clock


def synchronise(argument: str) -> None:
    """Run one connection when it is due."""
    actions.synchronise_when_due(int(argument), system_clock)


def wake(argument: str) -> None:
    """Make the connections of a company due: something was completed in the work orders."""
    actions.wake(argument, system_clock())


def reconcile(argument: str) -> None:
    """Compare both sides for a period, when that was asked and not done yet."""
    actions.run_reconciliation(int(argument), system_clock)


def digest(argument: str) -> None:
    """Send one mail about what needs a person."""
    actions.post_digest(int(argument), compose, system_clock)


def tick() -> None:
    """Send out what is due, and let go of what is old."""
    now = system_clock()
    actions.dispatch(now)
    actions.dispatch_reconciliations(now)
    actions.dispatch_digests(now)
    actions.forget_old(now)


HANDLERS: Mapping[str, Callable[[str], None]] = {
    "synchronise": synchronise,
    "wake": wake,
    "reconcile": reconcile,
    "digest": digest,
}
