"""Send, rotate both keys, restore yesterday's backup, synchronise: no invoice is made twice."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.program import Program, clean_environment, free_port, serving
from tests.proofs.crash.databases import of_these_tests
from tests.proofs.faults.judge import doubled
from tests.proofs.faults.seen import Paper
from tests.proofs.keys.doing import deed
from tests.site.places import KEY_FILES, Place, changed, place, taken

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]
YESTERDAY, BEFORE, AFTER = ["Y1"], ["B1", "B2"], ["A1", "A2"]  # before and after the rotation
ORDERS = [*YESTERDAY, *BEFORE, *AFTER]


class Firm(NamedTuple):
    """The houses that a firm works in, the link, and an empty place for yesterday's backup."""

    houses: Program
    box: Place
    link: Place
    elsewhere: Place
    paper: Paper
    pk: int

    def sync(self, there: Place) -> str:
        return there.tell("sync")[1]


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    """A firm whose link runs on the database of the tests; the houses have a file of their own."""
    environment = clean_environment(BONBRUG_SQLITE_SYNCHRONOUS="OFF", BONBRUG_LOG_LEVEL="ERROR")
    with (
        of_these_tests("keys") as one,
        of_these_tests("keys") as other,
        serving(tmp_path / "houses", free_port(), environment) as houses,
    ):
        services = {
            "BONBRUG_EBOEKHOUDEN_SOAP_URL": f"{houses.address}/soap.asmx",
            "BONBRUG_WERKBONAPP_URL": f"{houses.address}/openapi/8",
        }
        link, elsewhere = place(tmp_path / "link", one), place(tmp_path / "elsewhere", other)
        for there in (link, elsewhere):
            there.settings |= services
        box = Place(houses.data)
        paper = deed(box, "open_firm")
        assert link.tell("manage", "migrate", "--verbosity", "0")[0] == 0
        yield Firm(houses, box, link, elsewhere, paper, deed(link, "link", paper))


def made(firm: Firm, orders: list[str]) -> None:
    deed(firm.box, "complete", firm.paper, orders)
    firm.sync(firm.link)


def copied(of: Place, to: Place) -> None:
    """Carry the keys as they are now."""
    for name in KEY_FILES:
        (to.data / name).write_text((of.data / name).read_text())


def test_an_invoice_of_before_and_of_after_a_rotation_is_known_after_a_restore(
    firm: Firm, tmp_path: Path
) -> None:
    made(firm, YESTERDAY)
    yesterday = taken(firm.link, tmp_path / "backups")
    sealed_then = (firm.link.data / KEY_FILES[0]).read_text()
    made(firm, BEFORE)
    for there in (firm.box, firm.link):  # the houses serve meanwhile
        code, said = there.tell("keys", "rotate", "--wait", "0")
        assert code == 0, said
    made(firm, AFTER)
    seen = deed(firm.box, "look", firm.paper)
    assert sorted(bill["order"] for bill in seen["bills"]) == sorted(ORDERS)
    assert firm.link.tell("verify-journal")[0] == 0

    copied(firm.link, firm.elsewhere)
    code, said = firm.elsewhere.tell("restore", str(yesterday))
    assert (code, "credential_keys.secret that was kept" in said) == (2, True), said
    now = (firm.elsewhere.data / KEY_FILES[0]).read_text()
    (firm.elsewhere.data / KEY_FILES[0]).write_text(f"{now},{sealed_then}")
    code, said = firm.elsewhere.tell("restore", str(yesterday))
    assert code == 0, said
    assert firm.elsewhere.tell("manage", "migrate", "--verbosity", "0")[0] == 0

    # These are offered again: their settling never arrived, and the memory of it was not restored.
    again = [*BEFORE, *AFTER]
    deed(firm.box, "offer_again", firm.paper, again)
    firm.sync(firm.elsewhere)
    deed(firm.elsewhere, "release", firm.pk)
    firm.sync(firm.elsewhere)

    after = deed(firm.box, "look", firm.paper)
    assert after["bills"] == seen["bills"]
    assert list(doubled(after)) == []
    assert {after["statuses"][number] for number in ORDERS} == {"Afgehandeld"}
    kept = deed(firm.elsewhere, "remembered", firm.pk)
    numbers = {bill["order"]: bill["number"] for bill in seen["bills"]}
    assert {number: invoice for number, _, invoice in kept["jobs"]} == numbers
    assert kept["items"] == []

    code, said = firm.elsewhere.tell("check")
    assert "`bonbrug keys rotate sealing` goes on" in said
    code, said = firm.elsewhere.tell("keys", "rotate", "sealing", "--wait", "0")
    assert (code, (firm.elsewhere.data / KEY_FILES[0]).read_text()) == (0, now), said
    assert "keys: in order" in firm.elsewhere.tell("check")[1]
    assert firm.elsewhere.tell("verify-journal")[0] == 0


