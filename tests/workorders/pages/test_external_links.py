"""Settings > External links, and the token panel."""

import re

from django.test import Client
from django.urls import reverse

from bonbrug.workorders.actions.keep_employee import change_employee
from bonbrug.workorders.actions.order_link import open_tokens
from bonbrug.workorders.models import Company, Employee, ExternalLink


def road(company: Company, name: str) -> str:
    return reverse(f"workorders:{name}", args=[company.pk])


def test_the_packages_are_shown_with_a_button(office: Client, company: Company) -> None:
    page = office.get(road(company, "links")).content.decode()
    assert "Koppeling bestellen" in page
    assert "WerkbonApp kan gekoppeld worden aan diverse ERP / CRM pakketten" in page
    assert "Staat uw ERP / CRM pakket er niet bij?" in page


def test_ordering_draws_tokens_and_shows_the_panel(office: Client, company: Company) -> None:
    answer = office.post(road(company, "link_order"), follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == road(company, "link_panel")
    assert company.company_id in page
    assert re.search(r'id="token">[0-9a-f]{64}<', page)


def test_ordering_twice_keeps_the_first_token(office: Client, company: Company) -> None:
    office.post(road(company, "link_order"))
    first = open_tokens(company.external_links.get())
    office.post(road(company, "link_order"))
    assert open_tokens(company.external_links.get()) == first


def test_the_settings_open_by_a_form_and_never_by_an_address_with_a_token(
    office: Client, company: Company, link: ExternalLink
) -> None:
    page = office.get(road(company, "link_panel")).content.decode()
    token = open_tokens(link).token
    assert '<form method="post" action="/koppeling/openen/" target="_blank">' in page
    assert f'name="token" value="{token}"' in page
    assert not re.search(rf'(href|action)="[^"]*{token}', page)


def test_the_panel_lists_only_employees_who_may_link(
    office: Client, company: Company, link: ExternalLink, sanne: Employee, joris: Employee
) -> None:
    change_employee(joris, {"active": False})
    page = office.get(road(company, "link_panel")).content.decode()
    assert "Sanne" in page
    assert "Joris" not in page


def test_the_employees_of_the_panel_can_be_searched(
    office: Client, company: Company, link: ExternalLink, sanne: Employee, joris: Employee
) -> None:
    page = office.get(road(company, "link_panel"), {"zoek": "102", "rijen": "10"}).content.decode()
    assert "Joris" in page
    assert "Sanne" not in page


def test_without_an_order_there_is_no_panel(office: Client, company: Company) -> None:
    assert office.get(road(company, "link_panel"))["Location"] == road(company, "links")


def test_a_token_that_does_not_open_is_explained(
    office: Client, company: Company, link: ExternalLink
) -> None:
    ExternalLink.objects.update(token_sealed="v1.broken.value")
    page = office.get(road(company, "link_panel")).content.decode()
    assert "Het token is niet te lezen" in page


def test_stopping_the_link_makes_the_token_worthless(
    office: Client, company: Company, link: ExternalLink
) -> None:
    office.post(road(company, "link_end"))
    assert not company.external_links.exists()
