"""The model test of every commit. The full number: python -m tests.proofs.model 20000 50."""

from tests.proofs.model.running import play

EXAMPLES, STEPS = 500, 30


def test_whatever_people_do_in_whatever_order_every_invariant_holds() -> None:
    play(EXAMPLES, STEPS)
