"""A firm ends: everything as a file first, read-only for a while, and then found nowhere."""

import json
import logging
from datetime import timedelta
from hashlib import sha256
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.db import Error, connection, transaction
from django.test import RequestFactory

from bonbrug.accounts import ending, firm_rows
from bonbrug.accounts.actions import add_member, add_organisation, add_person
from bonbrug.accounts.inviting import Asked, invite
from bonbrug.accounts.keys import digest
from bonbrug.accounts.models import (
    Ending,
    Membership,
    Organisation,
    SecurityChain,
    SecurityEvent,
    User,
)
from bonbrug.accounts.roles import Role
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import HOST, NewEvent, record
from bonbrug.accounts.security.verifying import verify
from bonbrug.books.models import Administration, Entry
from bonbrug.link import actions
from bonbrug.link.actions import dispatching
from bonbrug.link.models import Connection, Event
from bonbrug.link.store import lease
from bonbrug.site.ending import ended_list, erasing, exporting
from bonbrug.site.ending.firm_records import tables_of
from bonbrug.site.personal_data import houses
from bonbrug.site.personal_data.erasing import Busy
from bonbrug.values.clock import system_clock
from bonbrug.wire.werkbonapp.faults import Fault
from bonbrug.workorders.doors.tokens import caller_of
from bonbrug.workorders.models import ExternalLink
from tests.site import canary
from tests.site.canary import GONE, ON_INVOICE
from tests.wrong_input.box import Box
from tests.wrong_input.conftest import box

__all__ = ["box"]
pytestmark = pytest.mark.postgres
OWNER, BOTH, INVITED = "eva@kanarie.example", "sam@kanarie.example", "lo@kanarie.example"
PASSWORD = "een heel lang wachtwoord"


@pytest.fixture
def lived(box: Box, caplog: pytest.LogCaptureFixture) -> Box:
    """A firm that lived: a customer through all houses, and people of its own and of another."""
    caplog.set_level(logging.DEBUG)
    canary.live(box)
    firm = box.books.organisation
    Membership.objects.filter(organisation=firm).delete()
    add_member(firm, add_person(OWNER, PASSWORD), Role.OWNER)
    other = add_organisation("Ander BV", add_person(BOTH, PASSWORD))
    add_member(firm, User.objects.get(username=BOTH), Role.OFFICE)
    assert other.pk != firm.pk
    invite(Asked(firm, INVITED, Role.OFFICE), "token", system_clock())
    return box


def asked(box: Box) -> Ending:
    """Return the ending of the firm, with its export made."""
    row = ending.ask(box.books.organisation, Role.OWNER, system_clock())
    exporting.export(row, system_clock)
    row.refresh_from_db()
    return row


def over(row: Ending) -> None:
    """Let the time be over, for the database too."""
    Ending.objects.filter(pk=row.pk).update(ends_at=system_clock() - timedelta(minutes=1))
    row.refresh_from_db()


def words_of_the_firm(box: Box) -> list[str]:
    firm = box.books.organisation
    return [*GONE, *ON_INVOICE, OWNER, INVITED, firm.name]


def test_before_it_stands_everywhere_and_afterwards_nowhere(
    lived: Box, caplog: pytest.LogCaptureFixture
) -> None:
    words = words_of_the_firm(lived)
    for word in words:
        assert canary.found(word), word
    row = asked(lived)
    over(row)
    assert erasing.erase_due(system_clock()) == 1
    assert canary.found(*words) == set()
    assert canary.in_files(*words) == set()
    assert not any(word in caplog.text for word in words)


def test_no_row_of_any_table_is_left_and_the_proof_counts_them(lived: Box) -> None:
    number = lived.books.organisation.pk
    row = asked(lived)
    over(row)
    before = {
        rows.model._meta.label: rows.count()
        for house in houses.open_houses()
        for rows in houses.actions(house, "end_firm").rows_of(number)
    }
    assert sum(map(bool, before.values())) > 30
    erasing.erase_due(system_clock())
    for house in houses.open_houses():
        for rows in houses.actions(house, "end_firm").rows_of(number):
            assert not rows.exists(), rows.model
    row.refresh_from_db()
    counted = {label: row.counts.get(label, 0) for label in before}
    assert counted == before
    assert row.counts["accounts.Organisation"] == 1
    assert not Organisation.objects.filter(pk=number).exists()
    assert not SecurityChain.objects.filter(pk=number).exists()


def test_who_works_elsewhere_too_stays_and_who_does_not_goes(lived: Box) -> None:
    row = asked(lived)
    over(row)
    erasing.erase_due(system_clock())
    assert list(User.objects.filter(email__endswith="kanarie.example").values_list(
        "email", flat=True)) == [BOTH]  # fmt: skip
    assert Membership.objects.get(user__username=BOTH).organisation.name == "Ander BV"


def test_nothing_of_another_firm_changes(lived: Box) -> None:
    other = Organisation.objects.get(name="Ander BV")
    Administration.objects.create(organisation=other, name="Ander BV", username="ander")
    record(other.pk, NewEvent(Kind.CODES_SEEN), system_clock())
    before = {table.label: list(table) for table in tables_of(other.pk)}
    row = asked(lived)
    over(row)
    erasing.erase_due(system_clock())
    assert {table.label: list(table) for table in tables_of(other.pk)} == before
    assert verify(other.pk).broken is None


