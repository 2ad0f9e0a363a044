"""A page of many work orders reads no drawing and no signed text of any."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bonbrug.workorders.models import Company, Employee, Status, WorkOrder
from bonbrug.workorders.models.work_order import LARGE

Make = Callable[..., WorkOrder]


@pytest.mark.parametrize("name", ["work_orders", "archive"])
def test_a_list_of_the_office_reads_none(
    office: Client, company: Company, make_order: Make, name: str
) -> None:
    make_order(archived=name == "archive")
    assert not _read(office, reverse(f"workorders:{name}", args=[company.pk]))


@pytest.mark.parametrize("list_", ["", "v1/work"])
def test_a_list_of_the_tablet_reads_none(
    tablet: Client, make_order: Make, sanne: Employee, list_: str
) -> None:
    make_order(Status.PICKED_UP, sanne)
    make_order(Status.COMPLETE, sanne)
    assert not _read(tablet, f"/werkbonnen/tablet/{list_}")


def _read(client: Client, address: str) -> list[str]:
    """Return the questions to the database that ask for a large column."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    found = [one["sql"] for one in asked.captured_queries]
    assert any('FROM "workorders_workorder"' in sql for sql in found)
    columns = [f'"workorders_workorder"."{name}"' for name in LARGE]
    return [sql for sql in found if any(column in sql for column in columns)]
