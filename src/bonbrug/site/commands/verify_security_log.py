"""``bonbrug verify-security-log``: recompute the chain of each organisation, and of the host."""

import sys
from argparse import Namespace

from bonbrug.accounts.acts import Act
from bonbrug.accounts.models import Organisation, SecurityChain
from bonbrug.accounts.security.chain_hash import newest
from bonbrug.accounts.security.recording import HOST
from bonbrug.accounts.security.verifying import Verified, verify
from bonbrug.site.commands.verify_journal import OLDER, WHY
from bonbrug.site.connections import PK_DIGITS

ACT = Act.OPERATE


def run(options: Namespace) -> int:
    """Print a line per chain; 1 when one is broken, with the first wrong event."""
    numbers = _chosen(options.organisation)
    if options.organisation and not numbers:
        print(f"bonbrug: no organisation is called {options.organisation!r}", file=sys.stderr)
        return 2
    whole = [_one(number) for number in numbers]
    return 0 if all(whole) else 1


def _chosen(word: str | None) -> list[int]:
    chains = SecurityChain.objects.order_by("pk").values_list("pk", flat=True)
    if not word:
        return list(chains)
    if word.isascii() and word.isdigit() and len(word) <= PK_DIGITS:
        return list(chains.filter(pk=int(word)))
    named = Organisation.objects.filter(name=word).values_list("pk", flat=True)
    return list(chains.filter(pk__in=named))


def _one(number: int) -> bool:
    found = verify(number)
    name = "host" if number == HOST else f"organisation {number}"
    if found.broken is None:
        print(f"{name}: {found.events} events{_less(found)}, whole, {_end(found)}")
        return True
    print(
        f"{name}: event {found.broken} is wrong: {WHY[found.why]}"
        f" ({found.events} events before it are whole)"
    )
    return False


def _less(found: Verified) -> str:
    erased = f", {found.erased} without a name that was erased" if found.erased else ""
    return f"{erased}, {found.forgotten} older ones removed" if found.forgotten else erased


def _end(found: Verified) -> str:
    older = "" if found.key == newest() else OLDER
    return f"ends in {found.head}, signed with {found.key}{older}"
