from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.sync.marker import (
    Markers,
    by_tag,
    carried,
    is_ours,
    is_still,
    names_work_order,
    tag_of,
)
from bonbrug.sync.model.records import FoundInvoice
from bonbrug.sync.states.jobs import Job, State

MARKS = Markers(b"k" * 32, "ingebouwd:1000001")


def found(*texts: str) -> FoundInvoice:
    return FoundInvoice("1", None, Decimal(0), Decimal(0), Decimal(0), texts)


def test_the_marker_names_the_work_order_and_is_short() -> None:
    marker = MARKS.marker("werkbon", "18-4711", "9", 1)
    assert marker.startswith("werkbon 18-4711 · ")
    assert len(marker.rpartition(" · ")[2]) == 8
    assert len(MARKS.marker("werkbon", "x" * 64, "9", 1)) <= 60


MADE = Job(1, "9", 1, "18-4711", State.SETTLED, marker=MARKS.marker("werkbon", "18-4711", "9", 1),
           net=Decimal(1), vat=Decimal(0), gross=Decimal(1))  # fmt: skip


def test_what_stands_under_our_number_is_ours_by_its_tag_or_by_its_amounts() -> None:
    other = found("Met de hand")
    assert is_still(found(MADE.marker), MADE)
    assert not is_still(other, MADE)
    assert is_still(replace(other, net=Decimal(1), gross=Decimal(1)), MADE)


def test_without_a_marker_of_its_own_a_job_cannot_tell() -> None:
    assert is_still(found("Met de hand"), replace(MADE, marker=""))


def test_the_tag_differs_per_key_connection_row_and_generation() -> None:
    others = (
        Markers(b"l" * 32, "ingebouwd:1000001").tag("9", 1),
        Markers(b"k" * 32, "ingebouwd:1000002").tag("9", 1),
        MARKS.tag("8", 1),
        MARKS.tag("9", 2),
    )
    assert len({MARKS.tag("9", 1), *others}) == 5


def test_our_invoice_is_known_by_its_tag_wherever_it_stands() -> None:
    marker = MARKS.marker("werkbon", "18-4711", "9", 1)
    tag = marker.rpartition(" · ")[2]
    assert is_ours(found("Uren", f"Buis\r\n  {marker}  "), marker)
    assert is_ours(found(tag.lower()), marker)
    assert not is_ours(found(f"x{tag}", "werkbon 18-4711 · ABCDEFGH"), marker)


def test_a_marker_in_its_place_says_whose_invoice_it_is_whatever_the_lines_quote() -> None:
    one, other = (
        MARKS.marker("werkbon", "18-4711", "9", 1),
        MARKS.marker("werkbon", "18-4712", "10", 1),
    )
    quoting = found(f"Montage\n{other}", f"Garantie op {one}")
    assert not is_ours(quoting, one)
    assert is_ours(quoting, other)
    assert by_tag([quoting], "werkbon") == {tag_of(other): ["1"]}


def test_a_line_that_was_put_before_ours_hides_nothing() -> None:
    marker = MARKS.marker("werkbon", "18-4711", "9", 1)
    moved = found("Voorrijkosten", f"Montage\n{marker}")
    assert is_ours(moved, marker)
    assert by_tag([moved], "werkbon") == {tag_of(marker): ["1"]}


HEAD = "Werkbon 18-4711 · 19-09-2018 · V67ESEH4\nLek gezocht\nMontage"


@pytest.mark.parametrize("text", [HEAD, HEAD.replace("\n", " "), HEAD.replace(" · 19-09-2018", "")])
def test_the_marker_of_a_heading_is_in_its_place(text: str) -> None:
    marker = MARKS.marker("werkbon", "18-4711", "9", 1)
    assert is_ours(found(text), marker, gross=Decimal(5))
    assert by_tag([found(text)], "werkbon", {tag_of(marker): Decimal(5)}) == {tag_of(marker): ["1"]}


