"""What the server gives the app of the tablet: its worker, and the page without signal."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.templatetags.static import static
from django.test import Client

from bonbrug.workorders.models import Employee, WorkOrder
from bonbrug.workorders.pages.tablet import app_files
from tests.workorders.pages.conftest import words

TEMPLATES = Path(app_files.__file__).parents[2] / "templates/workorders/tablet"
WITH_SIGNAL = {"workorders/link.js", "django_htmx/htmx-2.min.js"}  # for what needs the server
NAMED = re.compile(r"{% static '([^']+)'")
Make = Callable[..., WorkOrder]
WORKER = "/werkbonnen/tablet/sw.js"
SHELL = "/werkbonnen/tablet/zonder-signaal/"


def test_the_worker_is_a_script_for_the_pages_of_the_tablet_alone(tablet: Client) -> None:
    answer = tablet.get(WORKER)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Service-Worker-Allowed"] == "/werkbonnen/tablet/"
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_worker_keeps_every_file_that_the_app_asks_for(tablet: Client) -> None:
    first = tablet.get(WORKER).content.decode().partition("\n")[0]
    told = json.loads(first.removeprefix("const SETTINGS = ").removesuffix(";"))
    assert told["version"] == app_files.version()
    pages = TEMPLATES.rglob("*.html")
    asked = {name for one in pages for name in NAMED.findall(one.read_text("utf-8"))}
    drawn = static("vendor/icons.svg")  # named by the tag for icons
    assert {static(name) for name in asked - WITH_SIGNAL} | {drawn} == set(told["files"])


def test_the_page_without_signal_is_in_the_language_of_the_reader(tablet: Client) -> None:
    dutch = words(tablet, SHELL)
    english = tablet.get(SHELL, headers={"Accept-Language": "en"}).content.decode()
    assert "Geen bereik" in dutch
    assert "Uren toevoegen" in dutch
    assert "No signal" in english
    assert "Add hours" in english


def test_the_page_without_signal_holds_no_work_order(
    tablet: Client, make_order: Make, sanne: Employee
) -> None:
    make_order(employee=sanne, customer_name="Bakkerij Proef")
    assert "Bakkerij Proef" in words(tablet, "/werkbonnen/tablet/")
    assert "Bakkerij Proef" not in words(tablet, SHELL)


@pytest.mark.django_db
def test_the_page_without_signal_is_for_a_linked_tablet(client: Client) -> None:
    assert client.get(SHELL).status_code == 302


@pytest.mark.parametrize("address", [SHELL, "/werkbonnen/tablet/", WORKER])
def test_the_policy_of_content_lets_a_worker_in_and_nothing_unsafe(
    tablet: Client, address: str
) -> None:
    policy = tablet.get(address).headers["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy
    assert "unsafe" not in policy


def test_every_page_names_the_page_without_signal_that_belongs_to_it(tablet: Client) -> None:
    pages = {
        language: tablet.get("/werkbonnen/tablet/", headers={"Accept-Language": language})
        for language in ("nl", "en")
    }
    found = {
        language: re.findall(r'data-shell="([^"]+)"', page.content.decode())
        for language, page in pages.items()
    }
    assert all(len(one) == 1 and one[0].startswith(SHELL) for one in found.values())
    assert found["nl"] != found["en"]
