"""The marker by which we recognise our own invoice; customer text cannot imitate it."""

import base64
import hmac
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256

from bonbrug.sync.model.records import FoundInvoice
from bonbrug.sync.states.jobs import Job
from bonbrug.values.text import cut

TAG_LENGTH = 8
_TAG = re.compile(rf"(?<![\w-])[A-Z2-7]{{{TAG_LENGTH}}}(?![\w-])")
SIGN = " · "  # before the tag
LONGEST = 40  # characters of a work order number in a marker
SURE_LENGTH = 5  # a shorter work order number may stand in any text by chance
NO_AMOUNTS: Mapping[str, Decimal | None] = {}


@dataclass(frozen=True, slots=True)
class Markers:
    """Makes tags with the newest key of this installation, for one connection.

    The `older` keys made the tags of invoices that a restored memory may have forgotten.
    """

    key: bytes = field(repr=False)
    connection: str
    older: tuple[bytes, ...] = field(default=(), repr=False)

    def tag(self, row_id: str, generation: int) -> str:
        """Return 8 base32 characters that only this installation can make."""
        return self._tag(self.key, row_id, generation)

    def tags(self, row_id: str, generation: int) -> tuple[str, ...]:
        """Return the tags of every key, the newest first."""
        return tuple(self._tag(key, row_id, generation) for key in (self.key, *self.older))

    def _tag(self, key: bytes, row_id: str, generation: int) -> str:
        message = f"{self.connection}|{row_id}|{generation}".encode()
        digest = hmac.new(key, message, sha256).digest()
        return base64.b32encode(digest)[:TAG_LENGTH].decode()

    def earlier(self, row_id: str, generation: int) -> tuple[str, ...]:
        """Return the tags of what was made of a work order before this generation."""
        before = range(1, generation)
        return tuple(tag for number in before for tag in self.tags(row_id, number))

    def marker(self, word: str, number: str, row_id: str, generation: int) -> str:
        """Return ``word 18-4711 · K7QX2M3A``; `word` is the one for a work order in the books."""
        shown = cut(number or row_id, LONGEST).replace("·", "-")
        return f"{word} {shown}{SIGN}{self.tag(row_id, generation)}"


def is_ours(
    invoice: FoundInvoice,
    marker: str,
    tags: Collection[str] = (),
    gross: Decimal | None = None,
) -> bool:
    """Tell whether an invoice carries the tag of this marker, or one of `tags` in its place.

    One with a marker where we put it is the invoice of that work order, whatever its lines quote.
    Anywhere else the tag may be quoted: then it counts on an invoice of this amount only. None:
    what else is known of it, such as its number, says enough.
    """
    tag = tag_of(marker)
    own = {tag, *tags}
    place = _in_place(invoice, marker.partition(" ")[0])
    if not tag or place not in {"", *own}:
        return False
    if not place and gross is not None and invoice.gross != gross:
        return False
    return any(_has_word(text, one) for one in own for text in invoice.line_texts)


def carried(invoice: FoundInvoice, marker: str, tags: Collection[str]) -> str:
    """Return the marker that an invoice of ours carries: this one, or with one of `tags`."""
    found = [marker, *(f"{marker.rpartition(SIGN)[0]}{SIGN}{tag}" for tag in tags)]
    return next((one for one in found if is_ours(invoice, one)), marker)


def _in_place(invoice: FoundInvoice, word: str) -> str:
    """Return the tag where we put it ('' when none stands there): in the heading that the first
    line begins with, or, where there is none, at the end of that line.
    """
    first = " ".join(invoice.line_texts[0].split()) if invoice.line_texts else ""
    match = _beginning(word).match(first) or _ending(word).search(first)
    return match[1].upper() if match else ""


@lru_cache(maxsize=8)
def _beginning(word: str) -> re.Pattern[str]:
    """Return the pattern of a text that begins with a heading: word, number, day, tag."""
    tag = rf"([A-Z2-7]{{{TAG_LENGTH}}})(?![\w-])"
    return re.compile(rf"(?i:{re.escape(word)}) \S.{{0,59}}? · {tag}")


@lru_cache(maxsize=8)
def _ending(word: str) -> re.Pattern[str]:
    """Return the pattern of a text that ends with a marker that begins with this word."""
    return re.compile(
        rf"{re.escape(word)} \S.* · ([A-Z2-7]{{{TAG_LENGTH}}})$",
        re.IGNORECASE,
    )


def is_still(found: FoundInvoice, job: Job) -> bool:
    """Tell whether what stands under our number is what we made.

    The number alone proves nothing: who deletes an invoice may give its number to another. A text
    that was edited in the books loses our tag, and keeps the day and the amounts.
    """
    meant = (job.invoice_date, job.net, job.vat, job.gross)
    same = meant == (found.day, found.net, found.vat, found.gross)
    return same or not job.marker or is_ours(found, job.marker)


def names_work_order(
    invoice: FoundInvoice, number: str, word: str, earlier: Collection[str] = ()
) -> bool:
    """Tell whether a line names this work order; a short number only after the word for one.

    One with a tag of `earlier` where we put it is ours, made before.
    """
    if not number or (earlier and _in_place(invoice, word) in earlier):
        return False
    sure = len(number) >= SURE_LENGTH
    return any(
        _has_word(text, number if sure else f"{word} {number}") for text in invoice.line_texts
    )


def carries(invoice: FoundInvoice, tags: Collection[str]) -> bool:
    """Tell whether one of these tags stands anywhere in an invoice."""
    return any(_has_word(text, tag) for tag in tags for text in invoice.line_texts)


def still_standing(
    invoices: Iterable[FoundInvoice], word: str, earlier: Collection[str]
) -> list[FoundInvoice]:
    """Return ours of before, newest first, when their credit was deleted: they bill again."""
    before = [one for one in invoices if earlier and _in_place(one, word) in earlier]
    owed = sum(one.gross for one in before) > 0
    return [one for one in reversed(before) if one.gross > 0] if owed else []


def ours_among(
    invoices: Iterable[FoundInvoice],
    marker: str,
    tags: Collection[str] = (),
    gross: Decimal | None = None,
) -> list[FoundInvoice]:
    """Return those of a customer's invoices that are ours (`is_ours`)."""
    return [invoice for invoice in invoices if is_ours(invoice, marker, tags, gross)]


def by_tag(
    invoices: Iterable[FoundInvoice], word: str, amounts: Mapping[str, Decimal | None] = NO_AMOUNTS
) -> dict[str, list[str]]:
    """Return the numbers of the invoices under the tag where we put it; without one there, under
    everything in them that looks like a tag. `word` is the one that our markers begin with.

    `amounts` is the gross amount of the invoice with a tag: one of another amount only quotes it.
    """
    found: dict[str, list[str]] = {}
    for invoice in invoices:
        own = _in_place(invoice, word)
        texts = () if own else invoice.line_texts
        quoted = {tag for text in texts for tag in _TAG.findall(text.upper())}
        meant = {tag for tag in quoted if amounts.get(tag, invoice.gross) in (None, invoice.gross)}
        for tag in {own} - {""} | meant:
            found.setdefault(tag, []).append(invoice.number)
    return found


def tag_of(marker: str) -> str:
    """Return the tag of a marker ('' when there is none)."""
    return marker.rpartition(SIGN)[2]


def _has_word(text: str, word: str) -> bool:
    pattern = r"(?<![\w-])" + re.escape(" ".join(word.split())) + r"(?![\w-])"
    return re.search(pattern, " ".join(text.split()), re.IGNORECASE) is not None
