"""Counts wrong guesses in the database, so that the limits hold in all processes together.

Each visitor is counted apart, about one subject and about all: nobody's guesses stop somebody
behind another address. What is kept is a keyed digest: no address, no name, no token.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from bonbrug.accounts import limits
from bonbrug.accounts.limits import NONE, Rule, Standing
from bonbrug.accounts.models import WrongGuesses

SUBNET = 64  # an IPv6 visitor owns at least that: one of them has more addresses than we have rows


@dataclass(frozen=True, slots=True)
class Guess:
    """`what` is guessed (``password``), by which `visitor`, about which `subject`.

    `together`: what all visitors guess about this subject counts as well, because it is short.
    """

    what: str
    visitor: str
    subject: str
    together: bool = False

    def rules(self) -> dict[str, Rule]:
        """Return the rules by the key of their row; always in this order, or two would lock."""
        own = {
            _key(self.what, self.visitor): limits.ALL_SUBJECTS,
            self.own_key(): limits.ONE_SUBJECT,
        }
        shared = _key(self.what, "", self.subject, "all visitors")
        return {**own, shared: limits.ALL_VISITORS} if self.together else own

    def own_key(self) -> str:
        return _key(self.what, self.visitor, self.subject)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A guess that may be made when `wait` is zero; tell afterwards whether it was right."""

    guess: Guess
    now: datetime
    wait: timedelta
    guessed_before: bool

    def wrong(self) -> timedelta:
        """Count it; see `wrong`."""
        return wrong(self.guess, self.now)

    def right(self) -> None:
        """Forget the wrong ones about this subject; writes nothing when there were none."""
        if self.guessed_before:
            WrongGuesses.objects.filter(key=self.guess.own_key()).delete()


def attempt(
    what: str, visitor: str, subject: str, now: datetime, *, together: bool = False
) -> Attempt:
    """Look whether a visitor may guess: one read of at most three rows."""
    guess = Guess(what, visitor, subject, together)
    there = _standings(guess)
    return Attempt(guess, now, _longest(guess, there, now), guess.own_key() in there)


def wrong(guess: Guess, now: datetime) -> timedelta:
    """Count a wrong guess; return how long its visitor had to wait before it was let through.

    Zero for the guesses that are let through, however many come at once: the others must get the
    same answer as if they had not been looked at. Those are not counted.
    """
    early = _longest(guess, _standings(guess), now)
    if early:
        return early
    with transaction.atomic():
        rows = [_locked(key, now) for key in guess.rules()]
        late = _longest(guess, {row.key: _standing(row) for row in rows}, now)
        if not late:
            for row in rows:
                _fill(row, guess.rules()[row.key], now)
        return late


def visitor_of(request: HttpRequest) -> str:
    """Return what is counted as one visitor: an IPv4 address, or the /64 of an IPv6 address."""
    return visitor_at(str(request.META.get("REMOTE_ADDR", "")))


def visitor_at(address: str) -> str:
    try:
        known = ip_address(address.split("%", 1)[0])
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, SUBNET), strict=False))


def forget_empty(now: datetime) -> int:
    """Remove the rows that count nothing any more; return how many."""
    return WrongGuesses.objects.filter(empty_at__lte=now, free_at__lte=now).delete()[0]


def _key(*words: str) -> str:
    return salted_hmac("bonbrug.guessing", "\0".join(words), algorithm="sha256").hexdigest()


def _standing(row: WrongGuesses) -> Standing:
    return Standing(row.empty_at, row.free_at)


def _standings(guess: Guess) -> dict[str, Standing]:
    rows = WrongGuesses.objects.filter(key__in=list(guess.rules()))
    return {row.key: _standing(row) for row in rows}


def _longest(guess: Guess, there: dict[str, Standing], now: datetime) -> timedelta:
    rules = guess.rules()
    return max((limits.wait(one, rules[key], now) for key, one in there.items()), default=NONE)


def _locked(key: str, now: datetime) -> WrongGuesses:
    """Return the row of a key, ours until the end of the transaction."""
    rows = WrongGuesses.objects.select_for_update()
    return rows.get_or_create(key=key, defaults={"empty_at": now, "free_at": now})[0]


def _fill(row: WrongGuesses, rule: Rule, now: datetime) -> None:
    after = limits.after_wrong(_standing(row), rule, now)
    row.empty_at, row.free_at = after.empty_at, after.free_at
    row.save(update_fields=["empty_at", "free_at"])
