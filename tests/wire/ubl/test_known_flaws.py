"""Documents as the published test set has them, made from ours: each judged as its name says."""

from dataclasses import replace
from pathlib import Path

import pytest

from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules import breaches
from bonbrug.wire.ubl.writing import write
from tests.wire.ubl.judge import main
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


@pytest.mark.parametrize(
    ("name", "document", "code"),
    [
        ("SI-UBL-2.0_ok_base.xml", WHOLE, 0),
        ("SI-UBL-2.0_BR-NL-8_ok_381.xml", CREDIT, 0),
        ("SI-UBL-2.0_BR-NL-2_error_no_reference.xml", replace(WHOLE, buyer_reference=""), 0),
        ("si-ubl-2.0-ext-gaccount_error_sum.xml", replace(WHOLE, buyer_reference=""), 0),
        ("factuur.xml", replace(WHOLE, buyer_reference=""), 0),
        ("SI-UBL-2.0_ok_base.xml", replace(WHOLE, buyer_reference=""), 1),
        ("SI-UBL-2.0_BR-NL-2_error_no_reference.xml", WHOLE, 1),
        ("SI-UBL-2.0_BR-NL-3_error_street.xml", replace(WHOLE, buyer_reference=""), 1),
        ("si-ubl-2.0-ext-gaccount_error_sum.xml", SPLIT, 1),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, document: Document, code: int
) -> None:
    file = tmp_path / name
    file.write_bytes(write(document))
    assert main([str(file)]) == code
    assert ("otherwise" in capsys.readouterr().out) == bool(code)
