"""What every house does that matters to security is told to its organisation; no secret is."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import signing_keys
from bonbrug.accounts.models import SecurityEvent
from bonbrug.accounts.security.keeping import signed_ends
from bonbrug.accounts.security.verifying import verify
from bonbrug.books.actions.set_up import FIRM_FIELDS, Firm, change_firm
from bonbrug.link import actions
from bonbrug.link.actions.connections import choices_of
from bonbrug.site import cli, rotating
from bonbrug.site.cleanup import Cleanup
from bonbrug.values.delivery import DeliveryKind
from bonbrug.values.sealing import key_id
from bonbrug.workorders.actions.link_code import show_code
from bonbrug.workorders.actions.link_tablet import Device, end_tablet, leave_tablet, link_tablet
from bonbrug.workorders.actions.order_link import end, open_tokens
from tests.site.filled_lists import Filled, filled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOW = datetime.now(UTC)
CODE = "7K2M-04XA"


@pytest.fixture
def houses() -> Filled:
    made = filled()
    assert verify(made.books.organisation_id).broken is None
    return made


def told(houses: Filled, *kinds: str) -> list[tuple[str, str, str, dict[str, Any]]]:
    found = SecurityEvent.objects.filter(chain=houses.books.organisation_id, kind__in=kinds)
    return [
        (one.kind, one.who.split(":")[0], one.about.split(":")[0], one.details)
        for one in found.order_by("sequence")[3 if "codes_seen" in kinds else 0 :]
    ]


def test_codes_that_are_looked_at_and_renewed(houses: Filled) -> None:
    books, office = houses.books.pk, houses.office
    office.post(reverse("books:api_keys_renew", args=[books]))
    office.get(reverse("workorders:link_panel", args=[houses.company.pk]))
    assert told(houses, "codes_seen") == [
        ("codes_seen", "person", "company", {}),
    ]
    assert told(houses, "codes_renewed")[-1] == ("codes_renewed", "person", "administration", {})


def test_a_tablet_that_is_linked_left_and_ended(houses: Filled) -> None:
    employee = houses.company.employees.get(number="101")
    for key in ("one", "two"):
        show_code(employee, CODE, NOW)
        tablet = link_tablet(houses.company, "101", CODE, Device(key), NOW)
        if key == "one":
            leave_tablet(key, NOW)
    end_tablet(tablet, "kantoor", NOW)
    who = {"employee": employee.pk}
    assert told(houses, "tablet_linked", "tablet_ended") == [
        ("tablet_linked", "tablet", "tablet", who),
        ("tablet_ended", "tablet", "tablet", who),
        ("tablet_linked", "tablet", "tablet", who),
        ("tablet_ended", "terminal", "tablet", who),
    ]


def test_a_link_that_is_stopped_and_deleted(houses: Filled) -> None:
    end(houses.company.external_links.get(), NOW)
    actions.delete(houses.link, None, NOW)
    assert told(houses, "link_ended", "link_deleted") == [
        ("link_ended", "terminal", "company", {}),
        ("link_deleted", "terminal", "connection", {}),
    ]


def test_an_iban_that_changes_is_told_by_its_name_only(houses: Filled) -> None:
    firm = Firm(**{name: getattr(houses.books, name) for name in FIRM_FIELDS})
    before = told(houses, "payment_details_changed")
    change_firm(houses.books, replace(firm, city="Zwolle"), NOW)
    assert told(houses, "payment_details_changed") == before
    change_firm(houses.books, replace(firm, iban="NL91ABNA0417164300"), NOW)
    change = ("payment_details_changed", "terminal", "administration", {"fields": ["iban"]})
    assert told(houses, "payment_details_changed") == [*before, change]


def test_another_way_of_delivery_is_told(houses: Filled) -> None:
    choices = choices_of(houses.link)
    actions.choose(houses.link, choices, None, NOW)
    assert told(houses, "delivery_changed") == []
    other = replace(choices, delivery=DeliveryKind.EMAIL)
    actions.choose(houses.link, other, None, NOW)
    change = ("delivery_changed", "terminal", "connection", {"fields": ["delivery"]})
    assert told(houses, "delivery_changed") == [change]


def test_no_code_token_or_key_of_any_house_is_in_the_log(houses: Filled) -> None:
    tokens = open_tokens(houses.company.external_links.get())
    codes = [houses.books.security_code_1, houses.books.security_code_2]
    test_codes_that_are_looked_at_and_renewed(houses)
    test_a_tablet_that_is_linked_left_and_ended(houses)
    test_an_iban_that_changes_is_told_by_its_name_only(houses)
    houses.books.refresh_from_db()
    codes += [houses.books.security_code_1, houses.books.security_code_2]
    keys = [key.hex() for key in signing_keys()]
    stored = str(list(SecurityEvent.objects.values())).lower()
    for secret in (*codes, *keys, tokens.token, tokens.software_token, CODE, "NL91ABNA0417164300"):
        assert secret
        assert secret.lower() not in stored


def test_the_worker_removes_what_is_over_two_years_old(houses: Filled) -> None:
    """The codes that were looked at in 2018."""
    assert SecurityEvent.objects.filter(moment__year=2018).exists()
    Cleanup(lambda: NOW)()
    number = houses.books.organisation_id
    assert not SecurityEvent.objects.filter(chain=number, sequence__lte=3).exists()
    assert (verify(number).forgotten >= 3, verify(number).broken) == (True, None)


def test_a_new_signing_key_signs_the_end_of_every_log(
    houses: Filled, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "signing_keys.secret"
    path.write_text(",".join(key.hex() for key in signing_keys()))
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", signing_keys(), path, ours=True)
    said: list[str] = []
    assert rotating.signing(said.append)
    assert set(signed_ends()) == {key_id(signing_keys()[0])}
    assert cli.main(["verify-security-log", houses.books.organisation.name]) == 0
    assert f"signed with {key_id(signing_keys()[0])}\n" in capsys.readouterr().out
