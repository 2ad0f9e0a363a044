from dataclasses import replace
from decimal import Decimal

import pytest

from bonbrug.sync.invoicing.differences import differences
from bonbrug.sync.model.records import InvoiceLine

HOURS = InvoiceLine(Decimal("1.5"), "uren", "UUR", "Installatiewerk", Decimal(50), "HOOG", "8000")
PIPE = InvoiceLine(Decimal(2), "Stuk", "BUIS", "Koperen buis", Decimal("4.55"), "HOOG", "8000")


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ([HOURS, PIPE], ""),
        ([PIPE, HOURS], ""),
        ([replace(HOURS, quantity=Decimal(1)), replace(HOURS, quantity=Decimal("0.5")), PIPE], ""),
        ([HOURS, replace(PIPE, quantity=Decimal(3))], "BUIS|quantity|2|3"),
        ([HOURS, replace(PIPE, price=Decimal(5))], "BUIS|price|4.55|5"),
        ([HOURS], "BUIS|removed|2|"),
        ([HOURS, PIPE, replace(PIPE, code="KOP")], "KOP|added||2"),
        ([HOURS, PIPE, replace(PIPE, code="A|B;C")], "A/B,C|added||2"),
        ([], "UUR|removed|1.5|;BUIS|removed|2|"),
    ],
)
def test_only_what_the_customer_pays_for_counts(now: list[InvoiceLine], said: str) -> None:
    assert differences([HOURS, PIPE], now) == said


def test_a_long_list_is_cut() -> None:
    now = [replace(PIPE, code=f"X{place}") for place in range(40)]
    assert differences([], now).count(";") == 9
