"""A fault says in a sentence which element, which value, and what was expected."""

import pytest

from bonbrug.wire.eboekhouden.soap import MessageError, explained, read_request

START = (
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\n'
    '<{0} xmlns="http://www.e-boekhouden.nl/soap">'
)
END = "</{0}></s:Body></s:Envelope>"
LINE = "<cFactuurRegel><Aantal>{0}</Aantal></cFactuurRegel>"


def fault(content: str, name: str = "AddFactuur", action: str = "") -> MessageError:
    with pytest.raises(MessageError) as caught:
        read_request((START.format(name) + content + END.format(name)).encode(), action)
    return caught.value


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "<oFact><Datum>19-09-2018</Datum></oFact>",
            ("line 2", "Element oFact/Datum has the value '19-09-2018'", "a date, such as 2018-09"),
        ),
        (
            f"<oFact><Regels>{LINE.format(1)}{LINE.format('1,5')}</Regels></oFact>",
            ("oFact/Regels/cFactuurRegel[2]/Aantal", "'1,5'", "a decimal point, such as 12.50"),
        ),
        ("<oFact><Betalingstermijn/></oFact>", ("Betalingstermijn is empty", "a whole number")),
        (
            "<oFact><PerEmailVerzenden>ja</PerEmailVerzenden></oFact>",
            ("PerEmailVerzenden", "'ja'", "true, false, 1 or 0"),
        ),
        ("<oFact><Factuurnummer><a/></Factuurnummer></oFact>", ("Factuurnummer", "<a>", "text")),
    ],
)
def test_a_wrong_value_is_named_with_its_element_and_what_was_expected(
    content: str, words: tuple[str, ...]
) -> None:
    said = explained(fault(content))
    assert said.startswith("Server was unable to read request. ---> There is an error in XML")
    for word in words:
        assert word in said


def test_words_of_a_list_are_told() -> None:
    said = explained(fault("<OpSoort>Alle</OpSoort>", "GetOpenPosten"))
    assert "'Alle'" in said
    assert "Debiteuren, Crediteuren" in said


def test_a_long_value_is_cut() -> None:
    said = explained(fault(f"<oFact><Datum>{'x' * 5_000}</Datum></oFact>"))
    assert len(said) < 400


def test_the_other_faults_name_what_was_sent_too() -> None:
    assert "GeefAlles" in explained(fault("", "GeefAlles"))
    action = "http://www.e-boekhouden.nl/soap/GetRelaties"
    said = explained(fault("", "AddFactuur", action))
    assert said == f"Server did not recognize the value of HTTP Header SOAPAction: '{action}'."


def test_a_log_line_never_holds_the_value() -> None:
    assert "19-09-2018" not in str(fault("<oFact><Datum>19-09-2018</Datum></oFact>"))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<a", "not a well-formed XML document. Line 1, position 3"),
        (b"<a/>", "not a SOAP envelope"),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><a/>", "DOCTYPE"),
    ],
)
def test_what_is_no_message_is_explained(data: bytes, words: str) -> None:
    with pytest.raises(MessageError) as caught:
        read_request(data)
    assert words in explained(caught.value)
