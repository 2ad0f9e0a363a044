"""A worker that writes jobs, intents and stamps for ever, and says what was acknowledged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from bonbrug.link import store
from bonbrug.link.models import Connection, Lease, Run
from bonbrug.sync.fingerprints import invoice_fingerprint
from bonbrug.sync.model.findings import noted
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.states.jobs import Intent, Outcome, State
from tests.fakes.linked import ordered
from tests.fakes.world import work_order

NOW = datetime(2018, 9, 19, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fact:
    """One acknowledged write: `kind` is job, claim, stamp or done; `word` what must be there."""

    kind: str
    name: str
    word: str

    def line(self) -> bytes:
        return f"{self.kind} {self.name} {self.word}\n".encode()


Tell = Callable[[Fact], object]


def facts_in(lines: bytes) -> Iterator[Fact]:
    """Read whole lines; the last one may have been cut by the end of its writer."""
    for line in lines.decode().split("\n")[:-1]:
        yield Fact(*line.split(" "))


def make() -> Connection:
    connection = ordered()
    connection.activated_on = NOW.date()
    connection.save()
    return connection


def take_over(connection_id: int, owner: str) -> store.TableMemory:
    """Take the lease as after the death of its holder and the end of its time."""
    Lease.objects.filter(pk=connection_id).update(expires_at=datetime(2001, 1, 1, tzinfo=UTC))
    lease = store.take(connection_id, owner)
    assert lease
    connection = Connection.objects.get(pk=connection_id)
    run = Run.objects.create(connection=connection, started_at=NOW, trigger="schedule")
    return store.TableMemory(lease, run.pk, lambda: NOW, connection)


def write(memory: store.TableMemory, life: int, count: int, tell: Tell) -> None:
    """Take `count` work orders through their whole life, one after the other."""
    for place in range(count):
        _write_one(memory, f"{life}-{place}", f"2018{life:04}{place:05}", tell)


def _write_one(memory: store.TableMemory, row_id: str, number: str, tell: Tell) -> None:
    order = work_order(row_id)
    memory.receive([order], State.NEW, NOW)
    tell(Fact("job", row_id, "seen"))
    job = next(job for job in memory.jobs([row_id]) if job.row_id == row_id)
    intent = Intent(0, job.id, f"werkbon {row_id}", _invoice(row_id, number), 1)
    claimed = memory.claim(job, intent, replace(job, state=State.INTENDED))
    tell(Fact("claim", number, invoice_fingerprint(claimed.invoice)))
    stamped = memory.stamp(claimed, NOW)
    tell(Fact("stamp", number, str(stamped.attempts)))
    after = replace(job, state=State.INVOICED, invoice_number=number, invoiced_at=NOW)
    said = [noted("price_zero", order.number, row_id)]
    memory.conclude(replace(stamped, outcome=Outcome.DONE), after, said)
    tell(Fact("done", number, row_id))


def _invoice(row_id: str, number: str) -> Invoice:
    line = InvoiceLine(
        Decimal(2),
        "Stuk",
        "BUIS",
        f"Buis werkbon {row_id}",
        Decimal("4.55"),
        "HOOG_VERK_21",
        "8000",
    )
    day = NOW.date()
    return Invoice(number, "TEST1", day, 14, "Test", book=True, booking_text=row_id, lines=(line,))
