"""A backup of before a firm ended is put back, by the commands: the firm is erased once more."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.proofs.crash.databases import of_these_tests
from tests.site.places import Place, empty_beside, place, taken

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]
ENDS, STAYS = "Kanarie Installatie BV", "Blijft BV"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Place]:
    """Two firms, and a folder in which backups are kept."""
    (tmp_path / "backups").mkdir()
    with of_these_tests() as database:
        made = place(tmp_path / "office", database)
        made.settings["BONBRUG_BACKUPS"] = str(tmp_path / "backups")
        for name, owner in ((ENDS, "eva@kanarie.example"), (STAYS, "sam@blijft.example")):
            code, said = made.tell("person", owner, "--organisation", name)
            assert code == 0, said
        yield made


@pytest.fixture
def elsewhere(tmp_path: Path, office: Place) -> Iterator[Place]:
    """An empty place that got the keys of the office, and nothing else of it."""
    with empty_beside(office, tmp_path / "elsewhere") as empty:
        yield empty


def everything(there: Place) -> str:
    return str(there.tables())


def test_the_firm_that_ended_since_is_gone_again_and_the_other_is_back(
    office: Place, elsewhere: Place, tmp_path: Path
) -> None:
    backup = taken(office, tmp_path / "backups")
    assert office.tell("end-firm", ENDS, "--confirm", ENDS)[0] == 0
    assert office.shell("firm_over.py").strip() == "1"
    assert ENDS not in everything(office)

    code, said = elsewhere.tell("restore", str(backup))
    assert code == 0, said
    assert "Ended anew, for they ended after the backup: 1 firms." in said
    found = everything(elsewhere)
    assert ENDS not in found
    assert "eva@kanarie.example" not in found
    assert STAYS in found
