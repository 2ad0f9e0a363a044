"""Is the signature still right: the office sees what changed since, and looks for a code."""

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import translation

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership
from bonbrug.workorders.actions.complete import Signature, complete
from bonbrug.workorders.actions.do_work import write_material, write_period
from bonbrug.workorders.actions.keep_hour_type import add_hour_type
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import NOW
from tests.workorders.pages.conftest import logged_in, office_road, words

Make = Callable[..., WorkOrder]
PNG = b"\x89PNG\r\n\x1a\nsomething drawn"
NASTY = "<script>alert(1)</script>"


@pytest.fixture
def signed(make_order: Make, company: Company, sanne: Employee) -> WorkOrder:
    add_hour_type(company, {"code": "MONT", "name": "Montage"})
    order = make_order(Status.PICKED_UP, sanne, number="W26-0001", description="Kraan lekt")
    hours: Any = {"work_date": date(2026, 1, 12), "begin": time(8), "end": time(9)}
    write_period(order, hours | {"hour_type": "MONT"}, now=NOW, who="x")
    line: Any = {"name": "Kraan", "quantity": Decimal(2), "unit": "st"}
    write_material(order, line, now=NOW, who="x")
    complete(order, Signature(PNG, "P. Bakker"), now=NOW, who="Sanne")
    return order


def asked(office: Client, company: Company, code: str) -> str:
    address = reverse("workorders:code_check", args=[company.pk])
    answer = office.post(address, {"code": code})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_work_order_that_is_as_it_was_signed_is_said_to_be(
    office: Client, signed: WorkOrder
) -> None:
    page = words(office, office_road(signed, "signature_check"))
    assert "Niet veranderd sinds het ondertekenen." in page
    assert f"<span>{signed.signed_code[:4].upper()}</span>" in page
    assert "P. Bakker" in page


def test_what_changed_stands_beside_what_was_signed_for(office: Client, signed: WorkOrder) -> None:
    signed.periods.update(total_minutes=75, break_minutes=5)
    signed.materials.all().delete()
    more: Any = {"name": "Buis", "quantity": Decimal("1.5"), "unit": "m", "warranty": "defect"}
    write_material(signed, more, now=NOW, who="x")
    fields: dict[str, Any] = {"discount": Decimal(10), "finished": False, "signature": PNG + b"2"}
    WorkOrder.objects.update(**fields, description="", work_date=date(2026, 1, 13))
    page = words(office, office_road(signed, "signature_check"))
    for said in (
        "Veranderd sinds het ondertekenen.", "Kraan lekt", "(leeg)", "13-01-2026",
        "12-01-2026, 08:00–09:00, 1:00, Montage",
        "12-01-2026, 08:00–09:00, 1:15, pauze 5 min, Montage",
        "2 st Kraan", "1,5 m Buis, garantie: defect", "0 %", "10 %", ">ja<", ">nee<",
        "P. Bakker, 12-01-2026 10:00, tekening ",
    ):  # fmt: skip
        assert said in page, said


def test_a_line_that_went_and_one_that_came_are_called_that(
    office: Client, signed: WorkOrder
) -> None:
    signed.materials.all().delete()
    assert "staat er niet meer" in words(office, office_road(signed, "signature_check"))
    hours: Any = {"work_date": date(2026, 1, 12), "total_minutes": 30}
    write_period(signed, hours, now=NOW, who="x")
    assert "stond er niet" in words(office, office_road(signed, "signature_check"))


def test_what_was_typed_is_no_markup_on_the_page(office: Client, signed: WorkOrder) -> None:
    WorkOrder.objects.update(description=NASTY)
    page = office.get(office_road(signed, "signature_check")).content.decode()
    assert NASTY not in page
    assert "&lt;script&gt;" in page


def test_a_text_changed_in_the_database_is_a_matter_for_who_runs_the_program(
    office: Client, signed: WorkOrder
) -> None:
    WorkOrder.objects.update(signed_content=signed.signed_content.replace("Kraan", "Kram"))
    page = words(office, office_road(signed, "signature_check"))
    assert "hoort niet meer bij zijn code" in page


def test_without_a_signature_or_a_code_the_page_says_so(
    office: Client, signed: WorkOrder, make_order: Make
) -> None:
    page = words(office, office_road(make_order(), "signature_check"))
    assert "Niemand heeft deze werkbon ondertekend." in page
    WorkOrder.objects.update(signed_content="", signed_code="")
    page = words(office, office_road(signed, "signature_check"))
    assert "Bij deze handtekening is geen code bewaard." in page


