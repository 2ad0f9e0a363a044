"""One history: an item occurs, somebody presses at random, time passes, all is healed."""

from datetime import timedelta
from random import Random

import pytest
from django.test import Client

from bonbrug.accounts.actions import add_member, add_person
from bonbrug.link.models import ExportJob, Item
from bonbrug.sync.marker import is_ours
from bonbrug.sync.states.jobs import State
from tests.fakes.books import found
from tests.fakes.linked import Linked
from tests.proofs.buttons.scenes import SCENES, heal

WORDS = ("opnieuw", "bevestigen", "afsluiten", "staat-erin", "geen-factuur")
NUMBERS = ("2018001", "2018002", "2018777", "", "x" * 60)
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 15, 16, 61))
PRESSES, CYCLES = 6, 4


def play(name: str, seed: int) -> list[str]:
    """Return what was wrong at the end: doubled or lost, empty when nothing was."""
    kind, scene = SCENES[name]
    chance = Random(f"{name} {seed}")
    with pytest.MonkeyPatch.context() as patch:
        linked = scene(patch)
        assert kind in linked.kinds(), f"{name}: {linked.kinds()}"
        there = set(linked.world.books.invoices_)
        page = _page(linked, seed)
        for _ in range(PRESSES):
            _press(page, linked, chance)
            if chance.random() < 0.5:
                linked.world.weather.deliver()
            if chance.random() < 0.7:
                linked.now += chance.choice(PAUSES)
                linked.synchronise(chance.choice(("schedule", "person")))
        heal(linked)
        for _ in range(CYCLES):
            linked.now += PAUSES[-1]
            linked.synchronise()
        return [*_doubled(linked, there), *_lost(linked)]


def _page(linked: Linked, seed: int) -> Client:
    """Somebody of this firm, logged in."""
    person = add_person(f"kantoor{linked.connection.pk}-{seed}@firma.example")
    add_member(linked.connection.organisation, person)
    page = Client(HTTP_HOST="localhost")
    page.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return page


def _press(page: Client, linked: Linked, chance: Random) -> None:
    """Press anything on any item, also one that was closed already."""
    items = list(Item.objects.filter(connection=linked.connection).values_list("pk", flat=True))
    sent = {"besluit": chance.choice(WORDS), "nummer": chance.choice(NUMBERS)}
    address = f"/koppeling/{linked.connection.pk}/te-doen/{chance.choice(items)}/"
    assert page.post(address, sent).status_code == 302


def _doubled(linked: Linked, there: set[str]) -> list[str]:
    """No work order has two invoices of ours; those of before the presses do not count twice."""
    wrong = []
    for job in ExportJob.objects.filter(connection=linked.connection):
        ours = [
            number
            for number, kept in linked.world.books.invoices_.items()
            if job.marker and is_ours(found(kept.invoice), job.marker)
        ]
        if len(ours) > 1 and set(ours) - there:
            wrong.append(f"doubled: {job.work_order_number} {ours}")
    return wrong


def _lost(linked: Linked) -> list[str]:
    """Every work order ends invoiced, at an open item, or taken away by a person."""
    jobs = {job.row_id: job for job in ExportJob.objects.filter(connection=linked.connection)}
    asked = set(linked.kinds())
    about = set(
        Item.objects.filter(connection=linked.connection, closed_at=None)
        .exclude(job=None).values_list("job__row_id", flat=True)
    )  # fmt: skip
    wrong = []
    for row, order in linked.world.field.orders_.items():
        job = jobs.get(row)
        done = job is not None and job.state == State.SETTLED
        waits = row in about or bool(asked & {"backlog", "mass_change"})
        taken_away = order.status == "Afgehandeld" and job is not None
        if not (done or waits or taken_away):
            wrong.append(f"lost: {order.number} {job and job.state} {sorted(asked)}")
    return wrong
