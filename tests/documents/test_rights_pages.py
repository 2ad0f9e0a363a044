"""The pages of who may do what are those of the rule, and tell every act once."""

from tools import generated, rights

from bonbrug.accounts.acts import Act


def test_the_pages_are_as_make_rights_writes_them() -> None:
    assert generated.stale(rights.pages()) == []


def test_every_act_stands_on_the_pages_once() -> None:
    for words in rights.TEXTS.values():
        told = [act for acts in words["groups"].values() for act in acts]
        assert sorted(told) == sorted(Act)


def test_every_command_names_its_act() -> None:
    assert {"sync", "person", "verify-journal", "restore"} <= set(rights.commands())
