"""Each credential wrong: said which one, nothing written, and after repair everything goes."""

import pytest

from bonbrug.link.texts import sentences
from tests.wrong_input.box import CODES, SOFTWARE_TOKEN, TOKEN, USERNAME, Box, clear, in_both

RIGHT = {
    "username": USERNAME,
    "security_code_1": CODES.first,
    "security_code_2": CODES.second,
    "token": TOKEN,
    "software_token": SOFTWARE_TOKEN,
}
WRONG = [
    ("username", "iemand-anders", "E001.1"),
    ("security_code_1", "9" * 32, "E001.1"),
    ("security_code_2", "00000000-0000-4000-8000-000000000009", "E001.3"),
    ("token", "f0" * 32, "1004"),
    ("software_token", "f0" * 32, "1005"),
    ("token", "", "1002"),
    ("software_token", "", "1003"),
]
NAMES = {
    "E001.1": (("gebruikersnaam", "beveiligingscode 1"), ("user name", "security code 1")),
    "E001.3": (("beveiligingscode 2",), ("security code 2",)),
    "1002": (("token",), ("token",)),
    "1003": (("software",), ("software token",)),
    "1004": (("token",), ("token",)),
    "1005": (("software",), ("software token",)),
}


@pytest.mark.parametrize(("field", "value", "code"), WRONG)
def test_a_wrong_credential_stops_the_link_and_loses_nothing(
    box: Box, field: str, value: str, code: str
) -> None:
    box.order("18-1001")
    before = box.writes()
    box.seal(**{field: value})
    run = box.sync()
    assert (run.outcome, run.code) == ("not_allowed_in", code)
    assert box.writes() == before
    box.waits("18-1001")
    ((kind, subject),) = box.items()
    assert kind == "credentials_refused"
    said = box.asks(kind, subject)
    for language, words in zip(("nl", "en"), NAMES[code], strict=True):
        for word in words:
            assert word in said[language].lower()

    box.seal(**{field: RIGHT[field]})
    assert box.sign_in().ok
    box.sync()
    box.went("18-1001")
    assert box.items() == []


def test_a_refused_link_does_not_keep_knocking(box: Box) -> None:
    box.seal(security_code_2="00000000-0000-4000-8000-000000000009")
    box.sync()
    box.connection.refresh_from_db()
    assert box.connection.breaker == "credentials_refused"


@pytest.mark.parametrize(("field", "value", "code"), WRONG[:3])
def test_signing_in_with_a_wrong_code_keeps_the_working_ones(
    box: Box, field: str, value: str, code: str
) -> None:
    names = {"username": "username", "security_code_1": "code1", "security_code_2": "code2"}
    answer = box.sign_in(**{names[field]: value})
    assert (answer.ok, answer.code) == (False, code)
    clear(in_both(lambda: sentences.of_sign_in(answer)))
    box.order("18-1001")
    box.sync()
    box.went("18-1001")


@pytest.mark.parametrize(("field", "value", "code"), WRONG[3:])
def test_signing_in_says_which_token_is_wrong(box: Box, field: str, value: str, code: str) -> None:
    box.seal(**{field: value})
    answer = box.sign_in()
    assert (answer.ok, answer.code, answer.field) == (False, code, field)
    said = in_both(lambda: sentences.of_sign_in(answer))
    clear(said)
    for language, words in zip(("nl", "en"), NAMES[code], strict=True):
        for word in words:
            assert word in said[language].lower()


@pytest.mark.parametrize("wrong", [{"username": "iemand-anders"}, {"code1": "9" * 32}])
def test_a_wrong_user_name_or_first_code_names_both(box: Box, wrong: dict[str, str]) -> None:
    answer = box.sign_in(**wrong)
    said = in_both(lambda: sentences.of_sign_in(answer))
    clear(said)
    assert "gebruikersnaam" in said["nl"].lower()
    assert "beveiligingscode 1" in said["nl"].lower()
    assert "user name" in said["en"].lower()
    assert "security code 1" in said["en"].lower()


@pytest.mark.parametrize("field", ["token", "software_token"])
def test_a_refused_token_says_where_tokens_come_from(box: Box, field: str) -> None:
    """The sign-in page asks for no tokens, so "fill in the codes again" leads nowhere."""
    box.seal(**{field: "f0" * 32})
    box.sync()
    said = box.asks("credentials_refused", field)
    assert "Externe koppelingen" in said["nl"]
    assert "Externe koppelingen" in said["en"]
