"""The road that every stranger walks past all 20 operations, and what it must find there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

NAME = "Café ‘Zoë’ & Zoon"
FOUND: dict[str, Any] = {
    "administration": "Demo Installatie BV",
    "relation": ["WB-1001", NAME, "Ede"],
    "products": ["1", "KB15"],
    "account": ["8100", "Omzet onderhoud"],
    "cost_centres": ["Werkplaats"],
    "invoice": ["2018001", 76.23, "Reisuur (werkbon 1002)"],
    "booked": 2,
    "entries": [["FactuurVerstuurd", "2018001"], ["FactuurVerstuurd", "W1"]],
    "open": [["2018001", 76.23], ["W1", 121]],
    "balance": -100,
    "balances": {"8020": -63, "8100": -100},
    "session_sub": True,
    "token": True,
    "refused": "CFACT025",
    "closed": "E002.4",
}
"""What is found under each name of the walk; the scripts in other languages print the same."""

Call = Callable[..., Any]
DAY = datetime.fromisoformat("2018-09-19")
FIRST, LAST = datetime.fromisoformat("1980-01-01"), datetime.fromisoformat("2049-12-31")
RELATION = {
    "ID": 0,
    "AddDatum": DAY,
    "Code": "WB-1001",
    "Bedrijf": NAME,
    "BP": "B",
    "Gb_ID": 0,
    "GeenEmail": 0,
    "NieuwsbriefgroepenCount": 0,
}
LINE = {
    "Aantal": 1.5,
    "Eenheid": "uren",
    "Code": "2",
    "Omschrijving": "Reisuur (werkbon 1002)",
    "PrijsPerEenheid": 42,
    "BTWCode": "HOOG_VERK_21",
    "TegenrekeningCode": "8020",
    "KostenplaatsID": 0,
}
INVOICE = {
    "Relatiecode": "WB-1001",
    "Datum": DAY,
    "Betalingstermijn": 14,
    "Factuursjabloon": "Test",
    "PerEmailVerzenden": False,
    "AutomatischeIncasso": False,
    "IncassoMachtigingDatumOndertekening": DAY,
    "IncassoMachtigingFirst": False,
    "InBoekhoudingPlaatsen": True,
    "BoekhoudmutatieOmschrijving": "Werkbon 1002",
    "Regels": {"cFactuurRegel": [LINE]},
}
BOOKED = {
    "BedragInvoer": 100,
    "BedragExclBTW": 100,
    "BedragBTW": 21,
    "BedragInclBTW": 121,
    "BTWCode": "HOOG_VERK_21",
    "BTWPercentage": 21,
    "TegenrekeningCode": "8100",
    "KostenplaatsID": 0,
}
ENTRY = {
    "MutatieNr": 0,
    "Soort": "FactuurVerstuurd",
    "Datum": DAY,
    "Rekening": "1300",
    "RelatieCode": "WB-1001",
    "Factuurnummer": "W1",
    "Omschrijving": "Webshop",
    "Betalingstermijn": "14",
    "InExBTW": "EX",
    "MutatieRegels": {"cMutatieRegel": [BOOKED]},
}
ACCOUNT = {"ID": 0, "Code": "8100", "Omschrijving": "Omzet", "Categorie": "VW", "Groep": "Omzet"}


def at(found: Any, *path: str) -> Any:
    """Return what lies at the path of an answer, None where something is missing."""
    for name in path:
        found = None if isinstance(found, str) else getattr(found, name, None)
    return found


def code_of(answer: Any) -> str:
    """Return the code of a refusal; a success has an empty block."""
    return str(at(answer, "ErrorMsg", "LastErrorCode") or "")


def done(answer: Any) -> Any:
    assert code_of(answer) == ""
    return answer


def walk(call: Call, username: str, first: str, second: str) -> dict[str, Any]:
    """Make every call of the contract; `call(name, **parameters)` is that of the stranger."""
    seen: dict[str, Any] = {}
    opened = done(
        call(
            "OpenSession", Username=username, SecurityCode1=first, SecurityCode2=second, Source="x"
        )
    )
    inside = {"SessionID": str(opened.SessionID), "SecurityCode2": second}
    [books] = done(call("GetAdministraties", **inside)).Administraties.cAdministratie
    seen["administration"] = str(books.Bedrijf)
    _records(lambda name, **more: call(name, **inside, **more), seen)
    _bookings(lambda name, **more: call(name, **inside, **more), seen)
    sub = call(
        "OpenSessionSub",
        Username=username,
        SecurityCode1=first,
        SecurityCode2=second,
        Source="x",
        AdministratieGUID=str(books.Guid),
    )
    seen["session_sub"] = len(str(done(sub).SessionID)) == 38
    way = call("AutoLogin", Username=username, **inside)
    seen["token"] = len(str(done(way).Token)) == 64 and second not in str(way.Token)
    call("CloseSession", SessionID=inside["SessionID"])
    seen["closed"] = code_of(call("GetRelaties", **inside, cFilter={"ID": 0}))
    return seen


def _records(call: Call, seen: dict[str, Any]) -> None:
    seen["refused"] = code_of(call("AddFactuur", oFact=INVOICE))
    number = int(done(call("AddRelatie", oRel=RELATION)).Rel_ID)
    changed = call("UpdateRelatie", oRel={**RELATION, "ID": number, "Plaats": "Ede"})
    assert not at(changed, "LastErrorCode")
    [row] = done(call("GetRelaties", cFilter={"ID": number})).Relaties.cRelatie
    seen["relation"] = [str(row.Code), str(row.Bedrijf), str(row.Plaats)]
    products = done(call("GetArtikelen", cFilter={"ArtikelID": 0})).Artikelen.cArtikel
    seen["products"] = [str(each.ArtikelCode) for each in products]
    account = int(done(call("AddGrootboekrekening", oGb=ACCOUNT)).Gb_ID)
    renamed = {**ACCOUNT, "ID": account, "Omschrijving": "Omzet onderhoud"}
    assert not at(call("UpdateGrootboekrekening", oGb=renamed), "LastErrorCode")
    wanted = {"ID": account}
    [row] = done(call("GetGrootboekrekeningen", cFilter=wanted)).Rekeningen.cGrootboekrekening
    seen["account"] = [str(row.Code), str(row.Omschrijving)]
    centres = done(call("GetKostenplaatsen", cFilter={})).Kostenplaatsen.cKostenplaats
    seen["cost_centres"] = [str(each.Omschrijving) for each in centres]


def _bookings(call: Call, seen: dict[str, Any]) -> None:
    number = str(done(call("AddFactuur", oFact=INVOICE)).Factuurnummer)
    wanted: dict[str, Any] = {"Factuurnummer": number, "DatumVan": FIRST, "DatumTm": LAST}
    [invoice] = done(call("GetFacturen", cFilter=wanted)).Facturen.cFactuurList
    [line] = invoice.Regels.cFactuurRegel
    seen["invoice"] = [number, float(invoice.TotaalInclBTW), str(line.Omschrijving)]
    seen["booked"] = int(done(call("AddMutatie", oMut=ENTRY)).Mutatienummer)
    wanted = {"MutatieNr": 0, "MutatieNrVan": 0, "MutatieNrTm": 0}
    wanted |= {"DatumVan": FIRST, "DatumTm": LAST}
    rows = done(call("GetMutaties", cFilter=wanted)).Mutaties.cMutatieList
    seen["entries"] = [[str(each.Soort), str(each.Factuurnummer)] for each in rows]
    items = done(call("GetOpenPosten", OpSoort="Debiteuren")).Openposten.cOpenPost
    seen["open"] = [[str(each.MutFactuur), float(each.Openstaand)] for each in items]
    wanted = {"KostenPlaatsId": 0, "DatumVan": FIRST, "DatumTot": LAST}
    seen["balance"] = float(done(call("GetSaldo", cFilter={"GbCode": "8100", **wanted})).Saldo)
    rows = done(call("GetSaldi", cFilter={**wanted, "Categorie": "VW"})).Saldi.cSaldo
    seen["balances"] = {str(each.Code): float(each.Saldo) for each in rows if each.Saldo}
