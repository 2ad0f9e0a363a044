"""``end-firm``, ``keep-firm`` and ``ended-firms`` as the host sees them."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.models import Ending, Organisation
from bonbrug.site.arguments import parser
from bonbrug.site.commands import end_firm
from bonbrug.site.ending import exporting

NAME = "Voorbeeld BV"
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def opened(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    """The store and the data folder are those of the test."""
    monkeypatch.setattr(end_firm, "open_store", lambda: None)
    settings.BONBRUG_DATA = tmp_path


@pytest.fixture
def firm() -> Organisation:
    return add_organisation(NAME, add_person("eva@example.com"))


def asked(*words: str) -> Namespace:
    return parser().parse_args(list(words))


def test_without_the_name_once_more_it_only_says_what_would_happen(
    firm: Organisation, capsys: Said
) -> None:
    assert end_firm.run(asked("end-firm", NAME)) == 1
    assert "erased after 30 days" in capsys.readouterr().out
    assert end_firm.run(asked("end-firm", NAME, "--confirm", "Voorbeeld")) == 2
    assert not Ending.objects.exists()


def test_with_the_name_it_exports_and_says_where_and_until_when(
    firm: Organisation, capsys: Said
) -> None:
    assert end_firm.run(asked("end-firm", NAME, "--confirm", NAME)) == 0
    row, said = Ending.objects.get(), capsys.readouterr().out
    assert row.role == "operator"
    assert row.export_hash in said
    assert str(exporting.path_of(firm.pk)) in said
    assert end_firm.run(asked("end-firm", NAME, "--confirm", NAME)) == 0
    assert Ending.objects.get().ends_at == row.ends_at, "asking once more begins nothing anew"


def test_the_host_stops_it(firm: Organisation, capsys: Said) -> None:
    end_firm.run(asked("end-firm", NAME, "--confirm", NAME))
    assert end_firm.run(asked("keep-firm", NAME)) == 0
    assert not Ending.objects.exists()
    assert not exporting.path_of(firm.pk).exists()
    assert end_firm.run(asked("keep-firm", NAME)) == 2


def test_the_proof_is_a_line_without_a_name(firm: Organisation, capsys: Said) -> None:
    end_firm.run(asked("end-firm", NAME, "--confirm", NAME))
    capsys.readouterr()
    assert end_firm.run(asked("ended-firms")) == 0
    said = capsys.readouterr().out
    assert json.loads(said)["firm"] == firm.pk
    assert NAME not in said


def test_a_name_that_nobody_has_changes_nothing(capsys: Said) -> None:
    assert end_firm.run(asked("end-firm", "Niemand", "--confirm", "Niemand")) == 2
    assert "0 organisations are called Niemand" in capsys.readouterr().err
