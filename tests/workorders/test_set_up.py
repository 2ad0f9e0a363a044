"""Companies, links, employees and their tablets, and keeping lists."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation

from bonbrug.accounts.models import Organisation
from bonbrug.values.sealing import SealBroken
from bonbrug.workorders.actions.keep_employee import change_employee, remove_employee
from bonbrug.workorders.actions.keep_hour_type import add_hour_type, change_hour_type
from bonbrug.workorders.actions.keep_material import (
    add_material,
    change_material,
    keep_materials,
    remove_material,
)
from bonbrug.workorders.actions.keep_relation import add_relation, change_relation, keep_relations
from bonbrug.workorders.actions.keep_work_status import add_work_status, remove_work_status
from bonbrug.workorders.actions.link_code import show_code
from bonbrug.workorders.actions.link_tablet import Device, end_tablet, link_tablet, see_tablet
from bonbrug.workorders.actions.order_link import open_tokens, order
from bonbrug.workorders.actions.records import MaterialFields
from bonbrug.workorders.actions.refusals import Refused
from bonbrug.workorders.actions.set_up import change_company, new_company
from bonbrug.workorders.models import Company, Employee, ExternalLink, Tablet
from tests.workorders.conftest import NOW, SOFTWARE_TOKEN, TOKEN, MakeOrder
from tests.workorders.linking import CODE, linked

pytestmark = pytest.mark.postgres


def test_a_company_number_has_seven_digits(db: None) -> None:
    organisation = Organisation.objects.create(name="Voorbeeld")
    for wrong in ("123456", "12345678", "12345a7", "１２３４５６７"):
        with pytest.raises(Refused) as refusal:
            new_company(organisation, "Voorbeeld", wrong)
        assert refusal.value.code == "company_id_shape"


def test_a_taken_company_number_is_refused(company: Company) -> None:
    with pytest.raises(Refused) as refusal:
        new_company(company.organisation, "Tweede", company.company_id)
    assert refusal.value.code == "company_id_in_use"


def test_a_company_can_be_renamed(company: Company) -> None:
    change_company(company, name="Nieuw", default_work_status="0")
    company.refresh_from_db()
    assert (company.name, company.default_work_status) == ("Nieuw", "0")


def test_a_link_shows_its_tokens_again(link: ExternalLink) -> None:
    tokens = open_tokens(ExternalLink.objects.get(pk=link.pk))
    assert (tokens.token, tokens.software_token) == (TOKEN, SOFTWARE_TOKEN)
    assert TOKEN not in repr(tokens)


def test_a_token_copied_to_another_link_does_not_open(link: ExternalLink) -> None:
    other = ExternalLink(pk=link.pk + 1, token_sealed=link.token_sealed)
    with pytest.raises(SealBroken):
        open_tokens(other)


@pytest.mark.parametrize(
    ("package", "token", "code"),
    [
        ("eboekhouden", "e5" * 32, "already_ordered"),
        ("snelstart", "e5" * 32, "package_unknown"),
    ],
)
def test_a_link_is_ordered_once(link: ExternalLink, package: str, token: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        order(link.company, package, token, "f6" * 32, NOW)
    assert refusal.value.code == code


def test_a_token_belongs_to_one_company(link: ExternalLink) -> None:
    other = new_company(link.company.organisation, "Tweede", "7654321")
    with pytest.raises(Refused) as refusal:
        order(other, "eboekhouden", TOKEN, "f6" * 32, NOW)
    assert refusal.value.code == "token_in_use"


def test_only_an_employee_of_the_list_links_a_tablet(company: Company, sanne: Employee) -> None:
    show_code(sanne, CODE, NOW)
    with pytest.raises(Refused) as refusal:
        link_tablet(company, "102", CODE, Device("secret"), NOW)
    assert refusal.value.code == "employee_unknown"
    change_employee(sanne, {"active": False})
    with pytest.raises(Refused) as refusal:
        link_tablet(company, "101", CODE, Device("secret"), NOW)
    assert refusal.value.code == "employee_inactive"
    change_employee(sanne, {"active": True})
    assert link_tablet(company, " 101 ", CODE, Device("secret"), NOW).employee == sanne


def at(key: str, now: datetime = NOW) -> Employee | None:
    seen = see_tablet(key, now)
    return seen.employee if seen else None


def test_a_tablet_is_known_by_its_key(sanne: Employee, joris: Employee) -> None:
    linked(sanne, "secret", NOW)
    assert at("secret", NOW + timedelta(hours=1)) == sanne
    assert Tablet.objects.get().last_seen == NOW + timedelta(hours=1)
    assert at("other") is None
    tablet = linked(joris, "fresh", NOW, known_by="secret")
    assert at("fresh") == joris
    end_tablet(tablet, "kantoor", NOW)
    assert at("fresh") is None


def test_an_inactive_employee_has_no_tablet(sanne: Employee) -> None:
    linked(sanne, "secret", NOW)
    change_employee(sanne, {"active": False})
    assert at("secret") is None


def test_an_employee_with_open_work_is_not_removed(sanne: Employee, make_order: MakeOrder) -> None:
    make_order(employee=sanne)
    with pytest.raises(Refused) as refusal:
        remove_employee(sanne)
    assert refusal.value.code == "has_work_orders"


def test_a_taken_code_is_refused_and_nothing_changes(company: Company) -> None:
    add_material(company, {"code": "A", "description": "Een"})
    other = add_material(company, {"code": "B", "description": "Twee"})
    with pytest.raises(Refused) as refusal:
        change_material(other, {"code": "A"})
    assert refusal.value.code == "code_in_use"
    assert sorted(company.materials.values_list("code", flat=True)) == ["A", "B"]
    remove_material(company.materials.get(code="A"))
    assert change_material(other, {"code": "A"}).code == "A"


def test_a_name_may_not_be_emptied(company: Company) -> None:
    relation = add_relation(company, {"debtor_number": "1", "name": "Bakkerij"})
    hour_type = add_hour_type(company, {"code": "1", "name": "Arbeid"})
    for act in (
        lambda: change_relation(relation, {"name": " "}),
        lambda: change_hour_type(hour_type, {"name": ""}),
    ):
        with pytest.raises(Refused) as refusal:
            act()
        with translation.override("en"):
            assert str(refusal.value).startswith("Name is not filled in.")


def test_a_person_who_changes_a_record_of_the_books_does_not_take_its_mark(
    company: Company,
) -> None:
    keep_relations(company, [{"debtor_number": "1", "name": "Bakkerij"}], NOW, "eboekhouden")
    relation = change_relation(company.relations.get(), {"phone": "0300000001"})
    assert relation.is_from_eboekhouden


def test_keeping_counts_what_was_offered_and_what_was_written(company: Company) -> None:
    rows = [MaterialFields(code=str(place), description="x") for place in range(1200)]
    first, again = keep_materials(company, rows, NOW), keep_materials(company, rows, NOW)
    assert (first.offered, first.written) == (1200, 1200)
    assert (again.offered, again.written) == (1200, 0)


def test_a_work_status_can_be_added_and_removed(company: Company) -> None:
    status = add_work_status(company, {"code": "1", "name": "Naar e-Boekhouden"})
    assert str(status) == "1 Naar e-Boekhouden"
    remove_work_status(status)
    assert not company.work_statuses.exists()


def test_a_refusal_for_the_log_holds_no_values() -> None:
    refusal = Refused("code_in_use", code="Bakkerij")
    assert "Bakkerij" in str(refusal)
    assert "Bakkerij" not in refusal.for_log()