def test_a_text_under_a_heading_that_quotes_another_marker_proves_nothing() -> None:
    quoted = MARKS.marker("werkbon", "WB-1002", "10", 1)
    invoice = found(f"{HEAD}, garantie op {quoted}", quoted)
    assert not is_ours(invoice, quoted)
    assert is_ours(invoice, MARKS.marker("werkbon", "18-4711", "9", 1))
    assert by_tag([invoice], "werkbon") == {"V67ESEH4": ["1"]}


def test_a_quoted_marker_counts_only_on_an_invoice_of_the_same_amount() -> None:
    marker = MARKS.marker("werkbon", "18-4711", "9", 1)
    by_hand = replace(found(f"Alsnog gedaan voor {marker}, zie daar"), gross=Decimal("12.10"))
    assert not is_ours(by_hand, marker, gross=Decimal("60.50"))
    assert is_ours(by_hand, marker, gross=Decimal("12.10"))
    assert by_tag([by_hand], "werkbon", {tag_of(marker): Decimal("60.50")}) == {}


def test_a_number_with_our_sign_in_it_hides_no_tag() -> None:
    marker = MARKS.marker("werkbon", "18 · ABCDEFGH", "9", 1)
    assert marker == "werkbon 18 - ABCDEFGH · V67ESEH4"
    assert is_ours(found(f"{marker[:1].upper()}{marker[1:]}\nMontage"), marker, gross=Decimal(9))


@pytest.mark.parametrize(
    ("text", "number", "named"),
    [
        ("Werkbon WB-00001", "WB-00001", True),
        ("WB-000012", "WB-00001", False),
        ("12 stuks", "12", False),
        ("werkbon 12", "12", True),
        ("anything", "", False),
    ],
)
def test_a_short_number_counts_only_after_the_word_for_a_work_order(
    text: str, number: str, *, named: bool
) -> None:
    assert names_work_order(found(text), number, "werkbon") is named


def test_a_marker_that_was_made_before_is_recognised_letter_by_letter() -> None:
    """It stands in invoices of customers: no version may write or read it otherwise."""
    made = "werkbon 18-4711 · V67ESEH4"
    assert MARKS.marker("werkbon", "18-4711", "9", 1) == made
    assert is_ours(found(f"Montage\r\n{made}"), made)
    assert by_tag([found(f"Montage\r\n{made}")], "werkbon") == {"V67ESEH4": ["1"]}


@pytest.mark.parametrize("word", ["opdracht", "work order", "job (m.u.v.)"])
def test_the_word_of_other_books_marks_and_recognises_as_well(word: str) -> None:
    one, other = MARKS.marker(word, "18", "9", 1), MARKS.marker(word, "19", "10", 1)
    quoting = found(f"Montage\n{other}", f"Garantie op {one}")
    assert not is_ours(quoting, one)
    assert is_ours(quoting, other)
    assert by_tag([quoting], word) == {tag_of(other): ["1"]}
    assert names_work_order(quoting, "18", word)
    assert not names_work_order(quoting, "8", word)


def test_an_older_key_makes_no_marker_and_is_known_in_every_place() -> None:
    renewed = Markers(b"l" * 32, MARKS.connection, (MARKS.key,))
    tags = renewed.tags("9", 1)
    assert tags == (renewed.tag("9", 1), MARKS.tag("9", 1))
    before, now = (
        MARKS.marker("werkbon", "18-4711", "9", 1),
        renewed.marker("werkbon", "18-4711", "9", 1),
    )
    assert tag_of(now) == tags[0]
    assert not is_ours(found(before), now)
    assert is_ours(found(before), now, tags)
    assert carried(found(before), now, tags) == before
    assert carried(found(now), now, tags) == now
    assert not is_ours(found(before), "", tags)
    quoting = found(
        f"Montage\n{MARKS.marker('werkbon', '18-4712', '10', 1)}", f"Garantie op {before}"
    )
    assert not is_ours(quoting, now, tags)
    assert carried(quoting, now, tags) == now
