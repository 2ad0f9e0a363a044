"""``bonbrug person-data``: a file of one person, and erasing in two steps."""

import zipfile
from pathlib import Path
from typing import Any

import pytest

from bonbrug.accounts.actions import add_organisation
from bonbrug.accounts.models import Erasure, Organisation
from bonbrug.books.actions.keep_relation import add_relation
from bonbrug.books.models import Relation
from bonbrug.site.arguments import parser
from bonbrug.site.commands import person_data, restore
from tests.books.shelf import TODAY, open_books
from tests.site.canary import CODE, KANARIE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
FIRM = "Demo Installatie BV"


@pytest.fixture(autouse=True)
def _firm() -> None:
    add_relation(open_books(), KANARIE, TODAY)


def tell(*words: str) -> int:
    return person_data.run(parser().parse_args(["person-data", *words]))


def test_the_export_is_a_file_that_was_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kanarie.zip"
    about = ("--organisation", FIRM, "--customer", CODE)
    assert tell("export", str(path), *about) == 0
    assert "Kanarieveen" in zipfile.ZipFile(path).read("alles.html").decode()
    assert tell("export", str(path), *about) == 2
    assert "is there already" in capsys.readouterr().err


def test_of_nobody_there_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "niemand.zip"
    assert tell("export", str(path), "--organisation", FIRM, "--customer", "NIEMAND") == 2
    assert "nothing is kept about 'NIEMAND'" in capsys.readouterr().err
    assert not path.exists()
    add_organisation("Ander BV")
    assert tell("export", str(path), "--organisation", "Ander BV", "--customer", CODE) == 2
    assert tell("export", str(path), "--organisation", "Onbekend", "--customer", CODE) == 2
    assert not path.exists()


def test_erasing_shows_first_and_does_it_with_the_number_once_more(
    capsys: pytest.CaptureFixture[str],
) -> None:
    about = ("erase", "--organisation", FIRM, "--customer", CODE)
    assert tell(*about) == 1
    said = capsys.readouterr().out
    assert f"Nothing was erased yet. Add --confirm {CODE} to do it." in said
    assert "books.Relation, 1: name and address" not in said
    assert "books.Relation, 1: contact details (emptied)" in said
    assert tell(*about, "--confirm", "K4712") == 2
    assert Relation.objects.filter(code=CODE).exists()
    assert tell(*about, "--confirm", CODE) == 0
    assert "WerkbonApp as well" in capsys.readouterr().out
    assert not Relation.objects.filter(code=CODE).exists()
    assert tell("bring-back", "--organisation", FIRM, "--customer", CODE) == 0
    assert tell("bring-back", "--organisation", FIRM, "--customer", CODE) == 2


def test_restoring_erases_anew_by_the_list_beside_the_backup(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    settings.BONBRUG_BACKUPS = str(tmp_path)
    tell("erase", "--organisation", FIRM, "--customer", CODE, "--confirm", CODE)
    Erasure.objects.all().delete()
    firm = Organisation.objects.get()
    add_relation(firm.administrations.get(), KANARIE, TODAY)
    capsys.readouterr()
    assert restore._erase_again(tmp_path) == 0
    assert "done after the backup: 1 customers" in capsys.readouterr().out
    assert not Relation.objects.filter(code=CODE).exists()
