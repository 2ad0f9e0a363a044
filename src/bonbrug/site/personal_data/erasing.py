"""Erasing a customer in every house at once: first what would go and stay, then doing it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from bonbrug.accounts import erasures
from bonbrug.accounts.models import Erasure, Organisation, User
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
from bonbrug.site.personal_data import houses, outside_list
from bonbrug.site.personal_data.free_pages import overwrite_free_pages
from bonbrug.site.personal_data.words import BUSY, OBSTACLES
from bonbrug.values.clock import accounting_day
from bonbrug.values.personal_data import Erased, Obstacle, Person, Whose
from bonbrug.values.quantity import folded

GOES = (Erased.REMOVED, Erased.EMPTIED)
STAYS = (Erased.LAW, Erased.LEDGER, Erased.NUMBER)


class Waiting(Exception):
    """Nothing was erased now; its text says why, for a person."""


class Unfinished(Waiting):
    """Something about this customer is not finished; `args` holds the obstacles."""

    def __str__(self) -> str:
        return " ".join(str(OBSTACLES[one.code]) % {"number": one.number} for one in self.args)


class Busy(Waiting):
    """A synchronisation is going; `args` holds the name of the link."""

    def __str__(self) -> str:
        return str(BUSY) % {"name": self.args[0]}


@dataclass(frozen=True, slots=True)
class Line:
    """So many rows of a table, and what erasing does with one thing (`what`) in them."""

    table: str
    what: str
    rows: int
    erased: Erased


@dataclass(frozen=True, slots=True)
class Preview:
    """`kept_until`: until when the law asks for what stays (None: it asks for nothing)."""

    lines: tuple[Line, ...]
    obstacles: tuple[Obstacle, ...]
    kept_until: date | None

    @property
    def goes(self) -> list[Line]:
        return [line for line in self.lines if line.erased in GOES]

    @property
    def stays(self) -> list[Line]:
        return [line for line in self.lines if line.erased in STAYS]


def preview(organisation: Organisation, code: str) -> Preview:
    """Return what would go, what would stay, and what has to be finished first."""
    until = kept_until(organisation, code)
    lines = tuple(_lines(organisation, code, by_law=until is not None))
    return Preview(lines, tuple(_obstacles(organisation, code)), until)


def _lines(organisation: Organisation, code: str, *, by_law: bool) -> Iterator[Line]:
    for rows in houses.rows_of(organisation, Person(Whose.CUSTOMER, code)):
        count = rows.count()
        label = rows.model._meta.label  # noqa: SLF001 - documented by Django
        for held in houses.data_map(label) if count else ():
            unneeded = held.erased is Erased.LAW and not by_law
            yield Line(label, held.what, count, Erased.REMOVED if unneeded else held.erased)


def _obstacles(organisation: Organisation, code: str) -> Iterator[Obstacle]:
    for house in houses.open_houses():
        yield from houses.actions(house, "erase_customer").obstacles(organisation, code)


def kept_until(organisation: Organisation, code: str) -> date | None:
    if "books" not in houses.open_houses():
        return None
    found: date | None = houses.actions("books", "erase_customer").kept_until(organisation, code)
    return found


def erase(organisation: Organisation, code: str, user: User | None, now: datetime) -> bool:
    """Erase, all or nothing; Waiting when it cannot be now. It may be done again.

    False when the file of the database still holds what was removed, because others were busy.
    """
    with standing_still(organisation), transaction.atomic():
        _erase(organisation, code, user, now)
        outside_list.note(organisation, folded(code))
        told = NewEvent(Kind.PERSON_ERASED, details={"customer": code})
        record(organisation.pk, told, now)
    return overwrite_free_pages()


def erase_again(now: datetime) -> list[str]:
    """Erase what a backup brought back; return why, of each that has to wait."""
    waiting = []
    for organisation, code in list(outside_list.not_erased_here()):
        try:
            erase(organisation, code, None, now)
        except Waiting as error:
            waiting.append(f"{code}: {error}")
    return waiting


@contextmanager
def standing_still(organisation: Organisation) -> Iterator[None]:
    """Let no synchronisation of a firm begin or write in the block; Busy when one is going."""
    if "link" not in houses.open_houses():
        yield
        return
    linked = houses.actions("link", "erase_customer")
    with ExitStack() as stack:
        try:
            stack.enter_context(linked.standing_still(organisation))
        except linked.Busy as error:
            raise Busy(*error.args) from error
        yield


def bring_back(organisation: Organisation, code: str, user: User | None, now: datetime) -> bool:
    """Let somebody be a customer again; what was erased stays gone. False: was not erased."""
    with standing_still(organisation), transaction.atomic():
        if not erasures.lift(organisation, code):
            return False
        outside_list.strike(organisation, folded(code))
        if "link" in houses.open_houses():
            houses.actions("link", "erase_customer").bring_back(organisation, code, user, now)
    return True


def _erase(organisation: Organisation, code: str, user: User | None, now: datetime) -> None:
    unfinished = tuple(_obstacles(organisation, code))
    if unfinished:
        raise Unfinished(*unfinished)
    until, today = kept_until(organisation, code), accounting_day(now)
    for house in houses.open_houses():
        action = houses.actions(house, "erase_customer")
        match house:
            case "link":
                action.erase(organisation, code, user, now)
            case "books":
                action.erase(organisation, code, today)
            case _:
                action.erase(organisation, code)
    left = until if until and until >= today else None
    erasures.note(organisation, code, left, user, now)


def finish(now: datetime) -> int:
    """Let go of what the law asked for and asks for no more; return of how many customers."""
    over = list(erasures.over(accounting_day(now)).select_related("organisation"))
    if "books" not in houses.open_houses():
        return 0
    for erasure in over:
        _finish(erasure, accounting_day(now))
    return len(over)


def _finish(erasure: Erasure, today: date) -> None:
    with transaction.atomic():
        action = houses.actions("books", "erase_customer")
        action.erase(erasure.organisation, erasure.code, today)
        until = action.kept_until(erasure.organisation, erasure.code)
        left = until if until and until >= today else None
        Erasure.objects.filter(pk=erasure.pk).update(kept_until=left)
