"""What a cell of a file says of a cell of a page."""

from decimal import Decimal

import pytest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bonbrug.ui.csv_files import cell
from bonbrug.ui.templatetags.ui import amount, badge, euro


@pytest.mark.parametrize(
    "text", ["=1+1", "+31 6", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"]
)
def test_a_text_that_would_be_reckoned_stays_a_text(text: str) -> None:
    assert cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-2+3", "-1,5-", "€ =1", "-1,5;2", "1e9", "-"])
def test_a_column_of_numbers_is_no_way_around(text: str) -> None:
    written = cell(text, number=True)
    assert written in {text, f"'{text}"}
    assert not written.startswith(("=", "-"))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (euro(Decimal("-1234567.89")), "-1234567,89"),
        (amount(Decimal("1250"), 0), "1250"),
        (euro(Decimal("0.5")), "0,50"),
        (Decimal("-12.340"), "-12,340"),
        (-7, "-7"),
        (euro(None), ""),
    ],
)
def test_a_number_keeps_its_sign_and_has_a_comma(value: object, written: str) -> None:
    assert cell(value, number=True) == written


def test_a_number_in_a_column_of_texts_is_left_as_it_is() -> None:
    assert cell("2018.001") == "2018.001"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (badge("verwerkt", "green"), "verwerkt"),
        (format_html("{} {}", "2018002", badge("a & b <c>")), "2018002 a & b <c>"),
        (format_html('<div>{}<br><a href="/x">{}</a></div>', "geweigerd", "btw"), "geweigerd\nbtw"),
        (mark_safe("<ul><li>a: 1</li><li>b: 2</li></ul>"), "a: 1\nb: 2"),
        (format_html("<b>{}</b>", "=1+1"), "'=1+1"),
    ],
)
def test_a_mark_up_is_read_as_a_person_reads_it(html: SafeString, text: str) -> None:
    assert cell(html) == text


def test_a_text_that_looks_like_mark_up_is_kept() -> None:
    assert cell("buis <15 mm> & bocht") == "buis <15 mm> & bocht"


def test_nothing_is_an_empty_cell() -> None:
    assert (cell("–"), cell(""), cell(badge("–"))) == ("", "", "")
