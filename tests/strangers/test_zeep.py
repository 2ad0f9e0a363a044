"""zeep, given our own WSDL, walks the whole road of a connector."""

from datetime import datetime
from typing import Any

import pytest

from bonbrug.books.models import Administration
from tests.books.shelf import CODES
from tests.strangers import walk

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    # zeep still asks a library for a parser that this library is taking away.
    pytest.mark.filterwarnings("ignore::DeprecationWarning:zeep"),
]

DAY = datetime.fromisoformat("2018-09-19")
EVER = {
    "DatumVan": datetime.fromisoformat("1980-01-01"),
    "DatumTm": datetime.fromisoformat("2049-12-31"),
}

RELATION = {**walk.RELATION, "Bedrijf": "Klant & Zoon"}
LINE, INVOICE = walk.LINE, walk.INVOICE
ALL_PRODUCTS = {"ArtikelID": 0}
ALL_ENTRIES = {"MutatieNr": 0, "MutatieNrVan": 0, "MutatieNrTm": 0, **EVER}


def code_of(answer: Any) -> str:
    """Return the code of a refusal; a success has an empty block, which zeep reads as None."""
    return (answer.ErrorMsg and answer.ErrorMsg.LastErrorCode) or ""


def test_a_stranger_walks_the_whole_road(stranger: Any, access: dict[str, str]) -> None:
    [administration] = stranger.GetAdministraties(**access).Administraties.cAdministratie
    assert administration.Bedrijf == "Demo Installatie BV"
    added = stranger.AddRelatie(**access, oRel=RELATION)
    [relation] = stranger.GetRelaties(**access, cFilter={"ID": added.Rel_ID}).Relaties.cRelatie
    assert (relation.Code, relation.Bedrijf) == ("WB-1001", "Klant & Zoon")
    products = stranger.GetArtikelen(**access, cFilter=ALL_PRODUCTS).Artikelen.cArtikel
    assert [product.ArtikelCode for product in products] == ["1", "KB15"]
    accounts = stranger.GetGrootboekrekeningen(**access, cFilter={"ID": 0})
    assert "8020" in [account.Code for account in accounts.Rekeningen.cGrootboekrekening]
    number = stranger.AddFactuur(**access, oFact=INVOICE).Factuurnummer
    assert number == "2018001"
    wanted = {"Factuurnummer": number, **EVER}
    [invoice] = stranger.GetFacturen(**access, cFilter=wanted).Facturen.cFactuurList
    assert (invoice.Relatiecode, invoice.TotaalInclBTW) == ("WB-1001", 76.23)
    assert invoice.Regels.cFactuurRegel[0].Omschrijving == "Reisuur (werkbon 1002)"
    [item] = stranger.GetOpenPosten(**access, OpSoort="Debiteuren").Openposten.cOpenPost
    assert (item.MutFactuur, item.Openstaand) == (number, 76.23)
    [entry] = stranger.GetMutaties(**access, cFilter=ALL_ENTRIES).Mutaties.cMutatieList
    assert (entry.Soort, entry.Factuurnummer) == ("FactuurVerstuurd", number)
    stranger.CloseSession(access["SessionID"])
    assert code_of(stranger.GetRelaties(**access, cFilter={"ID": 0})) == "E002.4"


def test_a_relation_is_changed(stranger: Any, access: dict[str, str]) -> None:
    added = stranger.AddRelatie(**access, oRel=RELATION)
    changed = {**RELATION, "ID": added.Rel_ID, "Plaats": "Ede"}
    assert stranger.UpdateRelatie(**access, oRel=changed) is None
    [relation] = stranger.GetRelaties(
        **access, cFilter={"Code": "WB-1001", "ID": 0}
    ).Relaties.cRelatie
    assert relation.Plaats == "Ede"


def test_refusals_come_as_codes(stranger: Any, access: dict[str, str]) -> None:
    assert code_of(stranger.AddFactuur(**access, oFact=INVOICE)) == "CFACT025"
    stranger.AddRelatie(**access, oRel=RELATION)
    assert code_of(stranger.AddRelatie(**access, oRel=RELATION)) == "CREL001"
    chosen = {**INVOICE, "Factuurnummer": "2018010"}
    assert code_of(stranger.AddFactuur(**access, oFact=chosen)) == ""
    assert code_of(stranger.AddFactuur(**access, oFact=chosen)) == "CFACT026"
    other = {**INVOICE, "Factuursjabloon": "Anders"}
    assert code_of(stranger.AddFactuur(**access, oFact=other)) == "CFACT028"


def test_wrong_codes_open_nothing(stranger: Any, books: Administration) -> None:
    wrong = stranger.OpenSession("voorbeeld", "0" * 32, CODES.second, "zeep")
    assert (code_of(wrong), wrong.SessionID) == ("E001.1", None)
    wrong = stranger.OpenSession("voorbeeld", CODES.first, "0", "zeep")
    assert (code_of(wrong), wrong.SessionID) == ("E001.3", None)
    assert not books.sessions.exists()
