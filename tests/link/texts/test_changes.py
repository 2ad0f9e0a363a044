import pytest
from django.utils import translation

from bonbrug.link.texts import sentences

FACTS = {"invoice": "2018011", "changes": "BUIS|quantity|2|2.5;UUR|price|50|55;KOP|added||1"}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "nl",
            "aantal van BUIS was 2 en is 2,5; prijs van UUR was € 50,00 en is € 55,00; "
            "KOP kwam erbij, aantal 1.",
        ),
        (
            "en",
            "quantity of BUIS was 2 and is 2,5; price of UUR was € 50,00 and is € 55,00; "
            "KOP was added, quantity 1.",
        ),
    ],
)
def test_what_was_changed_is_named_line_by_line(language: str, said: str) -> None:
    with translation.override(language):
        text = sentences.say("changed_after_invoice", "18-4711", FACTS).text
    assert text.replace("\xa0", " ").endswith(said)


@pytest.mark.parametrize("changes", ["", "nonsense", "a|b", "X|other|1|2"])
def test_changes_that_are_not_on_a_line_leave_the_plain_sentence(changes: str) -> None:
    with translation.override("en"):
        text = sentences.say("changed_after_invoice", "18-4711", {"changes": changes}).text
    assert "%" not in text
