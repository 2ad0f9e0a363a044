"""Every question and every row of the VAT table is said in words, and every choice too."""

from bonbrug.link.texts.sentences import WORDS, say
from bonbrug.link.texts.vat import ANSWERS, KINDS, ROWS
from bonbrug.sync.vat import doubts, table
from bonbrug.values.vat_work import Dwelling, Work


def test_every_question_about_vat_has_words() -> None:
    assert WORDS.keys() >= doubts.CODES


def test_every_row_of_the_table_has_words_and_no_others() -> None:
    assert ROWS.keys() == {row.reason for row in table.ROWS}


def test_every_kind_of_work_and_every_answer_can_be_chosen() -> None:
    assert KINDS.keys() == set(Work) - {Work.UNMARKED}
    assert ANSWERS.keys() == set(Dwelling) - {Dwelling.UNKNOWN}


def test_both_rates_stand_in_the_question() -> None:
    facts = {"lines": "1", "due": "6", "actual": "9", "row": "ordinary"}
    text = say("vat_rate_of_another_day", "WB-1", facts).text
    assert "6%" in text
    assert "9%" in text


def test_the_log_tells_the_row_in_words() -> None:
    said = say("vat_decided", "WB-1", {"lines": "1, 2", "row": "subcontracted"})
    assert "subcontracted" not in said.text
    assert "1, 2" in said.text
