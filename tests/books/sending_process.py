"""One worker that sends one mail, in a process of its own that can be killed.

``python -m tests.books.sending_process DATABASE MAIL``; the mail server stands in the environment.
"""

import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from django.db import connection  # noqa: E402 - the settings must be known first

from bonbrug.books.actions.send_mail import Attachment, send_mail  # noqa: E402 - as above
from tests.books.shelf import NOW  # noqa: E402 - as above


def main(database: str, mail: str) -> None:
    connection.settings_dict["NAME"] = database
    paper = Attachment("factuur.pdf", "application/pdf", b"%PDF-1.7")
    send_mail(int(mail), lambda invoice: [paper], lambda: NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
