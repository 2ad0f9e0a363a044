"""Reading, adding and changing relations."""

from dataclasses import replace
from datetime import date

import pytest

from bonbrug.gateways.eboekhouden_soap import EboekhoudenSoap
from bonbrug.sync.model.failures import Refused, Unreadable
from bonbrug.wire.eboekhouden.faults import Fault
from bonbrug.wire.eboekhouden.records import Relatie
from bonbrug.wire.eboekhouden.soap import read_request
from tests.gateways.eboekhouden_soap.service import DAY, RELATION, Service, golden


def test_relations_are_read_with_street_and_number(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetRelaties"] = [golden("getrelaties-response")]
    read = books.relations()
    first, second = read.rows
    assert (first.code, first.street, first.house_number, first.remote_id) == (
        "TEST1",
        "Dorpsstraat",
        "1",
        "5100001",
    )
    assert second.name == "Bakker & Zoon"
    assert read.complete
    assert read.unreadable == ()


def test_a_relation_that_cannot_be_read_does_not_stop_the_others(
    books: EboekhoudenSoap, service: Service
) -> None:
    data = golden("getrelaties-response").replace(b"<ID>5100001</ID>", b"<ID></ID>")
    service.replies["GetRelaties"] = [data]
    read = books.relations()
    assert [relation.code for relation in read.rows] == ["TEST2"]
    assert read.unreadable == ("TEST1: ID is missing",)


def test_relations_at_the_cap_are_searched_by_letter_and_never_called_complete(
    books: EboekhoudenSoap, service: Service
) -> None:
    rows = [Relatie(ID=number, Code=f"C{number}", Bedrijf="x") for number in (1, 2, 3)]
    service.replies["GetRelaties"] = [rows, [replace(rows[0], ID=4)], rows[:1]]
    read = books.relations()
    assert sorted(relation.remote_id for relation in read.rows) == ["1", "2", "3", "4"]
    assert not read.complete
    asked = [record.wanted.Trefwoord for name, record in service.calls if name == "GetRelaties"]
    assert asked == ["", *"abcdefghijklmnopqrstuvwxyz0123456789"]


def test_one_relation_is_found_by_its_exact_code(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["GetRelaties"] = [golden("getrelaties-response")]
    found = books.relation("TEST2")
    assert found is not None
    assert found.name == "Bakker & Zoon"
    assert service.last("GetRelaties").wanted.Code == "TEST2"


@pytest.mark.parametrize("code", ["TEST", "test2", "TEST22"])
def test_a_code_that_only_resembles_is_another_relation(
    books: EboekhoudenSoap, service: Service, code: str
) -> None:
    service.replies["GetRelaties"] = [golden("getrelaties-response")]
    assert books.relation(code) is None


def test_a_new_relation_is_sent_whole_and_its_id_returned(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddRelatie"] = [golden("addrelatie-response")]
    assert books.add_relation(RELATION) == "5100003"
    sent = service.last("AddRelatie").relation
    recorded = read_request(golden("addrelatie-request")).record.relation
    assert sent.AddDatum == date(2026, 11, 23)
    assert replace(sent, AddDatum=recorded.AddDatum, Land=recorded.Land) == recorded


def test_a_taken_relation_code_is_refused(books: EboekhoudenSoap, service: Service) -> None:
    service.replies["AddRelatie"] = [golden("addrelatie-response-error-CREL001")]
    with pytest.raises(Refused) as caught:
        books.add_relation(RELATION)
    assert (caught.value.code, caught.value.reason) == ("code_in_use", "CREL001")


def test_a_taken_relation_code_is_known_with_dots_too(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddRelatie"] = [Fault("CREL.001", "bestaat al")]
    with pytest.raises(Refused) as caught:
        books.add_relation(RELATION)
    assert caught.value.code == "code_in_use"


def test_a_new_relation_without_an_id_is_not_an_answer(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["AddRelatie"] = [0]
    with pytest.raises(Unreadable):
        books.add_relation(RELATION)


def test_a_name_that_is_too_long_is_refused_with_field_and_length(
    books: EboekhoudenSoap, service: Service
) -> None:
    with pytest.raises(Refused) as caught:
        books.add_relation(replace(RELATION, name="x" * 101))
    assert (caught.value.code, caught.value.detail) == ("too_long", "Bedrijf (at most 100)")


THEIRS = Relatie(
    ID=7,
    AddDatum=DAY,
    Code="WB-1001",
    Bedrijf="Oude naam",
    Adres="Laan  5",
    Land="Nederland",
    IBAN="NL00TEST0000000000",
    BP="P",
    Def3="bewaren",
    Gb_ID=12,
    GeenEmail=1,
)


def test_a_change_keeps_every_field_that_we_do_not_know(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetRelaties"] = [[replace(THEIRS, ID=8), THEIRS]]
    service.replies["UpdateRelatie"] = [golden("updaterelatie-response")]
    books.change_relation(replace(RELATION, remote_id="7", code="ANDERS"))
    assert service.last("GetRelaties").wanted.ID == 7
    sent = service.last("UpdateRelatie").relation
    assert sent == replace(
        THEIRS,
        Bedrijf=RELATION.name,
        Contactpersoon=RELATION.contact,
        Postcode=RELATION.postal_code,
        Plaats=RELATION.city,
        Email=RELATION.email,
    )


def test_a_change_without_a_difference_is_not_sent(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetRelaties"] = [golden("getrelaties-response")]
    found = books.relation("TEST1")
    assert found is not None
    books.change_relation(found)
    assert "UpdateRelatie" not in service.names()


def test_a_relation_without_an_id_is_changed_by_its_code(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetRelaties"] = [[replace(THEIRS, ID=0, Code="X"), THEIRS]]
    service.replies["UpdateRelatie"] = [None]
    books.change_relation(RELATION)
    assert service.last("UpdateRelatie").relation.ID == 7


def test_a_relation_that_is_gone_cannot_be_changed(
    books: EboekhoudenSoap, service: Service
) -> None:
    service.replies["GetRelaties"] = [golden("getrelaties-response-empty-bare")]
    with pytest.raises(Refused) as caught:
        books.change_relation(replace(RELATION, remote_id="7"))
    assert caught.value.code == "relation_gone"


def test_no_secret_is_in_a_representation(books: EboekhoudenSoap) -> None:
    assert "code1" not in repr(books._session._credentials)
    assert "code2" not in repr(vars(books._session))
