"""The twenty calls of the treaty, with what each asks and answers.

Source: docs/wire/eboekhouden-soap.md §3.1. The link makes ten of them; the books answer all.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from bonbrug.wire.eboekhouden import limits, records
from bonbrug.wire.eboekhouden.records import Choice, Memo, Part, Text

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A row that could not be read: its place (from 0), its own name if any, and why."""

    index: int
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rows(Generic[Row]):
    """A list answer: what could be read, and what could not.

    `missing_fields`: the elements that stand in no row at all, not even empty; none when there are
    no rows.
    The service leaves out a text that is null (docs/wire/eboekhouden-soap.md §2.3), so only
    the rows together can tell that an element is gone.
    """

    rows: tuple[Row, ...]
    spoiled: tuple[Spoiled, ...] = ()
    missing_fields: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class One:
    """An answer of one value in this element; numbers are kept as 0 beside an error.

    `number` is a whole number, `amount` one with decimals.

    `spelled` answers say success with the two empty elements of the error block: clients of
    OpenSession look for them. All others have an empty error block.
    """

    element: str
    number: bool = False
    amount: bool = False
    spelled: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """An answer of rows in this container. `name` is the field that names a row to a person."""

    container: str
    row: type
    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """An empty answer; with `error_only` the result is the error block itself."""

    error_only: bool = False


@dataclass(frozen=True, slots=True)
class Operation(Generic[Asked, Answered]):
    """A call: its wire name, the record it takes, and the shape of its answer."""

    name: str
    asked: type[Asked]
    answer: One | Many | Nothing


@dataclass(frozen=True, slots=True)
class OpenSession:
    Username: Annotated[str, Text(limits.USERNAME)] = ""
    SecurityCode1: Annotated[str, Text(limits.SECURITY_CODE)] = ""
    SecurityCode2: Annotated[str, Text(limits.SECURITY_CODE)] = ""
    Source: Annotated[str, Text(limits.SOURCE)] = ""


@dataclass(frozen=True, slots=True)
class OpenSessionSub:
    """A session for another administration of the same office: `AdministratieGUID` in braces."""

    Username: Annotated[str, Text(limits.USERNAME)] = ""
    SecurityCode1: Annotated[str, Text(limits.SECURITY_CODE)] = ""
    SecurityCode2: Annotated[str, Text(limits.SECURITY_CODE)] = ""
    Source: Annotated[str, Text(limits.SOURCE)] = ""
    AdministratieGUID: Memo = ""


@dataclass(frozen=True, slots=True)
class AutoLogin:
    Username: Annotated[str, Text(limits.USERNAME)] = ""
    SessionID: Annotated[str, Text()] = ""
    SecurityCode2: Annotated[str, Text()] = ""


@dataclass(frozen=True, slots=True)
class CloseSession:
    SessionID: Annotated[str, Text()] = ""


@dataclass(frozen=True, slots=True)
class InSession:
    """What every call inside a session carries."""

    SessionID: Annotated[str, Text()] = ""
    SecurityCode2: Annotated[str, Text()] = ""


@dataclass(frozen=True, slots=True)
class GetAdministraties(InSession):
    pass


@dataclass(frozen=True, slots=True)
class AddRelatie(InSession):
    relation: Annotated[records.Relatie, Part("oRel")] = field(default_factory=records.Relatie)


@dataclass(frozen=True, slots=True)
class UpdateRelatie(InSession):
    relation: Annotated[records.Relatie, Part("oRel")] = field(default_factory=records.Relatie)


@dataclass(frozen=True, slots=True)
class GetRelaties(InSession):
    wanted: Annotated[records.RelatieFilter, Part("cFilter")] = field(
        default_factory=records.RelatieFilter
    )


@dataclass(frozen=True, slots=True)
class GetArtikelen(InSession):
    wanted: Annotated[records.ArtikelFilter, Part("cFilter")] = field(
        default_factory=records.ArtikelFilter
    )


@dataclass(frozen=True, slots=True)
class AddFactuur(InSession):
    invoice: Annotated[records.Factuur, Part("oFact")] = field(default_factory=records.Factuur)


@dataclass(frozen=True, slots=True)
class GetFacturen(InSession):
    wanted: Annotated[records.FactuurFilter, Part("cFilter")] = field(
        default_factory=records.FactuurFilter
    )


@dataclass(frozen=True, slots=True)
class GetOpenPosten(InSession):
    OpSoort: Annotated[str, Choice(("Debiteuren", "Crediteuren"))] = "Debiteuren"


@dataclass(frozen=True, slots=True)
class GetMutaties(InSession):
    wanted: Annotated[records.MutatieFilter, Part("cFilter")] = field(
        default_factory=records.MutatieFilter
    )


@dataclass(frozen=True, slots=True)
class AddMutatie(InSession):
    entry: Annotated[records.Mutatie, Part("oMut")] = field(default_factory=records.Mutatie)


@dataclass(frozen=True, slots=True)
class AddGrootboekrekening(InSession):
    account: Annotated[records.Grootboekrekening, Part("oGb")] = field(
        default_factory=records.Grootboekrekening
    )


@dataclass(frozen=True, slots=True)
class UpdateGrootboekrekening(InSession):
    account: Annotated[records.Grootboekrekening, Part("oGb")] = field(
        default_factory=records.Grootboekrekening
    )


