"""Customer agreements, from their rows to what the engine reads."""

from bonbrug.link.models import CustomerAgreement as Row
from bonbrug.sync.model.agreements import Collect, CustomerAgreement, Mandate
from bonbrug.sync.model.settings import LinesPer
from bonbrug.values.charged_time import Per, Rounding, Way
from bonbrug.values.delivery import DeliveryKind


def agreements(connection_id: int) -> dict[str, CustomerAgreement]:
    """Return the agreements of a connection by the customer's key."""
    rows = Row.objects.filter(connection_id=connection_id)
    return {row.key: agreement_of(row) for row in rows}


def agreement_of(row: Row) -> CustomerAgreement:
    """Return what the engine knows of a row."""
    return CustomerAgreement(
        lines_per=LinesPer(row.lines_per) if row.lines_per else None,
        rounding=_rounding(row) if row.round_way else None,
        minimum_minutes=row.minimum_minutes,
        call_out=row.call_out,
        discount=row.discount,
        reverse_charge=row.reverse_charge,
        country=row.country,
        vat_number=row.vat_number,
        delivery=DeliveryKind(row.delivery) if row.delivery else None,
        mandate=_mandate(row),
        collect=Collect(row.collect),
    )


def _mandate(row: Row) -> Mandate:
    return Mandate(
        reference=row.mandate,
        signed_on=row.mandate_signed_on,
        first=row.mandate_first,
        iban=row.debit_iban,
        holder=row.debit_holder,
        city=row.debit_city,
    )


def _rounding(row: Row) -> Rounding:
    return Rounding(Way(row.round_way), row.round_step, Per(row.round_per))
