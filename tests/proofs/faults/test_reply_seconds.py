"""How long the link waits for an answer is the operator's to say."""

import pytest
from django.test import override_settings

from bonbrug.link import crossing
from bonbrug.sync.model.failures import Unreachable
from tests.proofs.faults.proxy.plan import EVERY, Fault, Plan
from tests.proofs.faults.proxy.server import FaultProxy

NOBODY = ("127.0.0.1", 9)
CALL = "GET relations"


def test_all_calls_share_one_client() -> None:
    assert crossing._http() is crossing._http()


@override_settings(BONBRUG_REPLY_SECONDS=1)
def test_a_silent_service_is_given_up_after_the_reply_seconds() -> None:
    with FaultProxy(NOBODY, Plan((Fault.TIMEOUT, CALL, EVERY))) as proxy:
        address = f"http://127.0.0.1:{proxy.address[1]}/openapi/8/relations/"
        with pytest.raises(Unreachable) as caught:
            crossing._http().send("GET", address)
    assert (caught.value.code, caught.value.before_sending) == ("timeout", False)
