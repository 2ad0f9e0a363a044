"""Te versturen, the mail of one invoice, and what its page says of it."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from bonbrug.books.actions.print_invoices import gather
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import (
    Administration,
    Delivery,
    Invoice,
    InvoiceMail,
    Letter,
    MailState,
    PrintRun,
)
from tests.books.pages.conftest import page, plain
from tests.books.shelf import BOOKED, TODAY

DETAILS = {"subject": "Factuur kraan", "body": "Hierbij.", "from_address": "kantoor@demo.example"}
SENT = {"recipient": "klant@example.com", "subject": "Factuur", "body": "Hierbij.", "seen": "0"}


@pytest.fixture
def mailed(books: Administration) -> Invoice:
    """Return a booked invoice for e-mail of a relation without an address."""
    draft = replace(BOOKED, delivery=Delivery.EMAIL, details=DETAILS)
    return write_invoice(books, draft, TODAY)


def state(mail: InvoiceMail, **values: Any) -> None:
    InvoiceMail.objects.filter(pk=mail.pk).update(**values)


def test_an_empty_list_says_what_comes_here(office: Client, books: Administration) -> None:
    html = office.get(page("to_send", books.pk)).text
    assert "Er wacht niets op verzending" in html
    assert "die per e-mail gaat" in html


def test_the_list_says_what_stands_in_the_way(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    html = plain(office.get(page("to_send", books.pk)).text)
    assert "2018001" in html
    assert "niet verzonden De relatie heeft geen e-mailadres." in html


def test_the_invoice_says_what_became_of_it(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    html = plain(office.get(page("invoice", books.pk, mailed.pk)).text)
    assert "Niet verzonden. De relatie heeft geen e-mailadres." in html


def test_a_mail_by_hand_goes_to_the_address_that_was_filled_in(
    office: Client, books: Administration, mailed: Invoice, settings: Any
) -> None:
    settings.BONBRUG_SMTP_URL = "smtp://127.0.0.1:9"
    where = page("invoice_mail", books.pk, mailed.pk)
    seen = str(mailed.mails.get().pk)
    html = plain(office.post(where, SENT | {"seen": seen}, follow=True).text)
    assert "De e-mail is onderweg." in html
    last = mailed.mails.first()
    assert last is not None
    assert (last.state, last.recipient) == (MailState.QUEUED, "klant@example.com")
    assert "Nogmaals versturen" not in html


def test_a_second_press_of_the_same_page_sends_nothing(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    where, seen = page("invoice_mail", books.pk, mailed.pk), str(mailed.mails.get().pk)
    for _ in range(2):
        answer = office.post(where, SENT | {"seen": seen}, follow=True)
    assert "Kijk, en kies opnieuw." in answer.text
    assert mailed.mails.count() == 2


def test_sending_again_says_what_may_happen(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    state(mailed.mails.get(), state=MailState.UNKNOWN, code="mail_unreachable")
    html = plain(office.get(page("invoice_mail", books.pk, mailed.pk)).text)
    assert "De klant kan deze factuur twee keer krijgen." in html
    assert "Nogmaals versturen" in html


def test_without_a_mail_server_the_page_says_that_nothing_is_sent(
    office: Client, books: Administration, booked: Invoice
) -> None:
    where = page("invoice_mail", books.pk, booked.pk)
    assert "Er is hier geen mailserver ingesteld" in office.get(where).text
    html = plain(office.post(where, SENT, follow=True).text)
    assert "De e-mail is bewaard. Er is geen mailserver, dus er is niets verzonden." in html
    assert booked.mails.get().state == MailState.KEPT


def test_an_address_that_is_none_is_an_error_beside_the_field(
    office: Client, books: Administration, booked: Invoice
) -> None:
    where = page("invoice_mail", books.pk, booked.pk)
    html = office.post(where, SENT | {"recipient": "geen"}).text
    assert "geen is geen e-mailadres" in html
    assert not booked.mails.exists()


def test_what_somebody_saw_to_leaves_the_list(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    office.post(page("mail_drop", books.pk, mailed.mails.get().pk), follow=True)
    assert "2018001" not in office.get(page("to_send", books.pk)).text
    assert "2018001" in office.get(page("sent", books.pk)).text


def test_a_mail_that_was_sent_stands_at_the_sent_ones(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    state(mailed.mails.get(), state=MailState.SENT)
    assert "2018001" not in office.get(page("to_send", books.pk)).text
    assert "2018001" in office.get(page("sent", books.pk)).text


@pytest.mark.parametrize("name", ["to_send", "sent", "to_print"])
def test_a_stranger_sees_no_list(stranger: Client, books: Administration, name: str) -> None:
    assert stranger.get(page(name, books.pk)).status_code == 404


def rows() -> list[Any]:
    kinds: tuple[Any, ...] = (Invoice, InvoiceMail, Letter, PrintRun)
    return [list(kind.objects.order_by("pk").values()) for kind in kinds]


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("invoice_mail", "get"),
        ("invoice_mail", "post"),
        ("mail_drop", "post"),
        ("letter_drop", "post"),
        ("print_run", "get"),
        ("print_run", "post"),
        ("print_run_pdf", "get"),
    ],
)
def test_a_stranger_opens_and_changes_nothing(
    stranger: Client, office: Client, books: Administration, mailed: Invoice, name: str, method: str
) -> None:
    write_invoice(books, BOOKED, TODAY)
    run, mail = gather(books, TODAY).pk, mailed.mails.get().pk
    letter = write_invoice(books, BOOKED, TODAY).letter.pk
    keys = {"invoice_mail": mailed.pk, "mail_drop": mail, "letter_drop": letter}
    where, before = page(name, books.pk, keys.get(name, run)), rows()
    assert getattr(stranger, method)(where, SENT).status_code == 404
    assert rows() == before
    assert getattr(office, method)(where, SENT).status_code in (200, 302)


def test_the_mail_of_an_invoice_that_is_only_set_ready_does_not_exist(
    office: Client, books: Administration, ready: Invoice
) -> None:
    assert office.get(page("invoice_mail", books.pk, ready.pk)).status_code == 404


def test_the_overview_tells_of_what_was_not_sent(
    office: Client, books: Administration, mailed: Invoice
) -> None:
    html = office.get(page("overview", books.pk)).text
    assert "1 factuur is niet per e-mail verzonden, of misschien niet" in html
    state(mailed.mails.get(), state=MailState.SENT)
    assert "niet per e-mail verzonden" not in office.get(page("overview", books.pk)).text