def test_the_page_of_a_signed_work_order_leads_there(office: Client, signed: WorkOrder) -> None:
    assert office_road(signed, "signature_check") in words(office, office_road(signed))


@pytest.mark.parametrize(
    "typed",
    [
        lambda code: code,
        lambda code: " ".join(code[start : start + 4] for start in range(0, 64, 4)).upper(),
        lambda code: f"\n{code[:32]} -\r\n {code[32:]}  ",
        lambda code: code.upper().replace("0", "O").replace("1", "l"),
    ],
    ids=["as it is", "in groups", "over two lines", "misread"],
)
def test_a_code_is_known_however_it_was_typed(
    office: Client, company: Company, signed: WorkOrder, typed: Callable[[str], str]
) -> None:
    page = asked(office, company, typed(signed.signed_code))
    assert "Bekend" in page


def test_a_known_code_shows_nothing_of_what_is_on_the_work_order(
    office: Client, company: Company, signed: WorkOrder
) -> None:
    page = asked(office, company, signed.signed_code)
    for said in ("W26-0001", "Bakker", "Kraan", office_road(signed)):
        assert said not in page


def test_a_code_of_nobody_is_not_known(office: Client, company: Company, signed: WorkOrder) -> None:
    assert "Niet bekend" in asked(office, company, "0" * 64)


@pytest.mark.parametrize("typed", ["", "xyz", "0" * 63, "0" * 65, "G" * 64, "é" * 64, "\0" * 64])
def test_what_is_no_code_is_asked_again(
    office: Client, company: Company, signed: WorkOrder, typed: str
) -> None:
    WorkOrder.objects.exclude(pk=signed.pk).update(signed_code="")
    page = asked(office, company, typed)
    assert 'aria-invalid="true"' in page
    assert "ekend:" not in page


def test_a_code_of_another_firm_is_not_known(
    office: Client, company: Company, stranger: Company, signed: WorkOrder
) -> None:
    WorkOrder.objects.filter(pk=signed.pk).update(company=stranger)
    assert "Niet bekend" in asked(office, company, signed.signed_code)


def test_looking_for_a_code_leaves_no_trace_of_it_in_an_address(
    office: Client, company: Company, signed: WorkOrder
) -> None:
    page = asked(office, company, signed.signed_code)
    assert 'method="get"' not in page
    assert signed.signed_code not in str([one.get_decoded() for one in Session.objects.all()])


ROLES = {
    "owner": (200, True),
    "office": (200, True),
    "bookkeeper": (200, True),
    "fitter": (404, False),
}


@pytest.mark.parametrize(("role", "expected"), ROLES.items())
def test_paper_check_and_code_go_by_the_rights_of_the_work_order(
    company: Company, signed: WorkOrder, role: str, expected: tuple[int, bool]
) -> None:
    """A fitter sees only their own work orders; this one is of somebody else."""
    person = add_person(f"{role}@voorbeeld.example")
    Membership.objects.create(user=person, organisation=company.organisation, role=role)
    status, known = expected
    client = logged_in(person)
    for name in ("work_order", "paper", "signature_check"):
        assert client.get(office_road(signed, name)).status_code == status, name
    assert ("Bekend" in asked(client, company, signed.signed_code)) is known


def test_a_fitter_sees_the_paper_of_own_work(
    company: Company, signed: WorkOrder, sanne: Employee
) -> None:
    person = add_person("sanne@voorbeeld.example")
    Membership.objects.create(user=person, organisation=company.organisation, role="fitter")
    Employee.objects.filter(pk=sanne.pk).update(user=person)
    client = logged_in(person)
    for name in ("paper", "signature_check"):
        assert client.get(office_road(signed, name)).status_code == 200
    assert "Bekend" in asked(client, company, signed.signed_code)


def test_who_is_not_in_has_to_log_in(client: Client, company: Company, signed: WorkOrder) -> None:
    for address in (
        office_road(signed, "paper"),
        office_road(signed, "signature_check"),
        reverse("workorders:code_check", args=[company.pk]),
    ):
        assert client.get(address).status_code == 302


def test_for_an_outsider_none_of_it_exists(
    outsider: Client, company: Company, signed: WorkOrder
) -> None:
    for address in (
        office_road(signed, "signature_check"),
        reverse("workorders:code_check", args=[company.pk]),
    ):
        assert outsider.get(address).status_code == 404


def test_english_has_every_word(office: Client, signed: WorkOrder) -> None:
    WorkOrder.objects.update(finished=False)
    office.cookies["django_language"] = "en"
    with translation.override("en"):
        page = words(office, office_road(signed, "signature_check"))
    assert "Changed since signing." in page
    assert "The work is finished" in page
