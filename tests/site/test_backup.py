"""A backup that is taken while others write is put back whole, and then no invoice goes out."""

import json
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bonbrug.values.sealing import key_id
from tests.journeys.program import free_port
from tests.proofs.crash.databases import of_these_tests
from tests.site.places import KEY_FILES, Place, changed, empty_beside, place, taken

pytestmark = pytest.mark.postgres
# Every change of the writers is one row in each of two tables, in one transaction.
PAIRS = ("accounts_organisation", "accounts_user")
# Tells that a backup was put back, in the log of the host that begins there.
SECURITY_LOG = ("accounts_securityevent", "accounts_securitychain")
# Ended on purpose when a backup is put back.
ENDED = ("django_session", "accounts_loginlink")
MANIFESTS: tuple[tuple[dict[str, object], str], ...] = (
    ({"migrations": [["link", "9999_later"]]}, "is of a newer version"),
    ({"format": 2}, "another version"),
    ({"database": "other"}, "one of the same kind"),
    ({"rows": {}}, "what its manifest says"),
    ({"keys": []}, "is not whole"),
    ({"parts": {}}, "is not whole"),
    ({"else": 1}, "is not whole"),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The demo's firm after its first synchronisation."""
    with of_these_tests() as database:
        made = place(tmp_path_factory.mktemp("office"), database)
        code, said = made.tell("demo", "--once", "--port", str(free_port()))
        assert code == 0, said
        yield made


@pytest.fixture
def elsewhere(tmp_path: Path, office: Place) -> Iterator[Place]:
    """An empty place that got the keys of the office."""
    with empty_beside(office, tmp_path / "elsewhere") as empty:
        yield empty


@pytest.fixture(scope="module")
def backup(office: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return taken(office, tmp_path_factory.mktemp("backups"))


def test_everything_is_there_again_and_exports_wait(
    office: Place, elsewhere: Place, backup: Path
) -> None:
    before = office.tables()
    code, said = elsewhere.tell("restore", str(backup))
    assert (code, "1 links make no invoice" in said) == (0, True), said
    after = elsewhere.tables()
    held = before.pop("link_connection")
    waiting = after.pop("link_connection")
    for name in ENDED:
        before[name] = []
    events, ends = (before.pop(name) for name in SECURITY_LOG)
    later, ends_later = (after.pop(name) for name in SECURITY_LOG)
    told = [row for row in later if row not in events]
    assert ["backup_restored" in row for row in told] == [True]
    lost = [row for row in events if row not in later]
    assert ["backup_made" in row for row in lost] == [True]  # told when the copy was made
    assert (len(later), len(ends_later)) == (len(events), len(ends))
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert after == before
    assert [column for row in held for column in row if "9999-01-01" in column] == []
    assert len([column for row in waiting for column in row if "9999-01-01" in column]) == 1
    assert len(held) == len(waiting)


def test_what_was_put_back_runs_and_makes_no_invoice(elsewhere: Place, backup: Path) -> None:
    assert elsewhere.tell("restore", str(backup))[0] == 0
    code, said = elsewhere.tell("demo", "--once", "--port", str(free_port()))
    rows = json.loads(elsewhere.tell("status", "--json")[1])
    assert [row["waiting_for_a_person"] for row in rows] == [1], said
    assert "Er worden geen facturen gemaakt tot iemand bevestigt" in said
    assert (code, "Traceback" in said) == (1, False), said  # somebody has to look, no more


def test_a_backup_that_is_taken_while_others_write_is_of_one_moment(
    office: Place, elsewhere: Place, tmp_path: Path
) -> None:
    with office.written_meanwhile():
        copy = taken(office, tmp_path / "while")
    assert elsewhere.tell("restore", str(copy))[0] == 0
    after, now = elsewhere.tables(), office.tables()
    pairs = [names(after, table) for table in PAIRS]
    assert pairs[0] == pairs[1]
    assert pairs[0] < names(now, PAIRS[0])
    for number in ("0", "1"):  # what each writer had done, without a hole
        mine = sorted(int(name.split("-")[2]) for name in pairs[0] if name.split("-")[1] == number)
        assert mine
        assert mine == list(range(len(mine)))


def names(tables: dict[str, list[list[str]]], table: str) -> set[str]:
    rows = tables[table]
    return {column for row in rows for column in row if column.startswith("writer-")}


def test_a_new_row_gets_a_number_that_was_never_given(elsewhere: Place, backup: Path) -> None:
    assert elsewhere.tell("restore", str(backup))[0] == 0
    assert elsewhere.tell("person", "nieuw@firma.example", "--organisation", "Nieuw BV")[0] == 0
    numbers = [int(row[0]) for row in elsewhere.tables()["accounts_organisation"]]
    assert len(set(numbers)) == len(numbers)


def test_a_backup_holds_no_keys_and_only_its_owner_reads_it(office: Place, backup: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    for name, told in zip(KEY_FILES, ("keys", "signing"), strict=True):
        key = (office.data / name).read_text().strip()
        assert key.encode() not in whole
        assert bytes.fromhex(key) not in whole
        assert manifest[told] == [key_id(bytes.fromhex(key))]
    assert [path.stat().st_mode & 0o077 for path in backup.parent.iterdir()] == [0, 0]


def test_the_sum_beside_it_is_read_by_ordinary_programs(backup: Path) -> None:
    command = ["sha256sum", "-c", f"{backup.name}.sha256"]
    assert subprocess.run(command, cwd=backup.parent, check=False).returncode == 0


@pytest.mark.parametrize("name", KEY_FILES)
def test_without_its_keys_nothing_is_restored(elsewhere: Place, backup: Path, name: str) -> None:
    (elsewhere.data / name).write_text("ab" * 32)
    code, said = elsewhere.tell("restore", str(backup))
    assert (code, name in said, "nothing was restored" in said) == (2, True, True), said
    assert "the database is empty" in elsewhere.tell("status")[1]


@pytest.mark.parametrize("name", KEY_FILES)
def test_keys_beside_those_that_it_needs_do_no_harm(
    elsewhere: Place, backup: Path, name: str
) -> None:
    given = (elsewhere.data / name).read_text().strip()
    (elsewhere.data / name).write_text(f"{'ab' * 32},{given},{'cd' * 32}")
    assert elsewhere.tell("restore", str(backup))[0] == 0


def test_a_backup_of_before_there_was_a_signing_key_needs_the_oldest_of_its_keys_to_sign(
    elsewhere: Place, backup: Path, tmp_path: Path
) -> None:
    of_before = changed(backup, tmp_path, manifest=json.dumps({"signing": []}))
    assert elsewhere.tell("restore", str(of_before))[0] == 2
    sealing, signing = ((elsewhere.data / name).read_text().strip() for name in KEY_FILES)
    (elsewhere.data / KEY_FILES[1]).write_text(f"{signing},{sealing}")
    assert elsewhere.tell("restore", str(of_before))[0] == 0


def test_a_place_that_holds_something_is_left_as_it_is(office: Place, backup: Path) -> None:
    before = office.tables()
    code, said = office.tell("restore", str(backup))
    assert (code, "nothing was restored" in said) == (2, True)
    assert office.tables() == before


def test_a_backup_that_was_changed_is_refused(
    elsewhere: Place, backup: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(backup.read_bytes()[:-2000])
    other_part = changed(backup, tmp_path, **{"bonbrug.sqlite3": "x", "accounts_user": "x"})
    for path in (broken, other_part, tmp_path / "nowhere.zip"):
        code, said = elsewhere.tell("restore", str(path))
        assert (code, "is not whole" in said, "Traceback" in said) == (2, True, False), said
    assert "the database is empty" in elsewhere.tell("status")[1]


def test_a_manifest_that_does_not_fit_is_refused(
    elsewhere: Place, backup: Path, tmp_path: Path
) -> None:
    for manifest, said in MANIFESTS:
        other = changed(backup, tmp_path, manifest=json.dumps(manifest))
        code, told = elsewhere.tell("restore", str(other))
        assert (code, said in told, "Traceback" in told) == (2, True, False), told
    assert "the database is empty" in elsewhere.tell("status")[1]


def test_a_backup_is_never_written_over_another(office: Place, backup: Path) -> None:
    before = backup.read_bytes()
    code, said = office.tell("backup", str(backup))
    assert (code, "exists already" in said) == (2, True)
    assert backup.read_bytes() == before


def test_only_so_many_are_kept_and_other_files_stay(office: Place, tmp_path: Path) -> None:
    old = [tmp_path / f"bonbrug-2018010{day}T000000Z.zip" for day in (1, 2, 3)]
    for path in (*old, tmp_path / "bonbrug-mine.zip"):
        path.touch(mode=0o644)
    code, said = office.tell("backup", str(tmp_path), "--keep", "2")
    assert code == 0, said
    left = sorted(path.name for path in tmp_path.glob("*.zip"))
    assert left[0] == old[2].name
    assert left[2:] == ["bonbrug-mine.zip"]
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0] * 4


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_left(
    office: Place, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    code, said = office.tell("backup", str(tmp_path / "file" / "below"))
    assert (code, "cannot be written" in said, "Traceback" in said) == (2, True, False)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_without_a_place_the_command_says_what_to_do(office: Place) -> None:
    code, said = office.tell("backup")
    assert (code, "BONBRUG_BACKUPS" in said) == (2, True)
