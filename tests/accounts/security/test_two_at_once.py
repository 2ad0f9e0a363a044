"""Several writers at once make one chain: threads, and programs that know nothing of each other."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, connections

from bonbrug.accounts.actions import add_organisation, add_person
from bonbrug.accounts.keys import signing_keys
from bonbrug.accounts.models import Organisation
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record, record_of_person
from bonbrug.accounts.security.verifying import verify

pytestmark = pytest.mark.postgres
NOW = datetime.now(UTC)
ROOT = Path(__file__).parents[3]
SIGNED_IN = NewEvent(Kind.SIGNED_IN)


@pytest.mark.django_db(transaction=True)
def test_several_threads_make_one_chain_of_each_organisation() -> None:
    people = [add_person(f"{number}@demo.example") for number in range(4)]
    firms = [add_organisation(name, *people).pk for name in ("Een", "Twee")]

    def write(place: int) -> None:
        try:
            for _ in range(10):
                record_of_person(people[place], SIGNED_IN, NOW)
                record(firms[place % 2], SIGNED_IN, NOW)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=[place]) for place in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [(verify(firm).events, verify(firm).broken) for firm in firms] == [(60, None)] * 2


PROGRAM = """
import sys, django
django.setup()
from datetime import UTC, datetime
from django.conf import settings
from django.db import connection
from bonbrug.accounts.key_source import KeySource
from bonbrug.accounts.security.kinds import Kind
from bonbrug.accounts.security.recording import NewEvent, record
connection.settings_dict["NAME"] = sys.argv[1]
settings.BONBRUG_SIGNING_KEYS = KeySource("TEST", (bytes.fromhex(sys.stdin.read()),))
for _ in range(20):
    record(int(sys.argv[2]), NewEvent(Kind.SIGNED_IN), datetime.now(UTC))
"""


@pytest.mark.django_db(transaction=True)
def test_several_programs_make_one_chain() -> None:
    firm = Organisation.objects.create(name="Een").pk
    command = [sys.executable, "-c", PROGRAM, str(connection.settings_dict["NAME"]), str(firm)]
    programs = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, text=True) for _ in range(3)
    ]
    for program in programs:
        program.communicate(signing_keys()[0].hex(), timeout=100)
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert (verify(firm).events, verify(firm).broken) == (60, None)
