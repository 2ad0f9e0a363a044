"""Let many invoices wait for a yes, and ask for the pages that show them."""

import json
import statistics
import sys
import time
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import django
from django.core.management import call_command

django.setup()

import pytest
from django.conf import settings
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bonbrug.accounts.models import Membership, User
from bonbrug.link import actions
from bonbrug.sync.model.records import MaterialLine, WorkOrder, WorkPeriod, WorkPlace
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import START, product, work_order

TIMES = 15
KINDS = actions.VatChoices(None, None, [("Schilderwerk", "painting")])


def doubtful(number: int) -> WorkOrder:
    """Return one of five lines: the same hours twice, far too many pieces, perhaps a dwelling."""
    day = START.date() - timedelta(days=number % 50)
    worked = WorkPeriod(day, 60 + number, "UUR", employee=str(number))
    lines = [
        MaterialLine(f"M{place}", f"Artikel M{place}", "Stuk", Decimal(2 + number), Decimal("4.55"))
        for place in range(4)
    ]
    lines[0] = replace(lines[0], quantity=Decimal(2000 + number))
    place = WorkPlace("Kerkstraat", str(number + 1), "1235 EF", "Oud-Voorbeeld")
    order = work_order(str(number), periods=(worked, worked), materials=tuple(lines), day=day)
    return replace(order, type_of_work="Schilderwerk", work_place=place)


def filled(count: int, patch: pytest.MonkeyPatch) -> Linked:
    linked = make_linked(patch)
    actions.choose_vat(linked.connection, KINDS, None, START)
    for place in range(4):
        made = product(f"M{place}", "Stuk", "4.55")
        linked.world.books.products_[made.remote_id] = made
    linked.done()
    linked.world.add(*(doubtful(number) for number in range(1, count + 1)))
    linked.later()
    linked.synchronise("trial", dry_run=True)
    return linked


def timed(client: Client, address: str) -> tuple[float, float, int]:
    """Return the median by the processor and by the clock, in milliseconds, and the queries."""
    client.get(address)  # the first one reads templates and texts
    with CaptureQueriesContext(database) as asked:
        assert client.get(address).status_code == 200
    queries = len(asked)
    took = []
    for _ in range(TIMES):
        worked, began = time.process_time(), time.perf_counter()
        client.get(address)
        took.append((time.process_time() - worked, time.perf_counter() - began))
    by_processor, by_clock = (1000 * statistics.median(each) for each in zip(*took, strict=True))
    return by_processor, by_clock, queries


def main(count: int) -> None:
    call_command("migrate", verbosity=0)
    settings.ALLOWED_HOSTS = ["testserver"]
    with pytest.MonkeyPatch.context() as patch:
        linked = filled(count, patch)
    user = User.objects.create_user(username="kantoor@demo.example", email="kantoor@demo.example")
    Membership.objects.create(user=user, organisation=linked.connection.organisation, role="owner")
    client = Client(headers={"accept-language": "nl"})
    client.force_login(user)
    own = f"/koppeling/{linked.connection.pk}"
    pages = {"Trial run": f"{own}/proefdraaien/", "To do": f"{own}/te-doen/"}
    questions = linked.connection.items.count()
    print(f"{questions} questions", file=sys.stderr)
    print(json.dumps({page: timed(client, address) for page, address in pages.items()}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
