"""Link the filled houses over their doors and time two synchronisations; print them as JSON."""

import json
import sys
import time
from datetime import UTC, datetime

import django
from django.core.management import call_command

django.setup()

from bonbrug.accounts.actions import add_organisation
from bonbrug.link import crossing
from bonbrug.link.actions import (
    Choices,
    choose,
    make_connection,
    sign_in,
    synchronise,
)
from bonbrug.link.actions.connections import Counterparts
from bonbrug.link.models import Connection, Run
from bonbrug.values.clock import system_clock


def linked(username: str, code1: str, code2: str, company: str, *tokens: str) -> Connection:
    now = datetime.now(UTC)
    books, field = crossing.counterparts()
    services = Counterparts(next(iter(books)), next(iter(field)))
    pair = (tokens[0], tokens[1])
    organisation = add_organisation("Meting BV")
    connection = make_connection(organisation, "Meting", services, company, pair, now)
    assert sign_in(connection, username, code1, code2, now).ok
    choose(connection, Choices(export_relations=True), None, now)
    return connection


def timed(connection: Connection) -> tuple[float, dict[str, int]]:
    start = time.perf_counter()
    run: Run | None = synchronise(connection.pk, "bench", system_clock, "bench")
    seconds = time.perf_counter() - start
    assert run is not None
    assert run.outcome in ("done", "nothing"), (run.outcome, run.code)
    return seconds, run.facts


def main(credentials: list[str]) -> None:
    call_command("migrate", verbosity=0)
    connection = linked(*credentials)
    first, facts = timed(connection)
    again = [timed(connection)[0] for _ in range(3)]
    print(json.dumps({"first": first, "unchanged": sorted(again)[1], "facts": facts}))


if __name__ == "__main__":
    main(json.loads(sys.stdin.readline()))