@dataclass(frozen=True, slots=True)
class GetKostenplaatsen(InSession):
    wanted: Annotated[records.KostenplaatsFilter, Part("cFilter")] = field(
        default_factory=records.KostenplaatsFilter
    )


@dataclass(frozen=True, slots=True)
class GetSaldo(InSession):
    wanted: Annotated[records.SaldoFilter, Part("cFilter")] = field(
        default_factory=records.SaldoFilter
    )


@dataclass(frozen=True, slots=True)
class GetSaldi(InSession):
    wanted: Annotated[records.SaldiFilter, Part("cFilter")] = field(
        default_factory=records.SaldiFilter
    )


@dataclass(frozen=True, slots=True)
class GetGrootboekrekeningen(InSession):
    wanted: Annotated[records.GrootboekrekeningFilter, Part("cFilter")] = field(
        default_factory=records.GrootboekrekeningFilter
    )


OPEN_SESSION: Operation[OpenSession, str] = Operation(
    "OpenSession", OpenSession, One("SessionID", spelled=True)
)
OPEN_SESSION_SUB: Operation[OpenSessionSub, str] = Operation(
    "OpenSessionSub", OpenSessionSub, One("SessionID", spelled=True)
)
AUTO_LOGIN: Operation[AutoLogin, str] = Operation("AutoLogin", AutoLogin, One("Token"))
CLOSE_SESSION: Operation[CloseSession, None] = Operation("CloseSession", CloseSession, Nothing())
GET_ADMINISTRATIES: Operation[GetAdministraties, Rows[records.Administratie]] = Operation(
    "GetAdministraties", GetAdministraties, Many("Administraties", records.Administratie, "Guid")
)
ADD_RELATIE: Operation[AddRelatie, int] = Operation(
    "AddRelatie", AddRelatie, One("Rel_ID", number=True)
)
UPDATE_RELATIE: Operation[UpdateRelatie, None] = Operation(
    "UpdateRelatie", UpdateRelatie, Nothing(error_only=True)
)
GET_RELATIES: Operation[GetRelaties, Rows[records.Relatie]] = Operation(
    "GetRelaties", GetRelaties, Many("Relaties", records.Relatie, "Code")
)
GET_ARTIKELEN: Operation[GetArtikelen, Rows[records.Artikel]] = Operation(
    "GetArtikelen", GetArtikelen, Many("Artikelen", records.Artikel, "ArtikelCode")
)
ADD_FACTUUR: Operation[AddFactuur, str] = Operation("AddFactuur", AddFactuur, One("Factuurnummer"))
GET_FACTUREN: Operation[GetFacturen, Rows[records.FactuurList]] = Operation(
    "GetFacturen", GetFacturen, Many("Facturen", records.FactuurList, "Factuurnummer")
)
GET_OPEN_POSTEN: Operation[GetOpenPosten, Rows[records.OpenPost]] = Operation(
    "GetOpenPosten", GetOpenPosten, Many("Openposten", records.OpenPost, "MutFactuur")
)
GET_MUTATIES: Operation[GetMutaties, Rows[records.MutatieList]] = Operation(
    "GetMutaties", GetMutaties, Many("Mutaties", records.MutatieList, "MutatieNr")
)
ADD_MUTATIE: Operation[AddMutatie, int] = Operation(
    "AddMutatie", AddMutatie, One("Mutatienummer", number=True)
)
ADD_GROOTBOEKREKENING: Operation[AddGrootboekrekening, int] = Operation(
    "AddGrootboekrekening", AddGrootboekrekening, One("Gb_ID", number=True)
)
UPDATE_GROOTBOEKREKENING: Operation[UpdateGrootboekrekening, None] = Operation(
    "UpdateGrootboekrekening", UpdateGrootboekrekening, Nothing(error_only=True)
)
GET_KOSTENPLAATSEN: Operation[GetKostenplaatsen, Rows[records.Kostenplaats]] = Operation(
    "GetKostenplaatsen",
    GetKostenplaatsen,
    Many("Kostenplaatsen", records.Kostenplaats, "Omschrijving"),
)
GET_SALDO: Operation[GetSaldo, Decimal] = Operation("GetSaldo", GetSaldo, One("Saldo", amount=True))
GET_SALDI: Operation[GetSaldi, Rows[records.Saldo]] = Operation(
    "GetSaldi", GetSaldi, Many("Saldi", records.Saldo, "Code")
)
GET_GROOTBOEKREKENINGEN: Operation[GetGrootboekrekeningen, Rows[records.Grootboekrekening]] = (
    Operation(
        "GetGrootboekrekeningen",
        GetGrootboekrekeningen,
        Many("Rekeningen", records.Grootboekrekening, "Code"),
    )
)

OPERATIONS: dict[str, Operation[Any, Any]] = {
    operation.name: operation
    for operation in (
        OPEN_SESSION,
        OPEN_SESSION_SUB,
        CLOSE_SESSION,
        AUTO_LOGIN,
        GET_ADMINISTRATIES,
        ADD_RELATIE,
        UPDATE_RELATIE,
        GET_RELATIES,
        GET_ARTIKELEN,
        ADD_FACTUUR,
        GET_FACTUREN,
        ADD_MUTATIE,
        GET_MUTATIES,
        GET_OPEN_POSTEN,
        ADD_GROOTBOEKREKENING,
        UPDATE_GROOTBOEKREKENING,
        GET_GROOTBOEKREKENINGEN,
        GET_KOSTENPLAATSEN,
        GET_SALDO,
        GET_SALDI,
    )
}
