"""A whole list as a file, at the address of its page: the same rights, search, filters and order.

A table that is asked for as a file is never shown, so that what else stands on its page is not
made: it leaves by an exception, as a refused query does, and the middleware answers.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation

from bonbrug.ui.csv_files import CHUNK, KIND, cell, download, lines

Answer = Callable[[HttpRequest], HttpResponseBase]
Row = Callable[[Any], Sequence[str]]


class AskedAsFile(Exception):
    """No error: the list goes out as a file instead of on its page."""

    def __init__(self, heads: Sequence[str], row: Row, records: QuerySet[Any]) -> None:
        super().__init__("a list as a file")
        self.heads, self.row, self.records = heads, row, records


class TableFiles:
    """Middleware: sends the list."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> StreamingHttpResponse | None:
        """Answer what a table raised."""
        if not isinstance(error, AskedAsFile):
            return None
        return download(lines(_rows(error, translation.get_language())), KIND, _name(request))


def _rows(asked: AskedAsFile, language: str | None) -> Iterator[Sequence[str]]:
    """Yield the rows; they are made after the request, which knew the language of the person."""
    yield [cell(head) for head in asked.heads]
    for record in asked.records.iterator(chunk_size=CHUNK):
        with translation.override(language):
            row = asked.row(record)
        yield row


def _name(request: HttpRequest) -> str:
    """Call the file what the address calls the list: ``/boekhouden/1/facturen/``."""
    words = [part for part in request.path.split("/") if part and not part.isdigit()]
    return f"{words[-1]}.csv"
