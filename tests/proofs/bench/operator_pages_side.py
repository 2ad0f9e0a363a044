"""Make many firms with people, links and invitations, and ask for the pages of the operator."""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.actions import add_person, make_operator
from bonbrug.accounts.models import Invitation, Membership, Organisation, User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.link.models import Connection
from bonbrug.values.clock import system_clock

HASH, SIGNING_IN = "the hash of a password alone", "signing in"
TIMES, BATCH, EACH, EVENTS = 15, 2_000, 5, 5_000
PASSWORD = "vier woorden zonder verband"
# One of so many is late, stopped, silent, or held.
TROUBLED = 50
TROUBLES: tuple[Callable[[datetime], dict[str, object]], ...] = (
    lambda now: {"due_at": now - timedelta(minutes=20)},
    lambda now: {"breaker": "credentials_refused"},
    lambda now: {"silent_times": 5, "silent_since": now - timedelta(hours=1)},
    lambda now: {"exports_paused_until": now + timedelta(days=1)},
)


def filled(count: int, now: datetime) -> None:
    """Make so many firms, each with five people, a link, and one that was invited."""
    names = ("Dakdekker", "Loodgieter", "Schilder", "Elektricien", "Timmerbedrijf")
    firms = [
        Organisation(name=f"{names[number % 5]} {number:06} BV", made_at=now)
        for number in range(count)
    ]
    Organisation.objects.bulk_create(firms, BATCH)
    password = make_password(PASSWORD)
    people = [
        User(username=name, email=name, password=password, last_login=now)
        for name in (f"p{number}@example.com" for number in range(EACH * count))
    ]
    User.objects.bulk_create(people, BATCH)
    Membership.objects.bulk_create(
        (
            Membership(user=user, organisation=firms[number // EACH], role="office")
            for number, user in enumerate(people)
        ),
        BATCH,
    )
    _linked(firms, now)
    Invitation.objects.bulk_create(
        (
            Invitation(
                organisation=firm,
                email=f"i{number}@example.com",
                role="fitter",
                digest=f"{number:064}",
                made_at=now,
                expires_at=now + timedelta(seconds=number),
            )
            for number, firm in enumerate(firms)
        ),
        BATCH,
    )


def _linked(firms: list[Organisation], now: datetime) -> None:
    usual = {"created_at": now, "signed_in_at": now, "activated_on": now.date()}
    Connection.objects.bulk_create(
        (
            Connection(
                organisation=firm,
                name="Koppeling",
                company_id=f"{number:07}",
                **{
                    **usual,
                    "due_at": now + timedelta(minutes=10),
                    **(TROUBLES[number % 4](now) if number % TROUBLED < 4 else {}),
                },
            )
            for number, firm in enumerate(firms)
        ),
        BATCH,
    )


def timed(ask: Callable[[], Any], status: int = 200) -> tuple[float, float, int]:
    """Return the median by the processor and by the clock, in milliseconds, and the queries."""
    ask()  # the first one reads templates and texts
    with CaptureQueriesContext(database) as asked:
        assert getattr(ask(), "status_code", status) == status
    queries = len(asked)
    took = []
    for _ in range(TIMES):
        worked, began = time.process_time(), time.perf_counter()
        ask()
        took.append((time.process_time() - worked, time.perf_counter() - began))
    by_processor, by_clock = (1000 * statistics.median(each) for each in zip(*took, strict=True))
    return by_processor, by_clock, queries


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    now = system_clock()
    filled(count, now)
    print(f"{count} firms, {User.objects.count()} people", file=sys.stderr)
    person = add_person("beheer@example.com", PASSWORD)
    make_operator(person)
    for _ in range(EVENTS):
        record(HOST, NewEvent(Kind.BACKUP_MADE), now)
    desk = Client(headers={"accept-language": "nl"})
    desk.force_login(person, "django.contrib.auth.backends.ModelBackend")
    kept = User.objects.get(username="p1@example.com").password
    told = {
        HASH: timed(lambda: check_password(PASSWORD, kept)),
        SIGNING_IN: timed(_signing_in, 302),
    }
    for name, address in pages(count).items():
        told[name] = timed(partial(desk.get, address))
    print(json.dumps(told))


def _signing_in() -> Any:
    given = {"username": "p1@example.com", "password": PASSWORD}
    return Client().post("/inloggen/", given)


def pages(count: int) -> dict[str, str]:
    """Return every page of the operator, deep in a list too."""
    firm = Organisation.objects.order_by("name", "pk")[count // 2].pk
    asked = Invitation.objects.order_by("expires_at", "pk")[count // 2].pk
    kinds = ("late", "stopped", "unreachable", "held")
    return {
        "start": "/",
        "firms": "/beheer/",
        "firms, halfway": f"/beheer/?na={firm}",
        "firms, search for the last": f"/beheer/?zoek=timmerbedrijf+{count - 1:06}",
        "firms, search that finds nothing": "/beheer/?zoek=niemand",
        "one firm": f"/beheer/bedrijven/{firm}/",
        "a new firm": "/beheer/bedrijven/nieuw/",
        **{f"links, {kind}": f"/beheer/koppelingen/?soort={kind}" for kind in kinds},
        "invitations": "/beheer/uitnodigingen/",
        "invitations, halfway": f"/beheer/uitnodigingen/?na={asked}",
        "invitations, search that finds nothing": "/beheer/uitnodigingen/?zoek=niemand",
        "announcements": "/beheer/mededelingen/",
        "security log": "/beheer/beveiliging/",
        "security log, search": "/beheer/beveiliging/?zoek=reservekopie",
        "read only": "/beheer/alleen-lezen/",
    }


if __name__ == "__main__":
    main(int(sys.argv[1]))
