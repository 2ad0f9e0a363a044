"""Our prepared upserts against bulk_create: python -m tests.proofs.bench.upserts [--postgres].

Ours is measured with the questions that come before it; of bulk_create only the writing is.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime

import django

from tests.proofs.bench.scale import postgresql

ROWS, RUNS = 10_000, 5
TEXTS = ("name", "contact", "phone", "mobile", "email", "street", "postal_code", "city", "vat")
CHANGES = ("books_id", "base_json", "fingerprint", "sent_as", "seen_seq")


def bindings_by_us(version: int) -> None:
    from bonbrug.link.models import Connection
    from bonbrug.link.store import bindings
    from bonbrug.sync.model.bindings import Bound

    base = {name: f"{name} {version}" for name in TEXTS}
    records = [Bound(f"r{i}", str(i + 1), base, f"{version}-{i}", "relation") for i in range(ROWS)]
    bindings.keep(Connection.objects.get().pk, "relation", records, version)


def bindings_by_bulk_create(version: int) -> None:
    from bonbrug.link.models import Binding, Connection

    base = {name: f"{name} {version}" for name in TEXTS}
    only = {"connection": Connection.objects.get(), "kind": "relation", "base_json": base}
    Binding.objects.bulk_create(
        [
            Binding(**only, key=f"r{i}", books_id=str(i + 1), fingerprint=f"{version}-{i}",
                    sent_as="relation", seen_seq=version)
            for i in range(ROWS)
        ],
        update_conflicts=True,
        unique_fields=["connection", "kind", "key"],
        update_fields=CHANGES,
    )  # fmt: skip


def rows(version: int) -> list[dict[str, str]]:
    texts = {name: f"{name} {version}" for name in TEXTS}
    return [{**texts, "debtor_number": f"r{i}"} for i in range(ROWS)]


def relations_by_us(version: int) -> None:
    from bonbrug.workorders.actions.keep_many import keep_many
    from bonbrug.workorders.models import Company, Relation

    company, given = Company.objects.get(), rows(version)
    keep_many(Relation.objects, "debtor_number", company, given, now=datetime.now(UTC))


def relations_by_bulk_create(version: int) -> None:
    from bonbrug.workorders.models import Company, Relation

    company = Company.objects.get()
    Relation.objects.bulk_create(
        [Relation(company=company, **row) for row in rows(version)],
        update_conflicts=True,
        unique_fields=["company", "debtor_number"],
        update_fields=TEXTS,
    )


def prepare() -> None:
    django.setup()
    from django.core.management import call_command

    from bonbrug.accounts.models import Organisation
    from bonbrug.link.models import Connection
    from bonbrug.workorders.models import Company

    call_command("migrate", verbosity=0)
    organisation = Organisation.objects.create(name="Meting")
    Connection.objects.create(organisation=organisation, created_at=datetime.now(UTC))
    Company.objects.create(organisation=organisation, name="Meting", company_id="7000001")


def measured(write: Callable[[int], None], version: int) -> tuple[float, float]:
    """Return seconds on the wall and of the processor of this process."""
    from django.db import transaction

    wall, effort = time.perf_counter(), time.process_time()
    with transaction.atomic():
        write(version)
    return time.perf_counter() - wall, time.process_time() - effort


def main() -> None:
    from bonbrug.link.models import Binding
    from bonbrug.workorders.models import Relation

    ways = (bindings_by_us, bindings_by_bulk_create, relations_by_us, relations_by_bulk_create)
    found: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for _ in range(RUNS):
        for write in ways:
            Binding.objects.all().delete()
            Relation.objects.all().delete()
            for version, what in enumerate(("new", "changed")):
                found.setdefault((write.__name__, what), []).append(measured(write, version))
    print(f"{ROWS} rows, median of {RUNS}")
    for (name, what), seconds in found.items():
        wall, effort = map(statistics.median, zip(*seconds, strict=True))
        print(f"  {name:26} {what:8} {wall:6.2f}  cpu {effort:6.2f}")


if __name__ == "__main__":
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ.update(DJANGO_SETTINGS_MODULE="bonbrug.site.settings", BONBRUG_DATA=folder)
        if "--postgres" in sys.argv:
            os.environ["BONBRUG_DATABASE_URL"] = stack.enter_context(postgresql(folder))
        prepare()
        main()
