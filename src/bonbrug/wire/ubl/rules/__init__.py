"""The published rules that an invoice of ours could break, each by the name it has there.

EN 16931 (BR-…), NLCIUS (BR-NL-…), its G-account extension (BR-GA-…) and Peppol BIS 3
(PEPPOL-EN16931-R… and NL-R-…): docs/wire/ubl.md says which, and which are left out.
"""

from collections.abc import Callable, Iterator

from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules.accounts import account_rules
from bonbrug.wire.ubl.rules.breach import Breach
from bonbrug.wire.ubl.rules.categories import category_rules
from bonbrug.wire.ubl.rules.document import document_rules
from bonbrug.wire.ubl.rules.lines import line_rules
from bonbrug.wire.ubl.rules.parties import party_rules
from bonbrug.wire.ubl.rules.payments import payment_rules
from bonbrug.wire.ubl.rules.totals import total_rules

__all__ = ["Breach", "breaches"]

_RULES: tuple[Callable[[Document], Iterator[Breach]], ...] = (
    document_rules,
    party_rules,
    payment_rules,
    account_rules,
    line_rules,
    category_rules,
    total_rules,
)


def breaches(document: Document) -> list[Breach]:
    """Return what breaks a rule of the profile that the document names; mostly nothing."""
    return [breach for rules in _RULES for breach in rules(document)]