def test_the_export_holds_every_row_and_nothing_that_lets_somebody_in(lived: Box) -> None:
    row = asked(lived)
    path = exporting.path_of(row.number)
    assert sha256(path.read_bytes()).hexdigest() == row.export_hash
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        whole = {name: archive.read(name).decode() for name in names}
    for table in tables_of(row.number):
        held = json.loads(whole[f"json/{table.house}/{table.name}.json"])
        if table.label != "accounts.SecurityEvent":
            assert len(held) == table.rows.count(), table.label
        for language in ("nl", "en"):
            page = whole[f"{language}/{table.house}-{table.name}.html"]
            assert page.count("<dl>") == len(held), table.label
    assert {"begin-hier.html", "start-here.html"} <= names
    every = "".join(whole.values())
    for word in ("Kanarieveen", "kraantje voor Snavel", "Tjilpstra", OWNER):
        assert word in every, word
    lived.books.refresh_from_db()
    secrets = [lived.books.security_code_1, lived.connection.token, "pbkdf2", "argon2", "v1:"]
    for secret in filter(None, secrets):
        assert secret not in every


def test_what_is_not_over_yet_is_not_erased_and_the_database_keeps_it_too(lived: Box) -> None:
    row = asked(lived)
    assert erasing.erase_due(system_clock() + timedelta(days=29)) == 0
    with pytest.raises(erasing.NotYet):
        erasing.erase(row, system_clock())
    for table in ("link_event", "books_entryline", "books_entry", "accounts_securityevent"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
    assert Event.objects.exists()
    assert Entry.objects.exists()


def test_of_a_firm_that_is_over_the_rows_of_others_stay_kept(lived: Box) -> None:
    row = asked(lived)
    over(row)
    record(HOST, NewEvent(Kind.BACKUP_MADE), system_clock())
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_securityevent WHERE chain_id = 0")


def test_it_is_stopped_and_goes_on_as_before(lived: Box) -> None:
    row = asked(lived)
    firm = lived.books.organisation
    assert ending.keep(firm, system_clock())
    over_row = Ending.objects.filter(pk=row.pk)
    assert not over_row.exists()
    assert erasing.erase_due(system_clock() + timedelta(days=40)) == 0
    lived.order("18-7009")
    lived.sync()
    lived.went("18-7009")


def test_meanwhile_the_link_stands_still(lived: Box) -> None:
    asked(lived)
    lived.order("18-7010")
    assert actions.synchronise(lived.connection.pk, "box", lived.clock, "person") is None
    assert not dispatching.able().exists()
    assert "18-7010" not in lived.bills()


def test_meanwhile_no_program_comes_in_at_the_books(lived: Box) -> None:
    assert lived.sign_in().ok
    asked(lived)
    assert not lived.sign_in().ok


def test_meanwhile_no_program_comes_in_at_the_work_orders(lived: Box) -> None:
    ending.ask(lived.books.organisation, Role.OWNER, system_clock())
    tokens = {"token": "t", "software_token": "s"}
    ExternalLink.objects.filter(company=lived.company).update(
        token_digest=digest("t"), software_token_digest=digest("s")
    )
    asking = RequestFactory().get("/openapi/8/", tokens)
    with pytest.raises(Fault):
        caller_of(asking, system_clock())
    ending.keep(lived.books.organisation, system_clock())
    assert caller_of(asking, system_clock()).company == lived.company


def test_every_table_of_every_house_leads_to_a_firm() -> None:
    for house in houses.open_houses():
        for table in apps.get_app_config(house).get_models():
            assert firm_rows.way_of(table).endswith("organisation"), table


def test_it_waits_for_a_run_that_is_going(lived: Box) -> None:
    row = ending.ask(lived.books.organisation, Role.OWNER, system_clock())
    held = lease.take(lived.connection.pk, "another")
    assert held
    with pytest.raises(Busy):
        exporting.export(row, system_clock)
    assert not exporting.path_of(row.number).exists()
    lease.release(held)
    exporting.export(row, system_clock)
    over(row)
    held = lease.take(lived.connection.pk, "another")
    assert erasing.erase_due(system_clock()) == 0
    assert Connection.objects.exists()


def test_a_restored_backup_is_ended_anew(lived: Box) -> None:
    row = asked(lived)
    over(row)
    firm = lived.books.organisation
    ended_list.note(firm, row)
    Ending.objects.all().delete()  # the backup is of before it was asked
    assert erasing.end_again(system_clock()) == 1
    assert canary.found(*words_of_the_firm(lived)) == set()
    assert Ending.objects.get().export_hash == row.export_hash


def test_the_proof_names_nobody(lived: Box) -> None:
    row = asked(lived)
    over(row)
    erasing.erase_due(system_clock())
    row.refresh_from_db()
    listed = (settings.BONBRUG_DATA / "ended.json").read_text()
    text = json.dumps(ending.proof_of(row)) + listed
    assert not any(word in text for word in words_of_the_firm(lived))
    assert row.export_hash in text
    told = SecurityEvent.objects.get(chain=0, kind="firm_erased")
    assert told.about == f"firm:{row.number}"
    assert verify(0).broken is None
