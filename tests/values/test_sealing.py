import base64

import pytest

from bonbrug.values.sealing import NONCE_BYTES, Keyring, SealBroken

KEY, OTHER = bytes(32), bytes([1] * 32)


def test_a_sealed_secret_opens_for_its_own_record() -> None:
    ring = Keyring((KEY,))
    assert ring.unseal(ring.seal("geheim", "connection:1:token"), "connection:1:token") == "geheim"


def test_a_sealed_secret_does_not_open_for_another_record() -> None:
    ring = Keyring((KEY,))
    sealed = ring.seal("geheim", "connection:1:token")
    with pytest.raises(SealBroken):
        ring.unseal(sealed, "connection:2:token")


def test_an_older_key_still_opens_after_a_new_one_was_added() -> None:
    sealed = Keyring((KEY,)).seal("geheim", "x")
    assert Keyring((OTHER, KEY)).unseal(sealed, "x") == "geheim"


@pytest.mark.parametrize("damaged", ["", "geheim", "v1.00000000.AAAA", "v1..", "v2.x.y"])
def test_a_value_that_was_not_sealed_is_refused(damaged: str) -> None:
    with pytest.raises(SealBroken):
        Keyring((KEY,)).unseal(damaged, "x")


def test_a_changed_letter_is_noticed() -> None:
    ring = Keyring((KEY,))
    sealed = ring.seal("geheim", "x")
    changed = sealed[:-4] + ("AAAA" if not sealed.endswith("AAAA") else "BBBB")
    with pytest.raises(SealBroken):
        ring.unseal(changed, "x")


def test_a_keyring_shows_no_key() -> None:
    assert "\\x01" not in repr(Keyring((OTHER,)))


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Keyring((b"short",))


def test_every_sealing_draws_a_nonce_of_its_own() -> None:
    ring = Keyring((KEY,))
    sealed = [ring.seal("geheim", "x").rpartition(".")[2] for _ in range(500)]
    nonces = {base64.urlsafe_b64decode(one)[:NONCE_BYTES] for one in sealed}
    assert len(nonces) == 500
