"""Lives of a writer that end by force: python -m tests.proofs.store.lives COUNT SEED.

A process of its own, with the settings of the program on a data folder of its own. Prints one line
of JSON: how many lives and acknowledged writes, and everything that is wrong.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - the settings come first
from django.db import Error, connection, connections  # noqa: E402 - as above

from tests.proofs.store import proof, writing  # noqa: E402 - as above

LONGEST = 0.06  # seconds that a life lasts after its first acknowledged write
POSTGRES = "postgresql"
END_BACKENDS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def main(count: int, seed: int) -> None:
    call_command("migrate", verbosity=0)
    pk = writing.make().pk
    chance, acknowledged, problems = random.Random(seed), set[writing.Fact](), list[str]()
    for life in range(count):
        acknowledged |= live(pk, life, chance.uniform(0, LONGEST))
        problems += [f"life {life}: {problem}" for problem in wrong(acknowledged)]
    print(json.dumps({"lives": count, "acknowledged": len(acknowledged), "wrong": problems}))  # noqa: T201 - read by the test


def live(pk: int, life: int, seconds: float) -> set[writing.Fact]:
    """Let a child write and end it by force; return what it was told to be kept."""
    connections.close_all()
    if connection.vendor == POSTGRES:
        connection.close_pool()  # type: ignore[attr-defined] # two processes cannot share lines
    reading, telling = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        write(pk, life, lambda fact: os.write(telling, fact.line()))
    os.close(telling)
    told = os.read(reading, 65_536)
    time.sleep(seconds)
    end(child)
    while piece := os.read(reading, 65_536):
        told += piece
    os.close(reading)
    os.waitpid(child, 0)
    return set(writing.facts_in(told))


def write(pk: int, life: int, tell: Callable[[writing.Fact], object]) -> None:
    """The child: never comes back."""
    try:
        writing.write(writing.take_over(pk, f"life-{life}"), life, 10_000, tell)
    except Error:
        os._exit(3)
    finally:
        os._exit(1)


def end(child: int) -> None:
    """Kill the writer, or on PostgreSQL the server's process that works for it."""
    if connection.vendor != POSTGRES:
        os.kill(child, signal.SIGKILL)
        return
    with connection.cursor() as cursor:
        cursor.execute(END_BACKENDS)


def wrong(acknowledged: set[writing.Fact]) -> list[str]:
    with connection.cursor() as cursor:
        problems = proof.wrong(cursor, acknowledged)
        if connection.vendor != POSTGRES:
            cursor.execute("PRAGMA integrity_check")
            problems += [str(row[0]) for row in cursor.fetchall() if row[0] != "ok"]
    return problems


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
