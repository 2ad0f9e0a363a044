"""What the law has an invoice say about its VAT, at the end of the last line that it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bonbrug.sync.model.records import InvoiceLine
from bonbrug.sync.vat.customers import VatCustomer
from bonbrug.sync.vat.order_vat import LineVat
from bonbrug.values.vat_treatments import Sentence

# The customer owes the VAT: the invoice names both numbers (Wet OB 1968, article 35a). Ours stands
# in the letterhead of the books.
WITH_NUMBER = frozenset({Sentence.REVERSED, Sentence.EU_SERVICES, Sentence.EU_GOODS})


def with_sentences(
    lines: Sequence[InvoiceLine],
    decided: Sequence[LineVat],
    words: Mapping[Sentence, str],
    customer: VatCustomer,
) -> list[InvoiceLine]:
    """Return the lines, each sentence once; `decided` is in the order of the lines."""
    said = list(lines)
    last = {each.decision.sentence: place for place, each in enumerate(decided)}
    for sentence, place in last.items():
        if sentence is not None and sentence in words:
            number = customer.vat_number if sentence in WITH_NUMBER else ""
            text = f"{words[sentence]} {number}".strip()
            line = said[place]
            said[place] = replace(line, description=f"{line.description}\n{text}")
    return said
