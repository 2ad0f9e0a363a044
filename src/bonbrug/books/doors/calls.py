"""What each call does: a list, or an action. Nothing is decided here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from bonbrug.accounts import read_only
from bonbrug.accounts.rate_limiter import Guess, wrong
from bonbrug.books.actions import access
from bonbrug.books.actions.count_call import count_call
from bonbrug.books.actions.keep_account import add_account, change_account
from bonbrug.books.actions.keep_relation import add_relation, change_relation
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.actions.write_entry import write_entry
from bonbrug.books.actions.write_invoice import write_invoice
from bonbrug.books.doors import documents, drafting, fault_codes, lists, sessions
from bonbrug.books.models import Administration
from bonbrug.values.clock import accounting_day
from bonbrug.wire.eboekhouden import limits, operations
from bonbrug.wire.eboekhouden.faults import EVERY_TEXT, Fault


@dataclass(frozen=True, slots=True)
class Moment:
    """When and from where a call came in, and chance for whoever needs a new identity.

    `chance` gives so many random bytes; `visitor` is what `accounts.rate_limiter` counts as one.
    """

    now: datetime
    chance: Callable[[int], bytes]
    visitor: str

    @property
    def today(self) -> date:
        return accounting_day(self.now)


class Unavailable(Exception):
    """Everything is read only for a while, and this call would change something."""


WRITES = frozenset(
    {
        "AddRelatie", "UpdateRelatie", "AddFactuur", "AddMutatie", "AddGrootboekrekening",
        "UpdateGrootboekrekening",
    }
)  # fmt: skip


def answer(operation: operations.Operation[Any, Any], asked: Any, moment: Moment) -> Any:
    """Return the result of a call; raises Fault for a refusal, Unavailable while read only."""
    if isinstance(asked, operations.OpenSession):
        return _open(asked, moment)
    if isinstance(asked, operations.OpenSessionSub):
        return _open_sub(asked, moment)
    if isinstance(asked, operations.AutoLogin):
        return _way_in(asked, moment)
    if isinstance(asked, operations.CloseSession):
        return sessions.close(asked, moment.now)
    session = sessions.session_of(asked, moment.now)
    if operation.name in WRITES and read_only.is_on():
        raise Unavailable
    access.keep_open(session, moment.now)
    books = session.administration
    made = count_call(books, operation.name, moment.today)
    if operation is operations.GET_MUTATIES and made > limits.MUTATION_CALLS_PER_MONTH:
        raise Fault("E003.1")
    return HANDLERS[operation.name](books, asked, moment.today)


def _open(asked: operations.OpenSession, moment: Moment) -> str:
    books = _let_in(asked, moment)
    guid = access.draw_guid(moment.chance)
    count_call(books, operations.OPEN_SESSION.name, moment.today)
    return access.open_session(books, asked.Source.strip(), guid, moment.now).key


def _open_sub(asked: operations.OpenSessionSub, moment: Moment) -> str:
    opener = _let_in(asked, moment)
    books = sessions.office_of(opener, asked)
    guid = access.draw_guid(moment.chance)
    count_call(books, operations.OPEN_SESSION_SUB.name, moment.today)
    return access.open_session(books, asked.Source.strip(), guid, moment.now, opener).key


def _way_in(asked: operations.AutoLogin, moment: Moment) -> str:
    """Return a token that is used once and logs nobody in; never a security code."""
    session = sessions.session_of(asked, moment.now)
    if asked.Username.strip() != (session.opener or session.administration).username:
        raise Fault("E001.1")
    access.keep_open(session, moment.now)
    count_call(session.administration, operations.AUTO_LOGIN.name, moment.today)
    token = moment.chance(32).hex()
    access.make_way_in(session.administration, token, moment.now)
    return token


def _let_in(
    asked: operations.OpenSession | operations.OpenSessionSub, moment: Moment
) -> Administration:
    """Compare the codes first: they are drawn and long, and one address may serve many firms.

    So a right code is never refused for what others guessed, and a wrong one after too many does
    not even hear which half of it was wrong.
    """
    try:
        return sessions.administration_of(asked)
    except Fault:
        guess = Guess("security codes", moment.visitor, asked.Username.strip())
        if wrong(guess, moment.now):
            raise Fault("E001.7") from None
        raise


def _add_relation(books: Administration, asked: operations.AddRelatie, today: date) -> int:
    try:
        return add_relation(books, drafting.relation(asked.relation), today).pk
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.RELATION) from None


def _change_relation(books: Administration, asked: operations.UpdateRelatie, today: date) -> None:
    relation = books.relations.filter(pk=asked.relation.ID).first()
    if relation is None:
        raise Fault("CREL903")
    try:
        change_relation(relation, drafting.relation(asked.relation))
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.RELATION) from None


def _add_invoice(books: Administration, asked: operations.AddFactuur, today: date) -> str:
    try:
        return write_invoice(books, drafting.invoice(asked.invoice), today).number
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.INVOICE) from None


def _add_entry(books: Administration, asked: operations.AddMutatie, _today: date) -> int:
    try:
        return write_entry(books, drafting.entry(asked.entry)).number
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.ENTRY) from None


def _add_account(books: Administration, asked: operations.AddGrootboekrekening, _: date) -> int:
    try:
        return add_account(books, drafting.account(asked.account)).pk
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.ACCOUNT) from None


def _change_account(
    books: Administration, asked: operations.UpdateGrootboekrekening, _today: date
) -> None:
    account = books.ledger_accounts.filter(pk=asked.account.ID).first()
    if account is None:
        raise Fault("CGB901.1")
    try:
        change_account(account, drafting.account(asked.account))
    except Refused as refused:
        raise fault_codes.fault(refused, fault_codes.ACCOUNT_CHANGE) from None


def _balance(books: Administration, asked: operations.GetSaldo, _today: date) -> Decimal:
    found = lists.balance(books, asked.wanted)
    if found is None:
        raise Fault("CSAL901", f"{EVERY_TEXT['CSAL901']} ({asked.wanted.GbCode})")
    return found


HANDLERS: dict[str, Callable[[Administration, Any, date], Any]] = {
    "GetAdministraties": lambda books, _asked, _today: lists.administrations(books),
    "GetRelaties": lambda books, asked, _today: lists.relations(books, asked.wanted),
    "AddRelatie": _add_relation,
    "UpdateRelatie": _change_relation,
    "GetArtikelen": lambda books, asked, today: lists.products(books, asked.wanted, today),
    "AddFactuur": _add_invoice,
    "GetFacturen": lambda books, asked, _today: documents.invoices(books, asked.wanted),
    "GetOpenPosten": lambda books, asked, _today: lists.open_items(
        books, debtors=asked.OpSoort == "Debiteuren"
    ),
    "GetMutaties": lambda books, asked, _today: documents.entries(books, asked.wanted),
    "AddMutatie": _add_entry,
    "AddGrootboekrekening": _add_account,
    "UpdateGrootboekrekening": _change_account,
    "GetKostenplaatsen": lambda books, asked, _today: lists.cost_centres(books, asked.wanted),
    "GetSaldo": _balance,
    "GetSaldi": lambda books, asked, _today: lists.balances(books, asked.wanted),
    "GetGrootboekrekeningen": lambda books, asked, _today: lists.ledger_accounts(
        books, asked.wanted
    ),
}
