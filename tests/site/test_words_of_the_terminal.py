"""What a person types wrong is answered in our words, not in those of a library."""

import pytest

from bonbrug.site.arguments import parser
from bonbrug.site.connections import NoSuchConnection, chosen

CONNECT = ["connect", "X", "--organisation", "X", "--company-id", "1234567", "--username", "x"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["7", "²", "9" * 40, "Nergens BV"])
def test_a_connection_that_is_not_there_is_said(word: str) -> None:
    with pytest.raises(NoSuchConnection) as caught:
        chosen(word)
    assert str(caught.value) == f"there is no connection {word}"


def test_a_day_that_does_not_exist_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args([*CONNECT, "--export-from", "2026-02-31"])
    assert "2026-02-31 is not a day such as 2026-01-31" in capsys.readouterr().err
