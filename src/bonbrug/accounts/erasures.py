"""Which customers were erased: numbers only, so that nothing brings them back unseen."""

from datetime import date, datetime

from django.db.models import QuerySet

from bonbrug.accounts.models import Erasure, Organisation, User
from bonbrug.values.quantity import folded


def note(
    organisation: Organisation, code: str, kept_until: date | None, user: User | None, now: datetime
) -> Erasure:
    """Keep that it was erased; once more is the same erasure, of now."""
    told = {"erased_at": now, "by": user, "kept_until": kept_until}
    row, _made = Erasure.objects.update_or_create(
        organisation=organisation, code=folded(code), defaults=told
    )
    return row


def is_noted(organisation: Organisation, code: str) -> bool:
    return Erasure.objects.filter(organisation=organisation, code=folded(code)).exists()


def lift(organisation: Organisation, code: str) -> bool:
    """Let go of an erasure; False when there is none."""
    mine = Erasure.objects.filter(organisation=organisation, code=folded(code))
    return bool(mine.delete()[0])


def codes_of(organisation_id: int) -> list[str]:
    """Return the numbers of the erased customers of an organisation."""
    mine = Erasure.objects.filter(organisation_id=organisation_id)
    return list(mine.values_list("code", flat=True))


def over(now: date) -> "QuerySet[Erasure]":
    """Return those of which the law asks nothing any more."""
    return Erasure.objects.filter(kept_until__lt=now)
