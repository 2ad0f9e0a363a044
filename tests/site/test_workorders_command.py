"""``bonbrug workorders import`` as a person sees it: what is said, in one language."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from bonbrug.accounts.actions import add_organisation
from bonbrug.site.commands import workorders
from bonbrug.workorders.actions.set_up import new_company
from bonbrug.workorders.models import Company

LINE = {"MaterialCode": "K", "MaterialName": "Kit", "MaterialNr": "1", "MaterialPrice": "2,50"}


@pytest.fixture(autouse=True)
def opened(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store is that of the test."""
    monkeypatch.setattr(workorders, "open_store", lambda: None)


@pytest.fixture
def company(opened: None) -> Company:
    return new_company(add_organisation("Voorbeeld"), "Voorbeeld BV", "1234567")


def order(number: str, **fields: Any) -> dict[str, Any]:
    block = {"Name": "Bakkerij", "DebtorNr": "T1", "Street": "Dorpsstraat", "ZIP": "1234 AB",
             "City": "Utrecht", "ContactPerson": "A. Smit"}  # fmt: skip
    sides = {
        f"Customer{name}{side}": text for name, text in block.items() for side in ("", "Invoice")
    }
    return {"WorkorderNo": number, "TypeOfWork": "x", "PaymentMethod": "x", **sides, **fields}


def bring(tmp_path: Path, company_id: str | None, *orders: dict[str, Any]) -> int:
    file = tmp_path / "orders.json"
    file.write_text(json.dumps(orders), "utf-8")
    return workorders.run(Namespace(company=company_id, file=str(file)))


@pytest.mark.parametrize(
    ("company_id", "said"),
    [
        ("9999999", "there is no company 9999999."),
        ("²", "there is no company ²."),
        (None, "there is no company here yet."),
    ],
)
def test_an_unknown_company_is_said_in_our_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], company_id: str | None, said: str
) -> None:
    assert bring(tmp_path, company_id, order("A")) == 1
    assert capsys.readouterr().err == f"Nothing was imported: {said}\n"


def test_two_companies_ask_for_a_name(
    tmp_path: Path, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    new_company(company.organisation, "Tweede BV", "7654321")
    assert bring(tmp_path, None, order("A")) == 1
    assert "--company" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_said_in_our_words(
    tmp_path: Path, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    assert workorders.run(Namespace(company=None, file=str(tmp_path / "no.json"))) == 1
    said = capsys.readouterr().err
    assert "no.json cannot be read" in said
    assert "Errno" not in said


def test_a_wrong_value_is_said_with_work_order_line_and_value(
    tmp_path: Path, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = order("B", Materials=[LINE, {**LINE, "MaterialPrice": "1.250,00"}])
    assert bring(tmp_path, "1234567", order("A"), bad, order("C")) == 1
    assert capsys.readouterr().err.splitlines() == [
        "Nothing was imported. What is not right (1):",
        'work order B, Materials line 2, MaterialPrice "1.250,00": not a number',
    ]
    assert not company.work_orders.exists()


def test_a_finished_work_order_with_other_contents_is_an_error_that_names_it(
    tmp_path: Path, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(tmp_path, None, order("A", status="Afgehandeld")) == 0
    assert bring(tmp_path, None, order("A", status="Afgehandeld", Materials=[LINE])) == 1
    assert "work order A: It is Settled here" in capsys.readouterr().err


def test_the_same_file_again_says_that_it_is_the_same(
    tmp_path: Path, company: Company, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert bring(tmp_path, None, order("A", status="Compleet"), order("B")) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "2 work orders read: 0 new, 1 changed, 1 the same as here"
