"""Direct debits: one file for each invoice, a valid one, and a storno opens the item again."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sepaxml
from django.db import DatabaseError, transaction
from lxml import etree
from xmlschema import XMLSchema

from bonbrug.books.actions.collect import make_batch, obstacle, withdraw
from bonbrug.books.actions.debit_file import SCHEMA, sepa_text
from bonbrug.books.actions.debit_mandates import MandateDraft, settle_mandate
from bonbrug.books.actions.keep_relation import RelationDraft, add_relation
from bonbrug.books.actions.receive_payment import receive_payment
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.settle_debits import book_collected, collect_again, return_debit
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, DebitBatch, DebitState, DirectDebit
from tests.books.at_once import at_once
from tests.books.debits import (
    COLLECTION_DAY,
    TO_COLLECT,
    collectable,
    collecting,
    debit_of,
)
from tests.books.shelf import BOOKED, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
SPACES = {"p": f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"}
MANDATE = MandateDraft("M-9", date(2018, 9, 1), "NL91ABNA0417164300", "Test 1")


@pytest.fixture
def firm(books: Administration) -> Administration:
    return collecting(books)


def batched(firm: Administration, *debits: DirectDebit) -> DebitBatch:
    return make_batch(firm, [debit.pk for debit in debits], COLLECTION_DAY, TODAY)


def told(batch: DebitBatch, path: str) -> list[str]:
    found = etree.fromstring(batch.file.encode()).xpath(f"//p:{path}/text()", namespaces=SPACES)
    assert isinstance(found, list)
    return [str(text) for text in found]


def code_of(debit: DirectDebit, day: date = COLLECTION_DAY) -> str:
    refusal = obstacle(DirectDebit.objects.to_judge().get(pk=debit.pk), day)
    return refusal.code if refusal else ""


def test_booking_an_invoice_to_collect_keeps_its_mandate(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    assert debit.mandate is not None
    assert (debit.mandate.reference, debit.mandate.iban) == ("M-1", "NL91ABNA0417164300")
    assert (debit.mandate.signed_on, debit.earliest) == (date(2018, 9, 1), COLLECTION_DAY)
    assert debit.text == "Factuur van Demo Installatie BV 2018001"


def test_the_file_is_valid_by_the_schema_of_its_treaty(firm: Administration) -> None:
    batch = batched(firm, debit_of(collectable(firm)), debit_of(collectable(firm)))
    schema = Path(str(sepaxml.__file__)).parent / "schemas" / f"{SCHEMA}.xsd"
    XMLSchema(str(schema)).validate(batch.file)


def test_the_file_says_who_collects_what_of_whom_and_why(firm: Administration) -> None:
    batch = batched(firm, debit_of(collectable(firm)))
    assert told(batch, "InstdAmt") == ["90.57"]
    assert told(batch, "DbtrAcct/p:Id/p:IBAN") == ["NL91ABNA0417164300"]
    assert told(batch, "CdtrAcct/p:Id/p:IBAN") == ["NL02ABNA0123456789"]
    assert told(batch, "CdtrSchmeId//p:Othr/p:Id") == ["NL22ZZZ000000000000"]
    assert told(batch, "MndtId") == ["M-1"]
    assert told(batch, "DtOfSgntr") == ["2018-09-01"]
    assert told(batch, "ReqdColltnDt") == ["2018-10-03"]
    assert told(batch, "Ustrd") == ["Factuur van Demo Installatie BV 2018001"]
    assert told(batch, "Dbtr/p:Nm") == ["Cafe Unlu + zoon"]
    assert (batch.count, batch.sum) == (1, Decimal("90.57"))


def test_numbers_as_people_write_them_are_written_as_a_bank_takes_them(
    firm: Administration,
) -> None:
    firm.iban, firm.bic = "nl02.abna.0123.4567.89", "abna-nl 2a"
    firm.creditor_id = "nl22 zzz 0000.0000.0000"
    firm.save(update_fields=["iban", "bic", "creditor_id"])
    debit = debit_of(collectable(firm))
    typed = replace(MANDATE, iban="nl91.abna.0417.1643.00", bic="abna-nl 2a")
    batch = batched(firm, settle_mandate(debit, typed, ""))
    assert told(batch, "CdtrAcct/p:Id/p:IBAN") == ["NL02ABNA0123456789"]
    assert told(batch, "CdtrAgt//p:BICFI") == ["ABNANL2A"]
    assert told(batch, "CdtrSchmeId//p:Othr/p:Id") == ["NL22ZZZ000000000000"]
    assert told(batch, "DbtrAcct/p:Id/p:IBAN") == ["NL91ABNA0417164300"]
    assert told(batch, "DbtrAgt//p:BICFI") == ["ABNANL2A"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Café & zn", "Cafe + zn"), ("ß_ø*", "ss o"), ("a\nb  c", "a b c"), ("€ 5", "EUR 5")],
)
def test_a_text_is_written_in_letters_that_every_bank_takes(text: str, plain: str) -> None:
    assert sepa_text(text, 70) == plain


def test_the_first_collection_on_a_mandate_is_first_and_the_next_is_recurring(
    firm: Administration,
) -> None:
    batch = batched(firm, debit_of(collectable(firm)), debit_of(collectable(firm)))
    assert sorted(told(batch, "SeqTp")) == ["FRST", "RCUR"]
    later = batched(firm, debit_of(collectable(firm)))
    assert told(later, "SeqTp") == ["RCUR"]


def test_a_mandate_that_was_used_elsewhere_is_recurring_at_once(firm: Administration) -> None:
    batch = batched(firm, debit_of(collectable(firm, mandate_first="")))
    assert told(batch, "SeqTp") == ["RCUR"]


def test_a_first_collection_that_was_returned_is_first_again(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    batched(firm, debit)
    return_debit(debit, COLLECTION_DAY)
    assert told(batched(firm, collect_again(debit)), "SeqTp") == ["FRST"]


def test_a_mandate_for_one_collection_serves_once(firm: Administration) -> None:
    once = {"mandate_kind": "E"}
    batch = batched(firm, debit_of(collectable(firm, **once)))
    assert told(batch, "SeqTp") == ["OOFF"]
    second = debit_of(collectable(firm, **once))
    assert code_of(second) == "mandate_spent"


def test_a_mandate_for_one_collection_is_not_twice_in_a_file(firm: Administration) -> None:
    debits = [debit_of(collectable(firm, mandate_kind="E")) for _ in range(2)]
    with pytest.raises(Refused, match="mandate_spent"):
        batched(firm, *debits)
    assert not firm.debit_batches.exists()


def test_an_invoice_is_in_one_file(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    batched(firm, debit)
    with pytest.raises(Refused, match="debit_meanwhile"):
        batched(firm, debit)
    assert firm.debit_batches.count() == 1


def test_the_database_refuses_a_second_living_debit(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    with pytest.raises(DatabaseError), transaction.atomic():
        DirectDebit.objects.create(
            administration=firm, invoice_id=debit.invoice_id, mandate=debit.mandate, text="x"
        )


def test_the_database_refuses_a_debit_in_a_file_that_says_that_it_waits(
    firm: Administration,
) -> None:
    debit = debit_of(collectable(firm))
    batched(firm, debit)
    with pytest.raises(DatabaseError), transaction.atomic():
        DirectDebit.objects.filter(pk=debit.pk).update(state=DebitState.WAITING)


@pytest.mark.parametrize(
    ("details", "code"),
    [
        ({"mandate_id": ""}, "mandate_missing"),
        ({"mandate_signed_on": ""}, "mandate_day_missing"),
        ({"iban": "NL91ABNA0417164301"}, "mandate_iban_wrong"),
        ({"mandate_id": "Ü-1"}, "mandate_reference_wrong"),
    ],
)
def test_a_mandate_that_is_not_right_stops_no_booking_and_waits_for_a_person(
    firm: Administration, details: dict[str, str], code: str
) -> None:
    invoice = collectable(firm, **details)
    debit = debit_of(invoice)
    assert (invoice.is_booked, debit.mandate, code_of(debit)) == (True, None, code)


def test_a_mandate_with_another_account_waits_for_a_person(firm: Administration) -> None:
    collectable(firm)
    debit = debit_of(collectable(firm, iban="NL02ABNA0123456789"))
    assert code_of(debit) == "mandate_differs"


def test_the_mandate_of_somebody_else_is_not_used(firm: Administration) -> None:
    collectable(firm)
    add_relation(firm, RelationDraft("TEST2", "Test 2"), TODAY)
    other = write_invoice(firm, replace(TO_COLLECT, relation_code="TEST2"), TODAY)
    assert code_of(debit_of(other)) == "mandate_of_other"


def test_the_only_mandate_of_a_relation_is_used_when_the_invoice_names_none(
    firm: Administration,
) -> None:
    known = debit_of(collectable(firm)).mandate
    assert debit_of(collectable(firm, mandate_id="")).mandate == known


def test_a_person_fills_in_the_mandate_afterwards(firm: Administration) -> None:
    debit = debit_of(collectable(firm, mandate_id=""))
    settled = settle_mandate(debit, MANDATE, "Onderhoud\n2018")
    assert (code_of(settled), settled.text) == ("", "Onderhoud 2018")


def test_a_used_mandate_keeps_its_account(firm: Administration) -> None:
    batched(firm, debit_of(collectable(firm)))
    debit = debit_of(collectable(firm))
    moved = replace(MANDATE, reference="m-1", iban="NL02ABNA0123456789")
    with pytest.raises(Refused, match="mandate_used"):
        settle_mandate(debit, moved, "")


def test_a_credit_invoice_is_not_collected(firm: Administration) -> None:
    back = replace(TO_COLLECT.lines[0], quantity=Decimal(-1))
    invoice = write_invoice(firm, replace(TO_COLLECT, lines=(back,)), TODAY)
    assert not invoice.direct_debits.exists()


def test_an_invoice_by_post_is_not_collected(firm: Administration) -> None:
    assert not write_invoice(firm, BOOKED, TODAY).direct_debits.exists()


def test_who_collects_without_a_mail_sends_the_invoice_by_post(firm: Administration) -> None:
    """Without it the customer would not know what is collected, and when."""
    assert collectable(firm).letter.run is None


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2018, 10, 6), "debit_day_closed"),
        (TODAY, "debit_day_wrong"),
        (date(2019, 10, 1), "debit_day_wrong"),
        (date(2018, 10, 2), "debit_not_ready"),
    ],
)
def test_a_day_that_cannot_be_is_refused(firm: Administration, day: date, code: str) -> None:
    debit = debit_of(collectable(firm))
    with pytest.raises(Refused, match=code):
        make_batch(firm, [debit.pk], day, TODAY)


def test_another_notice_can_be_agreed(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    settled = settle_mandate(debit, replace(MANDATE, notice_days=2), "")
    assert code_of(settled, TODAY + timedelta(days=2)) == ""


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("creditor_id", "NL23ZZZ000000000000", "firm_creditor_id_missing"),
        ("iban", "", "firm_iban_missing"),
    ],
)
def test_a_firm_that_cannot_collect_makes_no_file(
    firm: Administration, name: str, value: str, code: str
) -> None:
    debit = debit_of(collectable(firm))
    Administration.objects.update(**{name: value})
    with pytest.raises(Refused, match=code):
        batched(firm, debit)


def test_what_was_paid_meanwhile_is_not_collected(firm: Administration) -> None:
    invoice = collectable(firm)
    receive_payment(invoice.open_item, invoice.gross, TODAY, "1100")
    assert code_of(debit_of(invoice)) == "debit_paid"


def test_what_was_paid_in_part_is_collected_for_the_rest(firm: Administration) -> None:
    invoice = collectable(firm)
    receive_payment(invoice.open_item, Decimal(40), TODAY, "1100")
    assert told(batched(firm, debit_of(invoice)), "InstdAmt") == ["50.57"]


def test_a_file_is_withdrawn_before_its_day_and_its_invoices_wait_again(
    firm: Administration,
) -> None:
    debit = debit_of(collectable(firm))
    batch = batched(firm, debit)
    withdraw(batch, TODAY)
    debit.refresh_from_db()
    assert (debit.state, debit.batch, code_of(debit)) == (DebitState.WAITING, None, "")
    with pytest.raises(Refused, match="batch_past"):
        withdraw(batch, TODAY)
    with pytest.raises(Refused, match="batch_not_yet"):
        book_collected(batch, "1100", COLLECTION_DAY, COLLECTION_DAY)


def test_on_its_day_a_file_is_not_withdrawn_any_more(firm: Administration) -> None:
    batch = batched(firm, debit_of(collectable(firm)))
    with pytest.raises(Refused, match="batch_past"):
        withdraw(batch, COLLECTION_DAY)


def test_one_press_books_every_receipt_once(firm: Administration) -> None:
    invoices = [collectable(firm), collectable(firm)]
    batch = batched(firm, *map(debit_of, invoices))
    with pytest.raises(Refused, match="batch_not_yet"):
        book_collected(batch, "1100", COLLECTION_DAY, TODAY)
    assert not book_collected(batch, "1100", COLLECTION_DAY, COLLECTION_DAY)
    with pytest.raises(Refused, match="batch_past"):
        book_collected(batch, "1100", COLLECTION_DAY, COLLECTION_DAY)
    for invoice in invoices:
        invoice.open_item.refresh_from_db()
        assert (invoice.open_item.open, invoice.open_item.receipts.count()) == (Decimal(0), 1)


@pytest.mark.parametrize("away", [-1, 2])
def test_money_comes_on_no_day_before_the_collection_and_none_ahead(
    firm: Administration, away: int
) -> None:
    batch = batched(firm, debit_of(collectable(firm)))
    day, today = COLLECTION_DAY + timedelta(days=away), COLLECTION_DAY + timedelta(days=1)
    with pytest.raises(Refused, match="batch_day_wrong"):
        book_collected(batch, "1100", day, today)


def test_what_was_paid_in_another_way_is_named_and_the_others_are_booked(
    firm: Administration,
) -> None:
    paid, other = collectable(firm), collectable(firm)
    batch = batched(firm, debit_of(paid), debit_of(other))
    receive_payment(paid.open_item, paid.gross, TODAY, "1000")
    (left,) = book_collected(batch, "1100", COLLECTION_DAY, COLLECTION_DAY)
    assert (left.invoice_id, debit_of(other).state) == (paid.pk, DebitState.COLLECTED)
    assert paid.open_item.receipts.count() == 1


def test_a_storno_opens_the_item_again_and_keeps_the_books_in_balance(
    firm: Administration,
) -> None:
    invoice = collectable(firm)
    debit = debit_of(invoice)
    book_collected(batched(firm, debit), "1100", COLLECTION_DAY, COLLECTION_DAY)
    return_debit(debit, COLLECTION_DAY + timedelta(days=2))
    invoice.open_item.refresh_from_db()
    assert invoice.open_item.open == invoice.gross
    balances = {
        account.code: getattr(account, "balance")  # noqa: B009 - an annotation
        for account in firm.ledger_accounts.with_balance()
    }
    assert (balances["1100"], balances["1300"]) == (Decimal(0), invoice.gross)
    with pytest.raises(Refused, match="debit_meanwhile"):
        return_debit(debit, COLLECTION_DAY)


def test_after_a_storno_it_is_collected_again_in_a_new_file(firm: Administration) -> None:
    debit = debit_of(collectable(firm))
    batched(firm, debit)
    return_debit(debit, COLLECTION_DAY)
    again = collect_again(debit)
    with pytest.raises(Refused, match="debit_meanwhile"):
        collect_again(debit)
    assert batched(firm, again).count == 1


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_file(lasting_books: Administration) -> None:
    firm = collecting(lasting_books)
    debit = debit_of(collectable(firm))
    results: list[Any] = []

    def press() -> None:
        try:
            results.append(batched(firm, debit))
        except Refused as refusal:
            results.append(refusal.code)

    at_once(press, press)
    assert "debit_meanwhile" in results
    assert firm.debit_batches.get().debits.get() == debit
