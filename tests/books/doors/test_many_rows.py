"""A list of ten thousand rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bonbrug.books.models import Administration, Relation, Session
from tests.books.doors.conftest import Post
from tests.books.shelf import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_ten_thousand_relations_come_in_one_answer_and_a_few_queries(
    books: Administration, session: Session, golden: Post
) -> None:
    books.own_row_cap = 10_001
    books.save()
    Relation.objects.bulk_create(
        Relation(administration=books, added_on=TODAY, code=f"R{place}", name=f"Klant {place}")
        for place in range(10_000)
    )
    with CaptureQueriesContext(connection) as queries:
        answer = golden("getrelaties-request-all")
    assert answer.count("<cRelatie>") == 10_001
    assert answer.endswith("</GetRelatiesResponse></soap:Body></soap:Envelope>")
    assert len(queries) < 12
