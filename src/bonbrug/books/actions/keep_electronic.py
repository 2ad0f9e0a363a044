"""What an electronic invoice needs to know of a customer, beside what the wire knows."""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db import transaction

from bonbrug.books.actions.column_limits import check_lengths
from bonbrug.books.actions.locking import locked
from bonbrug.books.actions.refusals import Refused
from bonbrug.books.models import Relation

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Electronic:
    """`g_share` is the part of an invoice, in percent, that goes to our blocked account."""

    oin: str = ""
    buyer_reference: str = ""
    g_share: Decimal = Decimal(0)
    wants_electronic: bool = False


ELECTRONIC_FIELDS = tuple(field.name for field in fields(Electronic))


def keep_electronic(relation: Relation, electronic: Electronic) -> Relation:
    """Replace what is known of a relation for its electronic invoices."""
    with transaction.atomic():
        locked(relation.administration_id)
        for name in ELECTRONIC_FIELDS:
            value = getattr(electronic, name)
            setattr(relation, name, value.strip() if isinstance(value, str) else value)
        if not 0 <= relation.g_share < WHOLE:
            raise Refused("g_share_wrong")
        check_lengths(relation, ("oin", "buyer_reference"))
        relation.save(update_fields=ELECTRONIC_FIELDS)
        return relation
