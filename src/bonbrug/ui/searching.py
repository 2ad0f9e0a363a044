"""Finding without regard to accents and capitals, the same on SQLite and PostgreSQL.

Nothing is stored for it: the fields of a row are put together and made searchable while the row is
read (docs/decisions/0022), so every way of writing a row is found.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any, TypeVar

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from bonbrug.ui.query_parameters import MOST_CHARACTERS, MOST_WORDS
from bonbrug.values.quantity import folded
from bonbrug.values.text import DOUBLE_LETTERS, SINGLE_LETTERS, searchable

Record = TypeVar("Record", bound=Model)

FUNCTION = "bonbrug_searchable"
HOLDS = "bonbrug_holds"
BETWEEN = "\x1f"
# A point or comma before three digits, after which no digit comes at once.
_THOUSANDS = re.compile(r"[.,](?=[0-9]{3}(?![0-9]))", re.ASCII)
_AMOUNT = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,2})?", re.ASCII)


def teach(connection: BaseDatabaseWrapper, **_more: Any) -> None:
    """Give a new connection to SQLite the function that PostgreSQL has in parts."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, searchable, deterministic=True)
        connection.connection.create_function(HOLDS, 2, _has_all, deterministic=True)


def _has_all(text: str, words: str) -> bool:
    return all(word in text for word in words.split(BETWEEN))


class Searchable(Func):
    """Some fields as one searchable text, with a line break between them."""

    def __init__(self, *fields: str) -> None:
        texts = (Coalesce(Cast(F(field), TextField()), Value("")) for field in fields)
        super().__init__(*texts, output_field=TextField())

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = f"{FUNCTION}(%(expressions)s)"
        return self.as_sql(
            compiler, connection, template=template, arg_joiner=" || char(10) || ", **more
        )

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(
            compiler, connection, template=_ON_POSTGRESQL, arg_joiner=" || chr(10) || ", **more
        )


def _on_postgresql() -> str:
    """Return what `values.text.searchable` does, in functions that every PostgreSQL has."""
    text = r"regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g')"
    letters, plain = "".join(SINGLE_LETTERS), "".join(SINGLE_LETTERS.values())
    text = f"translate({text}, '{letters}', '{plain}')"
    for letter, two in DOUBLE_LETTERS.items():
        text = f"replace({text}, '{letter}', '{two}')"
    return f"lower({text})"


_ON_POSTGRESQL = _on_postgresql()


class Holds(Func):
    """The condition that all `texts` stand in the fields; these are put together once a row."""

    def __init__(self, texts: Sequence[str], *fields: str) -> None:
        super().__init__(Searchable(*fields), output_field=BooleanField())
        self.texts = [searchable(text) for text in texts]

    def as_sqlite(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        fields, params = compiler.compile(self.source_expressions[0])
        return f"{HOLDS}({fields}, %s)", (*params, BETWEEN.join(self.texts))

    def as_postgresql(self, compiler: Any, connection: Any, **_more: Any) -> Any:
        fields, params = compiler.compile(self.source_expressions[0])
        patterns = [f"%{connection.ops.prep_for_like_query(text)}%" for text in self.texts]
        return f"{fields} LIKE ALL (%s)", (*params, patterns)


def words_in(typed: str) -> list[str]:
    """Return the words that are searched for, within the bounds of ui/query_parameters.py."""
    return list(dict.fromkeys(typed.replace("€", " ")[:MOST_CHARACTERS].split()))[:MOST_WORDS]


def matching(
    records: QuerySet[Record],
    typed: str,
    texts: Sequence[str],
    *,
    amounts: Sequence[str] = (),
    exact: Sequence[str] = (),
) -> QuerySet[Record]:
    """Keep the records in which every word stands in one of the fields.

    In `texts` it may stand anywhere; a field in `amounts` is that many euros and cents; a field in
    `exact` is the word itself.
    """
    words = words_in(typed) if texts else []
    special = [word for word in words if exact or (amounts and amounts_in(word))]
    plain = [word for word in words if word not in special]
    if plain:
        records = records.filter(Holds(plain, *texts))
    for word in special:
        found = Q(Holds([word], *texts))
        for field in exact:
            found |= Q(**{field: word})
        for field in amounts:
            found |= Q(**{f"{field}__in": amounts_in(word)})
        records = records.filter(found)
    return records


def holds(text: str, fields: Sequence[str]) -> Holds:
    """Return the condition that this text, spaces and all, stands in one of the fields."""
    return Holds([text], *fields)


def amounts_in(word: str) -> list[Decimal]:
    """Return what a word can mean in euros: ``1.234`` is looked for as 1234 and not asked about."""
    readings = {word, _THOUSANDS.sub("", word)}
    amounts = sorted(one.replace(",", ".") for one in readings)
    return [Decimal(one) for one in amounts if _AMOUNT.fullmatch(one)]


def taken_by(rows: QuerySet[Record], field: str, record: Record) -> Record | None:
    """Return another row with the code that this record is to have.

    Capitals and spaces make no other code. A record that keeps the code it has is not asked about:
    what stands beside it may be older than this rule.
    """
    code = str(getattr(record, field))
    others = rows.exclude(pk=record.pk)
    if record.pk and rows.filter(pk=record.pk, **{field: code}).exists():
        return None
    # Only of these letters every database knows the capitals.
    begin = "".join(takewhile(str.isascii, "".join(code.split()[:1])))
    alike = others.filter(**{f"{field}__istartswith": begin})
    return next((row for row in alike if folded(str(getattr(row, field))) == folded(code)), None)
