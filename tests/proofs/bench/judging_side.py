"""Link the filled houses, invoice their work orders, and print as JSON what judging took of it."""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command

django.setup()

from bonbrug.link import actions
from bonbrug.link.models import Connection
from bonbrug.sync.invoicing.judge import Judge
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.values.clock import system_clock
from tests.proofs.bench.our_side import linked

CHOICES = SyncSettings(export_invoices=True, template="Standaard", book=True)


class Watch:
    """Adds up the seconds inside one method."""

    def __init__(self, of: type[Any], name: str) -> None:
        self.seconds = 0.0
        real: Callable[..., Any] = getattr(of, name)

        def timed(*args: Any) -> Any:
            began = time.perf_counter()
            try:
                return real(*args)
            finally:
                self.seconds += time.perf_counter() - began

        setattr(of, name, timed)


def measured(connection: Connection, watch: Watch) -> dict[str, float]:
    watch.seconds = 0.0
    began = time.perf_counter()
    run = actions.synchronise(connection.pk, "bench", system_clock, "bench")
    seconds = time.perf_counter() - began
    assert run is not None
    assert run.outcome == "done", (run.outcome, run.code, list(connection.items.values()))
    return {"invoices": run.facts["invoices"], "seconds": seconds, "judging": watch.seconds}


def main(credentials: list[str]) -> None:
    call_command("migrate", verbosity=0)
    connection = linked(*credentials)
    connection.refresh_from_db()
    actions.choose(connection, CHOICES, None, system_clock())
    Connection.objects.update(backlog_judged=True)
    print(json.dumps(measured(connection, Watch(Judge, "weigh"))))


if __name__ == "__main__":
    main(json.loads(sys.stdin.readline()))
