"""Links to paper and drawing: given through the door, opened without logging in, and soon over."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client, RequestFactory
from pypdf import PdfReader

from bonbrug.accounts import ending
from bonbrug.accounts.limits import ALL_SUBJECTS, ONE_SUBJECT
from bonbrug.accounts.roles import Role
from bonbrug.site.log_redaction import RedactingFormatter
from bonbrug.values.clock import system_clock
from bonbrug.workorders.actions.agree import complete_agreed
from bonbrug.workorders.actions.complete import Signature, complete
from bonbrug.workorders.actions.order_link import end
from bonbrug.workorders.actions.plan_work import remove
from bonbrug.workorders.actions.set_up import change_company
from bonbrug.workorders.doors import papers
from bonbrug.workorders.models import Company, Employee, ExternalLink, Status, WorkOrder
from tests.workorders.conftest import NOW, Door

Make = Callable[..., WorkOrder]
PNG = b"\x89PNG\r\n\x1a\nsomething drawn"


@pytest.fixture
def signed(make_order: Make, company: Company, sanne: Employee) -> WorkOrder:
    change_company(company, take_back_minutes=0)
    order = make_order(Status.PICKED_UP, sanne, number="W26-0001", customer_name="Bakkerij")
    complete(order, Signature(PNG, "P. Bakker"), now=NOW, who="Sanne")
    return order


def given(door: Door, order: WorkOrder) -> tuple[str, str]:
    answer = door.get("GetWorkorder", row_id=str(order.pk), update_status="false")["response"]
    return answer["PdfUrl"], answer["SignatureUrl"]


def opened(address: str) -> Any:
    return Client().get("/" + address.split("/", 3)[3])


def test_the_door_gives_links_that_open_without_logging_in(door: Door, signed: WorkOrder) -> None:
    paper, drawing = given(door, signed)
    assert paper.startswith("http://127.0.0.1:8000/werkbonpapier/")
    answer = opened(paper)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="werkbon-W26-0001.pdf"'
    assert "Werkbon W26-0001" in PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    picture = opened(drawing)
    assert (picture["Content-Type"], picture.content) == ("image/png", PNG)


def test_a_list_gives_them_too_in_as_many_queries_for_many(
    door: Door, signed: WorkOrder, make_order: Make, django_assert_max_num_queries: Any
) -> None:
    for _number in range(20):
        one = make_order(Status.PICKED_UP)
        complete(one, Signature(PNG, "P. Bakker"), now=NOW, who="Sanne")
    with django_assert_max_num_queries(12):
        rows = door.get("GetWorkorders", status="Compleet", update_status="false")["response"]
    assert len(rows) == 21
    assert all(row["PdfUrl"] and row["SignatureUrl"] for row in rows)


def test_no_browser_keeps_it_and_no_other_page_hears_of_it(door: Door, signed: WorkOrder) -> None:
    for address in (*given(door, signed), "http://x/werkbonpapier/made-up/"):
        answer = opened(address)
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in answer


def test_without_a_drawing_there_is_no_link_to_it(
    door: Door, make_order: Make, company: Company
) -> None:
    change_company(company, take_back_minutes=0)
    unsigned, agreed = make_order(), make_order(Status.PICKED_UP)
    complete_agreed(agreed, "P. Bakker", now=NOW, who="Sanne")
    for order in (unsigned, agreed):
        paper, drawing = given(door, order)
        assert opened(paper).status_code == 200
        assert drawing == ""


def test_what_can_still_be_taken_back_has_no_links_and_earlier_ones_wait(
    door: Door, make_order: Make
) -> None:
    order = make_order(Status.PICKED_UP)
    paper, _drawing = given(door, order)
    complete(order, Signature(PNG, "P. Bakker"), now=system_clock(), who="Sanne")
    assert given(door, order) == ("", "")
    assert opened(paper).status_code == 404
    WorkOrder.objects.update(held_until=None)
    assert opened(paper).status_code == 200


def after(monkeypatch: pytest.MonkeyPatch, time: timedelta) -> None:
    now = system_clock() + time
    monkeypatch.setattr(papers, "system_clock", lambda: now)


def test_a_link_lives_for_an_hour(
    door: Door, signed: WorkOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper, _drawing = given(door, signed)
    after(monkeypatch, timedelta(minutes=59))
    assert opened(paper).status_code == 200
    after(monkeypatch, timedelta(minutes=61))
    over = opened(paper)
    assert over.status_code == 404
    assert "Deze link is niet meer geldig" in over.content.decode()


ENDS: dict[str, Callable[[WorkOrder, ExternalLink], object]] = {
    "the firm ends": lambda order, _link: ending.ask(
        order.company.organisation, Role.OWNER, system_clock()
    ),
    "the work order is removed": lambda order, _link: remove(order),
    "the link ends": lambda _order, link: end(link, NOW),
    "the tokens are renewed": lambda _order, link: ExternalLink.objects.filter(pk=link.pk).update(
        token_digest="0" * 64
    ),
    "the work order is of another firm": lambda order, _link: WorkOrder.objects.filter(
        pk=order.pk
    ).update(company=_other()),
}


def _other() -> Company:
    return Company.objects.get(company_id="7654321")


@pytest.mark.parametrize("ends", ENDS.values(), ids=ENDS)
def test_a_link_ends_with_what_it_is_of(
    door: Door,
    signed: WorkOrder,
    link: ExternalLink,
    stranger: Company,
    ends: Callable[[WorkOrder, ExternalLink], object],
) -> None:
    addresses = given(door, signed)
    ends(signed, link)
    for address in addresses:
        answer = opened(address)
        assert answer.status_code == 404
        assert "Bakker" not in answer.content.decode()


def test_a_link_made_with_another_salt_or_changed_opens_nothing(
    door: Door, signed: WorkOrder
) -> None:
    paper, _drawing = given(door, signed)
    token = paper.rstrip("/").rsplit("/", 1)[1]
    payload, _colon, seal = token.partition(":")
    ours = Signer(salt=papers.SALT).unsign_object(token)
    theirs = Signer(salt="other").sign_object(ours)
    other = Signer(salt=papers.SALT).sign_object([*ours[:3], signed.pk + 1, ours[4]])
    for wrong in (theirs, payload, f"{payload}:", f"{other.partition(':')[0]}:{seal}", "a" * 4000):
        assert opened(f"http://x/werkbonpapier/{wrong}/").status_code == 404


def test_who_guesses_links_has_to_wait_and_who_was_given_one_has_not(
    door: Door, signed: WorkOrder
) -> None:
    paper, _drawing = given(door, signed)
    most = max(ONE_SUBJECT.free, ALL_SUBJECTS.free)
    statuses = [opened(f"http://x/werkbonpapier/{n}/").status_code for n in range(most + 2)]
    assert statuses[0] == 404
    assert statuses[-1] == 429
    assert opened(paper).status_code == 200


def test_only_looking_is_done_by_a_link(door: Door, signed: WorkOrder) -> None:
    paper, _drawing = given(door, signed)
    assert Client().post("/" + paper.split("/", 3)[3]).status_code == 405
    assert Client().head("/" + paper.split("/", 3)[3]).status_code == 200


def test_a_link_never_stands_in_the_log(door: Door, signed: WorkOrder) -> None:
    paper, _drawing = given(door, signed)
    path = "/" + paper.split("/", 3)[3]
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "x", None, None)
    record.__dict__.update(request=RequestFactory().get(path), status_code=400)
    line = RedactingFormatter().format(record)
    assert "werkbonpapier" in line
    assert not any(part in line for part in re.split(r"[/:]", path) if len(part) > 15)
