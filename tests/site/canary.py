"""A customer whose every word is found nowhere else, and where its words stand."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from bonbrug.books.actions.keep_relation import RelationDraft
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.models import Invoice, InvoiceMail, MailState, Mandate, OpenItem, Relation
from bonbrug.books.models.ledger import Category
from bonbrug.link import actions
from bonbrug.link.models import AddressAnswer, CustomerAgreement, ExportJob, Item
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.mark_dwelling import mark_dwelling
from bonbrug.workorders.models import (
    Address,
    ContactPerson,
    MaterialLine,
    Project,
    TabletOperation,
    WorkOrder,
)
from tests.wrong_input.box import Box, material

CODE, NUMBER = "K4711", "18-7001"
# What a booked invoice needs, and what nothing needs any more.
ON_INVOICE = (
    "Kanarieveen",
    "Zangvogelpad",
    "Fluitendrecht",
    "lekkende volière",
    "kraantje voor Snavel",
)
GONE = (
    "Piepers", "+31612309871", "0302309872", "piepers@kanarie.example", "NL02ABNA0123456789",
    "sleutel onder de mat", "Tjilpstra", "blaft de papegaai", "achterom bij Mees", "2345 ZV 7",
    "Beste mevrouw Snavel", "2345zv 7", "getekend-door-kanarie",
)  # fmt: skip
KANARIE = RelationDraft(
    CODE, "Familie Kanarieveen", contact="P. Piepers", address="Zangvogelpad 7",
    postal_code="2345 ZV", city="Fluitendrecht", phone="0302309872", mobile="+31612309871",
    email="piepers@kanarie.example", iban="NL02ABNA0123456789", note="sleutel onder de mat",
)  # fmt: skip
CUSTOMER = {
    "street": "Zangvogelpad", "house_number": "7", "contact": "P. Piepers",
    "phone": "0302309872", "email": "piepers@kanarie.example", "remark": "achterom bij Mees",
}  # fmt: skip
SIGNATURE = b"\x89PNG\r\n\x1a\n getekend-door-kanarie"


def live(box: Box) -> None:
    """Let the canary be a customer: an invoice that was booked, mailed and paid, and all around."""
    box.relation(KANARIE)
    fields: dict[str, Any] = {
        f"{block}_{name}": text
        for block in ("customer", "payer")
        for name, text in CUSTOMER.items()
    }
    order = box.order(
        NUMBER, customer=KANARIE, description="lekkende volière", comment="blaft de papegaai",
        materials=[material(), material("KB15", "1", name="kraantje voor Snavel")],
        **fields,
    )  # fmt: skip
    WorkOrder.objects.filter(pk=order.pk).update(
        signature=SIGNATURE, signer_name="T. Tjilpstra", signed_at=system_clock()
    )
    MaterialLine.objects.filter(name="kraantje voor Snavel").update(by_hand=True)
    _around(box)
    assert actions.synchronise(box.connection.pk, "dry", box.clock, "person", dry_run=True)
    box.sync()
    box.went(NUMBER)
    _afterwards(box)


def _around(box: Box) -> None:
    company = box.company
    order = WorkOrder.objects.get(number=NUMBER)
    mark_dwelling(order, is_old=True, now=system_clock(), who="kantoor")
    TabletOperation.objects.create(
        company=company, work_order=order, key=UUID(int=7), kind="hours_added", waits=True,
        received_at=system_clock(), content={"values": {"remark": "achterom bij Mees"}},
        answer={"text": {"nl": "blaft de papegaai"}},
    )  # fmt: skip
    Address.objects.create(company=company, code="A1", debtor_number=CODE, line_1="Zangvogelpad 9")
    ContactPerson.objects.create(company=company, code="C1", debtor_number=CODE, name="P. Piepers")
    Project.objects.create(company=company, code="P1", debtor_number=CODE, name="Mees' volière",
                           description="achterom bij Mees")  # fmt: skip
    CustomerAgreement.objects.create(
        connection=box.connection, key=CODE.casefold(), code=CODE, debit_holder="P. Piepers",
        debit_iban="NL02ABNA0123456789", debit_city="Fluitendrecht",
    )  # fmt: skip
    AddressAnswer.objects.create(
        connection=box.connection, key="2345 ZV 7", address="Zangvogelpad 7, 2345 ZV 7",
        answer="old", answered_at=system_clock(),
    )  # fmt: skip


def _afterwards(box: Box) -> None:
    invoice = Invoice.objects.get(relation__code=CODE)
    InvoiceMail.objects.create(
        administration=box.books, invoice=invoice, state=MailState.SENT, subject="Factuur",
        recipient="piepers@kanarie.example", body="Beste mevrouw Snavel",
        made_on=accounting_day(system_clock()),
    )  # fmt: skip
    Mandate.objects.create(
        administration=box.books, relation=invoice.relation, reference="M1", holder="P. Piepers",
        signed_on=accounting_day(system_clock()), iban="NL02ABNA0123456789",
    )  # fmt: skip
    Item.objects.create(
        connection=box.connection, job=ExportJob.objects.get(work_order_number=NUMBER),
        kind="reopened", subject=NUMBER, facts={"before": "Beste mevrouw Snavel"},
        opened_at=box.clock(), last_seen_at=box.clock(), closed_at=box.clock(),
    )  # fmt: skip
    pay(invoice)


def pay(invoice: Invoice) -> None:
    item = OpenItem.objects.get(invoice=invoice)
    bank = invoice.administration.ledger_accounts.filter(category=Category.MONEY).first()
    assert bank
    receive_payment(item, item.open, accounting_day(system_clock()), bank.code, "voldaan")


def still_in_the_books() -> None:
    """Outside nobody erased anything: the books say again all that they said before."""
    Relation.objects.filter(code=CODE).update(
        name=KANARIE.name, contact=KANARIE.contact, phone=KANARIE.phone, email=KANARIE.email,
        iban=KANARIE.iban, note=KANARIE.note,
    )  # fmt: skip


def found(*words: str) -> set[tuple[str, str]]:
    """Return the table and column of every place in the database where one of the words stands."""
    return {
        (table, column)
        for table, column, text in everything()
        if any(word in text for word in words)
    }


def everything() -> Iterator[tuple[str, str, str]]:
    """Yield table, column and text of every value of every table."""
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description or ()]
            for row in cursor.fetchall():
                yield from ((table, name, as_text(value))
                            for name, value in zip(columns, row, strict=True))  # fmt: skip


def as_text(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("latin-1")
    return str(value).encode().decode("unicode_escape") if "\\u" in str(value) else str(value)


def in_files(*words: str) -> set[str]:
    """Return the names of the files of the data folder that hold one of the words."""
    files = [path for path in settings.BONBRUG_DATA.rglob("*") if path.is_file()]
    return {path.name for path in files for word in words if word.encode() in path.read_bytes()}


def untouched(box: Box) -> dict[str, list[str]]:
    """Return what stands anywhere about the other customer."""
    names = ("Smit", "TEST1", "Dorpsstraat")
    places: dict[str, list[str]] = {}
    for table, column, text in everything():
        if any(name in text for name in names):
            places.setdefault(f"{table}.{column}", []).append(text)
    return places
