"""Projects, addresses, contact persons, choice lists, and what is never made here."""

from typing import Any

import pytest

from bonbrug.workorders.models import Company
from tests.workorders.conftest import Door
from tests.workorders.test_door_golden import golden, raw

pytestmark = [pytest.mark.postgres, pytest.mark.urls("bonbrug.workorders.doors.urls")]


@pytest.mark.parametrize("endpoint", ["projects", "addresses", "contactpersons"])
def test_what_was_posted_as_documented_is_answered(door: Door, endpoint: str) -> None:
    posted = door.post(endpoint, raw(f"{endpoint}.post.request"))
    assert posted == {"code": 200, "messages": [], "response": 1}
    assert door.get(endpoint)["response"] == golden(f"{endpoint}.post.request")


@pytest.mark.parametrize("endpoint", ["worktypes", "paymentmethods"])
def test_a_company_has_the_usual_choices_until_its_own_are_posted(
    door: Door, endpoint: str
) -> None:
    assert len(door.get(endpoint)["response"]) > 4
    own = golden(f"{endpoint}.get.response")["response"]
    assert door.post(endpoint, own)["response"] == len(own)
    assert door.get(endpoint)["response"] == own


@pytest.mark.parametrize("endpoint", ["quotations", "invoices", "transactions"])
def test_what_is_never_made_here_is_an_empty_list(door: Door, endpoint: str) -> None:
    expected: dict[str, Any] = {"code": 200, "messages": [], "response": []}
    assert door.get(endpoint) == expected
    assert door.get(endpoint, **{"key[]": "inv_status", "value[]": "OPEN"}) == expected
    assert door.get(endpoint, key="inv_status")["code"] == 1504
    assert door.post(endpoint, [{"inv_id": "1"}])["code"] == 1001


@pytest.mark.parametrize(
    ("endpoint", "change", "code", "named"),
    [
        ("projects", {"name": ""}, 1701, "Required field missing: name"),
        ("projects", {"date_start": "2026-02-31"}, 1701, "2026-02-31"),
        ("projects", {"active": "ja"}, 1701, "ja"),
        ("addresses", {"adr_zip": None}, 1301, "Required field missing: adr_zip"),
        ("contactpersons", {"cpn_name": "x" * 256}, 1300, "cpn_name"),
    ],
)
def test_a_wrong_record_is_refused_and_nothing_of_the_post_is_kept(
    door: Door, company: Company, endpoint: str, change: dict[str, Any], code: int, named: str
) -> None:
    (record,) = golden(f"{endpoint}.post.request")
    answer = door.post(endpoint, [record, {**record, **change}])
    assert (answer["code"], answer["response"]) == (code, None)
    assert named in answer["messages"][0]
    assert door.get(endpoint)["response"] == []


def test_a_project_is_changed_by_its_code_filtered_and_deleted(door: Door) -> None:
    (record,) = golden("projects.post.request")
    door.post("projects", [record, {**record, "code": "P002", "date_start": "2026-06-01"}])
    door.post("projects", [{**record, "status": "Klaar"}])
    late = door.get("projects", key="date_start", value="2026-03-01", operator="gt")
    assert [row["code"] for row in late["response"]] == ["P002"]
    done = door.get("projects", key="status", value="Klaar")
    assert [row["code"] for row in done["response"]] == ["P001"]
    assert door.get("DeleteEntity", entity="project", key="code", value="P001")["response"] == 1
    assert [row["code"] for row in door.get("projects")["response"]] == ["P002"]


def test_another_company_sees_none_of_the_projects(door: Door, stranger: Company) -> None:
    door.post("projects", raw("projects.post.request"))
    assert not stranger.projects.exists()
