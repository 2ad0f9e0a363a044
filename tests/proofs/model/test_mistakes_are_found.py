"""A model test that finds nothing in a broken engine proves nothing."""

from collections.abc import Callable

import pytest

from bonbrug.sync.imports.merge import Merged
from bonbrug.sync.invoicing import send
from bonbrug.sync.model import serializers
from tests.proofs.model.running import play

EXAMPLES, STEPS = 4_000, 30  # it ends at the first that is found


def blind(patch: pytest.MonkeyPatch) -> None:
    """It knows no invoice of a work order, neither its own nor somebody else's."""
    patch.setattr(send, "is_ours", lambda *_: False)
    patch.setattr(send, "ours_among", lambda *_: [])
    patch.setattr(send, "names_work_order", lambda *_: False)
    patch.setattr(send, "still_standing", lambda *_: [])


def forgetful(patch: pytest.MonkeyPatch) -> None:
    """It takes every difference for a change of the books."""

    def books_win(base: object, books: serializers.Values, *_: object, **__: object) -> Merged:
        return Merged(dict(books), to_work=True, to_books=False)

    patch.setattr("bonbrug.sync.imports.plan.merge", books_win)


@pytest.mark.parametrize("mistake", [blind, forgetful])
def test_a_broken_engine_is_found_out(
    mistake: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        play(EXAMPLES, STEPS, shorten=False)
