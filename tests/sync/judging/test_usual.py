"""What a company usually invoices, and what a customer paid last."""

from decimal import Decimal

from bonbrug.sync.judging.usual import last_prices, usual
from bonbrug.sync.model.history import PastInvoice
from tests.sync.judging.asking import line


def invoices(*amounts: int, code: str = "BUIS") -> list[PastInvoice]:
    """Return invoices of one line each: so many pieces of 1 euro."""
    return [PastInvoice(str(n), "K1", (line(str(n), "1", code),)) for n in amounts]


def test_nothing_is_usual_before_there_are_twenty() -> None:
    assert usual(invoices(*range(1, 20))) is None
    assert usual(invoices(*range(1, 21))) is not None


def test_usual_is_what_nineteen_in_twenty_do_not_exceed() -> None:
    known = usual(invoices(*range(100, 120)))
    assert known
    assert {known.line, known.invoice, known.quantities["buis"]} == {Decimal(118)}


def test_one_mistake_among_twenty_changes_nothing() -> None:
    honest, spoiled = usual(invoices(*[50] * 20)), usual(invoices(*[50] * 19, 1_000_000))
    assert honest == spoiled


def test_of_forty_two_may_be_mistakes_and_not_three() -> None:
    two, three = usual(invoices(*[50] * 38, 900, 900)), usual(invoices(*[50] * 37, *[900] * 3))
    assert two
    assert three
    assert (two.invoice, three.invoice) == (Decimal(50), Decimal(900))


def test_lines_are_counted_one_by_one_and_invoices_as_a_whole() -> None:
    two_lines = PastInvoice("1", "K1", (line("2", "10"), line("3", "10", "KNIE")))
    known = usual([two_lines] * 20)
    assert known
    assert (known.line, known.invoice) == (Decimal(30), Decimal(50))
    assert known.quantities == {"buis": Decimal(2), "knie": Decimal(3)}


def test_an_article_is_known_from_five_lines_on() -> None:
    many = invoices(*[1] * 16)
    for count, known in ((4, False), (5, True)):
        found = usual([*many, *invoices(*[7] * count, code="Knie")])
        assert found
        assert found.quantities.get("knie") == (7 if known else None)


def test_twenty_invoices_without_a_line_have_nothing_usual() -> None:
    known = usual([PastInvoice("1", "K1", ())] * 20)
    assert known
    assert (known.line, known.invoice, dict(known.quantities)) == (Decimal(0), Decimal(0), {})


def test_the_last_price_is_that_of_the_newest_invoice_that_charged_one() -> None:
    newest = PastInvoice("3", "K1", (line("1", "0", "Buis"), line("1", "5", "KNIE")))
    older = PastInvoice("2", "K1", (line("1", "4.55"), line("1", "9", "knie")))
    oldest = PastInvoice("1", "K1", (line("1", "99"),))
    assert last_prices([newest, older, oldest]) == {"knie": Decimal(5), "buis": Decimal("4.55")}
