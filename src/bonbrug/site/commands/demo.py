"""``bonbrug demo``: the manual's example on one port, with its first synchronisation."""

import os
import secrets
import socket
import sys
from argparse import Namespace

from bonbrug.accounts.actions import make_login_link
from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import User
from bonbrug.link.actions import synchronise
from bonbrug.link.models import Connection, Run
from bonbrug.site.database import open_store
from bonbrug.site.demo import paper, seed, telling
from bonbrug.site.serving import served, wait_for_end, working
from bonbrug.values.clock import system_clock

ACT = Act.LET_IN
HOST = "127.0.0.1"


def run(options: Namespace) -> int:
    """Seed at the first start, serve, work, and tell what was done and where to look."""
    if _taken(options.port):
        print(f"Port {options.port} is in use; choose another: make demo PORT=8001")
        return 2
    open_store()
    office = paper.read()
    if not seed.seeded():
        made = seed.seed(system_clock())
        office = {"email": made.office.email, "password": made.password}
    where = paper.write(office)
    with served(HOST, options.port):
        first = _first_run()
        with working():
            _tell(options.port, where, first)
            if not options.once:
                wait_for_end()
    return 0 if first.outcome in ("done", "nothing") else 1


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((HOST, port)) == 0


def _first_run() -> Run:
    """Run the linked company once; at a second start the connection is there already."""
    connection = Connection.objects.filter(deleted_at=None).order_by("pk").first()
    if connection is None:
        connection = seed.link(system_clock())
    done = synchronise(connection.pk, f"demo {os.getpid()}", system_clock, "start")
    return done or connection.runs.latest("started_at")


def _tell(port: int, where: object, first: Run) -> None:
    token = secrets.token_urlsafe(32)
    make_login_link(User.objects.get(username=seed.OFFICE), system_clock(), token)
    company, number, code = seed.link_code(system_clock())
    print("\n".join(telling.lines(first)))
    print(f"""
Bonbrug runs on        http://{HOST}:{port}
Log in (works once)    http://{HOST}:{port}/inloggen/{token}/
Tablet (15 minutes)    http://{HOST}:{port}/werkbonnen/tablet/koppelen/
                       Bedrijfs id {company}, Werknemersnummer {number}, Koppelcode {code}
Doors and credentials  {where}
Ctrl-C stops it; the data stays, and the next start goes on with it.""")
    sys.stdout.flush()
