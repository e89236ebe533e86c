"""DuckDB in memory."""

import duckdb

from driver import serve, tables

connection = duckdb.connect()
connection.execute("SET threads = 2")
TYPES = {"integer": "BIGINT", "decimal": "DOUBLE", "boolean": "BOOLEAN", "text": "VARCHAR"}


def load(path):
    for name, columns, rows in tables(path):
        declared = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in columns)
        connection.execute(f'CREATE OR REPLACE TABLE "{name}" ({declared})')
        if rows:
            marks = ", ".join("?" for _ in columns)
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', [list(row) for row in rows])


def run(sql):
    cursor = connection.execute(sql)
    return [column[0] for column in cursor.description], cursor.fetchall()


serve(load, run)
