"""Who may see what: a record of another organisation does not exist for you."""

from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet
from django.http import Http404

from bonbrug.accounts.models import Organisation, User

Owned = TypeVar("Owned", bound=Model)


def mine(user: User | AnonymousUser, records: QuerySet[Owned]) -> QuerySet[Owned]:
    """Keep the records (with an `organisation`) of the organisations that the user works for."""
    if not user.is_authenticated:
        return records.none()
    return records.filter(organisation__memberships__user=user)


def mine_or_404(user: User | AnonymousUser, records: QuerySet[Owned], pk: int) -> Owned:
    """Return one record of the user's organisations, or answer as if it did not exist."""
    found = mine(user, records).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def organisation_or_404(user: User | AnonymousUser, pk: int) -> Organisation:
    """Return an organisation that the user works for, or answer as if it did not exist."""
    found = Organisation.objects.filter(memberships__user=user.pk or 0, pk=pk).first()
    if found is None:
        raise Http404
    return found
