"""The Dutch pages hold no English text."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.test import Client
from django.urls import reverse

from bonbrug import workorders
from bonbrug.workorders.models import Company, Employee, ExternalLink, Status, WorkOrder

CATALOGUE = Path(workorders.__file__).parent / "locale/nl/LC_MESSAGES/django.po"
HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.S)


@pytest.fixture(scope="module")
def english() -> set[str]:
    """Every text of the house that is different in Dutch."""
    with CATALOGUE.open("rb") as file:
        entries = list(read_po(file, locale="nl"))
    dutch = {str(entry.string) for entry in entries}
    return {str(entry.id) for entry in entries if entry.id and str(entry.id) not in dutch}


def texts(html: str) -> Iterator[str]:
    """Yield what stands between the tags."""
    for text in re.sub(r"<[^>]*>", "\n", HIDDEN.sub("", html)).split("\n"):
        if text.strip():
            yield unescape(text.strip())


@pytest.mark.parametrize(
    "name",
    ["work_orders", "archive", "work_order_new", "work_order_fill", "relations", "relations_add",
     "materials", "materials_add", "hour_types", "hour_types_add", "work_statuses", "employees",
     "employees_add", "links", "link_panel"],
)  # fmt: skip
def test_an_office_page_is_dutch(
    office: Client, company: Company, link: ExternalLink, english: set[str], name: str
) -> None:
    html = office.get(reverse(f"workorders:{name}", args=[company.pk])).content.decode()
    assert not english & set(texts(html))


@pytest.mark.parametrize("status", Status.values)
def test_a_work_order_is_dutch(
    office: Client,
    company: Company,
    make_order: Callable[..., WorkOrder],
    english: set[str],
    status: str,
) -> None:
    road = reverse("workorders:work_order", args=[company.pk, make_order(status).pk])
    assert not english & set(texts(office.get(road).content.decode()))


@pytest.mark.parametrize(
    "name", ["tablet_order", "hours_add", "material_pick", "material_by_hand", "tablet_sign"]
)
def test_a_tablet_page_is_dutch(
    tablet: Client,
    sanne: Employee,
    make_order: Callable[..., WorkOrder],
    english: set[str],
    name: str,
) -> None:
    order = make_order(Status.PICKED_UP, sanne)
    html = tablet.get(reverse(f"workorders:{name}", args=[order.pk])).content.decode()
    assert not english & set(texts(html))


def test_the_first_tablet_pages_are_dutch(
    client: Client, tablet: Client, english: set[str]
) -> None:
    for html in (
        client.get("/werkbonnen/tablet/koppelen/").content.decode(),
        tablet.get("/werkbonnen/tablet/").content.decode(),
    ):
        assert not english & set(texts(html))


def test_pages_carry_no_inline_script_or_style(
    office: Client, company: Company, link: ExternalLink
) -> None:
    html = office.get(reverse("workorders:link_panel", args=[company.pk])).content.decode()
    assert not re.search(r"<script>|\sstyle=|\son\w+=", html)
