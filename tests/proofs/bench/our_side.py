"""Link the filled houses over their doors and time two synchronisations; print them as JSON."""

import json
import statistics
import sys
import time
from datetime import UTC, datetime
from typing import NamedTuple

import django
from django.core.management import call_command

django.setup()

from bonbrug.accounts.actions import add_organisation
from bonbrug.link import crossing
from bonbrug.link.actions import (
    SyncSettings,
    choose,
    make_connection,
    sign_in,
    synchronise,
)
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.actions.ending import SCHEDULE
from bonbrug.link.models import Connection, Run
from bonbrug.values.clock import system_clock
from tests.proofs.bench import effort

QUIET_RUNS = 20


def linked(username: str, code1: str, code2: str, company: str, *tokens: str) -> Connection:
    now = datetime.now(UTC)
    books, field = crossing.counterparts()
    services = Counterparts(next(iter(books)), next(iter(field)))
    pair = (tokens[0], tokens[1])
    organisation = add_organisation("Meting BV")
    connection = make_connection(organisation, "Meting", services, company, pair, now)
    assert sign_in(connection, username, code1, code2, now).ok
    choose(connection, SyncSettings(export_relations=True), None, now)
    return connection


class Measured(NamedTuple):
    """Seconds on the wall, and of the processor here and in the doors."""

    wall: float
    effort: float


def timed(connection: Connection) -> tuple[Measured, dict[str, int]]:
    start, before = time.perf_counter(), effort.seconds()
    run: Run | None = synchronise(connection.pk, "bench", system_clock, "bench")
    measured = Measured(time.perf_counter() - start, effort.seconds() - before)
    assert run is not None
    assert run.outcome in ("done", "nothing"), (run.outcome, run.code)
    return measured, run.facts


def quiet(connection: Connection) -> float:
    """Return the milliseconds of this process in a run by the clock that finds nothing to do."""
    taken = []
    for _ in range(QUIET_RUNS):
        start = time.process_time()
        run = synchronise(connection.pk, "bench", system_clock, SCHEDULE)
        taken.append(1000 * (time.process_time() - start))
        assert run is not None
        assert run.outcome == "nothing", (run.outcome, run.code)
    return statistics.median(taken)


def main(credentials: list[str]) -> None:
    call_command("migrate", verbosity=0)
    connection = linked(*credentials)
    first, facts = timed(connection)
    peak = effort.peak()
    # The second run finds that nothing is left to do; those after it need not look as closely.
    second, *again = [timed(connection)[0] for _ in range(4)]
    told = {"first": first, "second": second, "unchanged": sorted(again)[1]}
    print(json.dumps({**told, "quiet": quiet(connection), "peak": peak, "facts": facts}))


if __name__ == "__main__":
    main(json.loads(sys.stdin.readline()))
