"""Work orders in the office."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_material import add_material
from bonbrug.workorders.actions.keep_relation import add_relation
from bonbrug.workorders.models import Company, Employee, Relation, Status, WorkOrder, WorkStatus
from tests.workorders.pages.conftest import office_road

Make = Callable[..., WorkOrder]


@pytest.fixture
def bakery(company: Company) -> Relation:
    return add_relation(
        company,
        {
            "debtor_number": "1001",
            "name": "Bakkerij De Korenaar",
            "street": "Dorpsstraat",
            "house_number": "12",
            "postal_code": "1234 AB",
            "city": "Veldhuizen",
        },
    )


def shown(client: Client, order: WorkOrder) -> str:
    return client.get(office_road(order)).content.decode()


def test_the_list_names_status_and_work_status(
    office: Client, company: Company, make_order: Make
) -> None:
    WorkStatus.objects.create(company=company, code="1", name="naar E-boekhouden")
    make_order(Status.COMPLETE, work_status="1")
    page = office.get(reverse("workorders:work_orders", args=[company.pk])).content.decode()
    assert "Compleet" in page
    assert "1 naar E-boekhouden" in page


def test_the_list_says_what_the_job_is(office: Client, company: Company, make_order: Make) -> None:
    make_order(short_description="Voordeur schilderen")
    page = office.get(reverse("workorders:work_orders", args=[company.pk])).content.decode()
    assert "Voordeur schilderen" in page


def test_the_list_can_be_narrowed_to_a_status(
    office: Client, company: Company, make_order: Make
) -> None:
    make_order(Status.COMPLETE, customer_name="Klant Compleet")
    make_order(Status.READY, customer_name="Klant Klaar")
    home = reverse("workorders:work_orders", args=[company.pk])
    page = office.get(home, {"status": "Compleet"}).content.decode()
    assert "Klant Compleet" in page
    assert "Klant Klaar" not in page


def test_the_list_can_be_searched(office: Client, company: Company, make_order: Make) -> None:
    make_order(customer_name="Garage Zuid")
    make_order(customer_name="Kapper Noord")
    home = reverse("workorders:work_orders", args=[company.pk])
    page = office.get(home, {"zoek": "garage"}).content.decode()
    assert "Garage Zuid" in page
    assert "Kapper Noord" not in page


def test_a_relation_fills_both_address_blocks(
    office: Client, company: Company, bakery: Relation
) -> None:
    fill = reverse("workorders:work_order_fill", args=[company.pk])
    page = office.get(fill, {"relatie": bakery.pk}).content.decode()
    assert page.count('value="Dorpsstraat"') == 2


def test_a_new_work_order_keeps_its_two_customers_apart(
    office: Client, company: Company, sanne: Employee
) -> None:
    office.post(
        reverse("workorders:work_order_fill", args=[company.pk]),
        {
            "short_description": "Lekkage",
            "work_date": "19-09-2018",
            "work_time": "8.30",
            "employee": sanne.pk,
            "customer_name": "Huurder",
            "customer_debtor_number": "2",
            "payer_name": "Verhuurder",
            "payer_debtor_number": "1",
        },
    )
    order = company.work_orders.get()
    assert (order.customer_name, order.payer_name) == ("Huurder", "Verhuurder")
    assert (order.employee, f"{order.work_time:%H:%M}") == (sanne, "08:30")


def test_a_form_with_an_error_keeps_what_was_typed(office: Client, company: Company) -> None:
    fill = reverse("workorders:work_order_fill", args=[company.pk])
    answer = office.post(fill, {"description": "Al getypt", "work_time": "kwart over"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Al getypt" in page
    assert "Schrijf een tijd zoals 8:30." in page


def test_a_type_of_work_from_elsewhere_survives_a_change(office: Client, make_order: Make) -> None:
    order = make_order(type_of_work="Eigen soort", payer_name="P", payer_debtor_number="1")
    form = office.get(office_road(order, "work_order_change")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    office.post(office_road(order, "work_order_change"), {**typed, "short_description": "Nieuw"})
    order.refresh_from_db()
    assert (order.type_of_work, order.short_description) == ("Eigen soort", "Nieuw")


def test_the_office_chooses_the_employee(
    office: Client, make_order: Make, joris: Employee, sanne: Employee
) -> None:
    order = make_order(employee=sanne)
    form = office.get(office_road(order, "work_order_change")).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    office.post(office_road(order, "work_order_change"), {**typed, "employee": joris.pk})
    order.refresh_from_db()
    assert order.employee == joris


def test_the_work_status_is_set_by_a_button(office: Client, make_order: Make) -> None:
    order = make_order(Status.COMPLETE)
    office.post(office_road(order, "work_status_set"), {"work_status": "1"})
    order.refresh_from_db()
    assert order.work_status == "1"


@pytest.mark.parametrize(
    ("before", "deed", "after"),
    [
        (Status.PICKED_UP, "compleet", Status.COMPLETE),
        (Status.COMPLETE, "afgehandeld", Status.SETTLED),
        (Status.SETTLED, "opnieuw", Status.COMPLETE),
    ],
)
def test_a_button_moves_the_work_order_on(
    office: Client, make_order: Make, before: Status, deed: str, after: Status
) -> None:
    order = make_order(before)
    office.post(office_road(order, f"deed_{deed}"))
    order.refresh_from_db()
    assert order.status == after


def test_setting_back_to_complete_says_what_it_means(office: Client, make_order: Make) -> None:
    page = shown(office, make_order(Status.SETTLED))
    assert "Opnieuw op Compleet zetten" in page
    assert "De koppeling maakt nooit vanzelf een tweede" in page


def test_what_is_not_settled_cannot_be_archived(office: Client, make_order: Make) -> None:
    order = make_order(Status.COMPLETE)
    answer = office.post(office_road(order, "deed_archief"), follow=True)
    assert "dit kan alleen als hij Afgehandeld is" in answer.content.decode()


def test_an_archived_work_order_is_in_the_archive_only(
    office: Client, company: Company, make_order: Make
) -> None:
    order = make_order(Status.SETTLED, customer_name="Weggelegd")
    office.post(office_road(order, "deed_archief"))
    home = office.get(reverse("workorders:work_orders", args=[company.pk])).content.decode()
    archive = office.get(reverse("workorders:archive", args=[company.pk])).content.decode()
    assert "Weggelegd" not in home
    assert "Weggelegd" in archive


def test_invoiced_booked_and_paid_are_three_lines(office: Client, make_order: Make) -> None:
    facts = office.get(office_road(make_order(Status.COMPLETE))).context["facts"]
    assert [str(fact.label) for fact in facts] == ["Gefactureerd", "Verwerkt", "Betaald"]
    assert {str(fact.answer) for fact in facts} == {"nog niet"}


def test_settled_is_explained_as_not_paid(office: Client, make_order: Make) -> None:
    assert "Afgehandeld is niet betaald." in shown(office, make_order(Status.SETTLED))


def test_what_is_unknown_is_said_plainly(office: Client, make_order: Make) -> None:
    facts = office.get(office_road(make_order(Status.SETTLED))).context["facts"]
    assert {str(fact.answer) for fact in facts} == {"hier niet bekend"}


def test_a_customer_name_is_shown_as_text(office: Client, make_order: Make) -> None:
    page = shown(office, make_order(customer_name="<b>Vet & Co</b>"))
    assert "&lt;b&gt;Vet &amp; Co&lt;/b&gt;" in page


def test_the_office_gives_a_material_typed_by_hand_its_price(
    office: Client, make_order: Make
) -> None:
    order = make_order(Status.COMPLETE)
    line = order.materials.create(name="Plaat op maat", quantity=1, by_hand=True)
    typed = {"name": "Plaat op maat", "quantity": "1", "unit": "stuk", "price": "37,50"}
    change = reverse("workorders:office_material", args=[order.company_id, order.pk, line.pk])
    office.post(change, typed)
    line.refresh_from_db()
    assert line.price == Decimal("37.5")


def test_the_office_corrects_hours(office: Client, make_order: Make, sanne: Employee) -> None:
    order = make_order(Status.COMPLETE, sanne)
    period = order.periods.create(work_date=date(2026, 1, 12), total_minutes=60)
    typed = {"work_date": "2026-01-12", "long": "2,25", "break_minutes": "0"}
    change = reverse("workorders:office_hours", args=[order.company_id, order.pk, period.pk])
    office.post(change, {**typed, "employee_number": "101"})
    period.refresh_from_db()
    assert (period.total_minutes, period.employee_number) == (135, "101")


def test_the_office_removes_a_line(office: Client, make_order: Make) -> None:
    order = make_order(Status.COMPLETE)
    line = order.materials.create(name="Kit", quantity=1)
    road_of = reverse(
        "workorders:office_material_remove", args=[order.company_id, order.pk, line.pk]
    )
    office.post(road_of)
    assert not order.materials.exists()


def test_a_material_is_taken_from_the_list_with_its_vat_code(
    office: Client, company: Company, make_order: Make
) -> None:
    order = make_order(Status.COMPLETE)
    add_material(
        company,
        {"code": "CREME", "description": "Crème brûlée", "price": Decimal("4.5"), "unit": "Stuk",
         "freefield1": "LAAG_VERK_9", "freefield2": "8010"},
    )  # fmt: skip
    add_material(company, {"code": "KIT", "description": "Kit"})
    road = reverse("workorders:office_material_add", args=[company.pk, order.pk])
    found = office.get(road, {"zoek": "BRULEE"}).content.decode()
    assert "Crème brûlée" in found
    assert ">Kit<" not in found
    [picked] = company.materials.filter(code="CREME")
    page = office.get(f"{road}?materiaal={picked.pk}").content.decode()
    assert 'value="Crème brûlée"' in page
    typed = {"name": "Crème", "code": "CREME", "quantity": "2", "unit": "Stuk", "price": "4,50"}
    office.post(f"{road}?materiaal={picked.pk}", typed)
    office.post(f"{road}?materiaal={picked.pk}", {**typed, "code": "KIT"})
    lines = order.materials.values_list("code", "name", "freefield1", "freefield2")
    assert list(lines) == [("CREME", "Crème", "LAAG_VERK_9", "8010"), ("KIT", "Crème", "", "")]


def test_a_settled_work_order_is_not_corrected(office: Client, make_order: Make) -> None:
    order = make_order(Status.SETTLED)
    add = reverse("workorders:office_material_add", args=[order.company_id, order.pk])
    page = office.post(add, {"name": "Kit", "quantity": "1", "price": "1"}).content.decode()
    assert "is Afgehandeld" in page
    assert not order.materials.exists()


def test_the_default_work_status_is_the_office_s_choice(office: Client, company: Company) -> None:
    office.post(reverse("workorders:default_work_status", args=[company.pk]), {"default": "0"})
    company.refresh_from_db()
    assert company.default_work_status == "0"


def test_a_remark_of_two_lines_stays_two_lines(office: Client, make_order: Make) -> None:
    order = make_order(description="Kraan lekt\nBellen voor vertrek")
    assert "Kraan lekt<br>Bellen voor vertrek" in shown(office, order)
