"""Countries as people write them."""

import pytest
from tools.country_codes import names

from bonbrug.values.country_codes import _codes, country_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "NL"),
        (" Nederland ", "NL"),
        ("nl", "NL"),
        ("België", "BE"),
        ("Belgie", "BE"),
        ("DUITSLAND", "DE"),
        ("Deutschland", "DE"),
        ("de", "DE"),
        ("Engeland", "GB"),
        ("Verenigde  Staten", "US"),
        ("Spanje", "ES"),
        ("U.K.", "GB"),
        ("Tsjechische-Republiek", "CZ"),
        ("the United States", "US"),
        ("Hellas", "GR"),
        ("Côte d’Ivoire", "CI"),
        ("Atlantis", ""),
        ("Zuid", ""),
    ],
)
def test_a_name_has_two_letters(text: str, code: str) -> None:
    assert country_code(text) == code


def test_every_code_is_known_by_itself() -> None:
    codes = set(_codes().values())
    assert len(codes) > 240
    assert all(country_code(code) == code for code in codes)


def test_the_table_is_what_the_tool_writes() -> None:
    made = {name: code for code, known in names().items() for name in known}
    assert made | {code.lower(): code for code in names()} == _codes()
