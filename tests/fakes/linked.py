"""A connection in the database whose two sides are fakes."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bonbrug.accounts.models import Organisation
from bonbrug.link import actions, crossing
from bonbrug.link.models import Connection, Run
from bonbrug.sync.model.settings import SyncSettings
from tests.fakes.world import CHOICES, START, World

CODES = ("demo", "code-1", "code-2")


@dataclass
class Linked:
    """`synchronise` is one run as the queue would do it."""

    world: World
    now: datetime = START
    connection: Connection = field(default_factory=Connection)

    def clock(self) -> datetime:
        return self.now

    def synchronise(self, trigger: str = "schedule", *, dry_run: bool = False) -> Run | None:
        self.world.weather.calls.clear()
        pk = self.connection.pk
        run = actions.synchronise(pk, "test", self.clock, trigger, dry_run=dry_run)
        self.connection.refresh_from_db()
        return run

    def done(self, trigger: str = "schedule") -> Run:
        run = self.synchronise(trigger)
        assert run
        return run

    def later(self, delay: timedelta = timedelta(minutes=15)) -> Run:
        self.now += delay
        return self.done()

    def kinds(self) -> list[str]:
        rows = self.connection.items.filter(closed_at=None)
        return sorted(rows.values_list("kind", flat=True))


def ordered(name: str = "Koppeling", company_id: str = "1000001") -> Connection:
    organisation = Organisation.objects.create(name=name)
    services = actions.Counterparts("ingebouwd", "ingebouwd")
    tokens = ("token", "software")
    return actions.make_connection(organisation, name, services, company_id, tokens, START)


def make_linked(patch: pytest.MonkeyPatch, choices: SyncSettings = CHOICES) -> Linked:
    """Order, sign in and choose, with both sides replaced by fakes."""
    linked = Linked(World(choices))
    patch.setattr(crossing, "try_bookkeeping", lambda *args: linked.world.books)
    patch.setattr(crossing, "try_field_service", lambda *args: linked.world.field)
    linked.connection = ordered()
    assert actions.sign_in(linked.connection, *CODES, now=START).ok
    actions.choose(linked.connection, choices, None, START)
    return linked
