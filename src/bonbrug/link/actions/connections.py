"""Making, signing in, choosing, checking and deleting a link."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bonbrug.accounts.models import Organisation, User
from bonbrug.link import crossing
from bonbrug.link.models import Connection, Item
from bonbrug.link.models.connection import next_due, phase_of
from bonbrug.sync.choices import Choices
from bonbrug.sync.entering import make_statuses
from bonbrug.sync.exports import settings_gap
from bonbrug.sync.failures import Failure, NotAllowedIn
from bonbrug.sync.report import Finding, asked, noted
from bonbrug.values.clock import accounting_day
from bonbrug.values.sealing import SealBroken

LOGIN_ITEMS = ("credentials_refused", "other_administration", "seal_broken")


@dataclass(frozen=True, slots=True)
class SignIn:
    """`ok`; otherwise `field` is the refused credential ('' unknown or unreachable) and `code`."""

    ok: bool
    code: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Names from the operator's lists (crossing.counterparts) of the two services."""

    books: str
    field: str


def make_connection(
    organisation: Organisation,
    name: str,
    services: Counterparts,
    company_id: str,
    tokens: tuple[str, str],
    now: datetime,
    export_from: date | None = None,
) -> Connection:
    """Order a link. `tokens` are the company's token and the software token."""
    with transaction.atomic():
        connection = Connection.objects.create(
            organisation=organisation,
            name=name,
            books_service=services.books,
            field_service=services.field,
            company_id=company_id,
            created_at=now,
            export_from=export_from,
        )
        connection.phase_seconds = phase_of(connection.pk)
        connection.seal("token", tokens[0])
        connection.seal("software_token", tokens[1])
        connection.save()
    return connection


def sign_in(connection: Connection, username: str, code1: str, code2: str, now: datetime) -> SignIn:
    """Try the credentials in the books; only accepted ones are kept, so a working link stays.

    The two halves are tried in turn: first the books, then the token of the work orders. Signing
    in to other books than before counts as a person's decision and is remembered.
    """
    codes = [username.strip(), code1.strip(), code2.strip()]
    try:
        administration = _books_of(connection, codes, now)
        make_statuses(crossing.open_field_service(connection))
    except NotAllowedIn as refusal:
        return SignIn(ok=False, code=refusal.code, field=refusal.field)
    except Failure as failure:
        return SignIn(ok=False, code=failure.code)
    except SealBroken:
        return SignIn(ok=False, code="seal_broken")
    with transaction.atomic():
        _keep_codes(connection, codes, administration, now)
    return SignIn(ok=True)


def _books_of(connection: Connection, codes: list[str], now: datetime) -> tuple[str, str]:
    books = crossing.try_bookkeeping(connection.books_service, codes, lambda: now)
    books.sign_in()
    try:
        found = books.administrations()
    finally:
        books.sign_out()
    return (found[0].key, found[0].name) if found else ("", "")


def _keep_codes(
    connection: Connection, codes: list[str], administration: tuple[str, str], now: datetime
) -> None:
    connection.refresh_from_db()
    for field, value in zip(("username", "security_code_1", "security_code_2"), codes, strict=True):
        connection.seal(field, value)
    connection.books_key, connection.books_name = administration
    connection.credentials_set_at = connection.signed_in_at = connection.statuses_made_at = now
    connection.breaker = ""
    if connection.activated:
        connection.due_at = now
    connection.save()
    items = Item.objects.filter(connection=connection, kind__in=LOGIN_ITEMS, closed_at=None)
    items.update(closed_at=now)


def choose(connection: Connection, choices: Choices, user: User | None, now: datetime) -> int:
    """Save the settings; return the new settings version. The first time activates the link.

    Who saved them is not kept: the version is what intents and runs refer to.
    """
    del user
    with transaction.atomic():
        connection.refresh_from_db()
        for name in CHOSEN:
            setattr(connection, name, getattr(choices, name))
        connection.hour_words = list(choices.hour_words)
        connection.settings_version += 1
        if connection.activated_on is None:
            connection.activated_on = accounting_day(now)
        if connection.due_at is None:
            connection.due_at = next_due(connection.phase_seconds, now)
        connection.save()
    return connection.settings_version


CHOSEN = (
    "import_relations",
    "import_materials",
    "import_hour_types",
    "export_invoices",
    "template",
    "term_days",
    "book",
    "export_relations",
    "mark_errors",
    "export_from",
)


def choices_of(connection: Connection) -> Choices:
    """Return what was chosen."""
    chosen = {name: getattr(connection, name) for name in CHOSEN}
    return Choices(
        **chosen,
        hour_words=tuple(connection.hour_words),
        version=connection.settings_version,
    )


def check(connection: Connection) -> list[Finding]:
    """Try both sides without writing: credentials, template where listable, employees."""
    choices = choices_of(connection)
    return [
        *_tried(lambda: _check_books(connection, choices)),
        *_tried(lambda: _check_field(connection)),
    ]


def _tried(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(look())
    except NotAllowedIn as refusal:
        return [asked("credentials_refused", refusal.field, reason=refusal.code)]
    except Failure as failure:
        return [asked("check_failed", "", reason=failure.code)]
    except SealBroken:
        return [asked("seal_broken")]


def _check_books(connection: Connection, choices: Choices) -> Iterator[Finding]:
    books = crossing.open_bookkeeping(connection)
    books.sign_in()
    try:
        templates = books.templates()
    finally:
        books.sign_out()
    if not choices.export_invoices:
        return
    gap = settings_gap(choices)
    if gap:
        yield asked(gap)
    elif templates is None:
        yield noted("template_not_checked")
    elif choices.template not in templates:
        yield asked("template_unknown")


def _check_field(connection: Connection) -> Iterator[Finding]:
    employees = crossing.open_field_service(connection).employees()
    if not any(employee.active for employee in employees):
        yield asked("no_employees")


def delete(connection: Connection, user: User | None, now: datetime) -> None:
    """Stop a link for good; its history and what is unknown stay visible. Secrets are erased."""
    del user
    Connection.objects.filter(pk=connection.pk).update(
        deleted_at=now,
        due_at=None,
        again=False,
        username="",
        security_code_1="",
        security_code_2="",
        token="",
        software_token="",
    )
    connection.refresh_from_db()
