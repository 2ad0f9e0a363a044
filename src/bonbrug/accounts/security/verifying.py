"""Recomputing a chain of the security log, from where it was cut to the end that was kept."""

from dataclasses import dataclass

from bonbrug.accounts.security import chain_hash
from bonbrug.accounts.security_events import SecurityChain, SecurityEvent

CHUNK = 2000


@dataclass(slots=True)
class Verified:
    """What a walk over a chain found; `broken` is the first sequence that is not right.

    `key` signs the end of it; `erased`: so many events lost a name; `forgotten`: the last that was
    removed because of its age.
    """

    events: int = 0
    head: str = ""
    broken: int | None = None
    why: str = ""
    key: str = ""
    erased: int = 0
    forgotten: int = 0


def end_of(number: int) -> SecurityChain:
    """Return the end of a chain as it was kept, or of one that did not begin yet."""
    return SecurityChain.objects.filter(pk=number).first() or SecurityChain(number=number)


def verify(number: int) -> Verified:
    """Walk the whole chain, and compare its end with what was kept and signed beside it."""
    chain = end_of(number)
    found = Verified(forgotten=chain.forgotten, head=chain.forgotten_hash)
    sequence = chain.forgotten
    events = SecurityEvent.objects.filter(chain=number).order_by("sequence")
    for event in events.iterator(chunk_size=CHUNK):
        found.why = _wrong(event, sequence + 1, found.head)
        if found.why:
            found.broken = min(event.sequence, sequence + 1)
            return found
        sequence, found.head = event.sequence, event.hash
        found.events += 1
        found.erased += not (event.who_salt and event.about_salt)
    return _ended(found, chain, sequence)


def _wrong(event: SecurityEvent, sequence: int, previous: str) -> str:
    if event.sequence != sequence:
        return "missing"
    if event.previous != previous:
        return "other_chain"
    if event.key not in chain_hash.known():
        return "no_key"
    if event.hash != chain_hash.hash_of(event):
        return "changed"
    return "" if _is_same_person(event) else "changed"


def _is_same_person(event: SecurityEvent) -> bool:
    """Tell whether the names are as they were written, or erased together with their salt."""
    who = (event.who_name, event.address, event.who_salt)
    about = (event.about_name, event.about_salt)
    return (not any(who) or event.who_digest == chain_hash.who_digest(event)) and (
        not any(about) or event.about_digest == chain_hash.about_digest(event)
    )


def _ended(found: Verified, chain: SecurityChain, sequence: int) -> Verified:
    found.broken, found.why = _wrong_end(found.head, chain, sequence)
    if found.broken is None:
        found.key = chain.key
    return found


def _wrong_end(head: str, chain: SecurityChain, sequence: int) -> tuple[int | None, str]:
    if sequence < chain.sequence or not sequence:
        return sequence + 1, "missing"
    if sequence > chain.sequence:
        return chain.sequence + 1, "added"
    if head != chain.hash:
        return sequence, "other_head"
    if not chain_hash.is_signed(chain):
        return sequence, "unsigned" if chain.key in chain_hash.known() else "no_key"
    return None, ""
