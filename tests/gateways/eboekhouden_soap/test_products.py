"""Reading what the books sell."""

from decimal import Decimal

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.wire.eboekhouden.records import Artikel
from tests.gateways.eboekhouden_soap.service import Service, golden


def test_products_are_read_with_what_a_line_needs(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetArtikelen"] = [golden("getartikelen-response")]
    read = books.products()
    travel = read.rows[1]
    assert (travel.remote_id, travel.code, travel.unit, travel.price) == (
        "3431002",
        "2",
        "uur",
        Decimal(42),
    )
    assert (travel.vat_code, travel.ledger_code) == ("HOOG_VERK_21", "8020")
    assert [product.active for product in read.rows] == [True, True, True, False]
    assert read.complete


def test_products_at_the_cap_are_split_by_group_and_never_called_complete(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetArtikelen"] = [
        [Artikel(1, "a", "A", GroepCode="G"), Artikel(2, "b", "B"), Artikel(3, "c", "C")],
        [Artikel(1, "a", "A", GroepCode="G"), Artikel(4, "d", "D", GroepCode="G")],
    ]
    read = books.products()
    assert [product.remote_id for product in read.rows] == ["1", "2", "3", "4"]
    assert not read.complete
    assert service.last("GetArtikelen").wanted.GroepCode == "G"
