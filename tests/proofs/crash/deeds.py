"""What the forked processes can be told to do, by name."""

import sys
import time
from datetime import timedelta

from django.core.management import call_command
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL

from bonbrug.jobs import task_queue
from bonbrug.link import crossing
from bonbrug.link.store import lease
from bonbrug.site import serving
from tests.proofs.buttons import answers
from tests.proofs.crash import afterwards, beginnings, houses
from tests.proofs.crash.forks import Forking
from tests.proofs.crash.pace import LONG, SHORTEST, hurry
from tests.proofs.crash.points import Points
from tests.proofs.crash.works import press, strike, work


def until_killed(pk: int) -> None:
    """Run again and again, with a lease that hardly outlives its worker."""
    hurry(SHORTEST)
    while True:
        press(pk, timedelta())


def employed(point: str, hurried: bool) -> None:
    """Be the worker of an installation until killed: at the point, or from outside."""
    if hurried:
        hurry()
    Points(lambda name: strike(name, point, "kill")).install()
    serving.make_worker().run()


def one_of_many() -> None:
    """Be one of the workers that share a database, until killed."""
    hurry(LONG)
    serving.make_worker().run()


def keep_due(pks: list[int]) -> None:
    """Let it be the turn of every connection, again and again, until killed."""
    while True:
        afterwards.make_due(*pks)
        time.sleep(1)


def besiege(pk: int) -> int:
    """Try for a lease that another has, longer than it would last; return how often it was got."""
    hurry(LONG)
    while not lease.is_leased(pk):
        time.sleep(0.02)
    end, got = time.monotonic() + 1.5 * LONG[0].total_seconds(), 0
    while time.monotonic() < end and not got:
        got += lease.take(pk, "besieger") is not None
        time.sleep(0.05)
    return got


DEEDS = {
    "open_firm": houses.open_firm,
    "complete": houses.complete,
    "make_older": houses.make_older,
    "change": houses.change,
    "pay": houses.pay,
    "look": houses.look,
    "link": beginnings.link,
    "link_and_run": beginnings.link_and_run,
    "doubt": beginnings.doubt,
    "misset": beginnings.misset,
    "work": work,
    "until_killed": until_killed,
    "employed": employed,
    "one_of_many": one_of_many,
    "keep_due": keep_due,
    "besiege": besiege,
    "heal": afterwards.heal,
    "compared": afterwards.compared,
    "make_due": afterwards.make_due,
    "counted": afterwards.counted,
    "standing": afterwards.standing,
    **answers.DEEDS,
}


def serve() -> None:
    """Make the tables, let go of the database, and fork a process per line."""
    sys.stdout.flush()
    call_command("migrate", verbosity=0)
    crossing._http()  # made once: its certificates take longer than a task
    task_queue.forget()
    task_queue.let_go()
    task_queue.queue.cache_clear()
    connections.close_all()
    for connection in connections.all():
        if isinstance(connection, PostgreSQL):
            connection.close_pool()  # its threads and lines do not survive a fork
    Forking(DEEDS).serve()
