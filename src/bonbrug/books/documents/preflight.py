"""Can this invoice go out electronically, and if not, what is missing?"""

from dataclasses import dataclass

from bonbrug.books.documents.einvoice import document_of
from bonbrug.books.documents.numbers import number_breaches
from bonbrug.books.documents.profiles import profile_of
from bonbrug.books.documents.sentences import Place, place_of
from bonbrug.books.models import Invoice
from bonbrug.wire.ubl.codes import Profile
from bonbrug.wire.ubl.records import Document
from bonbrug.wire.ubl.rules import Breach, breaches
from bonbrug.wire.ubl.writing import write


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to repair, and the names of the rules that want it."""

    place: Place
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preflight:
    """`document` is None for a private person, who gets the paper."""

    profile: Profile | None
    document: Document | None
    missing: tuple[Missing, ...] = ()

    @property
    def ready(self) -> bool:
        return self.document is not None and not self.missing

    @property
    def ubl(self) -> bytes | None:
        """Return the electronic invoice, or None when it cannot be one."""
        return write(self.document) if self.document and self.ready else None


def preflight(invoice: Invoice) -> Preflight:
    """Judge an invoice by the rules of the profile that its customer wants."""
    profile = profile_of(invoice)
    if profile is None:
        return Preflight(None, None)
    document = document_of(invoice, profile)
    found = [*breaches(document), *number_breaches(document)]
    return Preflight(profile, document, _gathered(found))


def _gathered(found: list[Breach]) -> tuple[Missing, ...]:
    """Name each thing once, however many rules want it."""
    rules: dict[Place, list[str]] = {}
    for breach in found:
        names = rules.setdefault(place_of(breach.rule, breach.place), [])
        if breach.rule not in names:
            names.append(breach.rule)
    return tuple(Missing(place, tuple(names)) for place, names in rules.items())
