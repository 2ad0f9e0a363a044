"""Of every line that there can be: one row, and never what the law forbids in silence."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bonbrug.sync.vat import doubts
from bonbrug.sync.vat.cases import Case, Kind, Place, VatId, Where
from bonbrug.sync.vat.table import ROWS, decide
from bonbrug.values.vat_treatments import Sentence, Treatment
from bonbrug.values.vat_work import Dwelling, Work
from tests.sync.vat.cases import SOLD

CASES = st.builds(
    Case,
    exempt_firm=st.booleans(),
    customer=st.sampled_from(Where),
    vat_id=st.sampled_from(VatId),
    reverse_charge=st.booleans(),
    place=st.sampled_from(Place),
    work=st.sampled_from(Work),
    dwelling=st.sampled_from(Dwelling),
    kind=st.sampled_from(Kind),
    with_labour=st.booleans(),
    sold_as=st.sampled_from(SOLD),
)
# A busy machine may take its time to draw the first lines.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = [row.reason for row in ROWS]
UNTAXED = {Treatment.EU_SERVICES, Treatment.EU_GOODS, Treatment.EXPORT, Treatment.REVERSED}


@patient
@given(CASES)
def test_every_line_gets_exactly_one_row_and_a_source(case: Case) -> None:
    found = decide(case)
    assert NAMES.count(found.reason) == 1
    assert found.source
    assert set(found.doubts) <= doubts.CODES
    assert len(set(found.doubts)) == len(found.doubts)


@patient
@given(CASES)
def test_a_firm_under_the_exemption_never_charges_and_always_says_so(case: Case) -> None:
    found = decide(case)
    if case.exempt_firm:
        assert found.taxed.treatment is Treatment.NONE
        assert found.sentence is Sentence.EXEMPT_FIRM
    else:
        assert found.sentence is not Sentence.EXEMPT_FIRM


@patient
@given(CASES)
def test_a_line_without_vat_always_carries_its_sentence(case: Case) -> None:
    found = decide(case)
    if found.taxed.treatment in UNTAXED:
        assert found.sentence is not None


@patient
@given(CASES)
def test_vat_is_never_reversed_without_a_number_in_silence(case: Case) -> None:
    found = decide(case)
    if found.taxed.treatment is Treatment.REVERSED and found.reason != "real_estate_abroad":
        asked = {doubts.ID_MISSING, doubts.ID_WRONG} & set(found.doubts)
        assert bool(asked) == (case.vat_id is not VatId.HOLDS)


@patient
@given(CASES)
def test_work_on_dutch_real_estate_never_follows_the_country_of_the_customer(case: Case) -> None:
    found = decide(case)
    if case.on_real_estate and case.place is Place.HOME and not case.exempt_firm:
        assert found.reason not in {
            "eu_services", "eu_goods", "eu_without_id", "service_outside", "export",
            "country_unknown", "goods_abroad",
        }  # fmt: skip


@patient
@given(CASES)
def test_nothing_is_asked_about_an_ordinary_customer_with_ordinary_products(case: Case) -> None:
    at_home = case.customer is Where.HOME and case.place is Place.HOME
    plain = case.work in (Work.UNMARKED, Work.MOVABLE, Work.REAL_ESTATE, Work.CONSTRUCTION)
    chosen = case.exempt_firm or case.reverse_charge
    if at_home and plain and not chosen and case.sold_as.treatment is not Treatment.REVERSED:
        found = decide(case)
        assert (found.reason, found.taxed, found.doubts) == ("ordinary", case.sold_as, ())


@patient
@given(CASES)
def test_only_a_row_that_says_so_changes_how_a_product_is_taxed(case: Case) -> None:
    found = decide(case)
    if found.taxed != case.sold_as:
        assert found.reason in {
            "exempt_firm", "subcontracted", "dwelling", "eu_services", "eu_goods", "export",
        }  # fmt: skip
