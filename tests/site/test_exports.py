"""What is taken along as a file is told to the security log of whose it is."""

import pytest

from bonbrug.accounts.models import SecurityEvent
from tests.site.filled_lists import Filled, filled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def houses() -> Filled:
    return filled()


def told(houses: Filled) -> list[tuple[str, str, str]]:
    events = SecurityEvent.objects.filter(kind="exported", chain=houses.books.organisation_id)
    return [
        (event.who_name, event.details["page"], event.details["as"])
        for event in events.order_by("sequence")
    ]


def test_every_kind_of_file_of_every_house_is_told(houses: Filled) -> None:
    books, company, link = houses.books.pk, houses.company.pk, houses.link.pk
    for address in (
        f"/boekhouden/{books}/relaties/?als=csv",
        f"/werkbonnen/{company}/relaties/?als=csv",
        f"/koppeling/{link}/journaal/csv-export/",
        f"/boekhouden/{books}/auditfile/?year=2018&first=2018-01-01&last=2018-12-31",
    ):
        answer = houses.office.get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment"), address
    who = "kantoor@demo.example"
    assert told(houses) == [
        (who, "books:relations", "csv"),
        (who, "workorders:relations", "csv"),
        (who, "link:journal_csv", "csv"),
        (who, "books:audit_file", "xml"),
    ]


def test_looking_at_a_page_or_at_one_invoice_is_not_told(houses: Filled) -> None:
    houses.office.get(f"/boekhouden/{houses.books.pk}/relaties/")
    houses.office.head(f"/boekhouden/{houses.books.pk}/relaties/?als=csv")
    assert told(houses) == []
