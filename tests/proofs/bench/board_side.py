"""Make a firm with many work orders, two a day for each of fifty people, and ask for its board."""

import json
import re
import sys
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.conf import settings
from django.db import connection as database
from django.test import Client

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Membership
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.proofs.bench.operator_pages_side import timed

PEOPLE, A_DAY, BATCH, AHEAD = 50, 2, 500, 30
STREETS = ("Winkelpui schilderen", "Lekkage in de keuken", "Onderhoud ketel", "Kozijnen")


def filled(company: Company, count: int, today: date, now: datetime) -> None:
    """Plan so many work orders on working days, back from some weeks ahead of today."""
    people = [
        Employee(company=company, number=f"{n:03}", first_name="Medewerker", last_name=f"{n:02}")
        for n in range(PEOPLE)
    ]
    Employee.objects.bulk_create(people)
    days = [today + timedelta(days=AHEAD - back) for back in range(2 * count // PEOPLE)]
    days = [day for day in days if day.weekday() < 5]
    WorkOrder.objects.bulk_create(
        (
            WorkOrder(
                **_planned(number, days[number // (PEOPLE * A_DAY)], today),
                company=company,
                employee=people[number % PEOPLE] if number % 500 else None,
                created_at=now,
                changed_at=now,
            )
            for number in range(count)
        ),
        BATCH,
    )


def _planned(number: int, day: date, today: date) -> dict[str, Any]:
    return {
        "serial": number + 1,
        "number": f"W{number:06}",
        "number_key": f"w{number:06}",
        "order_nr": f"{number:010X}",
        "status": Status.READY if day >= today else Status.SETTLED,
        "customer_name": f"Voorbeeldklant {number} BV",
        "customer_city": "Voorbeelddorp",
        "short_description": STREETS[number % len(STREETS)],
        "work_date": day,
        "work_time": time(8 if number % (PEOPLE * A_DAY) < PEOPLE else 13),
        "duration_minutes": 240,
        "signature": bytes(4_000) if day < today else None,
    }


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    now = system_clock()
    today = accounting_day(now)
    organisation = add_organisation("Groot BV")
    company = new_company(organisation, "Groot BV", "7000001")
    filled(company, count, today, now)
    with database.cursor() as cursor:
        cursor.execute("ANALYZE")
    person = add_person("kantoor@example.com")
    Membership.objects.create(user=person, organisation=organisation, role="office")
    desk = Client(headers={"accept-language": "nl"})
    desk.force_login(person, "django.contrib.auth.backends.ModelBackend")
    print(json.dumps(asked(desk, company)))


def asked(desk: Client, company: Company) -> dict[str, tuple[float, float, int]]:
    """Return how long each kind of board takes, and an open board that asks what changed."""
    road = f"/werkbonnen/{company.pk}/planbord/"
    told = {kind: timed(partial(desk.get, f"{road}?soort={kind}")) for kind in KINDS}
    version = re.search(r"versie=(\w+)", desk.get(road).content.decode())
    assert version is not None
    again = partial(desk.get, f"{road}?versie={version[1]}", headers={"HX-Request": "true"})
    return {**told, "week, nothing changed": timed(again, 204)}


KINDS = ("dag", "week", "maand")

if __name__ == "__main__":
    main(int(sys.argv[1]))
