"""A real process that is killed by the mail server, before it can write down what became of it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection

from bonbrug.books.actions.keep_relation import RelationDraft, change_relation
from bonbrug.books.actions.send_mail import dispatch_mails
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import Administration, Delivery, InvoiceMail, MailState
from bonbrug.jobs import task_queue
from tests.books.shelf import BOOKED, NOW, TODAY
from tests.postbox import Postbox, free_port

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
DETAILS = {"subject": "Factuur", "body": "Hierbij.", "from_address": "kantoor@demo.example"}


@dataclass
class Deadly(Postbox):
    """Takes a mail and kills who sent it, before or after saying so."""

    sender: subprocess.Popen[bytes] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name that the server calls
        answer = await super().handle_DATA(server, session, envelope)
        assert self.sender
        os.kill(self.sender.pid, signal.SIGKILL)
        return answer


@pytest.fixture
def deadly(settings: Any) -> Iterator[Deadly]:
    box = Deadly(port=free_port())
    settings.BONBRUG_SMTP_URL, settings.BONBRUG_MAIL_FROM = box.url, "bonbrug@example.com"
    box.start()
    yield box
    box.stop()
    task_queue.forget()


def test_a_worker_that_is_killed_while_it_sends_leaves_one_mail_and_no_second(
    lasting_books: Administration, deadly: Deadly
) -> None:
    known = RelationDraft("TEST1", "Test 1", email="klant@example.com")
    change_relation(lasting_books.relations.get(), known)
    draft = replace(BOOKED, delivery=Delivery.EMAIL, details=DETAILS)
    mail = write_invoice(lasting_books, draft, TODAY).mails.get()
    assert _killed(deadly, mail) == -signal.SIGKILL
    mail.refresh_from_db()
    assert (mail.state, len(deadly.mails)) == (MailState.SENDING, 1)
    for hours in (1, 2, 100):
        assert dispatch_mails(NOW + timedelta(hours=hours)) == 0
    mail.refresh_from_db()
    assert (mail.state, len(deadly.mails)) == (MailState.UNKNOWN, 1)


def _killed(deadly: Deadly, mail: InvoiceMail) -> int:
    told = {"BONBRUG_SMTP_URL": deadly.url, "BONBRUG_MAIL_FROM": "bonbrug@example.com"}
    words = ("tests.books.sending_process", str(connection.settings_dict["NAME"]), str(mail.pk))
    deadly.sender = subprocess.Popen((sys.executable, "-m", *words), env={**os.environ, **told})
    return deadly.sender.wait(timeout=60)
