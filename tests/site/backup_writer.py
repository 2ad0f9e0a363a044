"""Writes pairs of rows until its input ends: an organisation and a person of the same name."""

import sys
import threading

import django
from django.db import transaction


def main(number: str) -> None:
    django.setup()
    from bonbrug.accounts.models import Organisation, User

    ended = threading.Event()
    threading.Thread(target=_wait, args=(ended,), daemon=True).start()
    count = 0
    while not ended.is_set() or count < 2:
        name = f"writer-{number}-{count}"
        with transaction.atomic():
            Organisation.objects.create(name=name)
            User.objects.create(username=name)
        count += 1
        if count == 1:
            sys.stdout.write("writing\n")
            sys.stdout.flush()


def _wait(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


if __name__ == "__main__":
    main(sys.argv[1])
