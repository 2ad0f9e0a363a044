"""The same people, with the real actions on the real tables: fewer, because these are slower."""

import pytest

from tests.proofs.model.firm import Firm, FirmOnTables
from tests.proofs.model.machine import People
from tests.proofs.model.running import play

EXAMPLES, STEPS = 15, 25


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_real_buttons_in_any_order_keep_every_invariant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def make() -> Firm:
        return FirmOnTables(monkeypatch.setattr)

    class PeopleOnTables(People):
        pass

    monkeypatch.setattr(PeopleOnTables, "make", staticmethod(make), raising=False)
    play(EXAMPLES, STEPS, machine=PeopleOnTables, shorten=False)
