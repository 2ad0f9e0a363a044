"""A canary is found in every shape in which it could come out."""

import base64
import html
import json
from urllib.parse import quote

import pytest

from tests.proofs.canaries.traces import Canary, Watch

NAME = "Kanarieveen & zn 'ü'"
WATCH = Watch([Canary("customer", NAME), Canary("token", "a1b2c3d4e5f6")])


@pytest.mark.parametrize(
    "shown",
    [
        NAME, f"<td>{html.escape(NAME)}</td>", json.dumps({"name": NAME}), f"?zoek={quote(NAME)}",
        repr([NAME]), NAME.encode().hex(), NAME.upper(), NAME[::-1],
        *(base64.b64encode(f"{'x' * place}{NAME}yy".encode()) for place in range(3)),
        base64.urlsafe_b64encode(f"x{NAME}y".encode()),
    ],
)  # fmt: skip
def test_a_name_is_found(shown: str | bytes) -> None:
    assert WATCH.seen("before", shown, b"after") == {"customer"}


def test_what_is_not_there_is_not_found() -> None:
    assert WATCH.seen("Kanarie", "a1b2c3d4e5f", b"") == set()
