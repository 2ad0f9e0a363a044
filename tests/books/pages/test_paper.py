"""The invoice on paper: long words wrap, and what cannot be printed is left out."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tools.paper_characters import missing, sample

from bonbrug.books.models import Invoice
from bonbrug.books.pages.pdf import invoice_pdf
from bonbrug.ui.paper_text import on_paper, printed
from tests.books.sheets import sheet_of

LONG = "Aansluitverbindingsleidingkoppelingsvoorziening" + "x" * 31


def described(invoice: Invoice, text: str) -> PdfReader:
    invoice.lines.filter(position=1).update(description=text)
    return PdfReader(BytesIO(invoice_pdf(invoice)))


def rows(paper: PdfReader) -> list[str]:
    """Return the texts of the first sheet, a row of the paper each."""
    found: dict[int, list[tuple[float, str]]] = {}

    def look(text: str, within: Any, at: Any, _font: Any, _size: Any) -> None:
        if text.strip():
            height = round(at[5] * within[3] + within[5])
            found.setdefault(height, []).append((at[4] * within[0] + within[4], text.strip()))

    paper.pages[0].extract_text(visitor_text=look)
    return ["".join(text for _x, text in sorted(found[row])) for row in sorted(found)[::-1]]


@pytest.mark.parametrize(
    ("long", "most"), [(LONG, 70), ("W" * 78, 45), ("www.voorbeeld.example/" + "a-b" * 30, 90)]
)
def test_a_word_longer_than_its_column_wraps(ready: Invoice, long: str, most: int) -> None:
    """`most` is more letters of that width than the column holds."""
    sheet = "\n".join(rows(described(ready, long)))
    assert long[:20] in sheet
    assert "\u200b" not in sheet, "whoever copies a number would copy this along"
    assert all(long[start : start + most] not in sheet for start in range(len(long) - most + 1))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kraan 🔧 vervangen 👍🏽", "Kraan vervangen"),
        ("Vlag 🇳🇱, gezin 👨‍👩‍👧 en hart ❤️", "Vlag , gezin en hart ❤"),
        ("שלום", "שלום"),
        ("Cafe\u0301 M\u030cerjav", "Café M\u030cerjav"),
        ("🎉", "–"),
        ("漢字", "–"),
        ("twee\nregels 😀", "twee\nregels"),
    ],
)
def test_what_cannot_be_printed_is_left_out(text: str, left: str) -> None:
    assert on_paper({"lines": [{"description": text}]}) == {"lines": [{"description": left}]}


def test_no_character_of_the_table_is_drawn_as_a_box() -> None:
    points = sorted(printed())
    edges = [point for point in points if not {point - 1, point + 1} <= printed()]
    known = [sample(point) for point in edges if sample(point).isprintable()]
    lacking = missing(known)
    assert [known[place] for place in lacking] == []
    assert missing(["😀", "漢"]) == {0, 1}


def test_hebrew_and_accents_are_on_the_paper(ready: Invoice) -> None:
    text = described(ready, "Déjà vu – שלום 😀").pages[0].extract_text()
    assert "Déjà vu" in text
    assert "ש" in text
    assert "😀" not in text


def test_two_lines_stay_two_lines_on_the_paper(ready: Invoice) -> None:
    words = [row for row in rows(described(ready, "eerste\r\ntweede")) if "e" in row]
    assert not [row for row in words if "eerste" in row and "tweede" in row]
    assert [row for row in words if "tweede" in row]


SCHEME = "Vrijgesteld van btw op grond van artikel 25 Wet OB 1968"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("VERL_VERK", "Btw verlegd (ons btw-nummer NL000099998B57, uw btw-nummer NL000099999B48)"),
        ("LAAG_VERK_L9", "Btw verlegd (ons btw-nummer NL000099998B57, uw"),
        ("BI_EU_VERK_D", "Btw verlegd (ons btw-nummer NL000099998B57, uw"),
        ("BI_EU_VERK", "Intracommunautaire levering, btw 0% (ons btw-nummer NL000099998B57, uw"),
        ("BU_EU_VERK", "Levering buiten de EU, btw 0%"),
    ],
)
def test_the_paper_names_both_numbers_where_the_customer_owes_the_vat(
    ready: Invoice, code: str, sentence: str
) -> None:
    ready.administration.vat_number = "NL000099998B57"
    ready.relation.vat_number = "NL000099999B48"
    ready.lines.update(vat_code=code)
    assert sentence in sheet_of(ready)


def test_a_number_that_is_not_known_is_left_out(ready: Invoice) -> None:
    ready.administration.vat_number = ""
    ready.relation.vat_number = ""
    ready.lines.update(vat_code="VERL_VERK")
    assert "Btw verlegd" in sheet_of(ready)
    assert "btw-nummer" not in sheet_of(ready)


def test_under_the_scheme_for_small_businesses_lines_without_vat_say_why(ready: Invoice) -> None:
    ready.administration.exempt_from = ready.date
    assert SCHEME not in sheet_of(ready)
    ready.lines.update(vat_code="GEEN")
    assert SCHEME in sheet_of(ready)
    ready.administration.exempt_from = ready.date + timedelta(days=1)
    assert SCHEME not in sheet_of(ready)


def test_the_last_day_under_the_scheme_still_counts(ready: Invoice) -> None:
    ready.lines.update(vat_code="GEEN")
    firm = ready.administration
    firm.exempt_from, firm.exempt_until = ready.date - timedelta(days=9), ready.date
    assert SCHEME in sheet_of(ready)
    firm.exempt_until = ready.date - timedelta(days=1)
    assert SCHEME not in sheet_of(ready)


def test_a_sentence_that_stands_on_a_line_is_not_said_again(ready: Invoice) -> None:
    ready.administration.exempt_from = ready.date
    ready.lines.update(vat_code="GEEN")
    ready.lines.filter(position=1).update(description=f"Werk\n{SCHEME} (kleineondernemersregeling)")
    assert sheet_of(ready).count("artikel 25 Wet OB") == 1


def test_the_paper_gives_the_reason_of_the_firm_for_lines_without_vat(ready: Invoice) -> None:
    ready.administration.untaxed_reason = "Vrijgesteld van btw, artikel 11 Wet OB"
    ready.lines.update(vat_code="GEEN")
    assert sheet_of(ready).count("artikel 11 Wet OB") == 1
    ready.lines.update(vat_code="HOOG_VERK_21")
    assert "artikel 11" not in sheet_of(ready)


def test_every_character_of_the_table_may_be_archived(ready: Invoice) -> None:
    """PDF/A refuses what no font shows; the typesetter would make no paper at all."""
    points = sorted(printed())
    rows = (points[start : start + 100] for start in range(0, len(points), 100))
    text = "\n".join(" ".join(map(sample, row)) for row in rows)
    assert described(ready, text).pages


@pytest.mark.parametrize("text", ["tab\there", "bell\x07", "private \ue000", "\x85", "\u0378"])
def test_what_no_paper_can_show_stops_no_invoice(ready: Invoice, text: str) -> None:
    assert described(ready, text).pages


def test_control_characters_are_left_out_of_plain_text() -> None:
    assert on_paper(["nul\x00", "bell\x07"]) == ["nul", "bell"]
