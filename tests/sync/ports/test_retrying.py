"""Reads have patience, writes have none, and a failure says which side it is about."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal

import pytest

from bonbrug.sync.model.failures import Failure, NotAllowedIn, Refused, Unreachable, Unreadable
from bonbrug.sync.model.records import Invoice, InvoiceLine
from bonbrug.sync.ports.retrying import Patience, RetryingBooks, RetryingField
from tests.fakes.books import FakeBooks
from tests.fakes.field_service import FakeFieldService
from tests.fakes.weather import Weather
from tests.fakes.world import relation, work_order

LINE = InvoiceLine(Decimal(1), "stuk", "A", "Iets", Decimal(10), "GEEN", "8000")
INVOICE = Invoice("2018001", "TEST1", date(2018, 9, 19), 14, "Test", book=False, booking_text="",
                  lines=(LINE,))  # fmt: skip
CUT = Unreachable("cut")


class Steady:
    """Both sides over one weather, and the seconds that were slept."""

    def __init__(self, chance: float = 1.0) -> None:
        self.weather, self.slept = Weather(), list[float]()
        patience = Patience(lambda: chance, self.slept.append)
        books, field = FakeBooks(self.weather), FakeFieldService(self.weather)
        books.relations_["1"] = relation()
        field.orders_["1"] = work_order()
        self.books, self.field = RetryingBooks(books, patience), RetryingField(field, patience)


READS: dict[str, Callable[[Steady], object]] = {
    "sign_in": lambda both: both.books.sign_in(),
    "administrations": lambda both: both.books.administrations(),
    "templates": lambda both: both.books.templates(),
    "books_relations": lambda both: both.books.relations(),
    "products": lambda both: both.books.products(),
    "relation": lambda both: both.books.relation("TEST1"),
    "invoice": lambda both: both.books.invoice("2018001"),
    "invoices": lambda both: both.books.invoices("", date(2018, 1, 1), date(2018, 12, 31)),
    "open_items": lambda both: both.books.open_items(),
    "employees": lambda both: both.field.employees(),
    "field_relations": lambda both: both.field.relations(),
    "materials": lambda both: both.field.materials(),
    "hour_types": lambda both: both.field.hour_types(),
    "work_statuses": lambda both: both.field.work_statuses(),
    "work_orders": lambda both: both.field.work_orders("Compleet", "1"),
    "work_order": lambda both: both.field.work_order("1"),
}
BOOKS_WRITES: dict[str, Callable[[Steady], object]] = {
    "send_invoice": lambda both: both.books.send_invoice(INVOICE),
    "add_relation": lambda both: both.books.add_relation(relation("NIEUW")),
    "change_relation": lambda both: both.books.change_relation(relation()),
}
FIELD_WRITES: dict[str, Callable[[Steady], object]] = {
    "put_relations": lambda both: both.field.put_relations([relation()]),
    "put_materials": lambda both: both.field.put_materials([]),
    "put_hour_types": lambda both: both.field.put_hour_types([]),
    "put_work_statuses": lambda both: both.field.put_work_statuses({"1": "x"}),
    "settle": lambda both: both.field.settle("1"),
    "mark": lambda both: both.field.mark("1", "99"),
}


@pytest.mark.parametrize("name", READS)
def test_a_read_is_tried_three_times_with_growing_pauses(name: str) -> None:
    both = Steady()
    both.weather.next(name, CUT, CUT)
    READS[name](both)
    assert both.weather.calls == [name] * 3
    assert both.slept == [0.5, 1.0]


@pytest.mark.parametrize("name", [*BOOKS_WRITES, *FIELD_WRITES])
def test_a_write_is_never_repeated(name: str) -> None:
    both = Steady()
    both.weather.next(name, CUT)
    with pytest.raises(Unreachable):
        {**BOOKS_WRITES, **FIELD_WRITES}[name](both)
    assert both.weather.calls == [name]


def test_the_pause_is_drawn_anew_from_nothing_to_all_of_it() -> None:
    both = Steady(chance=0.25)
    both.weather.next("products", CUT, CUT)
    both.books.products()
    assert both.slept == [0.125, 0.25]


def test_the_third_failure_is_the_answer() -> None:
    both = Steady()
    both.weather.next("products", CUT, CUT, Unreachable("reset"))
    with pytest.raises(Unreachable, match="reset"):
        both.books.products()


@pytest.mark.parametrize(
    "failure",
    [
        Unreachable("timeout"),
        Unreachable("tls", before_sending=True),
        Unreachable("call_limit", before_sending=True),
        Unreachable("too_large"),
        Unreachable("http_429"),
        Unreadable("html"),
        Refused("1301"),
        NotAllowedIn("E001.2"),
    ],
)
def test_what_waiting_does_not_mend_is_not_tried_again(failure: Failure) -> None:
    both = Steady()
    both.weather.next("products", failure)
    with pytest.raises(type(failure)):
        both.books.products()
    assert both.slept == []


def test_a_line_that_was_never_made_may_be_tried_again() -> None:
    both = Steady()
    both.weather.next("products", Unreachable("timeout", before_sending=True))
    both.books.products()
    assert both.weather.calls == ["products"] * 2


def test_a_side_that_is_down_is_not_knocked_on_at_every_read() -> None:
    both = Steady()
    for _ in range(5):
        both.weather.next("products", CUT, CUT, CUT)
    for _ in range(5):
        with pytest.raises(Unreachable):
            both.books.products()
    assert both.weather.count("products") == 7


@pytest.mark.parametrize(
    ("side", "calls"), [("books", BOOKS_WRITES), ("work_orders", FIELD_WRITES)]
)
def test_a_failure_of_a_write_names_its_side(
    side: str, calls: dict[str, Callable[[Steady], object]]
) -> None:
    for name, call in calls.items():
        both = Steady()
        both.weather.next(name, Unreachable("timeout"))
        with pytest.raises(Unreachable) as caught:
            call(both)
        assert caught.value.side == side


def test_a_failure_of_a_read_names_its_side() -> None:
    both = Steady()
    both.weather.next("products", Unreadable("html"))
    both.weather.next("materials", Unreadable("html"))
    with pytest.raises(Unreadable) as books:
        both.books.products()
    with pytest.raises(Unreadable) as work_orders:
        both.field.materials()
    assert (books.value.side, work_orders.value.side) == ("books", "work_orders")


class Opening:
    """Counts the calls that wait only a little, and moves the clock of the run."""

    def __init__(self) -> None:
        self.opened, self.now = 0, 100.0

    @contextmanager
    def __call__(self) -> Iterator[None]:
        self.opened += 1
        self.now += 2.5
        yield

    def both(self, tries: int = 3) -> tuple[Weather, RetryingBooks]:
        patience = Patience(lambda: 0, lambda _: None, self, tries, lambda: self.now)
        weather = Weather()
        return weather, RetryingBooks(FakeBooks(weather), patience)


def test_only_the_first_read_of_a_side_waits_a_little() -> None:
    opening = Opening()
    _, books = opening.both()
    books.sign_in()
    books.relations()
    books.products()
    assert (opening.opened, books.side.answered) == (1, 2.5)


@pytest.mark.parametrize("name", BOOKS_WRITES)
def test_a_write_never_waits_less_however_silent_its_side_was(name: str) -> None:
    both, opening = Steady(), Opening()
    weather, books = opening.both()
    both.books = books
    weather.next("sign_in", Unreachable("timeout"))
    with pytest.raises(Unreachable):
        books.sign_in()
    before = opening.opened
    with suppress(Failure):
        BOOKS_WRITES[name](both)
    assert opening.opened == before


def test_after_a_silence_reads_wait_a_little_and_nobody_says_goodbye() -> None:
    opening = Opening()
    weather, books = opening.both()
    books.sign_in()
    weather.next("products", Unreachable("timeout"))
    with pytest.raises(Unreachable):
        books.products()
    books.relations()
    assert (opening.opened, books.side.silent) == (2, True)
    books.sign_out()
    assert "sign_out" not in weather.calls


def test_with_one_try_a_read_that_was_cut_is_not_repeated() -> None:
    weather, books = Opening().both(tries=1)
    weather.next("products", CUT)
    with pytest.raises(Unreachable):
        books.products()
    assert books.side.repeats == 0
