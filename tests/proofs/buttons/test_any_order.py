"""Whatever is pressed, in whatever order: nothing is doubled and nothing is lost.

A few histories per item in every run; `python -m tests.proofs.buttons 200` plays 200 of each.
"""

import pytest

from bonbrug.link.actions import deciding
from bonbrug.link.models import ExportJob, Intent
from bonbrug.sync.invoicing import next_step
from bonbrug.sync.invoicing.steps import Steps
from bonbrug.sync.model.jobs import State
from tests.proofs.buttons.pressing import play
from tests.proofs.buttons.scenes import SCENES

pytestmark = pytest.mark.django_db
SEEDS = range(4)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SCENES)
def test_no_order_of_pressing_doubles_or_loses_anything(name: str, seed: int) -> None:
    assert play(name, seed) == []


def test_a_button_that_forgets_the_number_of_an_unknown_invoice_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What these histories are for: they see a button that can double."""

    def forget(job_id: int) -> None:
        Intent.objects.filter(job_id=job_id).delete()
        ExportJob.objects.filter(pk=job_id).update(state=State.NEW)

    monkeypatch.setattr(deciding, "_retry_job", forget)
    monkeypatch.setattr(Steps, "_found_before", lambda *args: False)
    said = [line for seed in range(8) for line in play("H-1 late", seed)]
    assert any(line.startswith("doubled") for line in said)


def test_a_button_that_withdraws_without_a_word_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def withdraw(job_id: int) -> None:
        ExportJob.objects.filter(pk=job_id).update(state=State.WITHDRAWN)

    monkeypatch.setattr(deciding, "_retry_job", withdraw)
    monkeypatch.setattr(next_step, "_withdrawn", lambda *args: next_step.NextStep.NOTHING)
    said = [line for seed in range(8) for line in play("H-11", seed)]
    assert any(line.startswith("lost") for line in said)
