"""How an invoice goes out, through both doors: a mail in the outbox, a debit at Te incasseren."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bonbrug.books.models import Delivery as Way
from bonbrug.books.models import DirectDebit, Invoice, InvoiceMail, Letter
from bonbrug.link import actions
from bonbrug.sync.model.agreements import CustomerAgreement
from bonbrug.values.delivery import DeliveryKind
from tests.fakes import delivery
from tests.wrong_input.box import SMIT, Box, material

MANDATE = replace(delivery.MANDATE, holder="J. Smit")
TEXTS = {**delivery.TEXTS, "mail_subject": "Uw factuur van Demo", "statement_2": ""}
MAILED = replace(SMIT, code="MAIL1", name="Café Post", email="klant@example.com")


def agree(box: Box, code: str, **agreed: Any) -> None:
    actions.agree(box.connection, code, CustomerAgreement(**agreed), None, box.clock())


def test_an_upgraded_link_still_sends_by_post(box: Box) -> None:
    box.order("18-1001")
    box.sync()
    assert Invoice.objects.get().delivery == Way.POST
    assert Letter.objects.count() == 1
    assert (InvoiceMail.objects.count(), DirectDebit.objects.count()) == (0, 0)


def test_a_work_order_becomes_an_invoice_with_a_mail_in_the_outbox(box: Box) -> None:
    box.relation(MAILED)
    box.choose(delivery=DeliveryKind.EMAIL, **TEXTS)
    box.order("18-1001", customer=MAILED)
    box.sync()
    box.went("18-1001")
    mail = InvoiceMail.objects.get(invoice=Invoice.objects.get(delivery=Way.EMAIL))
    assert (mail.recipient, mail.subject) == ("klant@example.com", "Uw factuur van Demo")
    assert (mail.from_address, mail.code) == ("kantoor@demo.example", "")


def test_a_customer_without_an_address_is_asked_about_until_the_books_have_one(box: Box) -> None:
    box.choose(delivery=DeliveryKind.EMAIL, **TEXTS)
    box.order("18-1001")
    box.sync()
    box.waits("18-1001")
    said = box.asks("mail_address_missing", "18-1001", "TEST1")
    assert "Klantafspraken" not in said["en"]
    smit = box.books.relations.get(code="TEST1")
    smit.email = "smit@example.com"
    smit.save()
    box.sync()
    box.went("18-1001")
    assert InvoiceMail.objects.get().recipient == "smit@example.com"


def test_a_signed_mandate_lands_at_to_collect(box: Box) -> None:
    box.choose(**TEXTS)
    agree(box, "TEST1", delivery=DeliveryKind.DIRECT_DEBIT, mandate=MANDATE)
    box.order("18-1001")
    box.sync()
    box.went("18-1001")
    debit = DirectDebit.objects.select_related("mandate").get()
    mandate = debit.mandate
    assert mandate is not None
    assert (mandate.reference, mandate.iban) == ("M-2018-7", "NL91ABNA0417164300")
    assert (mandate.holder, mandate.signed_on) == ("J. Smit", date(2018, 1, 5))
    assert (mandate.used_before, mandate.one_off, debit.doubt) == (False, False, "")
    assert debit.text.startswith("Demo Installatie BV")


def test_an_incomplete_mandate_is_told_in_words_and_goes_once_it_is_whole(box: Box) -> None:
    box.choose(**TEXTS)
    unsigned = replace(MANDATE, signed_on=None)
    agree(box, "TEST1", delivery=DeliveryKind.DIRECT_DEBIT, mandate=unsigned)
    box.order("18-1001")
    box.sync()
    box.waits("18-1001")
    said = box.asks("mandate_incomplete", "18-1001", "TEST1")
    assert "dag van tekenen" in said["nl"]
    assert "day of signing" in said["en"]
    agree(box, "TEST1", delivery=DeliveryKind.DIRECT_DEBIT, mandate=MANDATE)
    box.sync()
    box.went("18-1001")


def test_money_back_is_never_collected(box: Box) -> None:
    box.choose(**TEXTS)
    agree(box, "TEST1", delivery=DeliveryKind.DIRECT_DEBIT, mandate=MANDATE)
    box.order("18-1001", periods=[], materials=[material(quantity="-3")])
    box.sync()
    box.approve("negative_total")
    box.sync()
    bill = Invoice.objects.get()
    assert (bill.gross < Decimal(0), bill.delivery) == (True, Way.POST)
    assert DirectDebit.objects.count() == 0
