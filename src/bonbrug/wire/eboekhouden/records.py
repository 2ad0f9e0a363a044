"""The messages of the e-Boekhouden SOAP treaty: one table per message, used by both signatories.

Attribute names are the wire names and stand in wire order (docs/wire/eboekhouden-soap.md §3, the
WSDL). `Text(15)` has a maximum length; `Needed` marks what a row cannot do without, so that a
renamed element spoils one row instead of blanking a field. A missing text is empty, a missing
number 0, a missing date `NO_DATE`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated

from bonbrug.wire.eboekhouden import limits

NO_DATE = date.min
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Text:
    """A string of at most `length` characters."""

    length: int | None = None


@dataclass(frozen=True, slots=True)
class Needed:
    """What an answer cannot do without; `needed` False undoes it for a number in a filter."""

    needed: bool = True


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; the first is meant when it is missing."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyType:
    """A string that the WSDL leaves without a type, so it is written with xsi:type."""


@dataclass(frozen=True, slots=True)
class Part:
    """A message inside a message, under this element name."""

    element: str


Memo = Annotated[str, Text()]
Short = Annotated[str, Text(limits.SHORT)]
Address = Annotated[str, Text(limits.ADDRESS)]
Free = Annotated[str, Text(limits.FREE_FIELD)]
Flag = Annotated[str, Text(limits.FLAG)]
Ledger = Annotated[str, Text(limits.LEDGER_CODE)]
Vat = Annotated[str, Text(limits.VAT_CODE)]
Number = Annotated[str, Text(limits.INVOICE_NUMBER)]
RelationCode = Annotated[str, Text(limits.RELATION_CODE)]
MaybeLong = Annotated[int, Needed(needed=False)]


@dataclass(frozen=True, slots=True)
class Administratie:
    Bedrijf: Annotated[str, Text(), Needed()] = ""
    Plaats: Memo = ""
    Guid: Annotated[str, Text(), Needed()] = ""
    StartBoekjaar: Memo = ""


@dataclass(frozen=True, slots=True)
class Relatie:
    """`ID` is 0 when added; `BP` is B (firm) or P (private). docs/wire/eboekhouden-soap.md §3.4."""

    ID: int = 0
    AddDatum: date = NO_DATE
    Code: Annotated[str, Text(limits.RELATION_CODE), Needed()] = ""
    Bedrijf: Annotated[str, Text(limits.COMPANY_NAME), Needed()] = ""
    Contactpersoon: Annotated[str, Text(limits.CONTACT)] = ""
    Geslacht: Flag = ""
    Adres: Address = ""
    Postcode: Short = ""
    Plaats: Short = ""
    Land: Short = ""
    Adres2: Address = ""
    Postcode2: Short = ""
    Plaats2: Short = ""
    Land2: Short = ""
    Telefoon: Short = ""
    GSM: Short = ""
    FAX: Short = ""
    Email: Address = ""
    Site: Short = ""
    Notitie: Memo = ""
    Bankrekening: Short = ""
    Girorekening: Short = ""
    BTWNummer: Short = ""
    KvkNummer: Short = ""
    Aanhef: Short = ""
    IBAN: Short = ""
    BIC: Short = ""
    BP: Flag = ""
    Def1: Free = ""
    Def2: Free = ""
    Def3: Free = ""
    Def4: Free = ""
    Def5: Free = ""
    Def6: Free = ""
    Def7: Free = ""
    Def8: Free = ""
    Def9: Free = ""
    Def10: Free = ""
    LA: Flag = ""
    Gb_ID: int = 0
    GeenEmail: int = 0
    NieuwsbriefgroepenCount: int = 0


@dataclass(frozen=True, slots=True)
class RelatieFilter:
    """Empty and 0 are ignored."""

    Trefwoord: Memo = ""
    Code: RelationCode = ""
    ID: int = 0


@dataclass(frozen=True, slots=True)
class Artikel:
    """`BtwPercentage` is a fraction: 0.21 (docs/wire/eboekhouden-soap.md §3.5)."""

    ArtikelID: int = 0
    ArtikelOmschrijving: Memo = ""
    ArtikelCode: Annotated[str, Text(limits.PRODUCT_CODE), Needed()] = ""
    GroepOmschrijving: Memo = ""
    GroepCode: Short = ""
    Eenheid: Annotated[str, Text(limits.UNIT)] = ""
    InkoopprijsExclBTW: Decimal = ZERO
    VerkoopprijsExclBTW: Decimal = ZERO
    VerkoopprijsInclBTW: Decimal = ZERO
    BTWCode: Vat = ""
    TegenrekeningCode: Ledger = ""
    BtwPercentage: Decimal = ZERO
    KostenplaatsID: int = 0
    Actief: bool = False


@dataclass(frozen=True, slots=True)
class ArtikelFilter:
    """Empty and 0 are ignored."""

    ArtikelID: MaybeLong = 0
    ArtikelOmschrijving: Memo = ""
    ArtikelCode: Annotated[str, Text(limits.PRODUCT_CODE)] = ""
    GroepOmschrijving: Memo = ""
    GroepCode: Short = ""


@dataclass(frozen=True, slots=True)
class FactuurRegel:
    """`PrijsPerEenheid` in euros excluding VAT (docs/wire/eboekhouden-soap.md §3.2)."""

    Aantal: Decimal = ZERO
    Eenheid: Annotated[str, Text(limits.UNIT)] = ""
    Code: Annotated[str, Text(limits.LINE_CODE)] = ""
    Omschrijving: Memo = ""
    PrijsPerEenheid: Decimal = ZERO
    BTWCode: Vat = ""
    TegenrekeningCode: Ledger = ""
    KostenplaatsID: int = 0


@dataclass(frozen=True, slots=True)
class Factuur:
    """What AddFactuur sends (docs/wire/eboekhouden-soap.md §3.2). `Betalingstermijn` in days."""

    Factuurnummer: Number = ""
    Relatiecode: RelationCode = ""
    Datum: date = NO_DATE
    Betalingstermijn: int = 0
    Factuursjabloon: Annotated[str, Text(limits.TEMPLATE_NAME)] = ""
    PerEmailVerzenden: bool = False
    EmailOnderwerp: Memo = ""
    EmailBericht: Memo = ""
    EmailVanAdres: Address = ""
    EmailVanNaam: Address = ""
    AutomatischeIncasso: bool = False
    IncassoIBAN: Address = ""
    IncassoMachtigingSoort: Flag = ""
    IncassoMachtigingID: Short = ""
    IncassoMachtigingDatumOndertekening: date = NO_DATE
    IncassoMachtigingFirst: bool = False
    IncassoRekeningNummer: Address = ""
    IncassoTnv: Address = ""
    IncassoPlaats: Address = ""
    IncassoOmschrijvingRegel1: Short = ""
    IncassoOmschrijvingRegel2: Short = ""
    IncassoOmschrijvingRegel3: Short = ""
    InBoekhoudingPlaatsen: bool = False
    BoekhoudmutatieOmschrijving: Annotated[str, Text(limits.BOOKING_TEXT)] = ""
    Regels: tuple[FactuurRegel, ...] = ()


@dataclass(frozen=True, slots=True)
class FactuurList:
    """`URLPDFBestand` carries a secret: never log it (docs/wire/eboekhouden-soap.md §3.3)."""

    Factuurnummer: Annotated[str, Text(limits.INVOICE_NUMBER), Needed()] = ""
    Relatiecode: Annotated[str, AnyType()] = ""
    Datum: date = NO_DATE
    Betalingstermijn: int = 0
    TotaalExclBTW: Decimal = ZERO
    TotaalBTW: Decimal = ZERO
    TotaalInclBTW: Decimal = ZERO
    TotaalOpenstaand: Decimal = ZERO
    URLPDFBestand: Memo = ""
    Regels: tuple[FactuurRegel, ...] = ()


@dataclass(frozen=True, slots=True)
class FactuurFilter:
    """Empty texts are ignored; always send a range of dates."""

    Factuurnummer: Number = ""
    Relatiecode: RelationCode = ""
    DatumVan: date = NO_DATE
    DatumTm: date = NO_DATE


@dataclass(frozen=True, slots=True)
class OpenPost:
    MutDatum: date = NO_DATE
    MutFactuur: Memo = ""
    RelCode: Memo = ""
    RelBedrijf: Memo = ""
    Bedrag: Decimal = ZERO
    Voldaan: Decimal = ZERO
    Openstaand: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class MutatieListRegel:
    """`BTWPercentage` is a percentage: 21."""

    BedragInvoer: Decimal = ZERO
    BedragExclBTW: Decimal = ZERO
    BedragBTW: Decimal = ZERO
    BedragInclBTW: Decimal = ZERO
    BTWCode: Vat = ""
    BTWPercentage: Decimal = ZERO
    Factuurnummer: Number = ""
    TegenrekeningCode: Ledger = ""
    KostenplaatsID: int = 0


MUTATION_KINDS = (
    "OpeningsSaldo",
    "FactuurOntvangen",
    "FactuurVerstuurd",
    "FactuurbetalingOntvangen",
    "FactuurbetalingVerstuurd",
    "GeldOntvangen",
    "GeldUitgegeven",
    "Memoriaal",
)


@dataclass(frozen=True, slots=True)
class MutatieList:
    """A booking as read. `InExBTW` is IN or EX."""

    MutatieNr: int = 0
    Soort: Annotated[str, Choice(MUTATION_KINDS)] = MUTATION_KINDS[0]
    Datum: date = NO_DATE
    Rekening: Ledger = ""
    RelatieCode: RelationCode = ""
    Factuurnummer: Number = ""
    Boekstuk: Memo = ""
    Omschrijving: Memo = ""
    Betalingstermijn: Memo = ""
    InExBTW: Memo = ""
    MutatieRegels: tuple[MutatieListRegel, ...] = ()


@dataclass(frozen=True, slots=True)
class MutatieRegel:
    """One counter account of a booking as sent. `BTWPercentage` is a percentage: 21."""

    BedragInvoer: Decimal = ZERO
    BedragExclBTW: Decimal = ZERO
    BedragBTW: Decimal = ZERO
    BedragInclBTW: Decimal = ZERO
    BTWCode: Vat = ""
    BTWPercentage: Decimal = ZERO
    TegenrekeningCode: Ledger = ""
    KostenplaatsID: int = 0


@dataclass(frozen=True, slots=True)
class Mutatie:
    """A booking as sent: `Soort` is one of `MUTATION_KINDS`, `Betalingstermijn` days as text."""

    MutatieNr: int = 0
    Soort: Memo = ""
    Datum: date = NO_DATE
    Rekening: Ledger = ""
    RelatieCode: RelationCode = ""
    Factuurnummer: Number = ""
    Boekstuk: Short = ""
    Omschrijving: Annotated[str, Text(limits.BOOKING_TEXT)] = ""
    Betalingstermijn: Memo = ""
    Betalingskenmerk: Short = ""
    InExBTW: Memo = ""
    MutatieRegels: tuple[MutatieRegel, ...] = ()


@dataclass(frozen=True, slots=True)
class MutatieFilter:
    MutatieNr: int = 0
    MutatieNrVan: MaybeLong = 0
    MutatieNrTm: MaybeLong = 0
    Factuurnummer: Number = ""
    DatumVan: date = NO_DATE
    DatumTm: date = NO_DATE


@dataclass(frozen=True, slots=True)
class Grootboekrekening:
    """`Categorie`: BAL, VW, FIN, DEB, CRED, VOOR, BTWRC, AF6, AF19, AFOVERIG."""

    ID: int = 0
    Code: Annotated[str, Text(limits.LEDGER_CODE), Needed()] = ""
    Omschrijving: Annotated[str, Text(limits.LEDGER_NAME)] = ""
    Categorie: Ledger = ""
    Groep: Memo = ""


@dataclass(frozen=True, slots=True)
class GrootboekrekeningFilter:
    ID: int = 0
    Code: Ledger = ""
    Categorie: Ledger = ""


@dataclass(frozen=True, slots=True)
class Kostenplaats:
    """Mind the spelling: the filter writes `KostenplaatsID`."""

    KostenplaatsId: int = 0
    Omschrijving: Memo = ""
    KostenplaatsParentId: int = 0


@dataclass(frozen=True, slots=True)
class KostenplaatsFilter:
    """Empty and 0 are ignored."""

    KostenplaatsID: MaybeLong = 0
    KostenplaatsParentID: MaybeLong = 0
    Omschrijving: Memo = ""


@dataclass(frozen=True, slots=True)
class SaldoFilter:
    """Of one account; `NO_DATE` for a side without a limit, 0 for every cost centre."""

    GbCode: Ledger = ""
    KostenPlaatsId: int = 0
    DatumVan: date = NO_DATE
    DatumTot: date = NO_DATE


@dataclass(frozen=True, slots=True)
class SaldiFilter:
    """As `SaldoFilter`, of all accounts or those of one category."""

    KostenPlaatsId: int = 0
    DatumVan: date = NO_DATE
    DatumTot: date = NO_DATE
    Categorie: Ledger = ""


@dataclass(frozen=True, slots=True)
class Saldo:
    """What stands on an account: debit less credit, in euros."""

    ID: int = 0
    Code: Annotated[str, Text(limits.LEDGER_CODE), Needed()] = ""
    Categorie: Ledger = ""
    Saldo: Decimal = ZERO
