"""Relations, materials, hour types, work statuses and employees."""

from datetime import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_material import keep_materials
from bonbrug.workorders.actions.records import MaterialFields
from bonbrug.workorders.models import Company, Employee, Material, Status


def road(company: Company, name: str, *more: int) -> str:
    return reverse(f"workorders:{name}", args=[company.pk, *more])


@pytest.fixture
def pipe(company: Company, now: datetime) -> Material:
    row = MaterialFields(code="BUIS", description="Koperbuis", unit="Stuk", price=Decimal("24.5"))
    keep_materials(company, [row], now, "eboekhouden")
    return company.materials.get()


def test_an_imported_material_is_marked(office: Client, company: Company, pipe: Material) -> None:
    page = office.get(road(company, "materials")).content.decode()
    assert "uit e-Boekhouden" in page
    assert "€\u00a024,50" in page


def test_an_imported_material_says_that_the_books_are_leading(
    office: Client, company: Company, pipe: Material
) -> None:
    page = office.get(road(company, "materials_change", pipe.pk)).content.decode()
    assert "De boekhouding is leidend." in page


def test_a_material_of_our_own_has_no_mark(office: Client, company: Company) -> None:
    office.post(
        road(company, "materials_add"),
        {"code": "EIGEN", "description": "Eigen", "unit": "Doos", "price": "1.234,56"},
    )
    page = office.get(road(company, "materials")).content.decode()
    assert company.materials.get().price == Decimal("1234.56")
    assert "€\u00a01.234,56" in page
    assert '<span class="badge' not in page


def test_a_code_that_is_in_use_is_refused_without_losing_anything(
    office: Client, company: Company, pipe: Material
) -> None:
    typed = {"code": "BUIS", "description": "Tweede buis", "unit": "Stuk", "price": "1"}
    page = office.post(road(company, "materials_add"), typed).content.decode()
    assert "BUIS bestaat al. Kies een andere." in page
    assert "Tweede buis" in page


def test_a_relation_is_added_changed_and_removed(office: Client, company: Company) -> None:
    office.post(road(company, "relations_add"), {"debtor_number": "1", "name": "Eerste"})
    relation = company.relations.get()
    changed = {"debtor_number": "1", "name": "Tweede", "city": "Havendam"}
    office.post(road(company, "relations_change", relation.pk), changed)
    relation.refresh_from_db()
    assert (relation.name, relation.city) == ("Tweede", "Havendam")
    office.post(road(company, "relations_remove", relation.pk))
    assert not company.relations.exists()


def test_a_relation_of_another_company_cannot_be_changed(
    office: Client, company: Company, stranger: Company
) -> None:
    theirs = stranger.relations.create(debtor_number="9", name="Van een ander")
    assert office.get(road(company, "relations_change", theirs.pk)).status_code == 404


def test_an_hour_type_has_a_price_per_hour(office: Client, company: Company) -> None:
    typed = {"code": "MONT", "name": "Montage", "sale_price": "52,50", "active": "on"}
    office.post(road(company, "hour_types_add"), typed)
    assert company.hour_types.get().sale_price == Decimal("52.5")


def test_a_work_status_is_added(office: Client, company: Company) -> None:
    office.post(road(company, "work_statuses_add"), {"code": "5", "name": "Wacht op onderdeel"})
    page = office.get(road(company, "work_statuses")).content.decode()
    assert "Wacht op onderdeel" in page


def test_employees_show_the_columns_of_the_manual(
    office: Client, company: Company, sanne: Employee
) -> None:
    page = office.get(road(company, "employees")).content.decode()
    assert all(word in page for word in ("Voornaam", "Achternaam", "Werknemersnummer"))
    assert "Sanne" in page


def test_an_employee_with_open_work_is_not_removed(
    office: Client, company: Company, sanne: Employee
) -> None:
    company.work_orders.create(
        serial=1,
        order_nr="A",
        employee=sanne,
        status=Status.READY,
        created_at="2026-01-01T00:00Z",
        changed_at="2026-01-01T00:00Z",
    )
    answer = office.post(road(company, "employees_remove", sanne.pk), follow=True)
    assert "niet zijn afgehandeld" in answer.content.decode()
    assert company.employees.exists()


def test_the_office_unlinks_a_lost_tablet(
    office: Client, tablet: Client, company: Company, sanne: Employee
) -> None:
    lost = sanne.tablets.get()
    office.post(road(company, "tablet_unlink", lost.pk))
    answer = tablet.get(reverse("workorders:today"))
    assert answer["Location"] == reverse("workorders:tablet_link")


def test_a_price_is_shown_in_its_form_without_needless_zeros(
    office: Client, company: Company, pipe: Material
) -> None:
    page = office.get(road(company, "materials_change", pipe.pk)).content.decode()
    assert 'value="24,50"' in page
