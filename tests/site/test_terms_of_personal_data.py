"""For every term of the data map: the cleaning removes what is past it, and keeps what is not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.inviting import Asked, invite
from bonbrug.accounts.models import (
    AccountMail,
    AddressChange,
    Invitation,
    LoginLink,
    SecurityEvent,
    TrustedBrowser,
    WrongGuesses,
)
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.kinds import Kind as Told
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.models import InvoiceMail, MailState
from bonbrug.books.models import Session as ProgramSession
from bonbrug.link import actions
from bonbrug.link.actions.journal import forget_old_events
from bonbrug.link.models import (
    Connection,
    Digest,
    Event,
    ExportJob,
    Inbox,
    Item,
    LogLine,
    Reconciliation,
    Run,
    TrialInvoice,
)
from bonbrug.link.store import journal
from bonbrug.site.cleanup import Cleanup
from bonbrug.values.personal_data import Term
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import (
    Company,
    Employee,
    History,
    LinkCode,
    MaterialLine,
    Tablet,
    TabletEvent,
    WorkOrder,
    WorkPeriod,
)
from tests.books.shelf import BOOKED, TODAY, open_books
from tests.fakes.linked import ordered

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@dataclass(frozen=True)
class Kind:
    """`make` makes something of a moment; `left` is what is still said of a person."""

    term: Term
    age: timedelta
    make: Callable[[datetime], object]
    left: Callable[[], "QuerySet[Any]"]


def _connection() -> Connection:
    return Connection.objects.first() or ordered()


def _job(moment: datetime, **fields: Any) -> ExportJob:
    return ExportJob.objects.create(
        connection=_connection(), row_id="1", work_order_number="WB-1", state="settled",
        seen_at=moment, settled_at=moment, **fields,
    )  # fmt: skip


def _received(moment: datetime) -> Model:
    return Inbox.objects.create(job=_job(moment), body_sealed="x", received_at=moment)


def _run(moment: datetime) -> Run:
    return Run.objects.create(
        connection=_connection(), started_at=moment, finished_at=moment, dry_run=True
    )


def _tried(moment: datetime) -> Model:
    return TrialInvoice.objects.create(run=_run(moment), row_id="1", body={})


def _line(moment: datetime) -> Model:
    return LogLine.objects.create(
        connection=_connection(), run=_run(moment), first_moment=moment, moment=moment, kind="x"
    )


def _answered(moment: datetime) -> Model:
    return Item.objects.create(
        connection=_connection(), kind="x", opened_at=moment, last_seen_at=moment, closed_at=moment
    )


def _told(moment: datetime) -> Model:
    return Digest.objects.create(connection=_connection(), made_at=moment, sent_at=moment)


def _compared(moment: datetime) -> Model:
    return Reconciliation.objects.create(
        connection=_connection(), first=moment, last=moment, asked_at=moment, finished_at=moment
    )


def _mailed(moment: datetime) -> Model:
    books = open_books()
    invoice = write_invoice(books, BOOKED, TODAY)
    return InvoiceMail.objects.create(
        administration=books, invoice=invoice, state=MailState.SENT, recipient="jo@jansen.example",
        subject="Uw factuur", body="Beste Jo", made_on=moment.date(),
    )  # fmt: skip


def _company() -> Company:
    return Company.objects.first() or new_company(_connection().organisation, "Werk BV", "1234567")


def _employee() -> Employee:
    return add_employee(_company(), {"first_name": "Sanne", "last_name": "V", "number": "101"})


def _worked(moment: datetime) -> Model:
    order = WorkOrder.objects.create(
        company=_company(), serial=1, order_nr="0000000001", status="Afgehandeld",
        customer_name="Jansen", signer_name="Jo", signature=b"ink", description="Lek bij Jo",
        created_at=moment, changed_at=moment,
    )  # fmt: skip
    WorkPeriod.objects.create(work_order=order, remark="hond heet Jo", total_minutes=60)
    MaterialLine.objects.create(
        work_order=order, name="kraan voor Jo", by_hand=True, quantity=1, price=2
    )
    History.objects.create(work_order=order, moment=moment, what="completed", detail="Jo")
    return order


def _tablet(moment: datetime) -> None:
    Tablet.objects.create(
        employee=_employee(), linked_at=moment, last_seen=moment, rolled_at=moment
    )
    TabletEvent.objects.create(company=_company(), moment=moment, what="linked", who="Sanne V")


def _program(moment: datetime) -> Model:
    return ProgramSession.objects.create(
        administration=open_books(), key="k", opened_at=moment, used_at=moment
    )


def _event(moment: datetime) -> None:
    journal.append(_connection().pk, [journal.NewEvent("x")], moment)


def _login(moment: datetime) -> Model:
    return LoginLink.objects.create(user=add_person("jo@firm.example"), expires_at=moment)


def _invited(moment: datetime) -> Model:
    firm = add_organisation("Voorbeeld BV")
    return invite(Asked(firm, "jo@firm.example", Role.OFFICE), "token", moment)


YEAR, QUARTER, MONTH = 365 * DAY, 90 * DAY, 30 * DAY
KINDS = (
    Kind(Term.RECEIVED, MONTH, _received, Inbox.objects.all),
    Kind(Term.RECEIVED, MONTH, _tried, TrialInvoice.objects.all),
    Kind(Term.LOG, QUARTER, _line, LogLine.objects.all),
    Kind(Term.LOG, QUARTER, _told, Digest.objects.all),
    Kind(Term.LOG, QUARTER, _compared, Reconciliation.objects.all),
    Kind(Term.CLOSED, QUARTER, _answered, Item.objects.all),
    Kind(Term.WORKED, 100 * DAY, lambda moment: _job(moment, work="hours"),
         lambda: ExportJob.objects.exclude(work="")),
    Kind(Term.MAIL, YEAR + DAY / 2, _mailed,  # the day counts, not the hour
         lambda: InvoiceMail.objects.exclude(recipient="", subject="", body="")),
    Kind(Term.WORK, 8 * 366 * DAY, _worked,
         lambda: WorkOrder.objects.exclude(customer_name="", signer_name="", signature=None)),
    Kind(Term.WORK, 8 * 366 * DAY, _worked, lambda: WorkPeriod.objects.exclude(remark="")),
    Kind(Term.WORK, 8 * 366 * DAY, _worked, lambda: MaterialLine.objects.exclude(name="")),
    Kind(Term.WORK, 8 * 366 * DAY, _worked, lambda: History.objects.exclude(detail="")),
    Kind(Term.TABLET, YEAR, _tablet, Tablet.objects.all),
    Kind(Term.TABLET, YEAR, _tablet, TabletEvent.objects.all),
    Kind(Term.PROGRAM, DAY, _program, ProgramSession.objects.all),
    Kind(Term.LOGIN, DAY, _login, LoginLink.objects.all),
    Kind(Term.LOGIN, timedelta(0), lambda moment: LinkCode.objects.create(
        employee=_employee(), expires_at=moment), LinkCode.objects.all),
    Kind(Term.SESSION, timedelta(0), lambda moment: Session.objects.create(
        session_key="s", session_data="", expire_date=moment), Session.objects.all),
    Kind(Term.GUESSES, timedelta(0), lambda moment: WrongGuesses.objects.create(
        key="k", empty_at=moment, free_at=moment), WrongGuesses.objects.all),
    Kind(Term.INVITED, 14 * DAY, _invited, Invitation.objects.all),
    Kind(Term.TRUSTED, timedelta(0), lambda moment: TrustedBrowser.objects.create(
        user=add_person("jo@firm.example"), digest="d", expires_at=moment),
         TrustedBrowser.objects.all),
    Kind(Term.ASKED_MAIL, timedelta(hours=1), lambda moment: AccountMail.objects.create(
        kind="reset", address="jo@firm.example", made_at=moment, next_try_at=moment),
         AccountMail.objects.all),
    Kind(Term.ASKED_MAIL, timedelta(0), lambda moment: AddressChange.objects.create(
        user=add_person("jo@firm.example"), email="j@firm.example", made_at=moment,
        expires_at=moment), AddressChange.objects.all),
    Kind(Term.SECURITY, 2 * 366 * DAY, lambda moment: record(
        HOST, NewEvent(Told.BACKUP_MADE), moment), SecurityEvent.objects.all),
    Kind(Term.JOURNAL, 7 * 366 * DAY, _event, lambda: Event.objects.filter(what="x")),
)  # fmt: skip
# Erased when a person asks for it, or kept as long as somebody works here.
BY_A_PERSON = {Term.CUSTOMER, Term.BOOKS, Term.PERSON, Term.ERASED}


def clean() -> None:
    """Do what workers do by themselves, and the command for the journal."""
    Cleanup(lambda: NOW)()
    actions.forget_old(NOW)
    for connection in Connection.objects.all():
        forget_old_events(connection, NOW)


def test_every_term_has_a_kind_or_a_person() -> None:
    assert {kind.term for kind in KINDS} | BY_A_PERSON == set(Term)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.term))
def test_what_is_past_its_term_goes(kind: Kind) -> None:
    kind.make(NOW - kind.age - MINUTE)
    assert kind.left().exists()
    clean()
    assert not kind.left().exists()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.term))
def test_what_is_not_past_its_term_stays(kind: Kind) -> None:
    kind.make(NOW - kind.age + MINUTE)
    clean()
    assert kind.left().exists()


def test_hours_and_articles_stay_when_a_customer_is_forgotten() -> None:
    _worked(NOW - 9 * YEAR)
    clean()
    assert WorkPeriod.objects.get().total_minutes == 60
    assert MaterialLine.objects.get().quantity == 1


def test_a_mail_that_is_in_doubt_keeps_its_text() -> None:
    _mailed(NOW - 3 * YEAR)
    InvoiceMail.objects.update(state=MailState.UNKNOWN)
    clean()
    assert InvoiceMail.objects.get().body == "Beste Jo"


def test_an_open_question_is_kept() -> None:
    _answered(NOW - 3 * YEAR)
    Item.objects.update(closed_at=None)
    clean()
    assert Item.objects.exists()
