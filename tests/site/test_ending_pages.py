"""Ending a firm as its owner does it on the pages, and what everybody there sees meanwhile."""

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from bonbrug.accounts import ending
from bonbrug.accounts import jobs as mails
from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.fresh import KEPT
from bonbrug.accounts.models import (
    AccountMail,
    Ending,
    Invitation,
    Organisation,
    SecurityEvent,
    User,
)
from bonbrug.accounts.roles import Role
from bonbrug.jobs import task_queue
from bonbrug.site.ending import erasing, exporting, jobs
from bonbrug.values.clock import system_clock
from tests.postbox import Postbox, postbox

__all__ = ["postbox"]  # a fixture

NAME = "Voorbeeld BV"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """The data folder is that of the test."""
    settings.BONBRUG_DATA = tmp_path
    return tmp_path


@pytest.fixture
def owner() -> User:
    return add_person("eva@example.com", "een heel lang wachtwoord")


@pytest.fixture
def firm(owner: User) -> Organisation:
    return add_organisation(NAME, owner)


def browser(user: User, minutes: int = 1) -> Client:
    client = Client(headers={"accept-language": "nl"})
    client.force_login(user)
    session = client.session
    session[KEPT] = (datetime.now(UTC) - timedelta(minutes=minutes)).timestamp()
    session.save()
    return client


def road(firm: Organisation, last: str = "beeindigen") -> str:
    return f"/bedrijf/{firm.pk}/{last}/"


def ended(client: Client, firm: Organisation) -> Any:
    """Type the name, and let the worker make the export."""
    answer = client.post(road(firm), {"name": NAME}, follow=True)
    task_queue.handle_with({**jobs.HANDLERS, **mails.HANDLERS})
    task_queue.work_off()
    return answer


def test_with_the_name_typed_everything_is_put_in_a_file_and_then_the_time_runs(
    owner: User, firm: Organisation
) -> None:
    client = browser(owner)
    assert "zeven jaar" in client.get(road(firm)).content.decode()
    page = ended(client, firm).content.decode()
    assert "wordt in een bestand gezet" in page
    row = Ending.objects.get()
    assert row.exported_at
    assert row.ends_at == row.exported_at + timedelta(days=30)
    assert (row.number, row.role) == (firm.pk, "owner")
    assert row.export_hash in client.get(road(firm)).content.decode()
    answer: Any = client.get(road(firm, "alles"))
    streamed = b"".join(answer.streaming_content)
    assert sha256(streamed).hexdigest() == row.export_hash
    shown = json.loads(client.get(road(firm, "bewijs")).content)
    assert shown["export_sha256"] == row.export_hash
    assert NAME not in json.dumps(shown)


def test_another_name_ends_nothing(owner: User, firm: Organisation) -> None:
    assert browser(owner).post(road(firm), {"name": "Voorbeeld"}).status_code == 422
    assert not Ending.objects.exists()


def test_who_signed_in_a_while_ago_is_asked_again_for_both(owner: User, firm: Organisation) -> None:
    late = browser(owner, minutes=11)
    assert "bent-u-het" in late.post(road(firm), {"name": NAME}).headers["location"]
    assert not Ending.objects.exists()
    ended(browser(owner), firm)
    assert "bent-u-het" in late.get(road(firm, "alles")).headers["location"]


def test_only_the_owner_of_this_firm_may(firm: Organisation) -> None:
    sam = add_person("sam@example.com")
    add_member(firm, sam, Role.OFFICE)
    assert browser(sam).post(road(firm), {"name": NAME}).status_code == 403
    stranger = add_person("lo@example.com")
    add_organisation("Ander BV", stranger)
    for last in ("beeindigen", "behouden"):
        assert browser(stranger).post(road(firm, last), {"name": NAME}).status_code == 404
    assert not Ending.objects.exists()


def test_meanwhile_it_can_only_be_read_and_a_banner_says_so(
    owner: User, firm: Organisation
) -> None:
    client = browser(owner)
    ended(client, firm)
    page = client.get(f"/mensen/{firm.pk}/")
    assert page.status_code == 200
    assert f"{NAME} wordt beëindigd." in page.content.decode()
    words = {"email": "lo@example.com", "role": "office"}
    refused = client.post(f"/mensen/{firm.pk}/", words)
    assert refused.status_code == 403
    assert "alleen te lezen" in refused.content.decode()
    assert not Invitation.objects.exists()
    assert "wordt beëindigd" not in browser(add_person("x@example.com")).get("/").content.decode()


def test_one_button_stops_it_and_everything_goes_on(owner: User, firm: Organisation) -> None:
    client = browser(owner)
    ended(client, firm)
    path = exporting.path_of(firm.pk)
    assert path.exists()
    page = client.post(road(firm, "behouden"), follow=True).content.decode()
    assert "gaat verder zoals eerst" in page
    assert not Ending.objects.exists()
    assert not path.exists()
    client.post(f"/mensen/{firm.pk}/", {"email": "lo@example.com", "role": "office"})
    assert Invitation.objects.exists()
    told = SecurityEvent.objects.filter(chain=firm.pk, kind__startswith="firm_")
    kinds = list(told.order_by("sequence").values_list("kind", flat=True))
    assert kinds == ["firm_ending_asked", "firm_kept"]


def test_what_is_stopped_while_it_is_exported_leaves_no_file(
    firm: Organisation, folder: Path
) -> None:
    row = ending.ask(firm, Role.OWNER, system_clock())
    ending.keep(firm, system_clock())
    with pytest.raises(exporting.Stopped):
        exporting.export(row, system_clock)
    assert list((folder / "exports").iterdir()) == []


def test_two_workers_make_one_export(firm: Organisation) -> None:
    row = ending.ask(firm, Role.OWNER, system_clock())
    assert ending.claim_export(row, system_clock())
    assert not ending.claim_export(row, system_clock())
    assert ending.claim_export(row, system_clock() + ending.AT_WORK)


def test_the_owner_gets_the_proof_by_mail_and_nothing_stays_behind(
    owner: User, firm: Organisation, postbox: Postbox
) -> None:
    ended(browser(owner), firm)
    Ending.objects.update(ends_at=system_clock() - timedelta(minutes=1))
    assert erasing.erase_due(system_clock()) == 1
    assert erasing.erase_due(system_clock()) == 0
    mails.tick()
    task_queue.work_off()
    (mail,), (to,) = postbox.mails, postbox.recipients
    assert to == ["eva@example.com"]
    assert Ending.objects.get().export_hash in mail.get_content()
    assert not AccountMail.objects.exists()
    assert not User.objects.exists()
    assert not exporting.path_of(firm.pk).exists()
