"""What a refusal, or a person's yes, depends on; and that a step drafts a work order once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bonbrug.sync.fingerprints import work_order_fingerprint
from bonbrug.sync.invoicing import judge
from bonbrug.sync.invoicing.judge import circumstances
from bonbrug.sync.model.bindings import Known
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.states.jobs import State
from tests.fakes.world import work_order
from tests.sync.invoicing.one_work_order import world_with_one

CONTENT = work_order_fingerprint(work_order())
CHOICES = SyncSettings()
PRODUCTS = {"uur": "print-1", "buis": "print-2"}
KNOWN = Known("print-3", "", "1")


def test_the_same_circumstances_give_the_same_fingerprint() -> None:
    turned = dict(reversed(PRODUCTS.items()))
    one = circumstances(CONTENT, CHOICES, PRODUCTS, KNOWN)
    assert one == circumstances(CONTENT, CHOICES, turned, replace(KNOWN, books_id="2"))


def test_whatever_a_refusal_depends_on_changes_the_fingerprint() -> None:
    fingerprints = {
        circumstances(CONTENT, CHOICES, PRODUCTS, KNOWN),
        circumstances(work_order_fingerprint(work_order(materials=())), CHOICES, PRODUCTS, KNOWN),
        circumstances(CONTENT, replace(CHOICES, version=2), PRODUCTS, KNOWN),
        circumstances(CONTENT, CHOICES, {**PRODUCTS, "buis": "print-9"}, KNOWN),
        circumstances(CONTENT, CHOICES, {"uur": "print-1"}, KNOWN),
        circumstances(CONTENT, CHOICES, PRODUCTS, replace(KNOWN, fingerprint="print-9")),
        circumstances(CONTENT, CHOICES, PRODUCTS, None),
    }
    assert len(fingerprints) == 7


def test_one_step_drafts_and_fingerprints_a_work_order_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = {"draft": 0, "work_order_fingerprint": 0}

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any) -> Any:
            counts[name] += 1
            return real(*args)

        return counting

    for name in counts:
        monkeypatch.setattr(judge, name, counted(name, getattr(judge, name)))
    world = world_with_one()
    world.weather.next("send_invoice", "lost_request")
    world.run()
    assert world.states() == [State.INTENDED]
    assert counts == {"draft": 1, "work_order_fingerprint": 1}
