"""Every column with sealed values is named by its house, or a new key would not reach it."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from bonbrug.accounts import sealed
from bonbrug.accounts.actions import add_person
from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import keyring
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.sealed import in_use, seal_anew
from bonbrug.books.actions.access import draw_codes
from bonbrug.books.actions.set_up import Firm, new_administration
from bonbrug.link.models import Connection, Inbox
from bonbrug.link.models.connection import SECRETS
from bonbrug.site.rotating import columns
from bonbrug.values.sealing import Keyring, key_id
from bonbrug.workorders.actions.order_link import order
from bonbrug.workorders.actions.set_up import new_company
from tests.accounts.authenticator_app import add_app
from tests.fakes.linked import Linked, make_linked
from tests.fakes.world import work_order

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime(2018, 9, 19, 12, tzinfo=UTC)
SOURCE = Path(__file__).parents[2] / "src/bonbrug"
SEALED = re.compile(r"v1\.[0-9a-f]{8}\.")
NEWER = b"n" * 32
PASSWORD = "een heel lang wachtwoord"
# Where something is sealed. What a page keeps in a session is no column: it lasts until the person
# chose, is bound to the session, and is handed over once more when it does not open.
SEALING = {
    "accounts/sealed.py": "seals anew what stands in the columns",
    "accounts/sign_in/second_factor.py": "FactorSecret.sealed",
    "books/actions/access.py": "Administration.sealed_security_code_1 and 2",
    "link/actions/connections.py": "Connection, by its own seal()",
    "link/models/connection.py": "Connection",
    "link/pages/token_handover.py": "a session",
    "link/store/inbox.py": "Inbox.body_sealed",
    "workorders/actions/order_link.py": "ExternalLink.token_sealed and software_token_sealed",
}


@pytest.fixture
def linked(monkeypatch: pytest.MonkeyPatch) -> Linked:
    """Something sealed in every house, made by what makes it in earnest."""
    made = make_linked(monkeypatch)
    for name in SECRETS:
        made.connection.seal(name, f"geheim-{name}")
    made.connection.save()
    made.world.add(work_order())
    made.done()
    firm = Organisation.objects.create(name="Voorbeeld BV")
    codes = draw_codes(lambda length: b"c" * length)
    new_administration(firm, Firm("Voorbeeld BV"), "voorbeeld", "{0}", codes)
    company = new_company(firm, "Voorbeeld BV", "1000009")
    order(company, "eboekhouden", "ab" * 32, "cd" * 32, NOW)
    person = Client()
    add_person("kantoor@demo.example", PASSWORD)
    person.post("/inloggen/", {"username": "kantoor@demo.example", "password": PASSWORD})
    add_app(person, PASSWORD)
    return made


def holding() -> set[str]:
    """Return the columns of all tables in which a sealed value stands."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                values = zip(names, row, strict=True)
                found |= {f"{table}.{name}" for name, value in values if _is_sealed(value)}
    return found


def _is_sealed(value: object) -> bool:
    return isinstance(value, str) and SEALED.match(value) is not None


def test_what_is_sealed_stands_in_the_columns_that_are_named(linked: Linked) -> None:
    assert holding() == {str(column) for column in columns()}


def test_nothing_seals_but_what_was_looked_at() -> None:
    calls = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "seal"
    }
    assert calls == set(SEALING)


def test_everything_opens_after_it_was_sealed_anew_and_the_older_key_is_not_needed(
    linked: Linked, settings: Any
) -> None:
    before = keyring().keys
    settings.BONBRUG_SEALING_KEYS = KeySource("TEST", (NEWER, *before))
    counts: list[int] = []
    assert seal_anew(columns(), keyring(), counts.append) == []
    assert in_use(columns()) == {key_id(NEWER): 13}
    assert counts[-1] == 13
    settings.BONBRUG_SEALING_KEYS = KeySource("TEST", (NEWER,))
    again = Connection.objects.get(pk=linked.connection.pk)
    assert [again.secret(name) for name in SECRETS] == [f"geheim-{name}" for name in SECRETS]
    for column in columns():
        for row in column.rows().values_list(column.number, column.column):
            assert keyring().unseal(row[1], column.belongs(row[0]))
    assert seal_anew(columns(), keyring(), counts.append) == []


def test_a_value_that_somebody_changed_meanwhile_is_left_to_them(
    linked: Linked, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring = Keyring((NEWER, *keyring().keys))
    anew = sealed._anew
    theirs = Keyring(keyring().keys).seal("van een ander", Inbox.bound(0))

    def meanwhile(column: sealed.SealedColumn, ring: Keyring, row: sealed.Row) -> str | None:
        if column.model is Inbox:
            Inbox.objects.update(body_sealed=theirs)
        return anew(column, ring, row)

    monkeypatch.setattr(sealed, "_anew", meanwhile)
    seal_anew(columns(), ring, lambda done: None)
    assert Inbox.objects.get().body_sealed == theirs


def test_a_value_that_does_not_open_is_named_and_stops_nothing(linked: Linked) -> None:
    Connection.objects.update(token="v1.00000000.AAAA", username="v1.nothing")
    ring = Keyring((NEWER, *keyring().keys))
    pk = linked.connection.pk
    assert seal_anew(columns(), ring, lambda done: None) == [
        f"link_connection.username of {pk}",
        f"link_connection.token of {pk}",
    ]
    assert in_use(columns())[key_id(NEWER)] == 11


def test_more_than_a_batch_is_sealed_anew(linked: Linked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed, "BATCH", 1)
    ring = Keyring((NEWER, *keyring().keys))
    assert seal_anew(columns(), ring, lambda done: None) == []
    assert set(in_use(columns())) == {key_id(NEWER)}


def test_a_column_that_has_no_line_would_be_found() -> None:
    """What this file stands for: the search does see a value in a column that nobody named."""
    Organisation.objects.create(name=Keyring((NEWER,)).seal("x", "y"))
    assert holding() == {"accounts_organisation.name"}
    assert isinstance(Organisation._meta.get_field("name"), models.CharField)
