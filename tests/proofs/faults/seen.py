"""What can be seen from outside: on paper, in both houses, and in the memory of the link."""

from typing import TypedDict

GROSS = "123.24"  # 2 hours of 45 and 3 metres of 3.95, with 21 % VAT per line


class Paper(TypedDict):
    """What the firm gives to whoever links it."""

    username: str
    code1: str
    code2: str
    company_id: str
    token: str
    software_token: str


class Bill(TypedDict):
    """An invoice in the books; `order` is the work order that its lines name."""

    number: str
    order: str
    gross: str
    booked: bool


class Seen(TypedDict):
    """What stands in both houses; lists are sorted and show a doubled record twice."""

    statuses: dict[str, str]
    bills: list[Bill]
    relations: list[str]
    customers: list[str]
    products: list[str]
    materials: list[str]
    hour_types: list[str]


class Kept(TypedDict):
    """What the link knows, and what a person finds there after the last run.

    jobs: (work order, state, invoice); items: (code, subject); intents: (invoice, outcome, work
    order); lines: (code, subject) of the last run's log; outcome: how that run ended.
    """

    jobs: list[tuple[str, str, str]]
    items: list[tuple[str, str]]
    intents: list[tuple[str, str, str]]
    lines: list[tuple[str, str]]
    outcome: str
    breaker: str
    unfinished: int
