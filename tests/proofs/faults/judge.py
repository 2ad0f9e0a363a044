"""What must hold when the faults are over, whatever they were."""

from collections import Counter
from collections.abc import Collection, Iterator

from tests.proofs.faults.seen import GROSS, Kept, Seen

OVER = {"done", "released"}
SETTLED = "Afgehandeld"


def faults_of(seen: Seen, kept: Kept, orders: Collection[str]) -> list[str]:
    """Return every sentence that is broken; `orders` are the work orders that were completed."""
    return [*doubled(seen), *_lost(seen, kept, orders), *_wrong(seen), *_in_doubt(kept)]


def at_rest(seen: Seen, kept: Kept, orders: Collection[str]) -> bool:
    """Tell whether nothing is left to do but what waits for a person."""
    asked = {subject for _, subject in kept["items"]}
    ended = {number for number, status in seen["statuses"].items() if status == SETTLED}
    closed = {number for number, state, _ in kept["jobs"] if state == "settled"}
    return set(orders) <= (ended & closed) | asked


def doubled(seen: Seen) -> Iterator[str]:
    """Say what stands somewhere more than once."""
    bills = Counter(bill["order"] for bill in seen["bills"])
    yield from (f"{times} invoices of {order}" for order, times in bills.items() if times > 1)
    if bills[""]:
        yield f"{bills['']} invoices of nobody"
    for name, codes in (
        ("relations", seen["relations"]),
        ("customers", seen["customers"]),
        ("products", seen["products"]),
        ("materials", seen["materials"]),
        ("hour types", seen["hour_types"]),
    ):
        counted = Counter(code.casefold() for code in codes)
        yield from (f"{times} {name} {code}" for code, times in counted.items() if times > 1)


def _lost(seen: Seen, kept: Kept, orders: Collection[str]) -> Iterator[str]:
    invoiced = {bill["order"] for bill in seen["bills"]}
    asked = {subject for _, subject in kept["items"]}
    for number in orders:
        status = seen["statuses"].get(number, "gone")
        if status == SETTLED and number in invoiced:
            continue
        if status == SETTLED:
            yield f"{number} is settled without an invoice"
        elif number not in asked:
            yield f"{number} is {status}, {'' if number in invoiced else 'not '}invoiced, no item"
    yield from (f"invoice of an unknown {number}" for number in invoiced - {*orders, ""})


def _wrong(seen: Seen) -> Iterator[str]:
    for bill in seen["bills"]:
        if bill["gross"] != GROSS:
            yield f"{bill['number']}: {bill['gross']} is not {GROSS}"
        if not bill["booked"]:
            yield f"{bill['number']} is not booked"


def _in_doubt(kept: Kept) -> Iterator[str]:
    asked = {code for code, _ in kept["items"]}
    if "outcome_unknown" not in asked:
        open_ones = [number for number, outcome, _ in kept["intents"] if outcome not in OVER]
        yield from (f"invoice {number} is still in doubt" for number in open_ones)
    if kept["unfinished"]:
        yield f"{kept['unfinished']} runs never ended"
    if kept["breaker"]:
        yield f"the link gave up: {kept['breaker']}"
