"""Every element of every recorded answer drifts in six ways; nothing may be changed by it.

Measured with `python -m tests.proofs.drift`, which prints how every form of every answer ended.
"""

from functools import cache

import pytest

from bonbrug.sync.model.failures import Failure
from tests.proofs.drift import xml_drift
from tests.proofs.drift.playback import BOOKS, JSON, REFUSALS, SOAP, Playback, Recorded, books
from tests.proofs.drift.verdicts import Tally, tally

ANSWERS = [*SOAP, *JSON]
# A service that leaves out an empty text (docs/wire/eboekhouden-soap.md §2.3) cannot be told from
# one that lost it, so these may read as empty; each with why that does no harm, or where it is
# proved.
MAY_BE_BLANK = {
    # test_blank_texts.py and test_untold.py
    "getrelaties-response": {
        "Adres", "Contactpersoon", "Email", "Plaats", "Postcode", "Telefoon",
        "Land",  # as an empty one: what was agreed with the customer goes first
    },
    "getartikelen-response": {
        "ArtikelOmschrijving", "BTWCode", "Eenheid", "TegenrekeningCode",
    },
    # one invoice of several: somebody else's may have no text; all of them is refused
    "getfacturen-response": {"Omschrijving", "Regels"},
    # the engine never looks at it
    "getopenposten-response": {"RelCode"},
    # an empty text of the work orders replaces nothing in the books: sync.merge
    "relations.get": {"contact", "email", "house_number", "phone_number", "remark"},
    "materials.get": {"freefield1", "freefield2"},
    # no amount depends on it; the customer's only go into a relation that is not in the books yet
    "GetWorkorder": {
        "CustomerEmailInvoice", "CustomerPhoneInvoice", "CustomerRemarkInvoice",
        "CustomerStreetNoInvoice", "EmployeeNr", "WorkDescription", "WorkRemark",
        "CustomerStreet", "CustomerStreetNo", "CustomerZIP", "CustomerCity",  # then no work address
        "MaterialTotalPrice",  # only compared: a line that does not say it is not compared
        "BeginTime", "EndTime", "Break",  # the same: TotalTime alone is charged
        "TypeOfWork",  # then where the VAT depends on it, it is asked
        "Travel",  # never charged, only asked about
    },
}  # fmt: skip
ONLY_COUNTED = "employees.get"  # whether there is any active one


def _name(recorded: Recorded) -> str:
    return recorded.name


@cache
def _tally(place: int) -> Tally:
    return tally(ANSWERS[place])


@pytest.mark.parametrize("place", range(len(ANSWERS)), ids=[one.name for one in ANSWERS])
def test_no_drift_changes_a_value_or_loses_a_row_without_a_word(place: int) -> None:
    found, name = _tally(place), ANSWERS[place].name
    allowed = next((texts for key, texts in MAY_BE_BLANK.items() if name.startswith(key)), set())
    assert found.blanked <= allowed
    assert found.wrong == [] or name == ONLY_COUNTED
    assert not found.counts["changed"]


def test_there_are_thousands_of_drifted_answers() -> None:
    total = sum(sum(_tally(place).counts.values()) for place in range(len(ANSWERS)))
    assert total > 4_500


@pytest.mark.parametrize("refusal", REFUSALS, ids=_name)
def test_a_drifted_refusal_never_reads_as_a_good_answer(refusal: Recorded) -> None:
    drifts = list(xml_drift.drifts(refusal.path.read_bytes()))
    assert [str(drift) for drift in drifts if _reads_as_good(refusal, drift)] == []


def _reads_as_good(refusal: Recorded, drift: xml_drift.Drifted) -> bool:
    """A list answer whose error block is not there at all is an empty list by the treaty."""
    try:
        told = refusal.told(drift.body)
    except Failure:
        return False
    gone = drift.way == "drop" and not drift.where.endswith("LastErrorCode")
    return not (gone and told.is_list)


@pytest.mark.parametrize("way", ["drop", "rename", "namespace", "retype"])
@pytest.mark.parametrize("lost", ["Omschrijving", "Regels", "cFactuurRegel"])
def test_an_invoice_of_which_no_text_can_be_read_is_not_taken_for_somebody_elses(
    lost: str, way: str
) -> None:
    """A number that is taken for somebody else's would be claimed anew: a second invoice."""
    good = (BOOKS / "getfacturen-response.xml").read_bytes()
    places = xml_drift.places(good, lost)
    body = xml_drift.changed(good, xml_drift.WAYS[way], places)
    opened = (BOOKS / "opensession-response.xml").read_bytes()
    with pytest.raises(Failure):
        books(Playback({"OpenSession": opened, "GetFacturen": body})).invoice("2018011")
