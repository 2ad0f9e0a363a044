"""What must hold after every single run, also between the faults: the link says what is so."""

from collections.abc import Iterator, Sequence

from tests.proofs.faults.judge import SETTLED, doubled
from tests.proofs.faults.seen import Kept, Seen

INVOICED = {"invoiced", "settled"}
NOT_SENT = {"claimed", "released", "refused"}
CALM = {"done", "nothing"}
DOUBTED = {"no_answer", "outcome_unknown"}


def untruths(seen: Seen, kept: Kept, behind: Sequence[str]) -> list[str]:
    """Return what is doubled, said wrongly or not said; `behind` is what did not cross (yet)."""
    return [
        *doubled(seen),
        *_settled_too_early(seen, kept),
        *_certain_and_wrong(seen, kept),
        *_doubt_untold(kept),
        *_untold(seen, kept, behind),
    ]


def _settled_too_early(seen: Seen, kept: Kept) -> Iterator[str]:
    """Afgehandeld comes after a durable record of the number of an invoice that stands there."""
    known = {number: invoice for number, state, invoice in kept["jobs"] if state in INVOICED}
    there = {bill["order"]: bill["number"] for bill in seen["bills"]}
    for number, status in seen["statuses"].items():
        if status == SETTLED and (not known.get(number) or known[number] != there.get(number)):
            yield f"{number} is settled before its invoice is certain"


def _certain_and_wrong(seen: Seen, kept: Kept) -> Iterator[str]:
    """What is unknown is called unknown: never "made" nor "not sent" when it is not so."""
    there = {(bill["order"], bill["number"]) for bill in seen["bills"]}
    for number, state, invoice in kept["jobs"]:
        if state in INVOICED and (number, invoice) not in there:
            yield f"{number} is called {state} and has no invoice {invoice}"
    for invoice, outcome, number in kept["intents"]:
        if outcome in NOT_SENT and (number, invoice) in there:
            yield f"invoice {invoice} of {number} is called {outcome} and stands in the books"


def _doubt_untold(kept: Kept) -> Iterator[str]:
    told = {subject for code, subject in kept["lines"] + kept["items"] if code in DOUBTED}
    for invoice, outcome, number in kept["intents"]:
        if outcome == "sent" and number not in told and kept["outcome"] in CALM:
            yield f"nobody is told that invoice {invoice} of {number} is in doubt"


def _untold(seen: Seen, kept: Kept, behind: Sequence[str]) -> Iterator[str]:
    """A run that left something undone does not look like one in which all went well."""
    undone = [number for number, status in seen["statuses"].items() if status != SETTLED]
    silent = kept["outcome"] in CALM and not kept["lines"]
    if silent and (undone or behind):
        yield f"nobody is told of {[*undone, *behind]}"
