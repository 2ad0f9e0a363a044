"""Insert or change rows of one table with one statement that is prepared once.

The ORM builds an instance and a piece of SQL for every row; a list of thousands of records spends
most of its time there. Here the ORM writes the statement for one row, and the database repeats it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from django.db import connections
from django.db.models import CharField, Field, Model, TextField
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery

from bonbrug.workorders.models.columns import columns_of

Column: TypeAlias = "Field[Any, Any]"


class Upsert:
    """Writes rows of `model`; `fixed` are values that all of them share, by column.

    A row that is there already (by `unique`) gets the columns in `names` and nothing else; a new
    one has the defaults of its table for what is not in `names`.
    """

    def __init__(
        self,
        model: type[Model],
        using: str,
        *,
        unique: Sequence[str],
        names: Sequence[str],
        fixed: Mapping[str, Any],
    ) -> None:
        columns = columns_of(model)
        del columns["id"]
        self._connection = connections[using]
        self._statement = self._written_for(model, columns, unique, names)
        prepare = {name: self._preparing(column) for name, column in columns.items()}
        self._blank = [
            prepare[name](fixed[name] if name in fixed else column.get_default())
            for name, column in columns.items()
        ]
        places = list(columns)
        self._places = [(places.index(name), prepare[name]) for name in names if name not in fixed]

    def _written_for(
        self,
        model: type[Model],
        columns: Mapping[str, Column],
        unique: Sequence[str],
        names: Sequence[str],
    ) -> str:
        changing = [columns[name] for name in names if name not in unique]
        query = InsertQuery(
            model,
            on_conflict=OnConflict.UPDATE,
            # A list of bare names has nothing to change: its name is written over by itself.
            update_fields=changing or [columns[unique[-1]]],
            unique_fields=[columns[name] for name in unique],
        )
        query.insert_values(list(columns.values()), [model()])
        [(statement, _)] = query.get_compiler(connection=self._connection).as_sql()
        return str(statement)

    def _preparing(self, column: Column) -> Callable[[Any], Any]:
        if isinstance(column, CharField | TextField):
            return str
        return partial(column.get_db_prep_save, connection=self._connection)

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows whose values stand in the order of `names`, without the fixed ones."""
        with self._connection.cursor() as cursor:
            cursor.executemany(self._statement, [self._params(row) for row in rows])

    def _params(self, row: Sequence[Any]) -> list[Any]:
        params = self._blank.copy()
        for (place, prepare), value in zip(self._places, row, strict=True):
            params[place] = prepare(value)
        return params
