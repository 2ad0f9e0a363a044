"""A link of before keeps its invoice lines after an upgrade, and its people are told once."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bonbrug.link import actions
from bonbrug.link.models import Connection, Item
from bonbrug.link.texts import sentences
from bonbrug.sync.model.settings import SyncSettings
from tests.upgrading import at_version, to_newest

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = ("link", "0011_without_seen_counts")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def then() -> Iterator[Any]:
    """The models of the version before; afterwards the tables are those of now."""
    yield at_version(BEFORE)
    to_newest()


def linked(then: Any, **other: Any) -> int:
    firm = then.get_model("accounts", "Organisation").objects.create(name="Demo BV")
    made = then.get_model("link", "Connection").objects.create(
        organisation=firm, name="Demo BV", company_id="1000001", created_at=NOW, **other
    )
    return int(made.pk)


def test_the_lines_stay_as_they_are(then: Any) -> None:
    pk = linked(then, export_invoices=True, activated_on=NOW.date())
    to_newest()
    kept = actions.choices_of(Connection.objects.get(pk=pk))
    assert kept == SyncSettings(export_invoices=True)


def test_who_makes_invoices_is_told_once_what_is_new(then: Any) -> None:
    working = linked(then, export_invoices=True, activated_on=NOW.date())
    linked(then, export_invoices=False, activated_on=NOW.date())
    linked(then, export_invoices=True, activated_on=None)
    linked(then, export_invoices=True, activated_on=NOW.date(), deleted_at=NOW)
    to_newest()
    (item,) = Item.objects.filter(kind="new_layout")
    assert (item.connection_id, item.kind) == (working, "new_layout")
    assert "Factuurregels" in sentences.of_item(item).text
