"""The twelve calls of the treaty that Bonbrug speaks, with what each asks and answers.

Source: specs/e-boekhouden section 3. Not spoken: OpenSessionSub, AutoLogin (it puts a secret in an
address), AddMutatie, Add/UpdateGrootboekrekening, GetKostenplaatsen, GetSaldo, GetSaldi.
"""

from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeVar

from bonbrug.wire.eboekhouden import limits, records
from bonbrug.wire.eboekhouden.records import Choice, Part, Text

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

    `untold`: the elements that stand in no row at all, not even empty; none when there are no rows.
    The service leaves out a text that is null (specs section 2), so only the rows together can
    tell that an element is gone.
    """

    rows: tuple[Row, ...]
    spoiled: tuple[Spoiled, ...] = ()
    untold: frozenset[str] = field(default=frozenset(), compare=False)


@dataclass(frozen=True, slots=True)
class One:
    """An answer of one value in this element; `number` ones are kept as 0 beside an error.

    `spelled` answers say success with the two empty elements of the error block: clients of
    OpenSession look for them. All others have an empty error block.
    """

    element: str
    number: bool = False
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
class GetGrootboekrekeningen(InSession):
    wanted: Annotated[records.GrootboekrekeningFilter, Part("cFilter")] = field(
        default_factory=records.GrootboekrekeningFilter
    )


OPEN_SESSION: Operation[OpenSession, str] = Operation(
    "OpenSession", OpenSession, One("SessionID", spelled=True)
)
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
        CLOSE_SESSION,
        GET_ADMINISTRATIES,
        ADD_RELATIE,
        UPDATE_RELATIE,
        GET_RELATIES,
        GET_ARTIKELEN,
        ADD_FACTUUR,
        GET_FACTUREN,
        GET_OPEN_POSTEN,
        GET_MUTATIES,
        GET_GROOTBOEKREKENINGEN,
    )
}
