"""The lines of one work order together: codes, questions each once, notes, sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bonbrug.gateways.eboekhouden_soap.vat_codes import SENTENCES, VAT_CODES
from bonbrug.sync.model.records import InvoiceLine, WorkPeriod, WorkPlace
from bonbrug.sync.model.settings import SyncSettings
from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Kind
from bonbrug.sync.vat.customers import VatCustomer
from bonbrug.sync.vat.facts import VatFacts
from bonbrug.sync.vat.order_vat import OrderVat, parts
from bonbrug.sync.vat.sentences import with_sentences
from bonbrug.values.money import plain
from bonbrug.values.vat_work import Dwelling
from tests.fakes.world import relation, work_order
from tests.sync.desk import LINE
from tests.sync.vat.codes import OWN

TODAY = date(2026, 11, 28)
MARKED = SyncSettings(
    kinds_of_work=(("Loodgieter", "construction"), ("Schilderwerk", "painting")), version=1
)
MAIN = VatCustomer("", "NL000099998B57", reverse_charge=True)
HOURS, PIPE = (1, Kind.LABOUR, "UUR", "HOOG_VERK_21"), (2, Kind.MATERIAL, "BUIS", "HOOG_VERK_21")


def vat_of(
    who: VatCustomer = MAIN,
    dwelling: Dwelling = Dwelling.UNKNOWN,
    choices: SyncSettings = MARKED,
    **order: Any,
) -> OrderVat:
    periods = (WorkPeriod(TODAY, 90, "UUR"),)
    made = work_order(**{"day": TODAY, "periods": periods, "type_of_work": "loodgieter ", **order})
    answers = {"1234 AB 12": dwelling}
    facts = VatFacts(TODAY, who, lambda key: answers.get(key, Dwelling.UNKNOWN))
    return OrderVat(made, facts, choices, VAT_CODES)


def told(vat: OrderVat) -> dict[str, dict[str, object]]:
    return {finding.code: dict(finding.facts) for finding in vat.asks()}


def test_labour_and_its_material_are_reversed_for_a_main_contractor() -> None:
    vat = vat_of()
    assert [vat.code_of(*line) for line in (HOURS, PIPE)] == ["VERL_VERK", "VERL_VERK"]
    assert vat.asks() == []


def test_material_without_work_is_charged_to_a_main_contractor() -> None:
    vat = vat_of(periods=())
    assert vat.code_of(*PIPE) == "HOOG_VERK_21"


def test_the_low_rate_is_reversed_by_a_code_of_its_own() -> None:
    vat = vat_of(type_of_work="SCHILDERWERK", dwelling=Dwelling.OLD)
    assert vat.code_of(*HOURS) == "VERL_VERK_L9"


def test_an_answer_without_an_address_is_used_nowhere() -> None:
    customer = relation("TEST1", postal_code="1234", house_number="12")
    vat = vat_of(type_of_work="SCHILDERWERK", customer=customer)
    vat.facts = replace(vat.facts, dwelling=lambda key: Dwelling.OLD)
    vat.code_of(*HOURS)
    assert doubts.ADDRESS_INCOMPLETE in told(vat)


def test_a_question_is_asked_once_with_all_its_lines() -> None:
    vat = vat_of(VatCustomer("", "", reverse_charge=True))
    for line in (HOURS, PIPE, HOURS):
        vat.code_of(*line)
    assert told(vat) == {
        doubts.ID_MISSING: {
            "article": "UUR", "row": "subcontracted", "lines": "1, 2", "due": "0", "actual": "0",
        }
    }  # fmt: skip
    (finding,) = vat.asks()
    assert (finding.subject, finding.row_id, finding.needs_person) == ("WB-00001", "1", True)


def test_reversed_and_charged_lines_are_never_mixed_in_silence() -> None:
    vat = vat_of(VatCustomer("", "NL000099998B57"))
    vat.code_of(1, Kind.LABOUR, "UUR", "VERL_VERK")
    assert vat.asks() == []
    vat.code_of(*PIPE)
    assert told(vat)[doubts.MIXED]["lines"] == "1, 2"


def test_lines_without_vat_beside_reversed_ones_are_no_mixture() -> None:
    vat = vat_of(VatCustomer("", "NL000099998B57"))
    vat.code_of(1, Kind.LABOUR, "UUR", "VERL_VERK")
    vat.code_of(2, Kind.MATERIAL, "BUIS", "GEEN")
    assert vat.asks() == []


ORDINARY_CUSTOMER = VatCustomer()


@pytest.mark.parametrize(
    ("dwelling", "code"),
    [
        (Dwelling.OLD, "LAAG_VERK_9"),
        (Dwelling.NEW, "HOOG_VERK_21"),
        (Dwelling.NO, "HOOG_VERK_21"),
    ],
)
def test_the_answer_about_the_address_decides_the_rate(dwelling: Dwelling, code: str) -> None:
    vat = vat_of(ORDINARY_CUSTOMER, dwelling, type_of_work="Schilderwerk")
    assert vat.code_of(*HOURS) == code
    assert vat.asks() == []


def test_an_address_that_nobody_answered_is_asked_about() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, type_of_work="Schilderwerk")
    assert vat.code_of(*HOURS) == "HOOG_VERK_21"
    assert list(told(vat)) == [doubts.DWELLING_UNKNOWN]


def test_half_an_address_has_to_be_completed_first() -> None:
    somewhere = relation(house_number="")
    vat = vat_of(ORDINARY_CUSTOMER, type_of_work="Schilderwerk", customer=somewhere)
    vat.code_of(*HOURS)
    assert list(told(vat)) == [doubts.ADDRESS_INCOMPLETE]


def test_addresses_are_only_looked_up_where_it_matters() -> None:
    def nobody(key: str) -> Dwelling:
        raise AssertionError(key)

    order = work_order(type_of_work="Loodgieter", day=TODAY)
    vat = OrderVat(order, VatFacts(TODAY, MAIN, nobody), MARKED, VAT_CODES)
    assert vat.code_of(*HOURS) == "VERL_VERK"


def test_a_firm_under_the_exemption_charges_none_from_its_first_day_to_its_last() -> None:
    choices = replace(MARKED, exempt_from=date(2020, 1, 1), exempt_until=TODAY)
    assert vat_of(ORDINARY_CUSTOMER, choices=choices).code_of(*HOURS) == "GEEN"
    before = replace(choices, exempt_from=date(2026, 11, 29), exempt_until=None)
    assert vat_of(ORDINARY_CUSTOMER, choices=before).code_of(*HOURS) == "HOOG_VERK_21"
    after = replace(choices, exempt_until=date(2026, 11, 27))
    assert vat_of(ORDINARY_CUSTOMER, choices=after).code_of(*HOURS) == "HOOG_VERK_21"


# --- rates of other days --------------------------------------------------------------------------

OLD_YEAR, NEW_YEAR = date(2018, 12, 31), date(2019, 1, 1)


def test_a_change_of_the_rate_inside_a_work_order_is_asked_about() -> None:
    periods = (WorkPeriod(OLD_YEAR, 60, "UUR"), WorkPeriod(NEW_YEAR, 60, "UUR"))
    vat = vat_of(ORDINARY_CUSTOMER, periods=periods, day=NEW_YEAR)
    vat.code_of(1, Kind.LABOUR, "UUR", "LAAG_VERK_9")
    vat.code_of(*HOURS)
    assert list(told(vat)) == [doubts.RATE_CHANGED]
    assert told(vat)[doubts.RATE_CHANGED]["article"] == "UUR"


def test_the_rate_of_the_work_and_that_of_the_invoice_are_told() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, periods=(), day=OLD_YEAR)
    vat.code_of(2, Kind.MATERIAL, "BUIS", "LAAG_VERK_9")
    facts = told(vat)[doubts.RATE_OF_ANOTHER_DAY]
    assert (facts["due"], facts["actual"]) == ("6", "9")


def test_a_line_without_a_rate_is_not_asked_about() -> None:
    periods = (WorkPeriod(OLD_YEAR, 60, "UUR"), WorkPeriod(NEW_YEAR, 60, "UUR"))
    vat = vat_of(ORDINARY_CUSTOMER, periods=periods, day=NEW_YEAR)
    vat.code_of(1, Kind.LABOUR, "UUR", "GEEN")
    assert vat.asks() == []


def test_labour_has_the_rate_of_its_last_day_and_goods_that_of_their_delivery() -> None:
    periods = (WorkPeriod(NEW_YEAR, 60, "UUR"),)
    vat = vat_of(ORDINARY_CUSTOMER, periods=periods, day=OLD_YEAR)
    vat.code_of(1, Kind.LABOUR, "UUR", "LAAG_VERK_9")
    vat.code_of(2, Kind.MATERIAL, "BUIS", "LAAG_VERK_9")
    assert [plain(line.charged.due or Decimal(0)) for line in vat.lines] == ["9", "6"]


def test_a_work_order_without_a_day_is_of_today() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, periods=(), day=None)
    vat.code_of(*PIPE)
    assert vat.days.completed == TODAY


def test_the_exemption_counts_by_the_day_of_the_line() -> None:
    choices = replace(MARKED, exempt_from=NEW_YEAR)
    periods = (WorkPeriod(NEW_YEAR, 60, "UUR"),)
    vat = vat_of(ORDINARY_CUSTOMER, choices=choices, periods=periods, day=OLD_YEAR)
    assert [vat.code_of(*line) for line in (HOURS, PIPE)] == ["GEEN", "HOOG_VERK_21"]


# --- the address of the work ----------------------------------------------------------------------

BELGIAN = VatCustomer("België", "BE0999999031")
ANTWERP = WorkPlace("Meir", "1", "2000", "Antwerpen")
NEXT_DOOR = WorkPlace("Dorpsstraat", "14", "1234 AB", "Voorbeeldstad")


def test_the_address_of_the_work_tells_where_goods_are_brought() -> None:
    vat = vat_of(BELGIAN, periods=(), work_place=ANTWERP)
    assert vat.code_of(*PIPE) == "BI_EU_VERK"
    assert vat.asks() == []


def test_without_an_address_of_the_work_it_is_with_the_customer() -> None:
    vat = vat_of(BELGIAN, periods=())
    vat.code_of(*PIPE)
    assert list(told(vat)) == [doubts.GOODS_STAY]


def test_an_answer_about_the_customer_is_none_about_another_address() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, Dwelling.OLD, type_of_work="Schilderwerk", work_place=NEXT_DOOR)
    vat.code_of(*HOURS)
    assert list(told(vat)) == [doubts.DWELLING_UNKNOWN]


def test_for_a_customer_at_home_four_digits_are_no_other_country() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, work_place=ANTWERP)
    assert vat.code_of(*HOURS) == "HOOG_VERK_21"
    assert vat.asks() == []


# --- another package ------------------------------------------------------------------------------


def test_the_codes_are_those_of_the_package() -> None:
    order = work_order(type_of_work="Loodgieter", day=TODAY)
    vat = OrderVat(order, VatFacts(TODAY, MAIN), MARKED, OWN)
    assert vat.code_of(1, Kind.LABOUR, "UUR", "V21") == "VR"


def test_a_package_without_such_a_code_makes_it_a_question() -> None:
    order = work_order(type_of_work="Loodgieter", day=TODAY)
    vat = OrderVat(order, VatFacts(TODAY, MAIN), MARKED, OWN)
    assert vat.code_of(1, Kind.LABOUR, "UUR", "V9") == "V9"
    assert doubts.NO_CODE in told(vat)


# --- what is told and said ------------------------------------------------------------------------


def test_lines_that_are_taxed_by_another_row_are_noted_per_row() -> None:
    vat = vat_of()
    for line in (HOURS, PIPE):
        vat.code_of(*line)
    (note,) = vat.notes()
    assert (note.code, note.subject, note.row_id) == ("vat_decided", "WB-00001", "1")
    assert (dict(note.facts), note.needs_person) == (
        {"row": "subcontracted", "lines": "1, 2"}, False,
    )  # fmt: skip


def test_of_an_ordinary_line_nothing_is_noted_and_nothing_fingerprinted() -> None:
    vat = vat_of(ORDINARY_CUSTOMER)
    vat.code_of(*HOURS)
    assert list(vat.notes()) == []
    assert parts(vat.lines) == []


def test_what_was_decided_is_part_of_a_yes() -> None:
    vat = vat_of()
    vat.code_of(*HOURS)
    assert parts(vat.lines) == ["1:subcontracted:VERL_VERK:0"]


def test_the_rate_is_part_of_a_yes_too() -> None:
    vat = vat_of(ORDINARY_CUSTOMER, Dwelling.OLD, type_of_work="Schilderwerk")
    vat.code_of(*HOURS)
    assert parts(vat.lines) == ["1:dwelling:LAAG_VERK_9:9"]


def lines_of(vat: OrderVat, *codes: str) -> list[InvoiceLine]:
    made = [replace(LINE, description=f"Werk {number}") for number in range(1, len(codes) + 1)]
    for number, code in enumerate(codes, 1):
        vat.code_of(number, Kind.LABOUR, "UUR", code)
    return with_sentences(made, vat.lines, SENTENCES, vat.facts.customer)


def test_a_sentence_stands_once_after_the_last_line_it_is_about() -> None:
    vat = vat_of()
    texts = [line.description for line in lines_of(vat, "HOOG_VERK_21", "HOOG_VERK_21")]
    assert texts == ["Werk 1", "Werk 2\nBtw verlegd NL000099998B57"]


def test_without_a_number_the_sentence_stands_alone() -> None:
    vat = vat_of(VatCustomer("", "", reverse_charge=True))
    assert lines_of(vat, "HOOG_VERK_21")[0].description == "Werk 1\nBtw verlegd"


def test_a_sentence_about_our_own_firm_names_no_number_of_the_customer() -> None:
    choices = replace(MARKED, exempt_from=date(2020, 1, 1))
    (line,) = lines_of(vat_of(choices=choices), "GEEN")
    assert line.description.endswith("(kleineondernemersregeling)")


def test_ordinary_lines_stay_as_they_are() -> None:
    vat = vat_of(ORDINARY_CUSTOMER)
    assert [line.description for line in lines_of(vat, "HOOG_VERK_21")] == ["Werk 1"]


def test_a_package_without_words_for_it_says_nothing() -> None:
    vat = vat_of()
    vat.code_of(*HOURS)
    assert with_sentences([LINE], vat.lines, {}, MAIN) == [LINE]


# --- kinds of work --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type_of_work", "kind"),
    [("Loodgieter", "construction"), (" LOODGIETER", "construction"), ("", "unmarked"),
     ("Anders", "unmarked"), ("schilderwerk", "painting")],
)  # fmt: skip
def test_a_type_of_work_is_what_the_firm_marked_it_as(type_of_work: str, kind: str) -> None:
    assert MARKED.kind_of_work(type_of_work) == kind


def test_an_empty_type_of_work_is_never_marked() -> None:
    assert SyncSettings(kinds_of_work=(("", "painting"),)).kind_of_work(" ") == "unmarked"
