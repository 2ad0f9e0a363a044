"""A new signing key signs the end of every journal, but no end that was changed from outside."""

from pathlib import Path
from typing import Any

import pytest

from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.keys import signing_keys
from bonbrug.link.actions.journal import newest_key, signed_ends, verify
from bonbrug.link.models import JournalHead
from bonbrug.site import rotating
from bonbrug.values.sealing import key_id
from tests.fakes.linked import ordered

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(settings: Any, tmp_path: Path) -> list[str]:
    """What a rotation says; the keys stand in a file of their own."""
    path = tmp_path / "signing_keys.secret"
    path.write_text(",".join(key.hex() for key in signing_keys()))
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", signing_keys(), path, ours=True)
    return []


def test_every_journal_ends_with_the_newest_key_and_the_older_stays(said: list[str]) -> None:
    pks = [ordered("Een", "1000001").pk, ordered("Twee", "1000002").pk]
    before = signing_keys()
    assert rotating.signing(said.append)
    newest, *older = signing_keys()
    assert (tuple(older), newest in before) == (before, False)
    assert signed_ends() == {key_id(newest): 2}
    assert [verify(pk).broken for pk in pks] == [None, None]


def test_an_end_that_was_changed_is_named_and_keeps_no_new_key_from_the_others(
    said: list[str],
) -> None:
    good, bad = ordered("Een", "1000001").pk, ordered("Twee", "1000002").pk
    JournalHead.objects.filter(pk=bad).update(signature="00" * 32)
    for _ in range(2):
        before = newest_key()
        assert not rotating.signing(said.append)
        assert newest_key() != before
        assert (verify(good).key, verify(bad).why) == (newest_key(), "unsigned")
    assert f"the journal of connection {bad} does not end as it was left" in "".join(said)


def test_what_was_cut_off_goes_on_and_makes_no_other_key(said: list[str], settings: Any) -> None:
    pk = ordered().pk
    settings.BONBRUG_SIGNING_KEYS.replace((b"n" * 32, *signing_keys()))
    assert rotating.signing(said.append)
    assert (newest_key(), verify(pk).key) == (key_id(b"n" * 32), key_id(b"n" * 32))
    assert "no other key is made" in said[0]


def test_keys_that_the_operator_gives_are_asked_for(said: list[str], settings: Any) -> None:
    settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", signing_keys())
    with pytest.raises(rotating.Impossible, match="TEST is given by you"):
        rotating.signing(said.append)


def test_without_a_link_there_is_no_journal_to_sign(said: list[str], settings: Any) -> None:
    settings.HOUSES = ["books"]
    assert rotating.signing(said.append)
    assert len(signing_keys()) == 2
