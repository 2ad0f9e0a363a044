"""A proxy that the operator forgot to name is not believed, and the log says so."""

from collections.abc import Iterator

import httpx2
import pytest

from tests.journeys.program import clean_environment, free_port, serving
from tests.proxy.behind import NAME, Site, caddy, of_the_operator, papers

ELSEWHERE = "192.0.2.1"


@pytest.fixture(scope="module")
def unnamed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The program behind a proxy on this machine, while another address is trusted."""
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("proxy")
    port, https, http = free_port(), free_port(), free_port()
    named = {**of_the_operator(f"{NAME}:{https}"), "BONBRUG_TRUSTED_PROXIES": ELSEWHERE}
    made = papers(folder)
    with (
        serving(data, port, clean_environment(**named)) as program,
        caddy(folder, https, http, port, made),
    ):
        yield Site(program, made, https, http, program.address)


def test_the_open_api_holds_what_comes_through_it_for_plain_http(unnamed: Site) -> None:
    with unnamed.visitor("127.0.0.2") as client:
        assert client.get("/openapi/8/relations/").json()["code"] == 1006


@pytest.mark.parametrize(("door", "refused"), [("/OpenApi/8/relations/", 200), ("/soap.asmx", 403)])
def test_plain_http_is_refused_at_the_doors_and_not_sent_on(
    unnamed: Site, door: str, refused: int
) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{unnamed.http}{door}", headers={"Host": NAME})
    assert answer.status_code == refused
    assert refused == 403 or answer.json()["code"] == 1006


def test_a_program_on_this_machine_may_still_ask_in_plain_http(unnamed: Site) -> None:
    with httpx2.Client(base_url=unnamed.direct) as near:
        assert near.get("/openapi/8/relations/").json()["code"] == 1002


def test_no_browser_is_told_to_remember_https(unnamed: Site) -> None:
    with unnamed.visitor("127.0.0.2") as client:
        assert "strict-transport-security" not in client.get("/inloggen/").headers


def test_the_log_names_the_address_and_the_setting_once(unnamed: Site) -> None:
    with unnamed.visitor("127.0.0.2") as client:
        for _ in range(3):
            client.get("/gezond/")
    said = (unnamed.program.data / "serve.txt").read_text("utf-8")
    assert (
        said.count("127.0.0.1 forwards requests and is not named in BONBRUG_TRUSTED_PROXIES") == 1
    )
