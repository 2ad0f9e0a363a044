"""How often somebody may guess a company number and an employee number.

Both are short, so guessing is slowed down: per address, and per company for many addresses.
"""

from hashlib import sha256

from django.core.cache import cache

WINDOW_SECONDS = 15 * 60
PER_ADDRESS = 10
PER_COMPANY = 100


def too_many(address: str, company_id: str) -> bool:
    """Tell whether there were too many wrong guesses in the last quarter of an hour."""
    here = int(cache.get(_key("address", address), 0))
    there = int(cache.get(_key("company", company_id), 0))
    return here >= PER_ADDRESS or there >= PER_COMPANY


def count_wrong(address: str, company_id: str) -> None:
    """Remember a wrong guess."""
    for kind, word in (("address", address), ("company", company_id)):
        key = _key(kind, word)
        cache.add(key, 0, WINDOW_SECONDS)
        cache.incr(key)


def _key(kind: str, word: str) -> str:
    # A digest, because what people type may be no valid key.
    return f"tablet-tries:{kind}:{sha256(word.encode()).hexdigest()}"
