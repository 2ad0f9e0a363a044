"""How much a page weighs: kilobytes over the line with an empty cache, and requests."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from django.http.response import ResponseHeaders
from django.test import Client

from bonbrug.accounts.actions import add_person, make_operator
from bonbrug.site.static_files import NamedByContent
from bonbrug.workorders.models import Employee, Status, WorkOrder
from tests.site.filled_lists import filled
from tests.site.weighing import BROWSER, MOST_BYTES, MOST_REQUESTS, Weight, needed, pages
from tests.workorders.pages.conftest import logged_in, tablet_of

FOR_A_YEAR = "max-age=31536000, public, immutable"
SCRIPT = staticfiles_storage.url("ui/bonbrug.js")
pytestmark = pytest.mark.django_db


def too_heavy(found: list[Weight]) -> list[str]:
    return [
        f"{one.path}: {one.size} bytes in {len(one.requests)} requests"
        for one in found
        if one.size > MOST_BYTES or len(one.requests) > MOST_REQUESTS
    ]


def weights(who: Client, *starts: str) -> list[Weight]:
    return [weight for weight, _ in pages(who, *starts)]


def heads(path: str, takes: str = "") -> ResponseHeaders:
    answer = Client().get(path, headers={"accept-encoding": takes})
    b"".join(answer)  # so that a file is closed
    return answer.headers


def read(named: str) -> bytes:
    return (Path(settings.STATIC_ROOT) / named).read_bytes()


def operator() -> Client:
    person = add_person("beheer@example.com")
    make_operator(person)
    return logged_in(person)


def fitter() -> Client:
    """A tablet on which work was picked up, so that it can be written and signed."""
    employee = Employee.objects.first()
    assert employee
    WorkOrder.objects.filter(employee=employee).update(status=Status.PICKED_UP)
    return tablet_of(employee)


def test_every_page_of_the_three_houses_is_light() -> None:
    found = weights(filled().office, "/")
    assert len(found) > 90
    assert too_heavy(found) == []


def test_every_page_of_a_tablet_is_light() -> None:
    filled()
    found = [one for one in weights(fitter(), "/werkbonnen/tablet/") if "tablet" in one.path]
    assert any("ondertekenen" in one.path for one in found)
    assert too_heavy(found) == []


def test_every_page_of_who_runs_it_and_of_a_stranger_is_light() -> None:
    found = weights(operator(), "/beheer/")
    found += weights(Client(), "/inloggen/", "/werkbonnen/tablet/koppelen/", "/nergens/")
    assert len(found) > 10
    assert too_heavy(found) == []


def test_what_a_browser_fetches_is_found_in_a_page() -> None:
    text = """<link rel="icon" href="/a.svg"><link rel="stylesheet" href="/b.css">
      <script src="/c.js" defer></script><svg><use href="/d.svg#one"/></svg>
      <svg><use href="/d.svg#two"/></svg><a href="/e/">e</a><img alt="" src="/f.png?a=1&amp;b=2">
      <img src="data:image/png;base64,AA">"""
    assert needed(text) == ["/a.svg", "/b.css", "/c.js", "/d.svg", "/f.png?a=1&b=2"]


def test_a_heavy_page_would_be_seen() -> None:
    heavy = Weight("/x/", MOST_BYTES + 1, ("/x/",))
    many = Weight("/y/", 1, ("/y/",) * (MOST_REQUESTS + 1))
    assert len(too_heavy([heavy, many])) == 2


def test_every_file_of_a_page_is_named_by_its_content_and_kept_for_a_year() -> None:
    storage = NamedByContent()
    assert len(storage.hashed_files) > 20
    for name, named in storage.hashed_files.items():
        digest = storage.file_hash(name, ContentFile(read(named)))
        assert f".{digest}." in named
        assert heads(f"/static/{named}")["Cache-Control"] == FOR_A_YEAR


def test_every_text_among_the_files_is_compressed_in_both_ways() -> None:
    for path in Path(settings.STATIC_ROOT).rglob("*.*.*"):
        if path.suffix in (".css", ".js", ".svg", ".webmanifest"):
            packed = path.with_name(f"{path.name}.gz")
            assert gzip.decompress(packed.read_bytes()) == path.read_bytes()
            assert path.with_name(f"{path.name}.br").stat().st_size < packed.stat().st_size


def test_a_browser_gets_the_smallest_that_it_takes() -> None:
    taken = [heads(SCRIPT, takes).get("Content-Encoding") for takes in ("gzip, br", "gzip", "")]
    assert taken == ["br", "gzip", None]


def test_a_page_is_compressed_with_a_length_that_says_nothing() -> None:
    said = [Client().get("/inloggen/", headers=BROWSER) for _ in range(12)]
    assert {one.headers["Content-Encoding"] for one in said} == {"gzip"}
    assert b"<h1" in gzip.decompress(said[0].content)
    assert len({len(one.content) for one in said}) > 3


def test_what_a_program_gets_is_not_compressed() -> None:
    for road in ("/soap.asmx?wsdl", "/openapi/8/relations/", "/gezond/"):
        assert "Content-Encoding" not in heads(road, "gzip, br")
