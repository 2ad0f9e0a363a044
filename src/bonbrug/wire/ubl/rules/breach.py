"""One rule that a document breaks."""

from dataclasses import dataclass

from bonbrug.wire.ubl.codes import Profile
from bonbrug.wire.ubl.records import Document


@dataclass(frozen=True, slots=True)
class Breach:
    """`rule` is its published name, `place` the field of the record that it is about."""

    rule: str
    place: str


def is_nlcius(document: Document) -> bool:
    """Tell whether the rules of NLCIUS hold: its profiles, for a seller in the Netherlands."""
    dutch = document.profile in (Profile.NLCIUS, Profile.G_ACCOUNT)
    return dutch and document.seller.address.country == "NL"


def is_peppol(document: Document) -> bool:
    return document.profile == Profile.BIS3


def is_dutch_peppol(document: Document) -> bool:
    """Tell whether Peppol's rules for sellers in the Netherlands hold."""
    return is_peppol(document) and document.seller.address.country == "NL"
