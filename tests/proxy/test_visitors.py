"""Ordinary clients at the proxy: the machine doors, and who counts as whom."""

import re
from typing import Any

import httpx2
import pytest

from tests.proxy.behind import NAME, Site

FIRST, SECOND, THIRD = "127.0.0.2", "127.0.0.3", "127.0.0.4"
FIRM = "Demo Installatie BV"
WRONG = "not the password"
TRIES = 10
TOO_MANY = 429


def spoofed(number: int) -> dict[str, str]:
    """Every header in which somebody may say to be somebody else."""
    other = f"203.0.113.{number}"
    return {
        "X-Forwarded-For": other,
        "X_Forwarded_For": other,
        "X-Forwarded-Proto": "http",
        "Forwarded": f"for={other};proto=http",
        "X-Real-IP": other,
    }


def test_the_open_api_is_answered_over_https(site: Site) -> None:
    firm = site.program.firm(FIRM)
    tokens = {"token": firm["token"], "software_token": firm["software_token"]}
    with site.visitor(FIRST) as client:
        answer = client.get("/openapi/8/relations/", params=tokens)
    assert answer.json()["code"] == 200
    assert answer.json()["response"]


def test_the_soap_door_is_answered_over_https_and_names_its_public_address(site: Site) -> None:
    with site.visitor(FIRST) as client:
        answer = client.get("/soap.asmx?wsdl")
    assert answer.status_code == 200
    assert f'location="https://{NAME}:{site.https}/soap.asmx"' in answer.text


def test_plain_http_is_sent_on_to_https(site: Site) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{site.http}/", headers={"Host": NAME})
    assert answer.status_code == 308
    assert answer.headers["location"].startswith(f"https://{NAME}")


@pytest.mark.parametrize("door", ["/OpenApi/8/relations/", "/soap.asmx?wsdl"])
def test_a_program_is_not_sent_on_to_https(site: Site, door: str) -> None:
    answer = httpx2.get(f"http://127.0.0.1:{site.http}{door}", headers={"Host": NAME})
    assert answer.status_code == 200  # of a visitor on this machine, who may ask in plain http
    assert "location" not in answer.headers


def test_ten_wrong_passwords_stop_their_visitor_and_nobody_else(site: Site) -> None:
    office = site.program.paper()["office"]
    with site.visitor(FIRST) as guesser, site.visitor(SECOND) as colleague:
        for number in range(TRIES):
            _log_in(guesser, office["email"], WRONG, spoofed(number))
        stopped = _log_in(guesser, office["email"], office["password"], spoofed(TRIES))
        entered = _log_in(colleague, office["email"], office["password"])
    assert stopped.status_code == TOO_MANY
    assert entered.status_code == 302
    assert "__Host-bonbrug" in entered.cookies


def test_what_somebody_forwards_past_the_proxy_is_not_believed(site: Site) -> None:
    office = site.program.paper()["office"]
    line = httpx2.HTTPTransport(local_address=THIRD)
    lying = {"Host": f"{NAME}:{site.https}", "X-Forwarded-Proto": "https"}
    with httpx2.Client(transport=line, base_url=site.direct, headers=lying) as client:
        page = client.get("/inloggen/")
        assert "strict-transport-security" not in page.headers
        for number in range(TRIES):
            _log_in(client, office["email"], WRONG, spoofed(number))
        stopped = _log_in(client, office["email"], office["password"], spoofed(TRIES))
    assert stopped.status_code == TOO_MANY


def test_a_visitor_cannot_talk_https_away(site: Site) -> None:
    with site.visitor(SECOND) as client:
        answer = client.get("/inloggen/", headers=spoofed(1))
    assert "strict-transport-security" in answer.headers


def test_a_form_from_another_site_is_refused(site: Site) -> None:
    office = site.program.paper()["office"]
    with site.visitor(SECOND) as client:
        foreign = {"Origin": "https://evil.example"}
        answer = _log_in(client, office["email"], office["password"], foreign)
    assert answer.status_code == 403


def test_a_host_that_is_not_ours_is_refused(site: Site) -> None:
    with site.visitor(SECOND) as client:
        forwarded = {"X-Forwarded-Host": "evil.example"}
        assert client.get("/inloggen/", headers=forwarded).status_code == 200
    direct = httpx2.get(f"{site.direct}/inloggen/", headers={"Host": "evil.example"})
    assert direct.status_code == 400


def _log_in(
    client: httpx2.Client, email: str, password: str, more: dict[str, str] | None = None
) -> httpx2.Response:
    page = client.get("/inloggen/", headers=more)
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    assert found
    form: Any = {"csrfmiddlewaretoken": found[1], "username": email, "password": password}
    # By hand, for a client that speaks plain http would keep a safe cookie to itself.
    kept = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    return client.post("/inloggen/", data=form, headers={"Cookie": kept, **(more or {})})
