"""Which set of rules an invoice can keep: it depends on the customer."""

from bonbrug.books.models import Delivery, Invoice, Relation
from bonbrug.values.country_codes import HOME, country_code
from bonbrug.wire.ubl.codes import Profile


def profile_of(invoice: Invoice) -> Profile | None:
    """Return the profile, or None for a private person, who gets the paper."""
    customer = invoice.relation
    if customer.kind == Relation.Kind.PRIVATE:
        return None
    at_home = country_code(customer.country) == HOME
    if at_home and wants_blocked_part(invoice):
        return Profile.G_ACCOUNT
    if at_home and (customer.kvk_number.strip() or customer.oin.strip()):
        return Profile.NLCIUS
    return Profile.BIS3


def wants_blocked_part(invoice: Invoice) -> bool:
    """Tell whether a part is paid into our blocked account: never what we give back or collect."""
    ours = invoice.gross > 0 and invoice.delivery != Delivery.DIRECT_DEBIT
    return ours and invoice.relation.g_share > 0
