"""What older books hold is carried over to the tables of now."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.upgrading import at_version, to_newest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """Leave the tables as the other tests expect them."""
    yield
    to_newest()


OLD, NEW = ("books", "0001_initial"), ("books", "0003_every_kind_of_booking")


def old_books(apps: Any) -> tuple[dict[str, Any], dict[str, Any], Any]:
    """Return what every record of new books has, what every invoice has, and a template."""
    firm = apps.get_model("accounts", "Organisation").objects.create(name="Voorbeeld")
    books = apps.get_model("books", "Administration").objects.create(
        organisation=firm, name="Voorbeeld", guid="{0}", username="voorbeeld"
    )
    owned = {"administration": books}
    relation = apps.get_model("books", "Relation").objects.create(
        added_on="2018-09-19", code="T", name="Test", **owned
    )
    template = apps.get_model("books", "InvoiceTemplate").objects.create(name="T", **owned)
    return owned, {"relation": relation, "date": "2018-09-19", **owned}, template


def test_bookings_and_open_items_keep_their_invoice_and_stay_guarded() -> None:
    apps = at_version(OLD)
    owned, about, template = old_books(apps)
    debtors = apps.get_model("books", "LedgerAccount").objects.create(
        code="1300", name="Debiteuren", category="DEB", **owned
    )
    invoice = apps.get_model("books", "Invoice").objects.create(
        number="2018010", template=template, term_days=14, gross=121, **about
    )
    entry = apps.get_model("books", "Entry").objects.create(
        number=1, kind="invoice_sent", invoice=invoice, account=debtors, **about
    )
    line = apps.get_model("books", "EntryLine")
    line.objects.create(entry=entry, position=1, role="main", account=debtors, debit=121)
    line.objects.create(entry=entry, position=2, role="counter", account=debtors, credit=121)
    entry.posted = True
    entry.save()
    apps.get_model("books", "OpenItem").objects.create(invoice=invoice, amount=121, **about)

    apps = at_version(NEW)
    entry = apps.get_model("books", "Entry").objects.get()
    assert (entry.invoice_number, entry.posted) == ("2018010", True)
    item = apps.get_model("books", "OpenItem").objects.get()
    assert (item.number, item.term_days, item.entry_id) == ("2018010", 14, entry.pk)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        apps.get_model("books", "Entry").objects.update(description="anders")


def test_invoices_of_before_stand_in_no_list_of_what_has_to_be_sent() -> None:
    """Nobody knows what became of them: a mail or a file that goes now might be a second one."""
    apps = at_version(NEW)
    _owned, about, template = old_books(apps)
    for number, delivery in (("1", "post"), ("2", "email"), ("3", "incasso")):
        apps.get_model("books", "Invoice").objects.create(
            number=number, template=template, term_days=14, booked_on="2018-09-19",
            delivery=delivery, **about,
        )  # fmt: skip

    apps = to_newest("books")
    kept = apps.get_model("books", "Invoice").objects.values_list("delivery", flat=True)
    assert sorted(kept) == ["email", "incasso", "post"]
    lists = ("InvoiceMail", "Letter", "DirectDebit")
    assert [apps.get_model("books", name).objects.count() for name in lists] == [0, 0, 0]


BEFORE_CREDITS, WITH_CREDITS = NEW, ("books", "0006_deleted_invoices")


def test_a_credit_invoice_by_hand_stays_as_it_was_and_credits_nothing_yet() -> None:
    apps = at_version(BEFORE_CREDITS)
    owned, about, template = old_books(apps)
    account = apps.get_model("books", "LedgerAccount").objects.create(
        code="8000", name="Omzet", category="VW", **owned
    )
    invoice = apps.get_model("books", "Invoice").objects.create(
        number="2018010", template=template, term_days=14, gross=-121, **about
    )
    apps.get_model("books", "InvoiceLine").objects.create(
        invoice=invoice, position=1, quantity=-1, price=100, account=account
    )
    apps.get_model("books", "OpenItem").objects.create(
        invoice=invoice, number="2018010", amount=-121, paid=-21, **about
    )

    apps = at_version(WITH_CREDITS)
    line = apps.get_model("books", "InvoiceLine").objects.get()
    assert (line.invoice.credits, line.credits, line.kept_net) == (None, None, None)
    items = apps.get_model("books", "OpenItem").objects
    assert items.filter(amount=-121, paid=-21).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        items.update(paid=-122)
