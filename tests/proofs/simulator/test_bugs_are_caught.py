"""Every planted mistake is caught, and without it the same seed is clean."""

from collections.abc import Iterator

import pytest

from tests.proofs.simulator.bugs import BUGS
from tests.proofs.simulator.campaign import batch

# From which seed to look, so that the test is fast, and the invariant that must be the one broken.
# A change of the engine moves the seeds: then the search goes on, up to MOST.
MOST = 10_000
CAUGHT = {
    "no_fence": (0, "I11"),
    "no_pre_flight": (2, "I1"),
    "no_stamp_on_repeat": (16, "I12"),
    "ack_before_done": (0, "I3"),
    "destructive_fetch": (0, "I3"),
    "number_reused": (65, "I12"),
    "server_error_refused": (63, "I10"),
    "cut_is_empty": (16, "I6"),
    "absence_is_deletion": (7, "I6"),
    "older_answer_applied": (1257, "I5"),
    "client_retry": (6, "I12"),
    "blank_number": (6, "I1"),
    "date_recomputed": (80, "I12"),
    "no_tenant_filter": (0, "I7"),
    "base_not_saved": (2, "I5"),
    "marker_without_tag": (380, "I3"),
    "nothing_asked": (0, "I14"),
    "yes_to_anything": (20, "I14"),
    "declined_asked_again": (0, "I14"),
    "declined_for_ever": (50, "I9"),
    "reopened_invoiced_again": (0, "I10"),
    "credited_unasked": (0, "I15"),
    "half_a_credit": (3, "I15"),
    "credit_without_looking": (286, "I1"),
    "credit_sent_again_without_looking": (637, "I15"),
    "invoiced_before_the_credit": (9, "I1"),
    "collected_and_waiting": (0, "I9"),
    "collected_unseen": (132, "I1"),
    "projects_mixed": (18, "I16"),
    "left_in_the_middle": (0, "I9"),
    "collective_not_made_anew": (8, "I15"),
    "collective_made_anew_at_once": (934, "I1"),
    "half_a_collective_credit": (0, "I15"),
    "left_unsettled": (0, "I9"),
    "dropped_and_forgotten": (286, "I9"),
}


def test_every_bug_of_the_design_is_planted() -> None:
    assert len(BUGS) == 35
    assert set(CAUGHT) == set(BUGS)


def catching(name: str) -> Iterator[int]:
    first, invariant = CAUGHT[name]
    for seed in range(first, first + MOST):
        found = batch([seed], bug=name).failures.get(seed, [])
        if any(text.startswith(f"{invariant} ") for text in found):
            yield seed


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_caught_and_without_it_the_seed_is_clean(name: str) -> None:
    assert any(not batch([seed]).failures for seed in catching(name))
