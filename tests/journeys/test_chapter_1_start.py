"""Chapter 1: the three houses. It comes first, so the start page is as the demo left it."""

import pytest

from tests.journeys.reader import Reader

pytestmark = pytest.mark.journey


def test_the_start_page_has_a_door_to_each_house(reader: Reader) -> None:
    reader.page.goto("/")
    reader.sees("Waar wilt u naartoe?", "Boekhouding", "Werkbonnen", "Koppeling")
    reader.picture("start")


def test_the_terminal_told_what_the_first_synchronisation_did(reader: Reader) -> None:
    told = reader.program.told
    assert "Relaties 4, materialen 4, uursoorten 2" in told
    assert "Facturen gemaakt 3" in told
