"""What a column may hold about a person. Each house lists its columns in `models/personal_data.py`.

A column that holds nothing about anybody stands in `OTHER` of the same list. Keys of rows need no
line: a number of a row says something only by the row that it is the number of.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Whose(StrEnum):
    """About whom."""

    CUSTOMER = "customer"
    CONTACT = "contact"
    EMPLOYEE = "employee"
    USER = "user"


class Role(StrEnum):
    """Who sees it: the host is whoever runs the program."""

    OWNER = "owner"
    OFFICE = "office"
    BOOKKEEPER = "bookkeeper"
    FITTER = "fitter"
    HOST = "host"


class Why(StrEnum):
    """What it is needed for."""

    WORK = "work"  # doing the work and charging it
    TAX = "tax"  # books that the law asks for
    PAYMENT = "payment"
    LINKING = "linking"  # the same on both sides, and nothing twice
    PROOF = "proof"  # that the work was agreed to and done
    QUESTIONS = "questions"  # somebody asks what happened
    ACCESS = "access"
    SAFETY = "safety"  # against guessing and misuse


class Term(StrEnum):
    """How long it is kept."""

    CUSTOMER = "customer"  # until the customer is erased
    BOOKS = "books"  # seven years after the year, when an invoice needs it; else until erased
    WORK = "work"  # seven years after it was settled
    RECEIVED = "received"
    LOG = "log"
    WORKED = "worked"
    CLOSED = "closed"
    MAIL = "mail"
    JOURNAL = "journal"
    PERSON = "person"  # as long as they work for the firm
    TABLET = "tablet"
    SESSION = "session"
    PROGRAM = "program"  # a session of a program
    LOGIN = "login"
    GUESSES = "guesses"
    INVITED = "invited"
    TRUSTED = "trusted"
    ASKED_MAIL = "asked_mail"
    SECURITY = "security"  # of the security log
    ERASED = "erased"  # as long as the firm is here


class Erased(StrEnum):
    """What erasing a customer does with it."""

    REMOVED = "removed"  # the row goes
    EMPTIED = "emptied"
    LAW = "law"  # stays while a booked invoice needs it
    LEDGER = "ledger"  # stays: a booking is never changed
    OTHERS = "others"  # stays: it is about somebody else
    NUMBER = "number"  # stays: a number or a digest that no longer leads to anybody


OFFICE = (Role.OWNER, Role.OFFICE)
MONEY = (Role.OWNER, Role.OFFICE, Role.BOOKKEEPER)
FIELD = (Role.OWNER, Role.OFFICE, Role.FITTER)
HOST = (Role.HOST,)


@dataclass(frozen=True, slots=True)
class Held:
    """Columns (by name, with spaces between) that hold one thing (`what`) of the same people.

    `secret`: it lets somebody in or is a digest of what does, so an export leaves it out.
    """

    what: str
    fields: str
    whose: tuple[Whose, ...]
    why: Why
    term: Term
    seen_by: tuple[Role, ...]
    erased: Erased
    secret: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.fields.split())


HeldByTable = Mapping[str, tuple[Held, ...]]


def columns_of(tables: HeldByTable, table: str, erased: Erased) -> tuple[str, ...]:
    """Return the columns of a table with which erasing does this."""
    return tuple(
        column for each in tables.get(table, ()) if each.erased is erased for column in each.columns
    )


def kept_by_law(tables: HeldByTable) -> set[tuple[str, str]]:
    """Return the table and the column of what stays while a booked invoice needs it."""
    return {
        (table, column)
        for table, held in tables.items()
        for each in held
        if each.erased in (Erased.LAW, Erased.LEDGER)
        for column in each.columns
    }


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by what a firm knows them by: a customer or employee number, or an e-mail address.

    `whose` is a customer, an employee or a user.
    """

    whose: Whose
    key: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a customer cannot be erased yet: what is not finished (`code`), and its number."""

    code: str
    number: str = ""
