"""What the drivers share: the conversation with the test, and the tables of a plan.

A driver reads a line of JSON at a time and answers with one: {"load": "PLAN.sqlite"} fills the tables, {"sql": "…"}
asks. An answer is {"columns": […], "rows": [[…]]} or {"error": "…"}; a cell is null, or a text that begins with i for
an integer, d for a decimal, t for a text, and b for what no answer should hold.
"""

import decimal
import json
import sqlite3
import sys


def tables(path):
    """Name, columns as (name, kind) and rows of each table that planq wrote; kinds are integer, decimal, boolean, text."""
    database = sqlite3.connect(path)
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    for name in names:
        columns = []
        for _, column, declared, required, default, _ in database.execute(f'PRAGMA table_info("{name}")'):
            kind = {"INTEGER": "integer", "REAL": "decimal", "TEXT": "text"}[declared.split()[0]]
            # planq declares conditions so, and nothing else.
            if kind == "integer" and required and default == "1":
                kind = "boolean"
            columns.append((column, kind))
        rows = []
        for row in database.execute(f'SELECT * FROM "{name}"'):
            rows.append(tuple(bool(cell) if kind == "boolean" else cell for cell, (_, kind) in zip(row, columns)))
        yield name, columns, rows
    database.close()


def cell(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return f"b{value}"
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        return f"d{value!r}"
    if isinstance(value, decimal.Decimal) and value == value.to_integral_value():
        return f"i{int(value)}"
    if isinstance(value, str):
        return f"t{value}"
    return f"b{value!r}"


def serve(load, run):
    """Answers until the test hangs up."""
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "load" in request:
                load(request["load"])
                answer = {"columns": [], "rows": []}
            else:
                columns, rows = run(request["sql"])
                answer = {"columns": list(columns), "rows": [[cell(value) for value in row] for row in rows]}
        except Exception as error:  # whatever an engine throws is an answer
            answer = {"error": f"{type(error).__name__}: {error}"[:2000]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
