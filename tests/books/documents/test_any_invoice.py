"""Whatever lines a whole firm sends to a whole customer: the file is UBL and keeps the rules."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peppol.xsd import validate_xsd

from bonbrug.books.actions.invoice_draft import LineDraft
from bonbrug.books.documents.preflight import preflight
from tests.books.documents.conftest import Invoiced
from tests.wire.ubl.reading import read

WORDS = st.text(st.characters(codec="utf-8"), max_size=60).map(lambda text: f"Kraan {text}")
FOUR = st.decimals("-9999.9999", "9999.9999", places=4)
LINE = st.builds(
    LineDraft,
    quantity=FOUR,
    code=st.just("KB15"),
    description=WORDS.map(lambda text: text.replace("\0", "")),
    price=FOUR,
    vat_code=st.sampled_from(["HOOG_VERK_21", "LAAG_VERK_9", "GEEN", "VERL_VERK"]),
    account_code=st.just("8000"),
    unit=st.sampled_from(["uur", "m2", "", "<stuks>"]),
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(lines=st.lists(LINE, min_size=1, max_size=8))
def test_it_is_ubl_and_keeps_the_rules(invoiced: Invoiced, lines: list[LineDraft]) -> None:
    invoice = invoiced(*lines)
    result = preflight(invoice)
    assert [missing.rules for missing in result.missing] == []
    assert result.ubl
    assert validate_xsd(result.ubl) == (True, [])
    document = read(result.ubl)
    assert document.totals.payable == abs(invoice.gross)
    assert (document.tax or Decimal(0)) == (invoice.vat if invoice.gross >= 0 else -invoice.vat)
