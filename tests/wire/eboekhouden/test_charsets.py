"""In which letters a request is read: mark, then header, then declaration, as ASP.NET does."""

import codecs

import pytest

from bonbrug.wire.eboekhouden.soap import MessageError, explained, read_request

NAME = "Café ‘Zoë’"
DUTCH = "Café Zoë"
UTF_8_MARK, UTF_16_MARK = codecs.BOM_UTF8, codecs.BOM_UTF16_LE

# header · declaration · the letters it is really in · mark in front
PAIRS = [
    ("utf-8", "utf-8", "utf-8", b""),
    ("utf-8", "iso-8859-1", "utf-8", b""),
    ("UTF-8", "utf-16", "utf-8", UTF_8_MARK),
    ("utf-8", None, "utf-16-le", UTF_16_MARK),
    ("utf-16", "utf-8", "utf-16-le", b""),
    ("utf-16", "utf-16", "utf-16-be", codecs.BOM_UTF16_BE),
    ("iso-8859-1", "utf-8", "iso-8859-1", b""),
    ("ISO-8859-1", None, "iso-8859-1", b""),
    ("iso-8859-1", "utf-8", "utf-8", UTF_8_MARK),
    ("windows-1252", "utf-8", "cp1252", b""),
    ("", "windows-1252", "cp1252", b""),
    ("us-ascii", "utf-8", "ascii", b""),
]


def message(declared: str | None, letters: str, mark: bytes, name: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>\r\n' if declared else ""
    text = (
        f'{head}<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        '<AddRelatie xmlns="http://www.e-boekhouden.nl/soap"><oRel>'
        f"<Bedrijf>{name}</Bedrijf></oRel></AddRelatie></s:Body></s:Envelope>"
    )
    return mark + text.encode(letters)


@pytest.mark.parametrize(("header", "declared", "letters", "mark"), PAIRS)
def test_the_letters_are_those_of_mark_then_header_then_declaration(
    header: str, declared: str | None, letters: str, mark: bytes
) -> None:
    name = {"ascii": "Cafe Zoe", "iso-8859-1": DUTCH}.get(letters, NAME)
    data = message(declared, letters, mark, name)
    assert read_request(data, charset=header).record.relation.Bedrijf == name


def test_the_header_wins_also_where_both_could_be_read() -> None:
    data = message("iso-8859-1", "utf-8", b"", "é")
    assert read_request(data, charset="utf-8").record.relation.Bedrijf == "é"
    assert read_request(data).record.relation.Bedrijf == "Ã©"


@pytest.mark.parametrize("charset", ["klingon", "zlib", "rot13", "idna", "unicode_escape", "\x00"])
def test_a_charset_that_is_not_known_is_named(charset: str) -> None:
    with pytest.raises(MessageError) as caught:
        read_request(message(None, "utf-8", b"", "x"), charset=charset)
    assert caught.value.reason == "unknown_charset"
    assert charset in explained(caught.value)


@pytest.mark.parametrize("charset", ["us-ascii", "utf-16", "utf-8"])
def test_letters_that_are_not_of_the_charset_are_an_error_and_never_other_letters(
    charset: str,
) -> None:
    with pytest.raises(MessageError) as caught:
        read_request(message("utf-8", "iso-8859-1", b"", "Café!"), charset=charset)
    assert caught.value.reason in {"wrong_charset", "not_xml"}
