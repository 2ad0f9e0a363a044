"""Chapter 8: the command line, and counterparts that the operator named by address."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.program import Program, clean_environment, demo, free_port, serving
from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey

FIRM = "Demo Installatie BV"
BRIDGE = "Brug van buiten"
ADD_PERSON = """
from bonbrug.accounts.actions import add_person
from bonbrug.accounts.models import Membership, Organisation
person = add_person("beheer@brug.example", "een-heel-lang-wachtwoord")
Membership.objects.create(user=person, organisation=Organisation.objects.get(), role="owner")
"""


@dataclass
class Outside:
    """Two processes that share nothing: the services, and the installation that links them."""

    services: Program
    ours: Program


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """Books and work orders stand at one address; ours has the link alone, and names that one."""
    data = tmp_path_factory.mktemp("services")
    with demo(data, free_port(), clean_environment()):
        pass
    counterparts = clean_environment(BONBRUG_HOUSES="books,workorders")
    with serving(data, free_port(), counterparts) as services:
        ours = clean_environment(
            BONBRUG_HOUSES="link",
            BONBRUG_EBOEKHOUDEN_SOAP_URL=f"e-boekhouden.nl={services.address}/soap.asmx",
            BONBRUG_WERKBONAPP_URL=f"werkbonapp.nl={services.address}/openapi/8",
        )
        with serving(tmp_path_factory.mktemp("ours"), free_port(), ours) as program:
            yield Outside(services, program)


def test_m20_a_wrong_code_makes_no_working_connection(outside: Outside) -> None:
    code, said = _connect(outside, "Mislukt", BONBRUG_SECURITY_CODE_2="0" * 36)
    assert code == 1
    assert "Beveiligingscode 2 is geweigerd" in said


def test_m20_the_command_line_links_services_that_stand_elsewhere(outside: Outside) -> None:
    code, said = _connect(outside, BRIDGE)
    assert code == 0, said
    assert outside.ours.tell("check", BRIDGE)[0] == 0


def test_m20_a_dry_run_finds_that_both_sides_agree_and_changes_nothing(outside: Outside) -> None:
    code, said = outside.ours.tell("sync", BRIDGE, "--dry-run")
    assert code == 0, said
    assert "Niets nieuws" in said


def test_m20_a_finished_work_order_becomes_an_invoice_over_the_wire(
    outside: Outside, browser: Browser, pictures: Path
) -> None:
    clerk = Reader(browser, outside.services, pictures)
    _log_in(clerk, outside.services.paper()["office"])
    clerk.house("werkbonnen", FIRM)
    clerk.row("WB-1004").get_by_role("link").first.click()
    clerk.choose("Werkbonstatus", "1")
    clerk.press("Werkbonstatus zetten")
    code, said = outside.ours.tell("sync", BRIDGE)
    assert code == 0, said
    clerk.page.reload()
    clerk.sees("Afgehandeld")
    clerk.house("boekhouden", FIRM)
    clerk.menu("Factureren", "Facturen", "Overzicht")
    expect(clerk.page.locator("tbody tr")).to_have_count(4)
    clerk.leave()
    assert clerk.complaints == []


def test_m20_a_new_link_is_chosen_from_the_names_of_the_operator(
    outside: Outside, browser: Browser, pictures: Path
) -> None:
    code, said = outside.ours.tell("manage", "shell", "--verbosity", "0", "-c", ADD_PERSON)
    assert code == 0, said
    person = Reader(browser, outside.ours, pictures)
    _log_in(person, {"email": "beheer@brug.example", "password": "een-heel-lang-wachtwoord"})
    person.page.goto("/koppeling/")
    person.sees(BRIDGE, "e-boekhouden.nl", "werkbonapp.nl")
    person.page.goto("/koppeling/nieuw/")
    expect(person.field("Boekhouding").locator("option")).to_have_text(["e-boekhouden.nl"])
    person.picture("link-new")
    person.leave()
    assert person.complaints == []


def test_the_command_line_says_how_every_connection_stands(program: Program) -> None:
    code, said = program.tell("status")
    assert code == 0, said
    assert "Demo Installatie BV" in said


def _connect(outside: Outside, name: str, **other: str) -> tuple[int, str]:
    firm = outside.services.firm(FIRM)
    secrets = {
        "BONBRUG_SECURITY_CODE_1": firm["security_code_1"],
        "BONBRUG_SECURITY_CODE_2": firm["security_code_2"],
        "BONBRUG_TOKEN": firm["token"],
        "BONBRUG_SOFTWARE_TOKEN": firm["software_token"],
    }
    words = ("--company-id", firm["company_id"], "--username", firm["username"])
    return outside.ours.tell(
        "connect", name, "--organisation", "Bureau Buiten", *words, "--template", "Test", "--book",
        "--export-from", "2018-09-01",
        extra={**secrets, **other},
    )  # fmt: skip


def _log_in(person: Reader, office: dict[str, str]) -> None:
    person.page.goto("/inloggen/")
    person.field("E-mailadres").fill(office["email"])
    person.field("Wachtwoord").fill(office["password"])
    person.page.locator("main form button").first.click()
    expect(person.page).to_have_url(f"{person.program.address}/")
