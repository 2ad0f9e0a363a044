"""Which set of rules an invoice can keep: it depends on the customer."""

from bonbrug.books.models import Delivery, Invoice, Relation
from bonbrug.values.country_codes import HOME, country_code
from bonbrug.wire.ubl.codes import Profile


def profile_of(invoice: Invoice) -> Profile | None:
    """Return the profile, or None for a private person, who gets the paper."""
    customer = invoice.relation
    if customer.kind == Relation.Kind.PRIVATE:
        return None
    if wants_blocked_part(invoice):
        return Profile.G_ACCOUNT
    if is_at_home(customer) and (customer.kvk_number.strip() or customer.oin.strip()):
        return Profile.NLCIUS
    return Profile.BIS3


def wants_blocked_part(invoice: Invoice) -> bool:
    """Tell whether a part is paid into our blocked account.

    That is so for customers in the Netherlands only, and never for what we give back or collect.
    """
    ours = invoice.gross > 0 and invoice.delivery != Delivery.DIRECT_DEBIT
    return ours and invoice.relation.g_share > 0 and is_at_home(invoice.relation)


def is_at_home(customer: Relation) -> bool:
    return country_code(customer.country) == HOME
