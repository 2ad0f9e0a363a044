"""Every refusal of an action has words for people and a code for the wire."""

import inspect
import re
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

import pytest

from bonbrug.books import actions
from bonbrug.books.actions import (
    book_invoice,
    column_limits,
    entry_amounts,
    entry_draft,
    invoice_draft,
    keep_account,
    keep_relation,
    number_invoice,
    post_entry,
    refusals,
    write_entry,
)
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.doors import fault_codes

WORD = re.compile(r'Refused\(\s*"(\w+)"|_missing"|"(\w+_missing)"|"((?:entry|payment)_\w+)"')


FIELDS = {"payment_reference", "entry_lines", "entry__account"}  # look like refusals


def words_in(sources: Iterable[str]) -> set[str]:
    """Return the code words that these sources refuse with."""
    found = (match for source in sources for match in WORD.finditer(source))
    return {match[1] or match[2] or match[3] for match in found} - {None} - FIELDS


def words_of(*modules: ModuleType) -> set[str]:
    return words_in(inspect.getsource(module) for module in modules)


def test_every_refusal_has_a_sentence() -> None:
    folder = Path(inspect.getfile(actions)).parent
    sources = [path.read_text("utf-8") for path in folder.glob("*.py")]
    assert words_in(sources) == set(refusals.SENTENCES)


def test_every_refusal_of_an_invoice_has_a_code() -> None:
    raised = words_of(invoice_draft, number_invoice, book_invoice, post_entry, column_limits)
    assert raised - {"already_booked"} <= set(fault_codes.INVOICE)


def test_every_refusal_of_a_relation_has_a_code() -> None:
    raised = words_of(keep_relation, column_limits) - {"relation_in_use"}
    assert raised <= set(fault_codes.RELATION)


def test_every_refusal_of_a_booking_has_a_code() -> None:
    raised = words_of(entry_draft, entry_amounts, write_entry, post_entry, column_limits)
    assert raised == set(fault_codes.ENTRY)


def test_every_refusal_of_a_ledger_account_has_a_code() -> None:
    assert words_of(keep_account, column_limits) == set(fault_codes.ACCOUNT)


ALL = [
    fault_codes.INVOICE,
    fault_codes.RELATION,
    fault_codes.ENTRY,
    fault_codes.ACCOUNT,
    fault_codes.ACCOUNT_CHANGE,
]


@pytest.mark.parametrize("codes", ALL)
def test_every_code_has_a_text(codes: dict[str, str]) -> None:
    for word in codes:
        assert fault_codes.fault(Refused(word), codes).message


def test_the_line_and_the_values_of_a_refusal_are_told() -> None:
    large = Refused("line_amount_too_large", line=2, quantity="871123456", price="3.95")
    assert fault_codes.fault(large, fault_codes.INVOICE).message.endswith(
        "(regel 2: 871123456 × 3.95)"
    )
    long = Refused("too_long", field="booking_text", length=200)
    assert "BoekhoudmutatieOmschrijving" in fault_codes.fault(long, fault_codes.INVOICE).message
    unknown = Refused("relation_unknown", relation="WIE")
    assert fault_codes.fault(unknown, fault_codes.INVOICE).message.endswith("(WIE)")
    assert "(" not in fault_codes.fault(Refused("date_wrong"), fault_codes.INVOICE).message
