"""The planning board: a day, a week and a month of work orders, and what is wrong with the plan."""

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership
from bonbrug.values.clock import accounting_day, system_clock
from bonbrug.workorders.actions.keep_employee import add_employee
from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from tests.workorders.conftest import MakeOrder
from tests.workorders.pages.conftest import logged_in, words

MONDAY, WEDNESDAY = date(2026, 1, 12), date(2026, 1, 14)
THE_WEEK = {"dag": "2026-01-14"}


def road(company: Company) -> str:
    return reverse("workorders:board", args=[company.pk])


def shown(office: Client, company: Company, **query: str) -> str:
    answer = office.get(road(company), query or THE_WEEK)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", words_of(answer.content.decode()))


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page.split("<main")[1])


def cells(
    office: Client, company: Company, query: dict[str, str] = THE_WEEK
) -> dict[str, list[str]]:
    """Return the customers in each cell that has any, by ``day/employee``."""
    page = office.get(road(company), query).content.decode()
    found = re.findall(r'<td [^>]*data-who="(\d*)" data-day="([\d-]+)"(.*?)</td>', page, re.S)
    names = {f"{day}/{who}": re.findall(r'class="name">([^<]+)', cell) for who, day, cell in found}
    return {key: there for key, there in names.items() if there}


def test_a_week_shows_who_does_what_on_which_day_in_order_of_time(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    make_order(employee=sanne, work_date=MONDAY, work_time=time(13), customer_name="Later")
    make_order(employee=sanne, work_date=MONDAY, work_time=time(8), customer_name="Vroeg")
    make_order(employee=joris, work_date=WEDNESDAY, customer_name="Woensdag")
    make_order(work_date=WEDNESDAY, customer_name="Van niemand")
    assert cells(office, company) == {
        f"{MONDAY}/{sanne.pk}": ["Vroeg", "Later"],
        f"{WEDNESDAY}/{joris.pk}": ["Woensdag"],
        f"{WEDNESDAY}/": ["Van niemand"],
    }
    page = shown(office, company)
    assert "Week 3" in page
    assert "12 januari t/m 18 januari 2026" in page


def test_a_card_says_when_what_where_and_its_status(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    make_order(
        Status.PICKED_UP, sanne, work_date=MONDAY, work_time=time(8, 30), duration_minutes=90,
        customer_city="Veldhuizen", short_description="Lekkage",
    )  # fmt: skip
    page = shown(office, company)
    assert "08:30–10:00 Bakkerij Veldhuizen · Lekkage Opgehaald" in page


def test_work_of_several_days_stands_on_each_of_them(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    make_order(employee=sanne, work_date=date(2026, 1, 8), work_end_date=date(2026, 1, 13))
    there = cells(office, company)
    assert set(there) == {f"2026-01-{day}/{sanne.pk}" for day in (12, 13)}
    assert "sinds do 8 jan" in shown(office, company)


def test_the_archive_and_other_companies_stay_away(
    office: Client, company: Company, stranger: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    order = make_order(employee=sanne, work_date=MONDAY)
    WorkOrder.objects.filter(pk=order.pk).update(archived=True)
    other = make_order(employee=sanne, work_date=MONDAY)
    WorkOrder.objects.filter(pk=other.pk).update(company=stranger)
    assert cells(office, company) == {}
    assert "Hier is nog niets gepland." in shown(office, company)


def test_what_has_no_day_or_nobody_stands_apart(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    make_order(employee=sanne, customer_name="Zonder dag")
    make_order(work_date=date(2026, 2, 2), customer_name="Zonder iemand")
    page = shown(office, company)
    assert "Nog in te plannen 2" in page
    assert page.index("ma 2 feb 2026") < page.index("Zonder iemand")
    assert "Zonder dag" in page


def test_what_does_not_fit_is_counted_and_leads_on(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    for _ in range(10):
        make_order(employee=sanne, work_date=MONDAY)
    for _ in range(13):
        make_order()
    page = shown(office, company)
    assert "en nog 2" in page
    assert "Nog in te plannen 13" in page
    assert "en nog 1" in page


def test_what_is_wrong_with_the_plan_is_said_in_words(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    for begin in (time(8), time(8, 30)):
        make_order(employee=sanne, work_date=MONDAY, work_time=begin, number=f"N{begin:%H%M}")
    make_order(employee=joris, work_date=WEDNESDAY)
    Employee.objects.filter(pk=joris.pk).update(active=False)
    page = shown(office, company)
    assert "tegelijk met N0830" in page
    assert "tegelijk met N0800" in page
    assert "3 werkbonnen staan op een dag die voorbij is en zijn nog open" in page
    assert "1 open werkbon staat op naam van een medewerker die niet meer actief is" in page
    assert "Joris Voorbeeld niet meer actief" in page
    assert page.count("nog open") == 4


def test_the_list_shows_the_work_of_who_is_not_active(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee, joris: Employee
) -> None:
    make_order(employee=joris, customer_name="Achtergebleven")
    make_order(employee=sanne, customer_name="Gewoon")
    Employee.objects.filter(pk=joris.pk).update(active=False)
    address = reverse("workorders:work_orders", args=[company.pk])
    page = words(office, f"{address}?planning=weg")
    assert "Achtergebleven" in page
    assert "Gewoon" not in page


def test_a_day_shows_the_hours_in_order(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    make_order(employee=sanne, work_date=MONDAY, work_time=time(19, 15), customer_name="Avond")
    make_order(employee=sanne, work_date=MONDAY, customer_name="Zonder tijd")
    page = office.get(road(company), {"soort": "dag", "dag": "2026-01-12"}).content.decode()
    begins = re.findall(r'data-begin="(\d\d:00|)"(?:(?!</td>).)*class="name">([^<]+)', page, re.S)
    assert begins == [("", "Zonder tijd"), ("19:00", "Avond")]
    assert "maandag 12 januari 2026" in page


def test_a_month_counts_the_work_of_each_day(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    for _ in range(5):
        make_order(employee=sanne, work_date=MONDAY)
    page = shown(office, company, soort="maand", dag="2026-01-31")
    assert "januari 2026" in page
    assert "5 werkbonnen" in page
    assert "en nog 2" in page


@pytest.mark.parametrize(
    ("kind", "day", "before", "after"),
    [
        ("dag", "2026-03-01", "2026-02-28", "2026-03-02"),
        ("week", "2026-01-01", "2025-12-25", "2026-01-08"),
        ("maand", "2026-01-31", "2025-12-01", "2026-02-01"),
    ],
)
def test_one_steps_to_what_is_before_and_after(
    office: Client, company: Company, kind: str, day: str, before: str, after: str
) -> None:
    page = office.get(road(company), {"soort": kind, "dag": day}).content.decode()
    assert f'href="?soort={kind}&amp;dag={before}" rel="prev"' in page
    assert f'href="?soort={kind}&amp;dag={after}" rel="next"' in page


@pytest.mark.parametrize("query", [{"dag": "2026-02-30"}, {"soort": "jaar"}, {"dag": "gisteren"}])
def test_a_day_that_does_not_exist_is_told(
    office: Client, company: Company, query: dict[str, str]
) -> None:
    assert office.get(road(company), query).status_code == 422


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("kind", ["dag", "week", "maand"])
def test_the_first_and_the_last_day_that_can_be_asked_are_shown(
    office: Client, company: Company, kind: str, day: str
) -> None:
    assert office.get(road(company), {"soort": kind, "dag": day}).status_code == 200


def test_without_employees_it_says_what_to_do(office: Client, company: Company) -> None:
    page = shown(office, company)
    assert "Nog geen medewerkers" in page
    assert "Elke werkbon heeft een dag" in page


def busy(company: Company, pattern: WorkOrder, numbers: range) -> None:
    """Give each so many work: two that overlap, a long one, and one that is not planned."""
    today = accounting_day(system_clock())
    plans: tuple[dict[str, Any], ...] = (
        {"work_time": time(8)},
        {"work_time": time(8, 30)},
        {"work_date": today - timedelta(days=1), "work_end_date": today},
        {"employee_id": None, "work_date": None},
    )
    names = [field.attname for field in WorkOrder._meta.fields if field.attname != "id"]
    usual = {name: getattr(pattern, name) for name in names}
    usual |= {"work_date": today, "number": "", "number_key": ""}
    for number in numbers:
        name = f"{number}"
        who = add_employee(company, {"first_name": "M", "last_name": name, "number": f"9{name}"})
        for place, plan in enumerate(plans):
            own = {"serial": 1000 + 4 * number + place, "order_nr": f"N{number}-{place}"}
            WorkOrder.objects.create(**{**usual, **own, "employee_id": who.pk, **plan})


@pytest.mark.parametrize("kind", ["dag", "week", "maand"])
def test_fifty_employees_cost_as_many_queries_as_five(
    office: Client, company: Company, make_order: MakeOrder, kind: str
) -> None:
    counts = []
    office.get(road(company))  # the first one writes the session
    pattern = make_order()
    for numbers in (range(5), range(5, 50)):
        busy(company, pattern, numbers)
        with CaptureQueriesContext(connection) as queries:
            assert office.get(road(company), {"soort": kind}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_open_board_hears_that_nothing_changed_or_gets_the_new_one(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    order = make_order(employee=sanne, work_date=MONDAY)
    there = office.get(road(company), THE_WEEK).context["version"]
    again = {**THE_WEEK, "versie": there}
    asking = {"HX-Request": "true"}
    assert office.get(road(company), again, headers=asking).status_code == 204
    WorkOrder.objects.filter(pk=order.pk).update(customer_name="Kapper")
    answer = office.get(road(company), again, headers=asking)
    assert answer.status_code == 200
    assert "Kapper" in answer.text
    assert "<html" not in answer.text


@pytest.mark.parametrize("role", ["bookkeeper", "fitter"])
def test_only_the_office_plans(company: Company, role: str) -> None:
    user = add_person("ander@voorbeeld.example")
    Membership.objects.create(user=user, organisation=company.organisation, role=role)
    person = logged_in(user)
    assert person.get(road(company)).status_code == 403
    listed = reverse("workorders:work_orders", args=[company.pk])
    assert road(company) not in person.get(listed).text


def test_for_an_outsider_there_is_no_board(outsider: Client, company: Company) -> None:
    assert outsider.get(road(company)).status_code == 404


def test_a_weekend_is_narrow_only_while_nobody_works(
    office: Client, company: Company, make_order: MakeOrder, sanne: Employee
) -> None:
    saturday, sunday = date(2026, 1, 17), date(2026, 1, 18)

    def unused() -> set[str]:
        page = office.get(road(company), THE_WEEK).content.decode()
        return set(re.findall(r'<td class="weekend unused[^"]*"[^>]* data-day="([^"]+)"', page))

    assert unused() == {saturday.isoformat(), sunday.isoformat()}
    make_order(employee=sanne, work_date=saturday)
    assert unused() == {sunday.isoformat()}
