"""What is done and looked at in a place of a proof, in a process of its own with its settings.

python -m tests.proofs.keys.deeds NAME WORD...    words and answer are JSON
"""

import json
import sys
import threading
from typing import Any

import django


def main(name: str, *words: str) -> None:
    django.setup()
    json.dump(DEEDS[name](*map(json.loads, words)), sys.stdout)


def open_firm() -> Any:
    from tests.proofs.faults import firm

    return firm.open_firm()


def complete(paper: Any, numbers: list[str]) -> None:
    from tests.proofs.faults import firm

    for number in numbers:
        firm.complete(paper, number, "SMIT")


def offer_again(paper: Any, numbers: list[str]) -> None:
    """Let settled work orders be complete again, as when their settling never arrived."""
    from bonbrug.workorders.models import Status
    from tests.proofs.faults import firm

    mine = firm.both(paper)[1].work_orders.filter(number__in=numbers)
    assert mine.update(status=Status.COMPLETE, work_status="1") == len(numbers)


def look(paper: Any) -> Any:
    from tests.proofs.faults import firm

    return firm.look(paper)


def link(paper: Any) -> int:
    from tests.proofs.faults import memory

    return memory.link(paper)


def remembered(pk: int) -> Any:
    from tests.proofs.faults import memory

    return memory.remembered(pk)


def release(pk: int) -> None:
    """Say, as a person at To do, that exports may go on."""
    from bonbrug.link import actions
    from bonbrug.link.models import Item
    from bonbrug.values.clock import system_clock

    held = Item.objects.get(connection=pk, kind="exports_held", closed_at=None)
    actions.accept(held, None, system_clock())


def many(count: int) -> None:
    """Make so many connections with a sealed name of themselves in every credential."""
    from bonbrug.accounts.models import Organisation
    from bonbrug.link.models import Connection
    from bonbrug.link.models.connection import SECRETS
    from bonbrug.values.clock import system_clock

    firm = Organisation.objects.create(name="Voorbeeld BV")
    made = Connection.objects.bulk_create(
        Connection(organisation=firm, name=f"{n}", company_id=f"{n:07}", created_at=system_clock())
        for n in range(count)
    )
    for one in made:
        for secret in SECRETS:
            one.seal(secret, _worth(one.pk, secret))
    Connection.objects.bulk_update(made, SECRETS, batch_size=100)


def opened() -> int:
    """Return how many values open and are what they were; all of them, or it fails."""
    from bonbrug.link.models import Connection
    from bonbrug.link.models.connection import SECRETS

    found = 0
    for one in Connection.objects.all():
        for secret in SECRETS:
            assert one.secret(secret) == _worth(one.pk, secret)
            found += 1
    return found


def keep_sealing() -> int:
    """Open and seal values, like a process that serves, until the input ends."""
    from django.db import transaction

    from bonbrug.link.models import Connection
    from bonbrug.link.models.connection import SECRETS

    ended = threading.Event()
    threading.Thread(target=_wait, args=(ended,), daemon=True).start()
    pks, turn = list(Connection.objects.values_list("pk", flat=True)), 0
    while not ended.is_set():
        secret = SECRETS[turn % len(SECRETS)]
        with transaction.atomic():
            one = Connection.objects.select_for_update().get(pk=pks[turn % len(pks)])
            assert one.secret(secret) == _worth(one.pk, secret)
            one.seal(secret, _worth(one.pk, secret))
            one.save(update_fields=[secret])
        turn += 1
        if turn == 1:
            sys.stderr.write("sealing\n")
            sys.stderr.flush()
    return turn


def of_before() -> int:
    """Make the tables of a version that had one key, with a connection and an event; its number."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from bonbrug.accounts.keys import keyring
    from bonbrug.link.models import Connection, Event
    from bonbrug.link.store.journal import hash_of
    from bonbrug.values.clock import system_clock

    executor, now = MigrationExecutor(connection), system_clock()
    others = [node for node in executor.loader.graph.leaf_nodes() if node[0] != "link"]
    apps = executor.migrate([*others, ("link", "0005_lanes")]).apps
    firm = apps.get_model("accounts", "Organisation").objects.create(name="Voorbeeld BV")
    made = apps.get_model("link", "Connection").objects.create(
        organisation_id=firm.pk, name="Voorbeeld BV", company_id="1000001", created_at=now
    )
    made.token = keyring().seal(_worth(made.pk, "token"), Connection.bound(made.pk, "token"))
    made.save()
    about = {"sequence": 1, "moment": now, "who": "terminal", "what": "connection_made"}
    digest = hash_of(Event(connection_id=made.pk, **about))
    apps.get_model("link", "Event").objects.create(connection_id=made.pk, hash=digest, **about)
    heads = apps.get_model("link", "JournalHead").objects
    heads.create(connection_id=made.pk, sequence=1, hash=digest)
    return int(made.pk)


def token_of(pk: int) -> bool:
    """Tell whether the token opens and is what it was, and exports wait for a person."""
    from bonbrug.link.models import Connection

    one = Connection.objects.get(pk=pk)
    held = one.exports_paused_until is not None and one.exports_paused_until.year == 9999
    return one.secret("token") == _worth(pk, "token") and held


def _wait(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _worth(pk: int, secret: str) -> str:
    return f"{secret} of {pk}"


DEEDS: dict[str, Any] = {
    deed.__name__: deed
    for deed in (
        open_firm, complete, offer_again, look, link, remembered, release, many, opened,
        keep_sealing, of_before, token_of,
    )
}  # fmt: skip

if __name__ == "__main__":
    main(*sys.argv[1:])
