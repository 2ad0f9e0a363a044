"""A rotation of the sealing key loses no value: killed anywhere, and while others open and seal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.crash.databases import of_these_tests
from tests.proofs.keys.doing import deed, sealing_meanwhile, started
from tests.site.places import KEY_FILES, Place, place

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
CONNECTIONS = 150
VALUES = 6 * CONNECTIONS
AT_ONCE = ("keys", "rotate", "sealing", "--wait", "0")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Place]:
    with of_these_tests("keys") as database:
        made = place(tmp_path / "office", database)
        code, said = made.tell("manage", "migrate", "--verbosity", "0")
        assert code == 0, said
        deed(made, "many", CONNECTIONS)
        yield made


def keys(there: Place) -> list[str]:
    return (there.data / KEY_FILES[0]).read_text().split(",")


def killed_after(there: Place, lines: int) -> None:
    """Rotate, and kill -9 as soon as it has said so many lines."""
    running = started(there, *AT_ONCE)
    assert running.stdout
    for _ in range(lines):
        assert running.stdout.readline()
    running.kill()
    running.communicate()


def test_it_goes_on_after_a_kill_at_any_point_and_makes_one_new_key(office: Place) -> None:
    before = keys(office)
    made = set()
    for lines in (1, 2, 3, 1):  # at once after the new key, and after batches
        killed_after(office, lines)
        newest, *older = keys(office)
        made.add(newest)
        assert older == before
        assert deed(office, "opened") == VALUES
    code, said = office.tell(*AT_ONCE)
    assert (code, "no other key is made" in said, "is gone" in said) == (0, True, True), said
    assert ({*made}, len(made)) == ({*keys(office)}, 1)
    assert deed(office, "opened") == VALUES
    assert office.tell("keys")[0] == 0


def test_nothing_is_left_of_the_older_key_and_who_looks_sees_no_key(office: Place) -> None:
    before = keys(office)[0]
    said = "".join(office.tell(*words)[1] for words in (("keys",), AT_ONCE, ("keys",)))
    (now,) = keys(office)
    assert now != before
    assert [key for key in (before, now) if key in said] == []
    assert (office.data / KEY_FILES[0]).stat().st_mode & 0o077 == 0
    assert f"{VALUES} values" in said


def test_who_opens_and_seals_meanwhile_notices_nothing(office: Place) -> None:
    running = [sealing_meanwhile(office) for _ in range(2)]
    for _ in range(2):
        code, said = office.tell("keys", "rotate", "sealing", "--wait", "2")
        assert (code, "is gone" in said) == (0, True), said
    for process in running:
        told, errors = process.communicate("", timeout=60)
        assert (process.returncode, int(told) > 1) == (0, True), errors
    assert deed(office, "opened") == VALUES


def test_two_rotations_at_once_are_one(office: Place) -> None:
    first = started(office, "keys", "rotate", "sealing", "--wait", "5")
    assert first.stdout
    assert first.stdout.readline()
    code, said = office.tell(*AT_ONCE)
    assert (code, "another rotation is going on" in said) == (2, True), said
    first.communicate(timeout=60)
    assert (first.returncode, len(keys(office))) == (0, 1)


def test_keys_that_the_operator_gives_are_asked_for_and_then_used(office: Place) -> None:
    seals, signs = ((office.data / name).read_text() for name in KEY_FILES)
    given = Place(office.data, {**office.settings, "BONBRUG_CREDENTIAL_KEYS": seals,
                                "BONBRUG_SIGNING_KEYS": signs})  # fmt: skip
    code, said = given.tell(*AT_ONCE)
    assert (code, "BONBRUG_CREDENTIAL_KEYS is given by you" in said) == (2, True), said
    given.settings["BONBRUG_CREDENTIAL_KEYS"] = f"{'ab' * 32},{seals}"
    code, said = given.tell(*AT_ONCE)
    assert (code, "away from BONBRUG_CREDENTIAL_KEYS now" in said) == (0, True), said
    given.settings["BONBRUG_CREDENTIAL_KEYS"] = "ab" * 32
    assert deed(given, "opened") == VALUES
    assert "keys: in order" in given.tell("check")[1]


def test_the_key_that_signs_as_well_is_not_rotated_away(office: Place) -> None:
    seals = (office.data / KEY_FILES[0]).read_text()
    (office.data / KEY_FILES[1]).unlink()
    given = Place(office.data, {**office.settings, "BONBRUG_CREDENTIAL_KEYS": seals})
    for purpose in ("sealing", "signing"):
        code, said = given.tell("keys", "rotate", purpose, "--wait", "0")
        assert (code, "the last of BONBRUG_CREDENTIAL_KEYS signs as well" in said) == (2, True)
    assert "because BONBRUG_SIGNING_KEYS is not given" in given.tell("keys")[1]


def test_a_house_that_is_closed_would_lose_what_it_sealed(office: Place) -> None:
    closed = Place(office.data, {**office.settings, "BONBRUG_HOUSES": "link"})
    code, said = closed.tell(*AT_ONCE)
    assert (code, "which is not open here" in said) == (2, True), said


def test_a_key_that_is_missing_is_said_by_check_and_by_keys(office: Place) -> None:
    (office.data / KEY_FILES[0]).write_text("ab" * 32)
    for command in ("check", "keys"):
        code, said = office.tell(command)
        assert (code, f"{VALUES} values are sealed with the key" in said) == (1, True), said
