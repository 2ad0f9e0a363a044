"""An invoice by e-mail: sent once by itself, and never again unless it surely was not sent."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bonbrug.books.actions import send_mail as sending
from bonbrug.books.actions.invoice_mail import (
    MailDraft,
    drop_mail,
    first_draft,
    hold_mails,
    send_by_hand,
)
from bonbrug.books.actions.keep_relation import RelationDraft, change_relation
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.send_mail import Attachment, dispatch_mails, send_mail
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.jobs import handlers
from bonbrug.books.models import Administration, Delivery, Invoice, InvoiceMail, MailState
from bonbrug.books.pages.attachments import attachments
from bonbrug.jobs import task_queue
from tests.books.at_once import at_once
from tests.books.shelf import BOOKED, NOW, TODAY
from tests.postbox import Postbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
DETAILS = {
    "subject": "Factuur kraan",
    "body": "Hierbij de factuur.\nMet groet",
    "from_address": "kantoor@demo.example",
    "from_name": "Demo Installatie BV",
}
BY_MAIL = replace(BOOKED, delivery=Delivery.EMAIL, details=DETAILS)
TO = "klant@example.com"


@pytest.fixture(autouse=True)
def _empty_queue() -> None:
    task_queue.forget()


@pytest.fixture
def books(lasting_books: Administration) -> Administration:
    reach(lasting_books, email=TO)
    return lasting_books


def reach(books: Administration, **changes: Any) -> None:
    known = RelationDraft("TEST1", "Test 1", city="Utrecht")
    change_relation(books.relations.get(), replace(known, **changes))


def paper(invoice: Invoice) -> list[Attachment]:
    name, content = f"factuur-{invoice.number}.pdf", b"%PDF-1.7 " + invoice.number.encode()
    return [Attachment(name, "application/pdf", content)]


def tried(now: datetime = NOW) -> int:
    """Do what the worker does: tick, then the jobs that were sent."""
    gone = dispatch_mails(now)
    while job := task_queue.take(task_queue.SLOW):
        send_mail(int(job[1]), paper, lambda: now)
    return gone


def made(books: Administration, draft: Any = BY_MAIL) -> InvoiceMail:
    invoice = write_invoice(books, draft, TODAY)
    return invoice.mails.get()


def test_booking_writes_the_mail_down_and_the_worker_sends_it_with_its_pdf(
    books: Administration, postbox: Postbox
) -> None:
    mail = made(books)
    assert (mail.state, mail.recipient, postbox.mails) == (MailState.QUEUED, TO, [])
    tried()
    mail.refresh_from_db()
    assert (mail.state, mail.ended_at) == (MailState.SENT, NOW)
    (sent,) = postbox.mails
    assert postbox.recipients == [[TO]]
    assert sent["Subject"] == "Factuur kraan"
    text, pdf = sent.iter_parts()
    assert text.get_content() == "Hierbij de factuur.\r\nMet groet"
    assert (pdf.get_filename(), pdf.get_content_type()) == (
        "factuur-2018001.pdf", "application/pdf",
    )  # fmt: skip
    assert pdf.get_payload(decode=True) == b"%PDF-1.7 2018001"


def test_the_handler_of_the_worker_sends_the_real_paper(
    books: Administration, postbox: Postbox
) -> None:
    mail = made(books)
    handlers(attachments)[sending.MAIL](str(mail.pk))
    (sent,) = postbox.mails
    _, pdf = sent.iter_parts()
    payload = pdf.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.startswith(b"%PDF-")


def test_an_invoice_that_is_only_set_ready_is_not_mailed(books: Administration) -> None:
    ready = write_invoice(books, replace(BY_MAIL, book=False), TODAY)
    assert not ready.mails.exists()
    with pytest.raises(Refused, match="mail_of_unbooked"):
        send_by_hand(ready, MailDraft(TO, "a", "b"), 0, TODAY)


def test_a_direct_debit_is_mailed_as_well_when_the_wire_asks_for_it(
    books: Administration, postbox: Postbox
) -> None:
    debit = {"account": "1", "holder": "T", "city": "U", "text_1": "F"}
    draft = replace(
        BY_MAIL, delivery=Delivery.DIRECT_DEBIT, also_email=True, details=DETAILS | debit
    )
    assert made(books, draft).state == MailState.QUEUED


def test_an_invoice_by_post_makes_no_mail(books: Administration, postbox: Postbox) -> None:
    assert not write_invoice(books, BOOKED, TODAY).mails.exists()


def test_without_details_the_mail_has_our_words(books: Administration) -> None:
    invoice = write_invoice(books, BOOKED, TODAY)
    draft = first_draft(invoice)
    assert draft.subject == "Factuur 2018001 van Demo Installatie BV"
    assert (draft.recipient, draft.from_name) == (TO, "Demo Installatie BV")


def test_the_sender_is_ours_and_answers_go_to_the_firm(
    books: Administration, postbox: Postbox
) -> None:
    """Who mails as a domain that is not his own is taken for a forger."""
    made(books)
    tried()
    (sent,) = postbox.mails
    assert sent["From"] == "Demo Installatie BV <bonbrug@example.com>"
    assert sent["Reply-To"] == "Demo Installatie BV <kantoor@demo.example>"


def test_a_sender_of_the_domain_of_the_mail_server_is_the_sender_itself(
    books: Administration, postbox: Postbox
) -> None:
    made(books, replace(BY_MAIL, details=DETAILS | {"from_address": "Facturen@EXAMPLE.com"}))
    tried()
    (sent,) = postbox.mails
    assert sent["From"] == "Demo Installatie BV <Facturen@EXAMPLE.com>"
    assert sent["Reply-To"] is None


@pytest.mark.parametrize("name", ["subject", "from_name"])
def test_a_line_break_makes_no_header(books: Administration, postbox: Postbox, name: str) -> None:
    details = DETAILS | {name: "Factuur\r\nBcc: ander@example.com\n\nen meer"}
    made(books, replace(BY_MAIL, details=details))
    tried()
    (sent,) = postbox.mails
    assert sent["Bcc"] is None
    assert postbox.recipients == [[TO]]


def test_a_sender_address_with_a_line_break_is_not_sent(
    books: Administration, postbox: Postbox
) -> None:
    details = DETAILS | {"from_address": "a@b.nl\nBcc: ander@example.com"}
    mail = made(books, replace(BY_MAIL, details=details))
    assert (mail.state, mail.code) == (MailState.FAILED, "mail_wrong_sender")
    tried()
    assert postbox.mails == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"email": ""}, "mail_no_address"),
        ({"email": "geen adres"}, "mail_wrong_address"),
        ({"email": TO, "no_email": True}, "mail_not_wanted"),
    ],
)
def test_booking_goes_on_when_the_mail_cannot_go_and_says_why(
    books: Administration, postbox: Postbox, changes: dict[str, Any], code: str
) -> None:
    reach(books, **changes)
    mail = made(books)
    assert (mail.state, mail.code, mail.invoice.is_booked) == (MailState.FAILED, code, True)
    assert tried() == 0


def test_a_lost_answer_is_unknown_and_is_never_sent_again_by_itself(
    books: Administration, postbox: Postbox
) -> None:
    postbox.cut = True
    mail = made(books)
    tried()
    mail.refresh_from_db()
    assert mail.state == MailState.UNKNOWN
    postbox.cut = False
    for hours in (1, 24, 1000):
        assert tried(NOW + timedelta(hours=hours)) == 0
    assert len(postbox.mails) == 1


def test_who_falls_between_the_answer_and_the_commit_leaves_it_unknown(
    books: Administration, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fell(BaseException):
        """The end of the process."""

    def fall(*args: object) -> None:
        raise Fell

    mail = made(books)
    monkeypatch.setattr(sending, "_end", fall)
    with pytest.raises(Fell):
        tried()
    monkeypatch.undo()
    mail.refresh_from_db()
    assert (mail.state, len(postbox.mails)) == (MailState.SENDING, 1)
    assert tried(NOW + timedelta(minutes=9)) == 0
    assert tried(NOW + timedelta(minutes=11)) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (MailState.UNKNOWN, "mail_worker_fell")
    assert len(postbox.mails) == 1


def test_a_server_that_is_away_is_tried_again_later(
    books: Administration, postbox: Postbox
) -> None:
    postbox.stop()
    mail = made(books)
    tried()
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (MailState.QUEUED, "mail_unreachable")
    assert tried(NOW + timedelta(seconds=30)) == 0
    postbox.start()
    tried(NOW + timedelta(minutes=2))
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, len(postbox.mails)) == (MailState.SENT, 2, 1)


def test_a_busy_server_is_tried_seven_times_and_then_a_person_is_asked(
    books: Administration, postbox: Postbox
) -> None:
    postbox.refuse = "451 later"
    mail = made(books)
    for days in range(10):
        tried(NOW + timedelta(days=days))
    mail.refresh_from_db()
    assert (mail.state, mail.code, mail.attempts) == (MailState.FAILED, "smtp_451", 7)


def test_a_refusal_for_good_is_not_tried_again(books: Administration, postbox: Postbox) -> None:
    postbox.refuse = "554 not here"
    mail = made(books)
    tried()
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (MailState.FAILED, "smtp_554")


def test_a_doubled_job_sends_one_mail(books: Administration, postbox: Postbox) -> None:
    mail = made(books)
    both = threading.Barrier(2)

    def job() -> None:
        def late(invoice: Invoice) -> list[Attachment]:
            both.wait(timeout=10)  # both have read the mail as waiting
            return paper(invoice)

        send_mail(mail.pk, late, lambda: NOW)

    at_once(job, job)
    assert len(postbox.mails) == 1


def test_a_tick_sends_no_second_job_while_one_is_in_the_queue(
    books: Administration, postbox: Postbox
) -> None:
    made(books)
    assert (dispatch_mails(NOW), dispatch_mails(NOW + timedelta(seconds=2))) == (1, 0)
    assert dispatch_mails(NOW + timedelta(minutes=3)) == 1  # it may have got lost


def test_without_a_mail_server_it_is_kept_and_never_goes_by_itself(
    books: Administration, settings: Any
) -> None:
    mail = made(books)
    assert mail.state == MailState.KEPT
    settings.BONBRUG_SMTP_URL = "smtp://127.0.0.1:9"
    assert dispatch_mails(NOW) == 0


def test_a_person_sends_again_once_however_often_the_button_is_pressed(
    books: Administration, postbox: Postbox
) -> None:
    postbox.cut = True
    mail = made(books)
    tried()
    postbox.cut = False
    again = MailDraft(TO, "Nogmaals", "Hierbij.")
    send_by_hand(mail.invoice, again, mail.pk, TODAY)
    with pytest.raises(Refused, match="mail_meanwhile"):
        send_by_hand(mail.invoice, again, mail.pk, TODAY)
    tried()
    assert [one["Subject"] for one in postbox.mails] == ["Factuur kraan", "Nogmaals"]


def test_a_dropped_mail_is_not_sent(books: Administration, postbox: Postbox) -> None:
    mail = made(books)
    drop_mail(mail)
    tried()
    assert postbox.mails == []
    with pytest.raises(Refused, match="mail_meanwhile"):
        drop_mail(_sent(mail))


def _sent(mail: InvoiceMail) -> InvoiceMail:
    InvoiceMail.objects.filter(pk=mail.pk).update(state=MailState.SENT)
    return mail


def test_after_a_restore_nothing_goes_by_itself(books: Administration, postbox: Postbox) -> None:
    mail = made(books)
    assert hold_mails() == 1
    tried()
    mail.refresh_from_db()
    assert (mail.state, postbox.mails) == (MailState.UNKNOWN, [])


def test_a_paper_that_cannot_be_made_is_told_and_nothing_is_sent(
    books: Administration, postbox: Postbox
) -> None:
    def torn(invoice: Invoice) -> list[Attachment]:
        raise RuntimeError

    mail = made(books)
    send_mail(mail.pk, torn, lambda: NOW)
    mail.refresh_from_db()
    assert (mail.state, mail.code, postbox.mails) == (MailState.FAILED, "mail_not_made", [])


def test_a_try_that_was_given_up_and_surely_failed_is_not_tried_again(
    books: Administration, postbox: Postbox
) -> None:
    """A person may have sent it again since, so that another try would double it."""
    mail = made(books)
    postbox.stop()

    def frozen() -> datetime:
        """The clock of a worker that stood still: its row was given up while it slept."""
        InvoiceMail.objects.filter(pk=mail.pk, state=MailState.SENDING).update(
            state=MailState.UNKNOWN
        )
        return NOW

    moments = iter([NOW, NOW])
    send_mail(mail.pk, paper, lambda: next(moments, None) or frozen())
    mail.refresh_from_db()
    assert (mail.state, mail.code) == (MailState.FAILED, "mail_unreachable")
    assert tried(NOW + timedelta(days=2)) == 0


def test_a_text_that_cannot_be_written_is_told_before_anything_is_sent(
    books: Administration, postbox: Postbox
) -> None:
    mail = made(books)
    InvoiceMail.objects.filter(pk=mail.pk).update(subject="Factuur\nBcc: ander@example.com")
    tried()
    mail.refresh_from_db()
    assert (mail.state, mail.code, postbox.mails) == (MailState.FAILED, "mail_not_made", [])
