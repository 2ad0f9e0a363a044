"""What a run learned of how well its two sides answer: the lane and the patience of the next."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings

from bonbrug.link import store
from bonbrug.link.models import Connection, silence
from bonbrug.sync.model.findings import Report, asked
from bonbrug.sync.ports.retrying import Side

SILENT = "silent"


def listen(
    connection: Connection,
    lease: store.HeldLease,
    memory: store.TableMemory,
    sides: Sequence[Side],
    report: Report,
    took: timedelta,
) -> None:
    """Keep whether a side was silent; the second time a person is told, until it answers.

    A run that no side was asked in, because its host is left alone, says nothing either way.
    """
    quiet = [side.name for side in sides if side.silent]
    if quiet:
        _silent(connection, lease, memory, quiet[0], report, took)
    elif report.outcome != "unreachable" and any(side.answered is not None for side in sides):
        _answered(connection, lease, memory, sides)


def _silent(
    connection: Connection,
    lease: store.HeldLease,
    memory: store.TableMemory,
    side: str,
    report: Report,
    took: timedelta,
) -> None:
    times = connection.silent_times + 1
    since = connection.silent_since or memory.clock()
    longest = settings.BONBRUG_REPLY_SECONDS
    next_wait = silence.patience(connection.answer_seconds, times, longest)
    seconds = max(took.total_seconds(), next_wait)
    _keep(lease, silent_since=since, silent_times=times, hold_seconds=seconds)
    # An invoice without an answer is told by itself; here it only chooses the lane.
    if times >= silence.TOLD_AFTER and report.code == "timeout":
        finding = asked(SILENT, side, side=side)
        report.find(finding)
        memory.note([finding])


def _answered(
    connection: Connection, lease: store.HeldLease, memory: store.TableMemory, sides: Sequence[Side]
) -> None:
    """Write only what differs: most runs end here with nothing to keep."""
    took = silence.rounded(max(side.answered or 0.0 for side in sides))
    if connection.silent_times or took != connection.answer_seconds:
        _keep(lease, answer_seconds=took, silent_since=None, silent_times=0, hold_seconds=0)
    if connection.silent_times >= silence.TOLD_AFTER:
        memory.resolve({SILENT}, ())


def _keep(lease: store.HeldLease, **values: object) -> None:
    with lease.fenced():
        Connection.objects.filter(pk=lease.connection_id).update(**values)
