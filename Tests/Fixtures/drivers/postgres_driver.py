"""PostgreSQL through psql; the argument is a connection string. Tables go into a schema of their own."""

import csv
import io
import subprocess
import sys

from driver import serve, tables

TYPES = {"integer": "BIGINT", "decimal": "DOUBLE PRECISION", "boolean": "BOOLEAN", "text": 'TEXT COLLATE "C"'}
NULL = "<null>"
END = "<end>"
# A column's name may hold tabs and line breaks.
FIELD, RECORD = "\x1f", "\x1e"

psql = subprocess.Popen(
    ["psql", "-X", "-q", "-A", "-t", "-F", FIELD, "-R", RECORD, "-P", "footer=off", sys.argv[1]],
    stdin=subprocess.PIPE,
    stdout=subprocess.PIPE,
    stderr=subprocess.STDOUT,
)


def ask(text):
    """Everything that psql prints for the text, until it echoes the end."""
    psql.stdin.write(f"{text}\n\\echo\n\\echo {END}\n".encode())
    psql.stdin.flush()
    printed = ""
    while not printed.endswith(f"\n{END}\n"):
        line = psql.stdout.readline().decode()
        if not line:
            raise RuntimeError(f"psql ended: {printed}")
        printed += line
    printed = printed[: -len(f"\n{END}\n")]
    if "ERROR:" in printed:
        raise RuntimeError(printed[printed.index("ERROR:") :])
    return printed


def copied(value, kind):
    if value is None:
        return "\\N"
    if kind == "boolean":
        return "t" if value else "f"
    text = repr(value) if isinstance(value, float) else str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def load(path):
    ask("DROP SCHEMA IF EXISTS planq_oracle CASCADE; CREATE SCHEMA planq_oracle; SET search_path = planq_oracle;")
    ask("SET client_min_messages = error; SET client_encoding = 'UTF8'; SET extra_float_digits = 1;")
    for name, columns, rows in tables(path):
        declared = ", ".join(f'"{column}" {TYPES[kind]}' for column, kind in columns)
        ask(f'CREATE TABLE "{name}" ({declared});')
        lines = ["\t".join(copied(value, kind) for value, (_, kind) in zip(row, columns)) for row in rows]
        ask("\n".join([f'COPY "{name}" FROM STDIN;'] + lines + ["\\."]))


def value(text, kind):
    if text == NULL:
        return None
    if kind in ("bigint", "integer", "smallint"):
        return int(text)
    if kind == "numeric":
        return float(text) if "." in text else int(text)
    if kind in ("double precision", "real"):
        return float(text)
    if kind == "text" or kind.startswith("character"):
        return text
    raise RuntimeError(f"a column is {kind}")


def run(sql):
    described = [line.strip("\n").split(FIELD) for line in ask(f"{sql} \\gdesc").split(RECORD) if FIELD in line]
    columns = [name for name, _ in described]
    kinds = [kind for _, kind in described]
    printed = ask(f"COPY ({sql}) TO STDOUT (FORMAT csv, NULL '{NULL}', FORCE_QUOTE *);")
    rows = []
    for row in csv.reader(io.StringIO(printed, newline="")):
        if row:
            rows.append([value(text, kind) for text, kind in zip(row, kinds)])
    return columns, rows


serve(load, run)
