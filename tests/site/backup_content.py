"""Prints every row of every table of ours as JSON, read by the tables' own columns."""

import json
import sys

import django
from django.db import connection


def main() -> None:
    django.setup()
    content = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("huey_"):
                continue
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} ORDER BY 1")
            content[table] = [[str(value) for value in row] for row in cursor.fetchall()]
    json.dump(content, sys.stdout)


if __name__ == "__main__":
    main()