def test_without_the_key_that_signed_it_nothing_is_restored_and_nothing_starts(
    firm: Firm, tmp_path: Path
) -> None:
    made(firm, YESTERDAY)
    yesterday = taken(firm.link, tmp_path / "backups")
    copied(firm.link, firm.elsewhere)
    signed = (firm.link.data / KEY_FILES[1]).read_text()
    for there in (firm.elsewhere, firm.link):
        (there.data / KEY_FILES[1]).write_text("ab" * 32)
    code, said = firm.elsewhere.tell("restore", str(yesterday))
    assert (code, "signing_keys.secret" in said, "nothing was restored" in said) == (2, True, True)
    assert "the database is empty" in firm.elsewhere.tell("status")[1]
    code, said = firm.link.tell("serve", "--port", str(free_port()))
    assert (code, "1 journals are signed with the key" in said) == (2, True), said
    assert "Nothing was started" in said
    code, said = firm.link.tell("sync")
    assert (code, "Nothing was started" in said) == (2, True), said
    code, said = firm.link.tell("check")
    assert (code, "1 journals are signed with the key" in said) == (1, True), said
    assert signed not in said


def test_the_signing_keys_stay_and_every_journal_ends_with_the_newest(firm: Firm) -> None:
    made(firm, YESTERDAY)
    before = (firm.link.data / KEY_FILES[1]).read_text()
    code, said = firm.link.tell("keys", "rotate", "signing")
    newest, older = (firm.link.data / KEY_FILES[1]).read_text().split(",")
    assert (code, older) == (0, before), said
    said = firm.link.tell("verify-journal")[1]
    assert ("whole" in said, "not the newest" in said) == (True, False), said
    assert [key for key in (newest, older) if key in firm.link.tell("keys")[1]] == []


def test_a_rotation_that_was_cut_off_before_the_journals_goes_on(firm: Firm) -> None:
    before = (firm.link.data / KEY_FILES[1]).read_text()
    (firm.link.data / KEY_FILES[1]).write_text(f"{'ab' * 32},{before}")
    assert "not the newest" in firm.link.tell("verify-journal")[1]
    code, said = firm.link.tell("keys", "rotate", "signing")
    assert (code, "no other key is made" in said) == (0, True), said
    assert (firm.link.data / KEY_FILES[1]).read_text() == f"{'ab' * 32},{before}"
    assert json.loads(firm.link.tell("status", "--json")[1])[0]["waiting_for_a_person"] == 0


def test_a_backup_of_a_version_with_one_key_is_put_back_with_that_key(
    firm: Firm, tmp_path: Path
) -> None:
    """Its key goes on sealing and signing, and the events of then stay whole."""
    with of_these_tests("keys") as database:
        before = place(tmp_path / "before", database)
        pk = deed(before, "of_before")
        backup = changed(
            taken(before, tmp_path / "backups"), tmp_path, manifest=json.dumps({"signing": []})
        )
        (firm.elsewhere.data / KEY_FILES[0]).write_text((before.data / KEY_FILES[0]).read_text())
    code, said = firm.elsewhere.tell("restore", str(backup))
    assert (code, "1 links make no invoice" in said) == (0, True), said
    assert deed(firm.elsewhere, "token_of", pk)
    code, said = firm.elsewhere.tell("verify-journal")
    assert (code, "1 events, 1 of before there was a key, whole" in said) == (0, True), said
    assert "keys: in order" in firm.elsewhere.tell("check")[1]
