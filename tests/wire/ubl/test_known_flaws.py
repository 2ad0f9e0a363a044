"""Documents as the published test set has them, made from ours: each judged as its name says."""

import pytest

from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules import breaches
from bonbrug.wire.ubl.writing import write
from tests.wire.ubl.reading import read
from tests.wire.ubl.sample import CREDIT, SPLIT, WHOLE


def verdict(data: bytes) -> list[str]:
    return sorted({breach.rule for breach in breaches(read(data))})


@pytest.mark.parametrize(
    ("data", "was", "becomes", "rule"),
    [
        (write(WHOLE), b">76.23</cbc:TaxInclusiveAmount>", b">76.24</cbc:TaxInclusiveAmount>",
         "BR-CO-15"),
        (write(WHOLE), b">58</cbc:PaymentMeansCode>", b">31</cbc:PaymentMeansCode>", "BR-NL-12"),
        (write(WHOLE), b"BuyerReference>", b"AccountingCost>", "BR-NL-2"),
        (write(WHOLE), b'<cbc:CompanyID schemeID="0106">87654321',
         b'<cbc:CompanyID schemeID="0088">87654321', "BR-NL-10"),
        (write(SPLIT), b">19.06</cbc:Amount>", b">19.07</cbc:Amount>", "BR-GA-3"),
        (write(CREDIT), b">381<", b">380<", "BR-NL-8"),
    ],
)  # fmt: skip
def test_one_changed_word_is_judged_by_its_rule(
    data: bytes, was: bytes, becomes: bytes, rule: str
) -> None:
    assert was in data
    assert rule in verdict(data.replace(was, becomes))


@pytest.mark.parametrize("document", [WHOLE, SPLIT, CREDIT])
def test_a_whole_file_keeps_every_rule(document: Document) -> None:
    assert verdict(write(document)) == []
