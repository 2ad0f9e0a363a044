"""Making, signing in, choosing, checking and deleting a link."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from bonbrug.accounts import firm_limits
from bonbrug.accounts.erasures import codes_of
from bonbrug.accounts.models import Organisation, User
from bonbrug.accounts.security import recording as security_log
from bonbrug.accounts.security.kinds import Kind, Result
from bonbrug.link import crossing
from bonbrug.link.actions.erase_customer import mark_erased
from bonbrug.link.actions.layout import layout_of
from bonbrug.link.models import Connection, Item, silence
from bonbrug.link.models.connection import next_due, phase_of
from bonbrug.link.store.journal import NewEvent, append, by, changed
from bonbrug.sync.drafting.invoice import settings_gap
from bonbrug.sync.model.failures import Failure, Misconfigured, NotAllowedIn
from bonbrug.sync.model.findings import Finding, asked, noted
from bonbrug.sync.model.settings import Control, Limits, SyncSettings
from bonbrug.sync.sign_in import make_statuses
from bonbrug.values.clock import accounting_day
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.sealing import SealBroken

TOKENS = ("token", "software_token")
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
    user: User | None = None,
) -> Connection:
    """Order a link. `tokens` are the company's token and the software token.

    Raises Full when the organisation has as many links as it may.
    """
    with transaction.atomic():
        _room_for_connection(organisation.pk)
        connection = Connection.objects.create(
            organisation=organisation,
            name=name,
            books_service=services.books,
            field_service=services.field,
            company_id=company_id,
            created_at=now,
        )
        connection.phase_seconds = phase_of(connection.pk)
        connection.seal("token", tokens[0])
        connection.seal("software_token", tokens[1])
        connection.save()
        mark_erased(connection.pk, codes_of(organisation.pk))
        made = NewEvent("connection_made", company_id, who=by(user))
        append(connection.pk, [made], now)
    return connection


def _room_for_connection(organisation: int) -> None:
    most = firm_limits.limits_of(firm_limits.locked(organisation)).connections
    living = Connection.objects.filter(organisation=organisation, deleted_at=None)
    if living.count() >= most:
        raise firm_limits.Full(most)


def sign_in(
    connection: Connection,
    username: str,
    code1: str,
    code2: str,
    now: datetime,
    user: User | None = None,
    bearer_token: str | None = "",
) -> SignIn:
    """Try the credentials in the books; only accepted ones are kept, so a working link stays.

    The two halves are tried in turn: first the books, then the token of the work orders. Signing
    in to other books than before counts as a person's decision and is remembered. With an empty
    `bearer_token` the one that is kept stays; with None it is forgotten.
    """
    if bearer_token != "":  # not stored before it was accepted
        connection.seal("bearer_token", (bearer_token or "").strip())
    codes = [username.strip(), code1.strip(), code2.strip()]
    began = time.monotonic()
    try:
        administration = _books_of(connection, codes, now)
        make_statuses(crossing.open_field_service(connection))
    except NotAllowedIn as refusal:
        about = {"field": refusal.field, "refused_code": refusal.code}
        refused = NewEvent("sign_in_refused", "", {}, about, who=by(user))
        append(connection.pk, [refused], now)
        told = {"field": refusal.field}
        _tell(connection, Kind.LINK_SIGNED_IN, now, told, result=Result.REFUSED)
        return SignIn(ok=False, code=refusal.code, field=refusal.field)
    except Failure as failure:
        return SignIn(ok=False, code=failure.code)
    except SealBroken:
        return SignIn(ok=False, code="seal_broken")
    took = silence.rounded(time.monotonic() - began)
    with transaction.atomic():
        books_key = connection.books_key
        _keep_codes(connection, codes, administration, bearer_token, now)
        if connection.answer_seconds is None:
            Connection.objects.filter(pk=connection.pk).update(answer_seconds=took)
        keys = {"books_key": books_key}, {"books_key": connection.books_key}
        append(connection.pk, [NewEvent("signed_in", "", *keys, who=by(user))], now)
        _tell(connection, Kind.LINK_SIGNED_IN, now)
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
    connection: Connection,
    codes: list[str],
    administration: tuple[str, str],
    bearer_token: str | None,
    now: datetime,
) -> None:
    """Seal here and not before: what a new key must reach lies no longer than this in between."""
    connection.refresh_from_db()
    if bearer_token != "":
        connection.seal("bearer_token", (bearer_token or "").strip())
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


def renew_tokens(
    connection: Connection, tokens: tuple[str, str], now: datetime, user: User | None = None
) -> bool:
    """Keep the tokens that the work orders handed over anew; tell whether they were other ones.

    `tokens` are the company's token and the software token. A link that had stopped because one of
    these was refused may go on, also when they are still the same.
    """
    with transaction.atomic():
        connection.refresh_from_db()
        renewed = tokens != _tokens(connection)
        if renewed:
            for name, value in zip(TOKENS, tokens, strict=True):
                connection.seal(name, value)
        refused = _refused_tokens(connection)
        if refused:
            connection.breaker = ""
        if connection.activated and (renewed or refused):
            connection.due_at, connection.again = now, True
        connection.save(update_fields=[*TOKENS, "breaker", "due_at", "again"])
        Item.objects.filter(pk__in=refused).update(closed_at=now)
        if renewed:
            append(connection.pk, [NewEvent("tokens_renewed", who=by(user))], now)
            _tell(connection, Kind.CODES_RENEWED, now)
    return renewed


def _tokens(connection: Connection) -> tuple[str, str] | None:
    try:
        return connection.secret(TOKENS[0]), connection.secret(TOKENS[1])
    except SealBroken:
        return None


def _refused_tokens(connection: Connection) -> list[int]:
    """Return the open items about tokens; none when the link stands still for something else."""
    about = Item.objects.filter(connection=connection, kind__in=LOGIN_ITEMS, closed_at=None)
    tokens = about.filter(kind="credentials_refused", subject__in=TOKENS)
    alone = connection.breaker == "credentials_refused" and tokens.count() == about.count()
    return list(tokens.values_list("pk", flat=True)) if alone else []


def choose(connection: Connection, choices: SyncSettings, user: User | None, now: datetime) -> int:
    """Save the settings; return the new settings version. The first time activates the link."""
    with transaction.atomic():
        connection.refresh_from_db()
        before = _chosen(connection)
        for name in CHOSEN:
            setattr(connection, name, getattr(choices, name))
        for name in LIMITS:
            setattr(connection, name, getattr(choices.limits, name))
        connection.hour_words = list(choices.hour_words)
        connection.settings_version += 1
        if connection.activated_on is None:
            connection.activated_on = accounting_day(now)
        if connection.due_at is None:
            connection.due_at = next_due(connection.phase_seconds, now)
        connection.save()
        differences = changed(before, _chosen(connection))
        append(connection.pk, [NewEvent("settings_saved", "", *differences, who=by(user))], now)
        delivery = [name for name in GOES_OUT if name in differences[1]]
        if delivery:
            _tell(connection, Kind.DELIVERY_CHANGED, now, {"fields": delivery})
    return connection.settings_version


def _chosen(connection: Connection) -> dict[str, object]:
    """Return the settings as the journal tells them."""
    names = (*CHOSEN, *LIMITS, "hour_words", "settings_version")
    return {name: getattr(connection, name) for name in names}


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
    "bill_minimum",
    "export_from",
    "control",
    "delivery",
    "mail_subject",
    "mail_text",
    "mail_address",
    "mail_name",
    "statement_1",
    "statement_2",
    "statement_3",
)
# Where an invoice goes, and from which address: who changes these can lead money elsewhere.
GOES_OUT = ("delivery", "mail_subject", "mail_text", "mail_address", "mail_name")
LIMITS = tuple(field.name for field in fields(Limits))
VAT_CHOSEN = ("exempt_from", "exempt_until")


def choices_of(connection: Connection) -> SyncSettings:
    """Return what was chosen."""
    chosen = {name: getattr(connection, name) for name in (*CHOSEN, *VAT_CHOSEN)}
    return SyncSettings(
        **{
            **chosen,
            "control": Control(connection.control),
            "delivery": DeliveryKind(connection.delivery),
        },
        **layout_of(connection),
        limits=limits_of(connection),
        hour_words=tuple(connection.hour_words),
        kinds_of_work=tuple((str(name), str(kind)) for name, kind in connection.kinds_of_work),
        version=connection.settings_version,
    )


def needs_template(connection: Connection) -> bool:
    """Tell whether the books of a connection want an invoice template; unknown ones may."""
    try:
        return crossing.books_capabilities(connection.books_service).needs_template
    except Misconfigured:
        return True


def deliveries(connection: Connection) -> frozenset[DeliveryKind]:
    """Return the ways in which the books of a connection send invoices; unknown ones may all."""
    try:
        return crossing.books_capabilities(connection.books_service).deliveries
    except Misconfigured:
        return frozenset(DeliveryKind)


def limits_of(connection: Connection) -> Limits:
    """Return from where on a work order is doubtful."""
    return Limits(**{name: getattr(connection, name) for name in LIMITS})


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
    except Misconfigured as failure:
        return [asked(failure.code)]
    except Failure as failure:
        return [asked("check_failed", "", reason=failure.code, side=failure.side)]
    except SealBroken:
        return [asked("seal_broken")]


def _check_books(connection: Connection, choices: SyncSettings) -> Iterator[Finding]:
    books = crossing.open_bookkeeping(connection)
    books.sign_in()
    try:
        templates = books.templates()
    finally:
        books.sign_out()
    if not choices.export_invoices:
        return
    gap = settings_gap(choices, books.capabilities)
    if gap:
        yield asked(gap)
    elif not books.capabilities.needs_template:
        return
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
    with transaction.atomic():
        Connection.objects.filter(pk=connection.pk).update(
            deleted_at=now,
            due_at=None,
            again=False,
            username="",
            security_code_1="",
            security_code_2="",
            token="",
            software_token="",
            bearer_token="",
            notify=[],
        )
        append(connection.pk, [NewEvent("connection_deleted", who=by(user))], now)
        _tell(connection, Kind.LINK_DELETED, now)
    connection.refresh_from_db()


def _tell(
    connection: Connection,
    kind: Kind,
    now: datetime,
    details: Mapping[str, str | list[str]] | None = None,
    result: Result = Result.DONE,
) -> None:
    """Tell the security log; after the journal, so that everybody locks in the same order."""
    about = f"connection:{connection.pk}"
    told = security_log.NewEvent(kind, result, about=about, details=details or {})
    security_log.record(connection.organisation_id, told, now)
