"""A known hole stops a release; a database that does not answer is said, and is no good answer."""

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from tools.supply.accepted import PAGE, Accepted, accepted
from tools.supply.databases import Hole, Told
from tools.supply.review import judged
from tools.supply.shipped import ROOT
from werkzeug import Request, Response

TODAY = date(2026, 1, 12)
HOLE = Hole("segno", "1.6.6", ("PYSEC-2026-1", "CVE-2026-0001"), "draws too much")
BULK = "/-/npm/v1/security/advisories/bulk"
Run = Callable[..., subprocess.CompletedProcess[str]]


def accept(until: date, name: str = "CVE-2026-0001") -> list[Accepted]:
    return [Accepted(name, "we draw nothing", until)]


def test_a_hole_that_nobody_accepted_stops_it() -> None:
    said, well = judged([Told("Python packages", (HOLE,))], [], TODAY)
    assert not well
    assert said[0].startswith("segno 1.6.6: PYSEC-2026-1, CVE-2026-0001: draws too much\n")
    assert said[1] == "Python packages: looked up, 1 known hole"


@pytest.mark.parametrize(("until", "well"), [(TODAY, True), (date(2026, 1, 11), False)])
def test_an_accepted_hole_counts_until_its_last_day(until: date, well: bool) -> None:
    assert judged([Told("Python packages", (HOLE,))], accept(until), TODAY)[1] is well


def test_another_hole_of_the_same_package_is_not_accepted() -> None:
    listed = accept(TODAY, "CVE-2026-0002")
    said, well = judged([Told("Python packages", (HOLE,))], listed, TODAY)
    assert (well, said[-1]) == (
        False, f"{PAGE}: CVE-2026-0002 is no hole of anything that ships now; take it away",
    )  # fmt: skip


def test_silence_is_no_good_answer_and_takes_no_entry_away() -> None:
    said, well = judged([Told("Python packages", silent="no answer")], accept(TODAY), TODAY)
    assert (said, well) == (["Python packages: not looked up: no answer"], True)


@pytest.mark.parametrize(
    "entry", ['why = "x"\nuntil = 2026-01-31', 'id = "x"\nuntil = 2026-01-31',
              'id = "x"\nwhy = "x"', 'id = "x"\nwhy = "x"\nuntil = "2026-01-31"'],
)  # fmt: skip
def test_an_entry_without_id_reason_or_last_day_is_refused(tmp_path: Path, entry: str) -> None:
    (tmp_path / PAGE).parent.mkdir()
    (tmp_path / PAGE).write_text(f"[[accepted]]\n{entry}\n", "utf-8")
    with pytest.raises(SystemExit, match="every entry needs"):
        accepted(tmp_path)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the real command, and so the real tools, against addresses on this machine."""
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "npm"))

    def _run(osv: str, npm: str, *more: str) -> subprocess.CompletedProcess[str]:
        words = ("--osv", osv, "--npm", npm, *more)
        return subprocess.run(
            (sys.executable, "-m", "tools.supply.review", *words),
            check=False,
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=90,
        )

    return _run


def osv(holes: dict[str, Any]) -> Callable[[Request], Response]:
    def _answer(request: Request) -> Response:
        asked = json.loads(request.get_data())
        return Response(json.dumps(holes.get(asked["package"]["name"], {})))

    return _answer


def of_segno() -> dict[str, Any]:
    ranges = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}]
    affected = [{"package": {"name": "segno", "ecosystem": "PyPI"}, "ranges": ranges}]
    whole = {"id": "PYSEC-2026-1", "aliases": ["CVE-2026-0001"], "details": "draws too much"}
    return {"segno": {"vulns": [{**whole, "summary": "draws too much", "affected": affected}]}}


def of_signature_pad() -> dict[str, Any]:
    place = "https://github.com/advisories/GHSA-aaaa-bbbb-cccc"
    told = {"id": 1, "url": place, "title": "signs for anybody", "severity": "high"}
    return {"signature_pad": [{**told, "vulnerable_versions": "<99.0.0", "cwe": []}]}


def serve(server: HTTPServer, python: dict[str, Any], pages: dict[str, Any]) -> tuple[str, str]:
    server.expect_request("/v1/query", "POST").respond_with_handler(osv(python))
    server.expect_request(BULK, "POST").respond_with_json(pages)
    version = {"name": "signature_pad", "version": "5.1.4"}
    whole = {"name": "signature_pad", "versions": {"5.1.4": version}}
    server.expect_request("/signature_pad").respond_with_json(whole)
    return server.url_for("/v1/query"), server.url_for("/")


def test_databases_that_know_no_hole_let_it_go_on(run: Run, httpserver: HTTPServer) -> None:
    done = run(*serve(httpserver, {}, {}))
    assert (done.returncode, done.stdout.splitlines()[:2]) == (
        0,
        ["Python packages: looked up, no known hole",
         "packages of the pages: looked up, no known hole"],
    )  # fmt: skip
    asked = [json.loads(each.get_data()) for each, _ in httpserver.log if each.path == "/v1/query"]
    pins = (ROOT / "requirements/run.txt").read_text("utf-8")
    assert len(asked) == pins.count("==")
    assert all(f"{each['package']['name']}=={each['version']} " in pins for each in asked)


def test_known_holes_on_both_sides_stop_it(run: Run, httpserver: HTTPServer) -> None:
    done = run(*serve(httpserver, of_segno(), of_signature_pad()))
    assert done.returncode == 1
    assert "segno 1.6.6: PYSEC-2026-1, CVE-2026-0001: draws too much" in done.stdout
    assert "signature_pad 5.1.4: GHSA-aaaa-bbbb-cccc, npm:1: signs for anybody" in done.stdout
    assert "raise the pin" in done.stdout


def test_a_database_that_fails_is_said_and_the_other_one_still_counts(
    run: Run, httpserver: HTTPServer
) -> None:
    npm = serve(httpserver, {}, of_signature_pad())[1]
    httpserver.expect_request("/broken").respond_with_data("away", status=503)
    done = run(httpserver.url_for("/broken"), npm)
    assert done.returncode == 1
    assert "Python packages: not looked up: " in done.stdout


def test_databases_that_are_not_there_fail_nothing(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    away = f"http://127.0.0.1:{port}/"
    done = run(away, away)
    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert lines[0].startswith("Python packages: not looked up: ")
    assert lines[1].startswith("packages of the pages: not looked up: ")
    assert "no known hole" not in done.stdout


def test_a_database_that_says_nothing_is_left_after_the_time_that_was_given(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        done = run(place, place, "--longest", "3")
    said = "not looked up: no whole answer within 3 seconds"
    assert (done.returncode, done.stdout.count(said)) == (0, 2)
