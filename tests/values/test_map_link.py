"""The map that opens behind an address."""

from urllib.parse import unquote

import pytest

from bonbrug.values.map_link import map_link

ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604.1"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/126.0"
STREET, PLACE = "Dorpsstraat 1", "1234 AB Ons Dorp"


@pytest.mark.parametrize(
    ("agent", "begin"),
    [
        (ANDROID, "geo:0,0?q="),
        (IPHONE, "https://maps.apple.com/?q="),
        (WINDOWS, "https://www.openstreetmap.org/search?query="),
        ("", "https://www.openstreetmap.org/search?query="),
    ],
)
def test_each_device_opens_the_map_that_it_has(agent: str, begin: str) -> None:
    link = map_link(STREET, PLACE, agent)
    assert link.startswith(begin)
    assert unquote(link.removeprefix(begin)) == "Dorpsstraat 1, 1234 AB Ons Dorp"


@pytest.mark.parametrize(("street", "place"), [("", PLACE), (STREET, ""), (" ", "\t"), ("", "")])
def test_half_an_address_has_no_map(street: str, place: str) -> None:
    assert map_link(street, place, ANDROID) == ""


def test_what_somebody_typed_stays_inside_the_question() -> None:
    link = map_link('Straat 1" onclick="x', "Plaats&q=elders#top\n<b>", WINDOWS)
    question = link.split("?query=")[1]
    assert not set(question) & set("\"'<>&#= \n")
