"""Units as an office writes them have a code; what nobody knows is counted by the piece."""

import pytest

from bonbrug.books.documents.unit_codes import unit_code


@pytest.mark.parametrize(
    ("unit", "code"),
    [
        ("Uur", "HUR"),
        ("uren", "HUR"),
        ("Stuks", "H87"),
        (" st. ", "H87"),
        ("Doos", "XBX"),
        ("m²", "MTK"),
        ("M3", "MTQ"),
        ("Meters", "MTR"),
        ("Tube", "XTU"),
        ("", "C62"),
        ("strekkende badkuip", "C62"),
    ],
)
def test_a_unit_has_a_code(unit: str, code: str) -> None:
    assert unit_code(unit) == code
